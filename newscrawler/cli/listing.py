"""`newscrawler list`: the articles of the archive, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import print_json_array
from newscrawler.cli.reading import chosen_articles
from newscrawler.cli.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = (
    Column("id", number=True),
    Column("date"),
    Column("gone"),
    Column("site", cells=22),
    Column("title", elastic=True),
)
GONE = 2
"""The column that is left out where no article is gone."""


@click.command("list")
@filter_options
@archive_option
@json_option
def command(filters: Filters, archive_path: Path, *, as_json: bool) -> None:
    """List articles, the newest first.

    A date in parentheses is only the day that the page's date line says; nothing says that it was published then.
    Without any date an article stands by the moment it was first seen.

    \b
    Example:
      newscrawler list --site alwatan --since 2017-03 --until 2017-04
      newscrawler list --since 7d --limit 0 --json
    """
    with chosen_articles(archive_path, filters) as articles:
        if as_json:
            print_json_array(articles)
        else:
            print_articles(articles)


def print_articles(articles: Iterable[Mapping[str, Any]]) -> None:
    """Print a line for each article; where one is gone from its site, a column says since which day."""
    rows = [
        (article["id"], shown_date(article), _gone_day(article), article["site"], article["title"])
        for article in articles
    ]
    if any(row[GONE] for row in rows):
        print_table(COLUMNS, rows)
    else:
        print_table(COLUMNS[:GONE] + COLUMNS[GONE + 1 :], [row[:GONE] + row[GONE + 1 :] for row in rows])


def _gone_day(article: Mapping[str, Any]) -> str:
    return str(article.get("gone_at") or "")[:10]


def shown_date(article: Mapping[str, Any]) -> str:
    """Return the moment of publication in the page's own time, to the minute at most; else the date line's day.

    >>> shown_date({"published_at": "2016-07-16T00:55:00+04:00"}), shown_date({"published_at": "2016-07"})
    ('2016-07-16 00:55', '2016-07')
    >>> shown_date({"date_line_date": "2017-03-25"})
    '(2017-03-25)'
    """
    if published := article.get("published_at"):
        return str(published)[:16].replace("T", " ")
    return f"({article['date_line_date']})" if article.get("date_line_date") else ""
