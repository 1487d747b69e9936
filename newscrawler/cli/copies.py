"""`newscrawler copies`: who printed the same text, who first, and what each changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.copy_changes import changed, print_difference
from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import print_json_array, print_text, readable_url
from newscrawler.cli.reading import open_archive, open_to_write, wanted
from newscrawler.cli.tables import Column, print_table
from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newscrawler.archive import Archive

    Printing = Mapping[str, Any]

CLUSTERS = (
    Column("articles", number=True),
    Column("sites", number=True),
    Column("first"),
    Column("id", number=True),
    Column("agency", cells=12),
    Column("title", elastic=True),
)
_FIRST = {True: "first", None: "perhaps first", False: ""}


@click.command("copies")
@click.argument("article", metavar="[ID|URL]", required=False)
@click.option("--diff", "with_difference", is_flag=True, help="The words in which ID differs from the first printing.")
@click.option("--compare", is_flag=True, help="First compare the articles that have not been compared yet.")
@filter_options
@archive_option
@json_option
def command(
    article: str | None,
    filters: Filters,
    archive_path: Path,
    *,
    with_difference: bool,
    compare: bool,
    as_json: bool,
) -> None:
    """Show who printed the same text, and who first.

    Without an article: the texts that were printed most often. Of each printing it says what it changed, how much of
    its wording it has in common with the first one, and which agency it names. First is who was published first; an
    article that does not say when counts from when it was first seen.

    \b
    Example:
      newscrawler copies 12
      newscrawler copies 12 --diff
      newscrawler copies --since 7d --site alwatan
      newscrawler copies --json
    """
    if with_difference and article is None:
        raise click.UsageError("--diff needs the number or the address of an article")
    if compare:
        _compare(archive_path)
    with open_archive(archive_path) as archive:
        _say_what_waits(archive)
        if article is None:
            _show_clusters(archive, filters, as_json=as_json)
            return
        found = archive.article(clean_text(article))
        if found is None:
            raise ArchiveError(f"No article {article} in {archive_path}; see: newscrawler list")
        printings = archive.copies.of(found["id"], **wanted(archive, filters))
        if as_json:
            print_json_array(printings)
        elif with_difference:
            _print_differences(archive, printings, found["id"])
        else:
            _print_printings(printings, found["id"])


def _compare(path: Path) -> None:
    with open_to_write(path) as archive:
        count = archive.copies.catch_up()
    click.echo(f"{count} articles compared with the others.", err=True)


def _say_what_waits(archive: Archive) -> None:
    if waiting := archive.copies.pending():
        click.echo(
            f"{waiting} articles have not been compared yet; each run compares some, "
            "newscrawler copies --compare all of them.",
            err=True,
        )


def _moment(printing: Printing) -> str:
    """Return when it was published, or first seen: in UTC, for papers of several countries are compared."""
    is_published = printing["moment_from"] == "published"
    if is_published and len(printing["published_at"]) <= len("2026-03-01"):
        return str(printing["published_at"])
    moment = str(printing["published_utc"] if is_published else printing["first_seen_at"])
    return f"{'' if is_published else 'seen '}{moment[:16].replace('T', ' ')} UTC"


def _print_printings(printings: Sequence[Printing], article_id: int) -> None:
    if not printings:
        click.echo(f"No other article in the archive has the words of {article_id}.")
        return
    for number, printing in enumerate(printings):
        if number:
            click.echo()
        print_text(
            " · ".join(_facts(printing, is_asked=printing["id"] == article_id, is_later=number > 0)), style="dim"
        )
        print_text(printing["title"], indent="  ", style="bold")
        if number:
            print_text(changed(printing), indent="  ")
        print_text(readable_url(printing["url"]), indent="  ", style="dim")


def _facts(printing: Printing, *, is_asked: bool, is_later: bool) -> list[str]:
    facts = [
        f"{printing['id']}{' (asked for)' if is_asked else ''}",
        _FIRST[printing["is_first"]],
        _moment(printing),
        f"{printing['site']}{', the same site' if is_later and printing['is_same_site'] else ''}",
        printing["agency"] or "",
    ]
    return [fact for fact in facts if fact]


def _print_differences(archive: Archive, printings: Sequence[Printing], article_id: int) -> None:
    if not printings:
        _print_printings(printings, article_id)
        return
    first, *others = printings
    asked = [one for one in others if one["id"] == article_id] or others
    text = archive.article(first["id"]) or {}
    for number, printing in enumerate(asked):
        if number:
            click.echo()
        other = archive.article(printing["id"]) or {}
        print_text(f"{first['id']} {first['site']} → {printing['id']} {printing['site']}", style="dim")
        print_difference(text, other)


def _show_clusters(archive: Archive, filters: Filters, *, as_json: bool) -> None:
    clusters = archive.copies.clusters(**wanted(archive, filters))
    if as_json:
        print_json_array(clusters)
        return
    if not clusters:
        click.echo("No two articles in the archive have the same words.")
        return
    rows = (
        (one["articles"], one["sites"], one["first_at"][:10], one["id"], one["agency"], one["title"])
        for one in clusters
    )
    print_table(CLUSTERS, rows)
