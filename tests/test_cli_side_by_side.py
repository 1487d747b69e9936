"""Several crawls at once: never two of a site, ended by signals and by the clock, the worst for the whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from newscrawler.cli import side_by_side
from newscrawler.cli.process import Start
from newscrawler.cli.project import Crawl
from newscrawler.cli.side_by_side import Came, Ended, SideBySide
from tests.test_cli_process import program

# Stands in for `python -m scrapy crawl SPIDER`: notes when it was at work, ends with what its name says.
WORKER = """\
    import os, sys, time
    spider = sys.argv[4]
    began = time.monotonic()
    time.sleep(0.15)
    with open(os.environ["RECORD"], "a") as record:
        record.write(f"{spider} {began} {time.monotonic()}\\n")
    print(f"{spider}: said")
    sys.exit(int(spider.rpartition("-")[2]))
"""

# Writes a line when it is ready, counts the signals it gets for a while after the first, says how many there were.
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
    sys.exit(130 if len(seen) == 1 else 1)
"""

# Heeds no signal, and neither does what it starts.
DEAF = """\
    import os, signal, subprocess, sys, time
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    child = subprocess.Popen([os.environ["REAL_PYTHON"], "-c", "import time; time.sleep(60)"])
    sys.stderr.write(f"ready {os.getpid()} {child.pid}\\n")
    sys.stderr.flush()
    time.sleep(60)
"""

STARTER = """\
    import json, sys
    from pathlib import Path
    from newscrawler.cli.process import Start
    from newscrawler.cli.project import Crawl
    from newscrawler.cli import side_by_side
    sys.executable = sys.argv[1]
    side_by_side.STOP_SECONDS = float(sys.argv[2])
    crawls = [Crawl(name, site=name) for name in sys.argv[3:]]
    start = Start(Path("."), Path("news.db"), is_alone=True)
    came = side_by_side.SideBySide(start, at_once=1, max_seconds=None, tell=lambda ended: None).run(crawls)
    print(json.dumps([came.status, [[e.status, e.line] for e in came.ended], len(came.not_begun)]))
"""


def come(tmp_path, crawls, *, at_once=4, max_seconds=None) -> Came:
    start = Start(tmp_path, tmp_path / "news.db", is_alone=False)
    return SideBySide(start, at_once=at_once, max_seconds=max_seconds, tell=lambda _ended: None).run(crawls)


@pytest.fixture
def worked(tmp_path, monkeypatch):
    """Return who was at work when: name, begin, end."""
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", WORKER))
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))

    def read():
        rows = [line.split() for line in (tmp_path / "record").read_text().splitlines()]
        return [(name, float(began), float(ended)) for name, began, ended in rows]

    return read


def named(*names: str) -> list[Crawl]:
    return [Crawl(name, site=name.partition("/")[0]) for name in names]


def at_most(spans):
    """Return how many were at work at once, at most."""
    return max(sum(began <= moment < ended for _, began, ended in spans) for _, moment, _ in spans)


def test_so_many_at_once_and_no_more(tmp_path, worked):
    came = come(tmp_path, named("a-0", "b-10", "c-0", "d-75", "e-20"), at_once=2)
    assert (came.status, came.not_begun) == (20, [])
    assert {ended.crawl.site: ended.status for ended in came.ended} == {
        "a-0": 0,
        "b-10": 10,
        "c-0": 0,
        "d-75": 75,
        "e-20": 20,
    }
    assert at_most(worked()) == 2


def test_two_addresses_of_one_site_take_turns(tmp_path, worked):
    came = come(tmp_path, [Crawl("a-0", "https://a.example/", "a"), Crawl("b-0", "https://a.example/en", "a")])
    assert (came.status, at_most(worked())) == (0, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("import os; os.kill(os.getpid(), 9)", "a: crashed (ended by signal 9; what it held is taken up again)"),
        ("raise SystemExit(3)", "a: crashed (exit status 3)"),
        ("print('a word')", "a: worked (exit status 0)"),
    ],
)
def test_what_ends_without_a_verdict_gets_a_line(tmp_path, monkeypatch, text, line):
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", text))
    assert [ended.line for ended in come(tmp_path, named("a")).ended] == [line]


def test_when_the_time_is_up_no_site_is_begun(tmp_path, worked):
    came = come(tmp_path, named("a-0", "b-0", "c-0"), at_once=1, max_seconds=0.05)
    assert [ended.crawl.site for ended in came.ended] == ["a-0"]
    assert [crawl.site for crawl in came.not_begun] == ["b-0", "c-0"]
    assert came.status == 0, "what was not begun has not failed"


def test_sites_that_a_signal_kept_from_their_turn_make_the_whole_interrupted():
    done = [Ended(Crawl("a"), 0, "a: worked")]
    assert Came(done, [Crawl("b")], is_interrupted=True).status == 130
    assert Came(done, [], is_interrupted=True).status == 0
    assert Came([*done, Ended(Crawl("b"), 20, "")], [Crawl("c")], is_interrupted=True).status == 20


def starter(tmp_path, text, *names, stop_seconds=28):
    """Start crawls in a session of its own, to send signals to the whole group as a terminal does."""
    command = [sys.executable, "-c", textwrap.dedent(STARTER), program(tmp_path / "python", text), str(stop_seconds)]
    return subprocess.Popen(
        [*command, *names],
        env=os.environ | {"REAL_PYTHON": sys.executable},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_reaches_the_crawl_once_and_no_other_is_begun(tmp_path, number):
    text = LISTENER.replace("SIGTERM", "SIGHUP") if number == signal.SIGHUP else LISTENER
    with starter(tmp_path, text, "a", "b") as parent:
        assert parent.stderr.readline() == "ready\n"
        os.killpg(parent.pid, number)
        output, _ = parent.communicate(timeout=30)
    assert json.loads(output) == [130, [[130, "a: interrupted (exit status 130)"]], 1]


def is_there(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as status:  # noqa: PTH123 a file of the kernel
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def are_gone(*pids: int) -> bool:
    until = time.monotonic() + 5
    while any(map(is_there, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(is_there, pids))


def test_a_second_signal_ends_all_at_once_grandchildren_too(tmp_path):
    with starter(tmp_path, DEAF, "a") as parent:
        _, child, grandchild = parent.stderr.readline().split()
        parent.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        assert is_there(int(child))
        parent.send_signal(signal.SIGTERM)
        output, _ = parent.communicate(timeout=10)
    assert json.loads(output)[0] == 130
    assert are_gone(int(child), int(grandchild))


def test_who_does_not_heed_a_signal_is_killed_in_time(tmp_path):
    with starter(tmp_path, DEAF, "a", stop_seconds=0.3) as parent:
        _, child, grandchild = parent.stderr.readline().split()
        parent.send_signal(signal.SIGHUP)
        output, _ = parent.communicate(timeout=10)
    assert json.loads(output)[:2] == [
        130,
        [[130, "a: interrupted (ended by signal 9; what it held is taken up again)"]],
    ]
    assert are_gone(int(child), int(grandchild))


def test_signals_mean_again_what_they_meant(tmp_path, worked):
    before = signal.getsignal(signal.SIGINT)
    come(tmp_path, named("a-0"))
    assert signal.getsignal(signal.SIGINT) is before


def test_who_goes_on_though_the_time_is_up_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(side_by_side, "LATE_SECONDS", 0.1)
    monkeypatch.setattr(side_by_side, "STOP_SECONDS", 0.3)
    monkeypatch.setenv("REAL_PYTHON", sys.executable)
    monkeypatch.setattr(sys, "executable", program(tmp_path / "python", DEAF))
    (ended,) = come(tmp_path, named("a"), max_seconds=0.1).ended
    assert (ended.status, ended.line.partition(" by ")[0]) == (1, "a: crashed (ended")
