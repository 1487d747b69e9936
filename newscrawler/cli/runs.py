"""`newscrawler runs`: what the runs came to, and one of them in full."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click
from rich.cells import cell_len

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import (
    WIDTH,
    isolated,
    on_terminal,
    print_fact,
    print_json,
    print_json_array,
    print_text,
    readable_url,
    width,
)
from newscrawler.cli.reading import open_archive, site_in
from newscrawler.cli.summary import counts
from newscrawler.cli.tables import Column, cropped, print_table
from newscrawler.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newscrawler.archive import PageState, Run

COLUMNS = (
    Column("run", number=True),
    Column("started"),
    Column("site"),
    Column("verdict"),
    Column("status", number=True),
    Column("fetched", number=True),
    Column("new", number=True),
    Column("changed", number=True),
    Column("failed", number=True),
    Column("minutes", number=True),
    Column("reason"),
)
SECONDS = 60
UNFINISHED = "no verdict"
NUMBER_CELLS = 5
VERDICT_CELLS = 15
TAIL_CELLS = 24
"""What follows the site on a terminal: verdict, status and minutes."""
INDENT = " " * (NUMBER_CELLS + 2)


@click.command("runs")
@click.argument("site", required=False, metavar="[SITE|NUMBER]")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="At most N; 0 is all."
)
@archive_option
@json_option
def command(site: str | None, limit: int, archive_path: Path, *, as_json: bool) -> None:
    """List what the runs came to and why, the latest first.

    With the NUMBER of a run: all that is known of it. Moments are UTC.

    \b
    Example:
      newscrawler runs
      newscrawler runs alwatan --limit 48
      newscrawler runs 12 --json
    """
    with open_archive(archive_path) as archive:
        if site and site.isascii() and site.isdigit():
            run = archive.run(int(site[:18]))
            if run is None:
                raise ArchiveError(f"No run {site} in {archive_path}; see: newscrawler runs")
            pages = archive.failed_pages(run.id)
            _print_one(run, pages, as_json=as_json)
            return
        runs = archive.runs(site=site_in(archive, site) if site else None, limit=limit or -1)
    if as_json:
        print_json_array(as_plain(run) for run in runs)
    elif on_terminal():
        _print_pairs(runs)
    else:
        print_table(COLUMNS, [_row(run) for run in runs])


def as_plain(run: Run) -> dict[str, Any]:
    """Return a run as plain values, with how long it took."""
    return run.as_dict() | {"minutes": minutes(run)}


def minutes(run: Run) -> float | None:
    """Return how long a run took; None while it has not ended."""
    if run.ended_at is None:
        return None
    took = datetime.fromisoformat(run.ended_at) - datetime.fromisoformat(run.started_at)
    return round(took.total_seconds() / SECONDS, 2)


def _took(run: Run) -> str:
    took = minutes(run)
    if took is None:
        return ""
    return f"{took:.1f} min" if took >= 1 else f"{took * SECONDS:.0f} s"


def _row(run: Run) -> tuple[Any, ...]:
    head = (run.id, _minute(run), run.site, run.verdict or UNFINISHED, run.exit_status)
    return (*head, *_figures(run).values(), minutes(run), run.reason)


def _figures(run: Run) -> dict[str, int]:
    counts = run.counts
    failed = sum(counts.failed.values())
    return {"fetched": counts.fetched, "new": counts.new, "changed": counts.changed, "failed": failed}


def _minute(run: Run) -> str:
    return run.started_at[:16].replace("T", " ")


def _print_pairs(runs: Sequence[Run]) -> None:
    """Print two lines for each run, which fit a terminal: when, where and what; how much and why."""
    cells = min(width(), WIDTH) - len(INDENT) - len("2026-03-01 12:00") - 2 - TAIL_CELLS - 2
    for run in runs:
        site = cropped(run.site, cells)
        shown = isolated(site) + " " * (cells - cell_len(site))
        verdict = f"{run.verdict or UNFINISHED} {run.exit_status or ''}"
        tail = f"{verdict:<{VERDICT_CELLS}}{_took(run):>{TAIL_CELLS - VERDICT_CELLS}}"
        click.echo(f"{run.id:>{NUMBER_CELLS}}  {_minute(run)}  {shown}  {tail}".rstrip())
        figures = [f"{count:,} {name}" for name, count in _figures(run).items() if count or name in {"fetched", "new"}]
        print_text("; ".join(filter(None, (", ".join(figures), run.reason))), indent=INDENT)


def _print_one(run: Run, pages: Sequence[PageState], *, as_json: bool) -> None:
    if as_json:
        print_json(as_plain(run) | {"failed_pages": [asdict(page) for page in pages]})
        return
    took = _took(run)
    facts: Mapping[str, str | None] = {
        "run": str(run.id),
        "site": run.site,
        "spider": run.spider,
        "started": _moment(run.started_at),
        "ended": _moment(run.ended_at) + (f" ({took})" if took else ""),
        "verdict": UNFINISHED if run.verdict is None else f"{run.verdict} ({run.exit_status})",
        "reason": run.reason,
    }
    for label, words in facts.items():
        if words:
            print_fact(label, words)
    click.echo()
    for label, words in counts(asdict(run.counts)):
        print_fact(label, words)
    if pages:
        click.echo("\nFailed, the first first")
    for page in pages:
        print_text(readable_url(page.url), indent="  ")
        print_text(f"{page.reason}{f', {page.attempts} times in a row' if page.attempts > 1 else ''}", indent="    ")


def _moment(text: str | None) -> str:
    return f"{text[:19].replace('T', ' ')} UTC" if text else ""
