"""`newscrawler crawl`: run the spiders of some sites, then say what came of it."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newscrawler.cli.board import Board
    from newscrawler.cli.project import Crawl
    from newscrawler.cli.side_by_side import Came
    from newscrawler.cli.whole import Telling

AT_ONCE = 4
"""Sites crawled at once: each rests most of the time between two requests, so they hardly slow each other down."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How crawls run beside each other."""

    jobs: int
    """So many at once."""
    max_seconds: float | None
    """For so long; None is without limit."""


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("--all", "is_all", is_flag=True, help="Every site with a file, and every site that the archive knows.")
@click.option("--due", "is_due", is_flag=True, help="Only those of the sites with something new or due now.")
@click.option(
    "--jobs", type=click.IntRange(1), default=AT_ONCE, show_default=True, metavar="N", help="So many sites at once."
)
@click.option(
    "--max-minutes",
    type=click.FloatRange(0, min_open=True),
    metavar="N",
    help="End after so long; what waits then is for the next run.",
)
@click.option("--since", metavar="DAY", help="Walk back too, to this year, month or day: 2024, 2024-01, 2024-01-15.")
@click.option("--until", metavar="DAY", help="Walk back from the end of it, not from today.")
@click.option("--spider", metavar="NAME", help="Crawl SITE with this spider, whatever its own domains.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Pass a Scrapy setting; repeatable.")
@click.option(
    "--log-json", is_flag=True, envvar="NEWSCRAWLER_LOG_JSON", help="Write each event of the log as a line of JSON."
)
@archive_option
@json_option
def command(  # noqa: PLR0913 an argument for each option
    sites: tuple[str, ...],
    jobs: int,
    max_minutes: float | None,
    spider: str | None,
    settings: tuple[str, ...],
    archive_path: Path,
    *,
    since: str | None,
    until: str | None,
    is_all: bool,
    is_due: bool,
    log_json: bool,
    as_json: bool,
) -> None:
    """Crawl sites into the archive, several at once.

    SITE is a spider's name, a domain or a URL. Any site works; one with a file in spiders/ works as its file says.
    Without SITE, every site with a file is crawled. Run it again at any time: it goes on where it was, and fetches
    only what is new or due. A site that another run is crawling is left to it.

    Exit status: 0 worked, 1 crashed, 2 usage, 10 nothing new where there always is, 20 degraded, 30 blocked, 40
    network down, 50 disk full, 75 locked by another run, 130 interrupted. Of several sites, the worst.

    \b
    Example:
      newscrawler crawl https://example.org/
      newscrawler crawl alwatan --set DOWNLOAD_DELAY=5
      newscrawler crawl --all --due --max-minutes 55
      newscrawler crawl --all --log-json 2>>events.jsonl
      newscrawler crawl https://example.org/ --since 2024-01 --until 2024-03
    """
    from newscrawler.cli.whole import Telling

    if is_all and (sites or spider):
        raise UsageError("--all is every site: give it without SITE and --spider")
    words = [*_settings_words(settings), *_period_words(since, until)]
    crawls = _chosen(sites, spider, archive_path, is_all=is_all, is_due=is_due)
    telling = Telling(is_one=len(sites) == 1, as_json=as_json, log_json=log_json)
    given = os.environ | dict(setting.split("=", 1) for setting in settings)
    bounds = Bounds(jobs, max_minutes * 60 if max_minutes else None)
    click.get_current_context().exit(_crawl(crawls, words, archive_path, telling, bounds, given).status)


def _crawl(
    crawls: list[Crawl],
    words: list[str],
    archive_path: Path,
    telling: Telling,
    bounds: Bounds,
    given: Mapping[str, str],
) -> Came:
    """Run the crawls to their end, tell what came of them, and whom the settings name."""
    from newscrawler.cli.process import Start
    from newscrawler.cli.project import project_folder
    from newscrawler.cli.side_by_side import SideBySide
    from newscrawler.cli.whole import last_run_id, tell_end

    last = last_run_id(archive_path)
    is_plain = not (telling.is_one or telling.as_json or telling.log_json)
    board = _board(len(crawls), given) if is_plain else None
    start = Start(
        project_folder(),
        archive_path,
        words,
        is_alone=not telling.log_json and (telling.is_one or (bounds.jobs == 1 and board is None)),
        hear=board.hear if board else None,
        as_json=telling.log_json,
    )
    tell = telling.beside(board)
    with board or nullcontext():
        came = SideBySide(start, at_once=bounds.jobs, max_seconds=bounds.max_seconds, tell=tell).run(crawls)
    tell_end(came, archive_path, last, telling)
    _notify(came, archive_path, given)
    return came


def _board(sites: int, given: Mapping[str, str]) -> Board | None:
    """Return what shows the crawls on a terminal; None where nobody looks, or nobody wants it."""
    from newscrawler.cli.board import Board
    from newscrawler.crawling.progress import progress_way

    wanted = given.get("NEWSCRAWLER_PROGRESS") or "auto"
    return Board(sites) if sys.stderr.isatty() and progress_way(wanted) == "live" else None


def _notify(came: Came, archive_path: Path, given: Mapping[str, str]) -> None:
    """Tell whom the settings name of what has changed."""
    from newscrawler.archive import Archive
    from newscrawler.cli.notices import news_of, notice_of
    from newscrawler.cli.notifying import WAYS, notify
    from newscrawler.now import now_utc

    if not any(given.get(name) for name in WAYS):
        return
    with Archive(archive_path, read_only=True) if archive_path.exists() else nullcontext() as archive:
        news = news_of(came, archive, now_utc())
    if news:
        notify(notice_of(news), given)


def _settings_words(settings: tuple[str, ...]) -> list[str]:
    """Return `-s NAME=VALUE` for each; raises UsageError for one without a name."""
    for setting in settings:
        name, equals, _ = setting.partition("=")
        if not (equals and name.isidentifier()):
            raise UsageError(f"--set {setting!r}: expected NAME=VALUE, as in --set DOWNLOAD_DELAY=5")
    return [word for setting in settings for word in ("-s", setting)]


def _period_words(since: str | None, until: str | None) -> list[str]:
    """Return `-a since=DAY -a until=DAY` as far as given; raises UsageError for what is no day."""
    from newscrawler.crawling.arguments import period_of

    given = {name: words for name, words in (("since", since), ("until", until)) if words}
    period_of(given)
    return [word for name, words in given.items() for word in ("-a", f"{name}={words}")]


def _chosen(
    sites: tuple[str, ...], spider: str | None, archive_path: Path, *, is_all: bool, is_due: bool
) -> list[Crawl]:
    """Return the crawls in the order of their turns; brings an archive of an earlier version up to date."""
    from newscrawler.archive import Archive
    from newscrawler.cli import chosen
    from newscrawler.cli.project import load_spiders, project_folder

    spiders = load_spiders(project_folder())
    wanted = None if is_all else chosen.named(sites, spiders, spider=spider)
    with Archive(archive_path) if archive_path.exists() else nullcontext() as archive:
        crawls = chosen.every(archive, spiders) if wanted is None else wanted
        if is_due:
            crawls = chosen.due(crawls, archive)
        return crawls if sites else chosen.by_last_run(crawls, archive)
