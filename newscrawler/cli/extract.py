"""`newscrawler extract`: read one page, without an archive."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscrawler.cli.article import print_article
from newscrawler.cli.explain import print_explanation
from newscrawler.cli.options import json_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.project import site_spider
from newscrawler.errors import UsageError
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from newscrawler.items import Article

_HERE = "http://localhost/"
NOWHERE = f"{_HERE}saved-page"
"""The address of a page that does not say its own: not that of a front page, which is no article."""


@click.command("extract")
@click.argument("page", metavar="FILE|-|URL")
@click.option("--url", metavar="URL", help="The page's address, for its relative links; else what the page declares.")
@click.option("--explain", is_flag=True, help="Say of each field where it came from, and show every date seen.")
@json_option
def command(page: str, url: str | None, *, explain: bool, as_json: bool) -> None:
    """Read one page and print its article; no archive is touched.

    FILE is a saved page, - is standard input, URL is fetched as a crawl would fetch it, robots.txt obeyed. A page of a
    site with a file in spiders/ is read as that file says. Ends with 1 when the page is no article; a URL that cannot
    be fetched ends as a crawl of it would (20, 30, 40).

    \b
    Example:
      newscrawler extract page.html --url https://example.org/news/1
      newscrawler extract page.html --explain
      curl -s https://example.org/news/1 | newscrawler extract - --json
    """
    served = _fetched(page) if "://" in page else _saved(_bytes_of(page), url)
    article = _read(served)
    if as_json:
        print_json(article.as_dict())
    elif explain:
        print_explanation(article.as_dict())
    else:
        print_article(article.as_dict())


@dataclass(frozen=True, slots=True)
class Served:
    """A page, and what is known of how it was served."""

    body: bytes
    url: str
    content_type: str | None = None
    fetched_at: datetime | None = None


def _fetched(url: str) -> Served:
    from newscrawler.crawling import fetch_page

    page = fetch_page(url)
    return Served(page.body, page.url, dict(page.headers).get("content-type"), datetime.fromisoformat(page.fetched_at))


def _bytes_of(page: str) -> bytes:
    if page == "-":
        return sys.stdin.buffer.read()
    if not Path(page).is_file():
        raise UsageError(f"No file {page!r}: expected a saved page, - for standard input, or a URL with its https://")
    return Path(page).read_bytes()


def _saved(body: bytes, url: str | None) -> Served:
    if url is not None and not is_fetchable(url):
        raise UsageError(f"--url {url!r}: expected an address such as https://example.org/news/1")
    return Served(body, url or _declared_address(body) or NOWHERE)


def _declared_address(body: bytes) -> str | None:
    """Return the address the page gives as its own: rel=canonical, else og:url; None when it gives none."""
    from newscrawler.markup import parse_markup

    declared = parse_markup(body, NOWHERE).declared
    candidates = [link.url for link in declared.links if link.rel == "canonical"]
    candidates.append(declared.first_meta("og:url") or "")
    # A relative one, too, has been made absolute with the address that we do not know.
    return next((url for url in candidates if is_fetchable(url) and not url.startswith(_HERE)), None)


def _read(page: Served) -> Article:
    """Return the article as a crawl of its site would read it: the site's file has its say."""
    from newscrawler.extraction import read_article
    from newscrawler.markup import parse_markup

    markup = parse_markup(page.body, page.url, content_type=page.content_type)
    spider = site_spider(page.url)
    article = read_article(markup, fetched_at=page.fetched_at, site=spider.facts if spider else None)
    return spider.clean_article(article, markup) if spider else article
