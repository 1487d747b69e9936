"""Starting one `scrapy crawl`: what it is given, what becomes of its words, how it ends."""

from __future__ import annotations

import json
import os
import sys
import textwrap

from newscrawler.cli import process, relay
from newscrawler.cli.process import CrawlProcess, Start
from newscrawler.cli.project import Crawl
from newscrawler.crawling.verdict import STATUSES

RECORDER = """\
    import json, os, sys
    print("a word on stdout")
    seen = {"argv": sys.argv[1:], "cwd": os.getcwd(), "archive": os.environ["NEWSCRAWLER_ARCHIVE"],
            "parent": os.environ["NEWSCRAWLER_PARENT_PID"], "stdin": sys.stdin.read()}
    open(os.environ["RECORD"], "w").write(json.dumps(seen))
    sys.exit(20)
"""


def program(path, text):
    path.write_text(f"#!{sys.executable}\n{textwrap.dedent(text)}")
    path.chmod(0o755)
    return str(path)


def run(folder, archive_path, words=(), *, spider="news", is_alone=True):
    """Run one crawl to its end; return its exit status and the last line of its stdout."""
    process = CrawlProcess(Crawl(spider, site="a.example"), Start(folder, archive_path, words, is_alone))
    return process.wait(), process.last_line


def test_scrapy_gets_the_words_the_folder_and_the_archive(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", RECORDER))
    folder = tmp_path / "project"
    folder.mkdir()
    archive = tmp_path / "news.db"
    words = ["-a", "site=https://example.org/; rm -rf x"]
    assert run(folder, archive, words) == (20, "a word on stdout")
    assert json.loads((tmp_path / "record").read_text()) == {
        "argv": ["-m", "scrapy", "crawl", "news", *words],
        "cwd": str(folder),
        "archive": str(archive),
        "parent": str(os.getpid()),
        "stdin": "",
    }
    assert capfd.readouterr() == ("", "")


def test_a_limit_is_passed_on(tmp_path, monkeypatch):
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", RECORDER))
    CrawlProcess(Crawl("news"), Start(tmp_path, tmp_path / "news.db"), max_seconds=90.0).wait()
    assert json.loads((tmp_path / "record").read_text())["argv"][-2:] == ["-s", "NEWSCRAWLER_MAX_SECONDS=90"]


TALKER = """\
    import sys
    print("2026-11-25 21:00:00 INFO a.example: 21 pages", file=sys.stderr)
    print("Traceback:\\n  خبر", file=sys.stderr)
    sys.stderr.flush()
    print("said by a site file")
    print("a.example: worked; 3 fetched")
"""


def test_beside_others_every_line_names_its_site_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", TALKER))
    assert run(tmp_path, tmp_path / "news.db", is_alone=False) == (0, "a.example: worked; 3 fetched")
    assert sorted(capsys.readouterr().err.splitlines()) == [
        "a.example:   خبر",
        "a.example: 2026-11-25 21:00:00 INFO 21 pages",
        "a.example: Traceback:",
        "a.example: said by a site file",
    ]


def test_a_killed_crawl_ends_with_the_number_of_its_signal(tmp_path, monkeypatch):
    killed = program(tmp_path / "python", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(sys, "executable", killed)
    assert run(tmp_path, tmp_path / "news.db") == (-9, "")


def test_a_reader_that_is_gone_stops_no_crawl(monkeypatch):
    with open(os.devnull) as closed:  # noqa: PTH123 any stream that cannot be written will do
        monkeypatch.setattr(sys, "stderr", closed)
        relay.say("a line")


def test_the_words_are_those_of_the_verdicts():
    assert {status: word for word, status in STATUSES.items()} == process.WORDS
