"""`newscrawler queue`: what is due, what waits, what failed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.archive import QUEUE_STATES
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json, print_json_array, readable_url
from newscrawler.cli.reading import open_archive, site_in
from newscrawler.cli.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STATES = {state.replace(" ", "-"): state for state in QUEUE_STATES}
"""What is typed -> the state."""
DUE = {"now": "now", "in 1 hour": "hour", "in 1 day": "day", "later": "later", "never": "never"}
"""Words of the table -> keys of the figures."""
NEXT = Column("next visit (UTC)")
REASONS = (
    Column("pages", number=True),
    Column("state"),
    Column("reason", cells=30),
    Column("one of them", elastic=True),
)
PAGES = (NEXT, Column("state"), Column("tries", number=True), Column("reason", cells=22), Column("page", elastic=True))


@click.command("queue")
@click.argument("site", required=False, metavar="[SITE]")
@click.option("--state", type=click.Choice(list(STATES)), metavar="STATE", help=f"List pages: {', '.join(STATES)}.")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="List at most N; 0 is all."
)
@archive_option
@json_option
def command(site: str | None, state: str | None, limit: int, archive_path: Path, *, as_json: bool) -> None:
    """Say what is due, what waits, what failed and why.

    With --state, list pages with their reason, their failures in a row and their next visit, those visited next first.
    Due and waiting are pages of any state that are visited again: now, or later.

    \b
    Example:
      newscrawler queue
      newscrawler queue alwatan --state failed
      newscrawler queue --state gone --limit 0 --json
    """
    with open_archive(archive_path) as archive:
        chosen = site_in(archive, site) if site else None
        if state:
            pages = archive.queued(chosen, state=STATES[state], limit=limit or None)
            print_json_array(pages) if as_json else _print_pages(pages)
            return
        overview = archive.queue(chosen)
    if as_json:
        print_json(overview)
    else:
        _print_overview(overview)


def _print_pages(pages: Sequence[Mapping[str, Any]]) -> None:
    print_table(
        PAGES,
        [
            (moment(page["next_visit_at"]), page["state"], page["attempts"], _reason(page), readable_url(page["url"]))
            for page in pages
        ],
    )


def _reason(page: Mapping[str, Any]) -> str:
    return page["reason"] or page["outcome"] or "not visited yet"


def _print_overview(overview: Mapping[str, Any]) -> None:
    states, due = overview["states"], overview["due"]
    if not states:
        click.echo("No pages yet; find some with: newscrawler crawl SITE")
        return
    kinds = sorted({kind for pages in states.values() for kind in pages})
    by_state = [(state, *(pages.get(kind, "") for kind in kinds)) for state, pages in states.items()]
    print_table([Column("state"), *(Column(kind, number=True) for kind in kinds)], by_state)
    click.echo()
    columns = [Column("due"), *(Column(word, number=True) for word in DUE), NEXT]
    moments = [(kind, *(due[kind][key] for key in DUE.values()), moment(due[kind]["next"])) for kind in due]
    print_table(columns, moments)
    if overview["reasons"]:
        click.echo()
        print_table(REASONS, [_reason_row(reason) for reason in overview["reasons"]])


def _reason_row(reason: Mapping[str, Any]) -> tuple[Any, ...]:
    return (reason["pages"], reason["state"], reason["reason"], readable_url(reason["example"]))


def moment(text: str | None) -> str:
    """Return a moment of the archive to the minute; empty for none.

    >>> moment("2026-03-01T12:00:59Z"), moment(None)
    ('2026-03-01 12:00', '')
    """
    return (text or "")[:16].replace("T", " ")
