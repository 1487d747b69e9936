"""The verdict on the whole of a crawl: a line for each site, a line for all, or the same as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.printing import on_terminal, print_json, print_text
from newscrawler.cli.process import WORDS
from newscrawler.cli.reading import open_archive
from newscrawler.cli.relay import event_line, say
from newscrawler.cli.summary import print_next_steps, print_run
from newscrawler.errors import Locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from newscrawler.archive import Run
    from newscrawler.cli.board import Board
    from newscrawler.cli.side_by_side import Came, Ended

RUNS_READ = 10_000
SITES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """How a crawl speaks: of one site in full at its end; of several in a line each, and one for the whole."""

    is_one: bool = True
    as_json: bool = False
    log_json: bool = False
    """What stands on stderr is JSON, each verdict an event."""

    def beside(self, board: Board | None) -> Callable[[Ended], None]:
        """Return what tells of each that has ended and takes it off the board, if there is one."""

        def tell(ended: Ended) -> None:
            if board is not None:
                board.end(ended.crawl.site)
            self.tell(ended)

        return tell

    def tell(self, ended: Ended) -> None:
        """Write a site's verdict line when it ends: to stdout where it is the result, else to stderr."""
        is_result = not (self.is_one or self.as_json)
        if self.log_json:
            say(_verdict_event(ended))
        if is_result or not self.log_json:
            say(ended.line, on_stdout=is_result)


def _verdict_event(ended: Ended) -> str:
    level = "WARNING" if ended.status else "INFO"
    facts = {"verdict": WORDS[ended.status], "exit_status": ended.status}
    return event_line("verdict", ended.crawl.site, ended.line, level, **facts)


def tell_end(came: Came, archive_path: Path, last: int, telling: Telling) -> None:
    """Print what all came to; `last` is the latest run of before."""
    runs = runs_after(archive_path, last, came)
    if telling.log_json:
        facts = {"verdict": WORDS[came.status], "exit_status": came.status}
        say(event_line("end", "", whole_line(came, runs), "WARNING" if came.status else "INFO", **facts))
    if telling.as_json:
        print_json(as_plain(came, runs))
        return
    if telling.is_one:
        if not telling.log_json:
            click.echo(err=True)  # apart from what the crawl said there
        for run in runs:
            print_run(run)
            click.echo()
    else:
        print_text(whole_line(came, runs), style="bold")
    if archive_path.exists() and (telling.is_one or on_terminal()):
        if not telling.is_one:
            click.echo()
        print_next_steps(archive_path)


def as_plain(came: Came, runs: Sequence[Run]) -> dict[str, Any]:
    """Return the verdict on the whole as plain values, and each site's run; without a number where it began none."""
    of_site = {run.site: run.as_dict() for run in runs}
    bare = {"id": None, "started_at": None, "ended_at": None, "reason": None, "counts": None}
    told = [
        {"site": ended.crawl.site, "spider": ended.crawl.spider, **bare}
        | of_site.get(ended.crawl.site, {})
        | {"verdict": WORDS[ended.status], "exit_status": ended.status, "line": ended.line}
        for ended in came.ended
    ]
    return {
        "verdict": WORDS[came.status],
        "exit_status": came.status,
        "line": whole_line(came, runs),
        "runs": told,
        "not_begun": [crawl.site for crawl in came.not_begun],
    }


def whole_line(came: Came, runs: Sequence[Run]) -> str:
    """Return the line for the whole: the worst verdict, whose it is, and the sums."""
    if not came.ended and not came.not_begun:
        return "0 sites: worked (nothing was due)"
    worst = [ended.crawl.site for ended in came.ended if ended.status == came.status and ended.status]
    whose = f" ({_some(worst)})" if worst else ""
    sums = {name: sum(_number(asdict(run.counts)[name]) for run in runs) for name in ("fetched", "new", "changed")}
    sums["failed"] = sum(_number(run.counts.failed) for run in runs)
    said = ", ".join(f"{count:,} {name}" for name, count in sums.items() if count or name in {"fetched", "new"})
    waiting = f"; {_sites(len(came.not_begun))} not begun, first in turn next time" if came.not_begun else ""
    return f"{_sites(len(came.ended))}: {WORDS[came.status]}{whose}; {said}{waiting}"


def _some(sites: Sequence[str]) -> str:
    more = len(sites) - SITES_NAMED
    return ", ".join(sites[:SITES_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _sites(number: int) -> str:
    return f"{number:,} site{'' if number == 1 else 's'}"


def _number(count: int | Mapping[str, int]) -> int:
    return count if isinstance(count, int) else sum(count.values())


def last_run_id(archive_path: Path) -> int:
    """Return the number of the latest run, 0 when there is none or no archive yet."""
    if not archive_path.exists():
        return 0
    with open_archive(archive_path) as archive:
        return max((run.id for run in archive.runs(limit=1)), default=0)


def runs_after(archive_path: Path, last: int, came: Came) -> list[Run]:
    """Return the runs that began after that one on the sites that were crawled, the first first.

    A site that was locked has none: what began on it meanwhile is another's.
    """
    if not archive_path.exists():
        return []
    sites = {ended.crawl.site for ended in came.ended if ended.status != Locked.exit_status}
    with open_archive(archive_path) as archive:
        runs = [run for run in archive.runs(limit=RUNS_READ) if run.id > last and run.site in sites]
    return runs[::-1]
