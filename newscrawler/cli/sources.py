"""`newscrawler sources`: where a site lists its articles, asked of the site or of the archive."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json, print_json_array, print_text, readable_url
from newscrawler.cli.site_file import module_name, site_file
from newscrawler.cli.tables import Column, print_table
from newscrawler.errors import UsageError
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Row = Mapping[str, Any]

OFFERED = (
    Column("kind"),
    Column("address", elastic=True),
    Column("entries", number=True),
    Column("articles", number=True),
    Column("newest", number=True),
    Column("oldest", number=True),
)
REMEMBERED = (
    Column("kind"),
    Column("address", elastic=True),
    Column("last answer", cells=24),
    Column("failures", number=True),
    Column("week", number=True),
    Column("all", number=True),
)
_USUAL = "usual address"
_UNITS = ((365 * 86_400, "y"), (30 * 86_400, "mo"), (86_400, "d"), (3_600, "h"), (60, "min"))
_MOST_PROBLEMS = 20


@click.command("sources")
@click.argument("site", required=False)
@click.option("--known", is_flag=True, help="What the archive remembers of its sources; nothing is fetched.")
@archive_option
@json_option
def command(site: str | None, archive_path: Path, *, known: bool, as_json: bool) -> None:
    """Say where a site lists its articles, and print a file for it.

    SITE is a URL, a domain or a spider's name. Feeds, sitemaps and sections are looked for in robots.txt, on the front
    page and at the usual addresses; at most 40 pages are fetched, as a crawl would fetch them. The table says what
    each lists, how much of it a crawl would take for articles, and how old the newest and the oldest are. A file to be
    pasted into spiders/ follows.

    With --known the archive is asked instead, of one site or of all: how each source answered last, its failures in a
    row, and how many articles it was the first to list, in the last week and in all.

    Ends with 1 when nothing is found; a site that cannot be had ends as a crawl of it would (20, 30, 40).

    \b
    Example:
      newscrawler sources https://example.org/
      newscrawler sources example.org --json
      newscrawler sources --known
    """
    if known:
        _show_known(site, archive_path, as_json=as_json)
    elif site is None:
        raise UsageError("No SITE: expected an address such as https://example.org/, or --known for all of the archive")
    else:
        _show_offered(site, as_json=as_json)


def _show_offered(site: str, *, as_json: bool) -> None:
    from newscrawler.crawling import survey_site

    asked = _asked(site)
    found = survey_site(asked)
    working = [row for row in found["sources"] if row["entries"]]
    text = site_file(found["facts"], found["recommended"], asked["site"]) if found["recommended"] else None
    if as_json:
        print_json({"site": asked["site"], **found, "site_file": text})
    else:
        print_table(OFFERED, [_offered_row(row, asked["site"]) for row in working])
        _print_problems(found["sources"], asked["site"])
        if text:
            name = module_name(found["facts"]["domains"][0])
            click.echo(f"\nspiders/{name}.py, to be read before it is used:\n")
            click.echo(text, nl=False)
    if text is None:
        click.echo(f"Error: {asked['site']}: no feed, no sitemap and no section lists an article", err=True)
        click.get_current_context().exit(1)


def _asked(site: str) -> dict[str, Any]:
    """Return what is asked of a site, with what its file declares."""
    from newscrawler.cli.project import as_address, choose, load_spiders, project_folder, site_spider

    address = as_address(site)
    spider = site_spider(address) if address else None
    if address is None:
        spiders = load_spiders(project_folder())
        spider = spiders[choose(site, spiders).spider]()
    if spider is None:
        return {"site": address}
    return {
        "site": address or spider.home,
        "domains": spider.domains,
        "sources": [(str(source.kind), source.url) for source in spider.sources],
        "article_urls": spider.article_urls,
    }


def _offered_row(row: Row, site: str) -> Sequence[Any]:
    counts = (row["entries"], row["articles"] if row["kind"] != "sitemap_index" else "")
    return (_words(row["kind"]), _shown(row["url"], site), *counts, age(row["newest"]), age(row["oldest"]))


def _print_problems(rows: Iterable[Row], site: str) -> None:
    """Print what is wrong with sources that somebody named; usual addresses that lead nowhere are counted alone."""
    named = [row for row in rows if row["found_by"] != _USUAL and (row["problem"] or not row["entries"])]
    for row in named[:_MOST_PROBLEMS]:
        where = f"{_words(row['kind'])} {_shown(row['url'], site)} ({row['found_by']})"
        print_text(f"{where}: {row['problem'] or 'lists nothing'}")
    if tried := sum(row["found_by"] == _USUAL and not row["entries"] for row in rows):
        print_text(f"{tried} usual addresses lead nowhere")


def _show_known(site: str | None, archive_path: Path, *, as_json: bool) -> None:
    from newscrawler.cli.reading import open_archive, site_in

    with open_archive(archive_path) as archive:
        rows = archive.source_health(site_in(archive, site) if site else None)
    if as_json:
        print_json_array(rows)
        return
    for number, name in enumerate(dict.fromkeys(row["site"] for row in rows)):
        if number:
            click.echo()
        print_text(name, style="bold")
        print_table(REMEMBERED, [_known_row(row) for row in rows if row["site"] == name])


def _known_row(row: Row) -> Sequence[Any]:
    address = _shown(row["url"], f"https://{row['site']}/")
    brought = (row["brought_lately"], row["brought"])
    return (_words(row["kind"]), address, _answer(row), row["failures"] or "", *brought)


def _answer(row: Row) -> str:
    """Return how a source answered last, and when."""
    if row["last_visit_at"] is None:
        return "not asked yet"
    said = row["reason"] or _ANSWERS.get(row["outcome"], row["outcome"])
    return f"{said}, {age(row['last_visit_at'])}"


_ANSWERS = {"new": "read"}
"""Outcome -> what it is called for a source."""


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _shown(url: str, site: str) -> str:
    """Return an address without its host where that is the site's."""
    parts = urlsplit(url)
    if parts.netloc.removeprefix("www.") != urlsplit(site).netloc.removeprefix("www."):
        return readable_url(url)
    return readable_url(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")


def age(moment: str | None) -> str:
    """Return how long ago a moment in ISO 8601 is, in one unit; "" for none.

    >>> from datetime import timedelta
    >>> [age((now_utc() - timedelta(days=days)).isoformat()) for days in (0, 2, 40, 800)]
    ['now', '2 d', '1 mo', '2 y']
    """
    if not moment:
        return ""
    seconds = (now_utc() - datetime.fromisoformat(moment)).total_seconds()
    return next((f"{int(seconds // size)} {unit}" for size, unit in _UNITS if seconds >= size), "now")
