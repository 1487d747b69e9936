"""Options that several commands share, and the kinds of values they take."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

DEFAULT_ARCHIVE = "news.db"

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
_AGO = re.compile(r"(\d{1,6})([hdw])")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def as_period(text: str, now: datetime) -> tuple[datetime, datetime]:
    """Return the first moment of a year, month or day and the first moment after it, in UTC; "7d" is a moment alone.

    Raises ValueError when the text is none of these.

    >>> [moment.isoformat() for moment in as_period("2026-12", datetime(2026, 1, 1, tzinfo=UTC))]
    ['2026-12-01T00:00:00+00:00', '2027-01-01T00:00:00+00:00']
    >>> as_period("7d", datetime(2026, 1, 8, tzinfo=UTC))[0].date().isoformat()
    '2026-01-01'
    """
    if ago := _AGO.fullmatch(text.strip()):
        moment = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        return moment, moment
    if day := _DAY.fullmatch(text.strip()):
        year, month, date = (int(part) if part else None for part in day.groups())
        start = datetime(year or 0, month or 1, date or 1, tzinfo=UTC)
        return start, _after(start, month, date)
    raise ValueError(text)


def _after(start: datetime, month: int | None, date: int | None) -> datetime:
    if date:
        return start + timedelta(days=1)
    if month:
        return (start + timedelta(days=32)).replace(day=1)
    return start.replace(year=start.year + 1)


class Moment(click.ParamType):
    """A year, month or day, or how long ago; becomes UTC text as the archive keeps it."""

    name = "moment"

    def __init__(self, edge: Literal["since", "until"]) -> None:
        """Take the first moment of the period for `since`, the last second of it for `until`."""
        self.edge = edge

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `YYYY-MM-DDTHH:MM:SSZ`; both edges belong to the span."""
        try:
            start, after = as_period(str(value), datetime.now(UTC))
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no moment: expected 2026, 2026-03, 2026-03-25 or 7d (also 12h, 2w)", param, ctx)
        last = after if after == start else after - timedelta(seconds=1)
        return f"{start if self.edge == 'since' else last:%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles: of which site, published from when to when, at most how many (None: all)."""

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

    for option in reversed(_FILTERS):
        with_filters = option(with_filters)
    return with_filters


_FILTERS: tuple[Decorator, ...] = (
    click.option("--site", metavar="SITE", help="Only this site: spider name, domain or URL."),
    click.option("--since", type=Moment("since"), metavar="WHEN", help="Published in or after: 2026, 2026-03-25, 7d."),
    click.option("--until", type=Moment("until"), metavar="WHEN", help="Published in or before."),
    click.option(
        "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="At most N; 0 is all."
    ),
)
