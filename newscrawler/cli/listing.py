"""`newscrawler list`: the articles of the archive, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import Column, print_json_array, print_table
from newscrawler.cli.reading import as_arguments, open_archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = (Column("id", number=True), Column("published"), Column("site", cells=22), Column("title", elastic=True))


@click.command("list")
@filter_options
@archive_option
@json_option
def command(filters: Filters, archive_path: Path, *, as_json: bool) -> None:
    """List articles, the newest first.

    Without a date of publication an article stands by the moment it was first seen; its date is then left empty.

    \b
    Example:
      newscrawler list --site alwatan --since 2017-03 --until 2017-04
      newscrawler list --since 7d --limit 0 --json
    """
    with open_archive(archive_path) as archive:
        articles = archive.articles(**as_arguments(archive, filters))
        if as_json:
            print_json_array(articles)
        else:
            print_articles(articles)


def print_articles(articles: Iterable[Mapping[str, Any]]) -> None:
    """Print a line for each article."""
    rows = ((article["id"], day_and_time(article), article["site"], article["title"]) for article in articles)
    print_table(COLUMNS, rows)


def day_and_time(article: Mapping[str, Any]) -> str:
    """Return the moment of publication in the page's own time, to the minute at most.

    >>> day_and_time({"published_at": "2016-07-16T00:55:00+04:00"}), day_and_time({"published_at": "2016-07"})
    ('2016-07-16 00:55', '2016-07')
    """
    return (article.get("published_at") or "")[:16].replace("T", " ")
