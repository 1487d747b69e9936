"""`newscrawler extract`: read one page, without an archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscrawler.cli.article import print_article
from newscrawler.cli.options import json_option
from newscrawler.cli.printing import print_json
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from newscrawler.items import Article

NOWHERE = "http://localhost/"
"""The address of a page that does not say its own."""


@click.command("extract")
@click.argument("page", metavar="FILE|-|URL")
@click.option("--url", metavar="URL", help="The page's address, for its relative links; else what the page declares.")
@json_option
def command(page: str, url: str | None, *, as_json: bool) -> None:
    """Read one page and print its article; no archive is touched.

    FILE is a saved page, - is standard input, URL is fetched as a crawl would fetch it, robots.txt obeyed.
    Ends with 1 when the page is no article.

    \b
    Example:
      newscrawler extract page.html --url https://example.org/news/1
      curl -s https://example.org/news/1 | newscrawler extract - --json
    """
    article = _read_url(page) if "://" in page else _read_bytes(_bytes_of(page), url)
    if as_json:
        print_json(article.as_dict())
    else:
        print_article(article.as_dict())


def _bytes_of(page: str) -> bytes:
    if page == "-":
        return sys.stdin.buffer.read()
    if not Path(page).is_file():
        raise UsageError(f"No file {page!r}: expected a saved page, - for standard input, or a URL with its https://")
    return Path(page).read_bytes()


def _read_bytes(body: bytes, url: str | None) -> Article:
    from newscrawler.extraction import extract_article
    from newscrawler.urls import is_fetchable

    if url is not None and not is_fetchable(url):
        raise UsageError(f"--url {url!r}: expected an address such as https://example.org/news/1")
    return extract_article(body, url or _declared_address(body) or NOWHERE)


def _declared_address(body: bytes) -> str | None:
    """Return the address the page gives as its own: rel=canonical, else og:url; None when it gives none."""
    from newscrawler.markup import parse_markup
    from newscrawler.urls import is_fetchable

    declared = parse_markup(body, NOWHERE).declared
    canonical = [link.url for link in declared.links if link.rel == "canonical"]
    candidates = [*canonical, declared.first_meta("og:url") or ""]
    return next((url for url in candidates if is_fetchable(url) and not url.startswith(NOWHERE)), None)


def _read_url(url: str) -> Article:
    from newscrawler.crawling import fetch_page
    from newscrawler.extraction import extract_article

    snapshot = fetch_page(url)
    content_type = dict(snapshot.headers).get("content-type")
    return extract_article(snapshot.body, snapshot.url, content_type=content_type)
