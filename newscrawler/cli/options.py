"""Options that several commands share, and the kinds of values they take."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from newscrawler.dates.asked import EXPECTED, as_period
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

DEFAULT_ARCHIVE = "news.db"


class Day(click.ParamType[str]):
    """A year, month or day, or how long ago; becomes the day where it begins or ends."""

    name = "day"

    def __init__(self, edge: Literal["since", "until"]) -> None:
        """Take the first day for `since`, the last for `until`: both belong to the span."""
        self.edge = edge

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `YYYY-MM-DD`."""
        try:
            first, last = as_period(str(value), now_utc().date())
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no date: {EXPECTED}", param, ctx)
        return (first if self.edge == "since" else last).isoformat()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles: of which site, from which day to which, at most how many (None: all)."""

    site: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--archive`; the command gets `archive_path`, absolute."""
    return click.option(
        "--archive",
        "archive_path",
        envvar="NEWSCRAWLER_ARCHIVE",
        default=DEFAULT_ARCHIVE,
        metavar="PATH",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=lambda _ctx, _param, path: path.absolute(),
        help="The archive file; else NEWSCRAWLER_ARCHIVE, else news.db in the current folder.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--json`; the command gets `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON (UTF-8).")(command)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site`, `--since`, `--until` and `--limit`; the command gets them as one `filters`."""

    @functools.wraps(command)
    def with_filters(
        *args: Any, site: str | None, since: str | None, until: str | None, limit: int, **options: Any
    ) -> Any:
        return command(*args, filters=Filters(site, since, until, limit or None), **options)

    decorated: Callable[..., Any] = with_filters
    for option in reversed(_FILTERS):
        decorated = option(decorated)
    return decorated


def site_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site`; the command gets `site`, as it was typed."""
    return click.option("--site", metavar="SITE", help="Only this site: spider name, domain or URL.")(command)


def readers_option(*, beside: int = 0) -> Decorator:
    """Add `--jobs`; the command gets `jobs`, how many processes read pages: one a core where it was not told.

    `beside` are the cores that are left to other work, as long as one reads.
    """
    return click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=lambda: max(1, cores() - beside),
        metavar="N",
        help=f"Processes that read; else one a core{', one of which stores' if beside else ''}.",
    )


def cores() -> int:
    """Return how many processes this one may have run at the same moment."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_FILTERS: tuple[Decorator, ...] = (
    site_option,
    click.option(
        "--since", type=Day("since"), metavar="WHEN", help="Dated in or after: 2026, 2026-03, 2026-03-25, 7d."
    ),
    click.option("--until", type=Day("until"), metavar="WHEN", help="Dated in or before."),
    click.option(
        "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="At most N; 0 is all."
    ),
)
