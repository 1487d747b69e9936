"""Starting `scrapy crawl`: what it is given, how signals reach it, what its end means."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from newscrawler.cli import process

RECORDER = """\
    import json, os, sys
    print("a word on stdout")
    seen = {"argv": sys.argv[1:], "cwd": os.getcwd(), "archive": os.environ["NEWSCRAWLER_ARCHIVE"],
            "parent": os.environ["NEWSCRAWLER_PARENT_PID"], "stdin": sys.stdin.read()}
    open(os.environ["RECORD"], "w").write(json.dumps(seen))
    sys.exit(20)
"""

# Counts the interrupts it gets for a while after the first, then says how many there were.
LISTENER = """\
    import signal, sys, time
    seen = []
    signal.signal(signal.SIGINT, lambda *_: seen.append(1))
    signal.signal(signal.SIGTERM, lambda *_: seen.append(1))
    sys.stderr.write("ready\\n")
    sys.stderr.flush()
    while not seen:
        time.sleep(0.01)
    time.sleep(0.3)
    sys.exit(30 if len(seen) == 1 else 1)
"""

STARTER = """\
    import sys
    from pathlib import Path
    from newscrawler.cli import process
    sys.executable = sys.argv[1]
    print(*process.scrapy_crawl(Path("."), Path("news.db"), ["news"]))
"""


def program(path, text):
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(text)}")
    path.chmod(0o755)
    return str(path)


def test_scrapy_gets_the_words_the_folder_and_the_archive(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", RECORDER))
    folder = tmp_path / "project"
    folder.mkdir()
    archive = tmp_path / "news.db"
    words = ["news", "-a", "site=https://example.org/; rm -rf x"]
    assert process.scrapy_crawl(folder, archive, words) == (20, False)
    assert json.loads((tmp_path / "record").read_text()) == {
        "argv": ["-m", "scrapy", "crawl", *words],
        "cwd": str(folder),
        "archive": str(archive),
        "parent": str(os.getpid()),
        "stdin": "",
    }
    assert capfd.readouterr() == ("", "a word on stdout\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_crawl_once(tmp_path, number):
    listener = program(tmp_path / "python", LISTENER)
    # A session of its own, to send to the whole group as a terminal does.
    starter = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(STARTER), listener],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert starter.stderr is not None
    assert starter.stderr.readline() == "ready\n"
    os.killpg(starter.pid, number)
    output, _ = starter.communicate(timeout=30)
    assert output == "30 True\n"


def test_a_killed_crawl_has_crashed(tmp_path, monkeypatch):
    killed = program(tmp_path / "python", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(sys, "executable", killed)
    assert process.scrapy_crawl(tmp_path, tmp_path / "news.db", []) == (1, False)


def test_signals_mean_again_what_they_meant(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", "pass"))
    before = signal.getsignal(signal.SIGINT)
    process.scrapy_crawl(tmp_path, tmp_path / "news.db", [])
    assert signal.getsignal(signal.SIGINT) is before
