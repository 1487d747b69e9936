"""`newscrawler crawl`: run the spiders of some sites, then say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.cli.project import Crawl


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@click.option("--spider", metavar="NAME", help="Crawl SITE with this spider, whatever its own domains.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Pass a Scrapy setting; repeatable.")
@archive_option
@json_option
def command(
    sites: tuple[str, ...], spider: str | None, settings: tuple[str, ...], archive_path: Path, *, as_json: bool
) -> None:
    """Crawl sites into the archive, one after the other.

    SITE is a spider's name, a domain or a URL. Any site works; one with a file in spiders/ works as its file says.
    Without SITE, every site with a file is crawled. Run it again at any time: it goes on where it was, and fetches
    only what is new or due.

    Exit status: 0 worked, 1 crashed, 2 usage, 10 nothing new where there always is, 20 degraded, 30 blocked, 40
    network down, 50 disk full, 75 locked by another run, 130 interrupted. Of several sites, the worst.

    \b
    Example:
      newscrawler crawl https://example.org/
      newscrawler crawl alwatan --set DOWNLOAD_DELAY=5
    """
    from newscrawler.cli.process import worst
    from newscrawler.cli.summary import last_run_id, print_summary, runs_after

    words = _settings_words(settings)
    crawls = _chosen(sites, spider)
    last = last_run_id(archive_path)
    statuses = _crawl_each(crawls, archive_path, words)
    runs = runs_after(archive_path, last, {crawl.spider for crawl in crawls})
    print_summary(runs, archive_path, as_json=as_json)
    click.get_current_context().exit(worst(statuses))


def _settings_words(settings: tuple[str, ...]) -> list[str]:
    """Return `-s NAME=VALUE` for each; raises UsageError for one without a name."""
    for setting in settings:
        name, equals, _ = setting.partition("=")
        if not (equals and name.isidentifier()):
            raise UsageError(f"--set {setting!r}: expected NAME=VALUE, as in --set DOWNLOAD_DELAY=5")
    return [word for setting in settings for word in ("-s", setting)]


def _chosen(sites: tuple[str, ...], spider: str | None) -> list[Crawl]:
    from newscrawler.cli.project import choose, load_spiders, project_folder, site_names

    spiders = load_spiders(project_folder())
    wanted = sites or ((spider,) if spider else tuple(site_names(spiders)))
    if not wanted:
        raise UsageError("No SITE given and no site file in spiders/; try: newscrawler crawl https://example.org/")
    return [choose(site, spiders, spider=spider) for site in wanted]


def _crawl_each(crawls: list[Crawl], archive_path: Path, words: list[str]) -> list[int]:
    from newscrawler.cli.process import scrapy_crawl
    from newscrawler.cli.project import project_folder

    statuses = []
    for crawl in crawls:
        status, is_interrupted = scrapy_crawl(project_folder(), archive_path, [*crawl.arguments, *words])
        statuses.append(status)
        if is_interrupted:
            break
    return statuses
