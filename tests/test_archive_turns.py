"""The turns to ask a domain: in order, a delay apart, shared by processes, and never stuck."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive, Turns
from tests.archive_visits import Clock

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "example.org"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def turns(tmp_path: Path, clock: Clock) -> Turns:
    return Turns(tmp_path, now=clock)


def another(turns: Turns) -> Turns:
    """Return what another process has."""
    return Turns(turns._folder, now=turns._now)


def test_turns_are_a_delay_apart_whoever_takes_them(turns: Turns, clock: Clock) -> None:
    other = another(turns)
    assert [turns.take(DOMAIN, 2), other.take(DOMAIN, 5), turns.take(DOMAIN, 2)] == [0, 2, 7]
    clock.move(8)
    assert other.take(DOMAIN, 5) == 1
    clock.move(60)
    assert turns.take(DOMAIN, 2) == 0
    assert turns.take("example.net", 2) == 0


def test_a_turn_that_is_used_late_delays_the_next(turns: Turns, clock: Clock) -> None:
    other = another(turns)
    turns.take(DOMAIN, 5)
    assert [turns.take(DOMAIN, 5), other.take(DOMAIN, 5)] == [5, 10]
    clock.move(8)  # should have been 5
    assert turns.use(DOMAIN, 5) == 0
    clock.move(2)
    assert other.use(DOMAIN, 5) == 3
    clock.move(3)
    assert [other.use(DOMAIN, 5), turns.take(DOMAIN, 5)] == [0, 5]


def test_a_rest_is_everybodys(turns: Turns, clock: Clock) -> None:
    other = another(turns)
    turns.rest(DOMAIN, 600)
    turns.rest(DOMAIN, 10)
    assert (other.rest_seconds(DOMAIN), other.take(DOMAIN, 1), other.rest_seconds("example.net")) == (600, 600, 0)
    clock.move(601)
    assert (other.rest_seconds(DOMAIN), other.use(DOMAIN, 1), other.take(DOMAIN, 1)) == (0, 0, 1)


def test_a_domains_own_delay_is_everybodys_for_a_day(turns: Turns, clock: Clock) -> None:
    turns.slow_down(DOMAIN, 30)
    turns.slow_down(DOMAIN, 3)  # another host of the domain
    other = another(turns)
    assert [other.take(DOMAIN, 1), other.take(DOMAIN, 1), other.take(DOMAIN, 60), other.take(DOMAIN, 1)] == [
        *(30, 60, 90, 150)
    ]
    clock.move(90_000)
    assert [other.take(DOMAIN, 1), other.take(DOMAIN, 1)] == [0, 1]


def test_a_clock_that_is_set_back_takes_the_moments_along(turns: Turns, clock: Clock) -> None:
    turns.rest("resting.example", 100)
    turns.take(DOMAIN, 5)
    clock.move(-10 * 365 * 86_400)
    assert turns.take(DOMAIN, 5) == 5
    assert another(turns).rest_seconds("resting.example") == 100


@pytest.mark.parametrize("content", ["{", "[]", '{"next_at": "soon"}', "null", "\x00\x01", '{"next_at": [1]}'])
def test_of_a_file_that_cannot_be_read_a_turn_was_taken_just_now(turns: Turns, tmp_path: Path, content: str) -> None:
    (tmp_path / f"{DOMAIN}.turn").write_text(content)
    assert [turns.take(DOMAIN, 3), turns.take(DOMAIN, 3)] == [3, 6]


def test_any_domain_has_a_file_of_its_own_in_the_folder(turns: Turns, tmp_path: Path) -> None:
    for domain in ("../up", "127.0.0.1:8000", "localhost", "ex" * 200, "write", "الوطن.عمان"):
        assert (turns.take(domain, 1), turns.take(domain, 1)) == (0, 1)
    assert len(list(tmp_path.glob("*.turn"))) == 6


def test_without_the_folder_each_is_on_its_own_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    turns = Turns(tmp_path / "file")
    turns.rest(DOMAIN, 60)
    turns.slow_down(DOMAIN, 60)
    assert [turns.take(DOMAIN, 5), turns.take(DOMAIN, 5), turns.rest_seconds(DOMAIN)] == [0, 0, 0]
    (warning,) = (record.getMessage() for record in caplog.records)
    assert "delay is not shared" in warning
    assert f"{tmp_path / 'file'} cannot be written (Not a directory)" in warning


def test_a_process_that_holds_the_file_stops_nobody(turns: Turns, tmp_path: Path) -> None:
    turns.take(DOMAIN, 5)
    held = os.open(tmp_path / f"{DOMAIN}.turn", os.O_RDWR)
    fcntl.flock(held, fcntl.LOCK_EX)
    assert turns.take(DOMAIN, 5) == 0
    os.close(held)
    assert turns.take(DOMAIN, 5) == 5


HOLDER = """
import os, signal, sys
from pathlib import Path
from newscrawler.archive import Turns
turns = Turns(Path(sys.argv[1]))
turns.take("example.org", 0.2)
with turns._changing("example.org"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_holder_leaves_nothing_stuck(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", HOLDER, tmp_path], check=False, timeout=30)
    turns = Turns(tmp_path)
    assert turns.take(DOMAIN, 0) <= 0.2
    time.sleep(0.2)
    assert turns.take(DOMAIN, 0) == 0


TAKER = """
import sys
from pathlib import Path
from newscrawler.archive import Turns
from tests.archive_visits import Clock
turns = Turns(Path(sys.argv[1]), now=Clock())
print(*(round(turns.take("example.org", 2)) for _ in range(20)))
"""


def test_processes_that_hurry_get_a_turn_each(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TAKER, str(tmp_path)]
    takers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    ahead = [int(seconds) for taker in takers for seconds in taker.communicate(timeout=60)[0].split()]
    assert sorted(ahead) == list(range(0, 120, 2))


def test_a_turn_costs_less_than_a_millisecond(tmp_path: Path) -> None:
    with Archive(tmp_path / "news.db") as archive:
        turns = archive.turns()
        costs = []
        for _ in range(200):
            began = time.process_time()
            turns.rest_seconds(DOMAIN)
            turns.take(DOMAIN, 0)
            costs.append(time.process_time() - began)
    assert sorted(costs)[100] < 0.001
    assert (tmp_path / "news.db.locks" / f"{DOMAIN}.turn").stat().st_size == 256
