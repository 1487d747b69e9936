"""The saved searches of `newscrawler search`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newscrawler.cli.hits import CLOSE, OPEN, print_hits
from newscrawler.cli.printing import print_json_array
from newscrawler.cli.reading import Wanted, open_archive, open_to_write
from newscrawler.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.archive import Archive

_COLUMNS = (Column("name", cells=20), Column("told", cells=20), Column("query", elastic=True))


def save(archive: Archive, name: str, query: str, asked: Wanted) -> None:
    """Keep a search with its filters."""
    archive.saved_searches.save(name, query, site=asked["site"], since=asked["since"], until=asked["until"])
    click.echo(
        f"Kept as {name}; what comes in from now on: newscrawler search --saved {name} --new-since-last", err=True
    )


def asked_again(archive: Archive, name: str, asked: Wanted) -> tuple[str, Wanted]:
    """Return a saved query with its filters; those given now win."""
    kept = archive.saved_searches.get(name)
    return kept.query, {
        "site": asked["site"] or kept.site,
        "since": asked["since"] or kept.since,
        "until": asked["until"] or kept.until,
        "limit": asked["limit"],
    }


def tell(path: Path, name: str, limit: int | None, form: str) -> None:
    """Print what is new for a saved search, and then write that it was told; print nothing where nothing is new."""
    with open_to_write(path) as archive:
        searches = archive.saved_searches
        news = searches.news(name, limit, (OPEN, CLOSE))
        if news.hits or form == "json":
            print_hits(news.hits, form)
        sys.stdout.flush()  # whoever reads has it before it counts as told
        searches.note_told(news)


def print_saved(path: Path, *, as_json: bool) -> None:
    """Print the searches that are kept, with when they were told last."""
    with open_archive(path) as archive:
        kept = archive.saved_searches.all()
    if as_json:
        print_json_array(search.as_dict() for search in kept)
        return
    print_table(_COLUMNS, [(search.name, search.told_at or "never", _written(search.as_dict())) for search in kept])


def _written(search: dict[str, str | None]) -> str:
    filters = [f"--{name} {search[name]}" for name in ("site", "since", "until") if search[name]]
    return " ".join([str(search["query"]), *filters])


def forget(path: Path, name: str) -> None:
    """Keep a search no longer."""
    with open_to_write(path) as archive:
        archive.saved_searches.forget(name)
    click.echo(f"{name} is kept no longer.")
