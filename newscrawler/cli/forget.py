"""`newscrawler forget`: a page that is never fetched again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, readable_url
from newscrawler.cli.reading import open_to_write
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.archive import Archive, Forgotten


@click.command("forget")
@click.argument("url", metavar="URL")
@click.option("--with-article", is_flag=True, help="Delete its article too, and forget every address of it.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@archive_option
@json_option
def command(url: str, archive_path: Path, *, with_article: bool, yes: bool, as_json: bool) -> None:
    """Never fetch a page again, whoever lists it.

    What the archive has of it stays, unless --with-article is given: then its article is deleted with its revisions,
    snapshots, links and dates. A run that fetches the page at this moment throws it away. To take it back: newscrawler
    retry --url URL

    \b
    Example:
      newscrawler forget https://example.org/news/1
      newscrawler forget https://example.org/news/1 --with-article
    """
    url = clean_text(url)
    with open_to_write(archive_path) as archive:
        if with_article and not yes:
            _ask(archive, url)
        forgotten = archive.forget(url, with_article=with_article)
    if as_json:
        print_json(asdict(forgotten))
    else:
        _print_forgotten(forgotten)


def _ask(archive: Archive, url: str) -> None:
    """Ask before an article is deleted; ends the command where the answer is not yes."""
    article = archive.article(url)
    if article is not None:
        title, revisions = clean_text(article["title"]), len(article["revisions"])
        versions = "1 revision" if revisions == 1 else f"{revisions} revisions"
        click.confirm(f'Delete article {article["id"]}, "{title}", with its {versions}?', abort=True, err=True)


def _print_forgotten(forgotten: Forgotten) -> None:
    for url in forgotten.urls:
        print_fact("forgotten", readable_url(url))
    if forgotten.article_id is not None:
        print_fact("article", f"{forgotten.article_id} {'was deleted' if forgotten.is_deleted else 'stays'}")
    for url in forgotten.elsewhere:
        print_fact("still visited", readable_url(url), cells=15)
