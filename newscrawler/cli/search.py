"""`newscrawler search`: find articles by their words."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from newscrawler.archive.suggestions import COUNTED
from newscrawler.cli import saved
from newscrawler.cli.hits import CLOSE, OPEN, print_hits
from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.reading import open_archive, open_to_write, wanted
from newscrawler.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newscrawler.archive import Advice, Archive, Hit
    from newscrawler.cli.reading import Wanted

MARKS = (OPEN, CLOSE)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the options say of saved searches."""

    save: str | None
    saved: str | None
    new_only: bool
    listed: bool
    forget: str | None


def saved_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for saved searches; the command gets them as one `kept`."""

    @functools.wraps(command)
    def with_kept(
        *args: Any,
        save_as: str | None,
        saved_name: str | None,
        new_only: bool,
        listed: bool,
        forget_name: str | None,
        **options: Any,
    ) -> Any:
        return command(*args, kept=Kept(save_as, saved_name, new_only, listed, forget_name), **options)

    decorated: Callable[..., Any] = with_kept
    for option in reversed(_SAVED):
        decorated = option(decorated)
    return decorated


_SAVED = (
    click.option("--save", "save_as", metavar="NAME", help="Keep this search by a name."),
    click.option("--saved", "saved_name", metavar="NAME", help="Search what was kept by this name."),
    click.option("--new-since-last", "new_only", is_flag=True, help="With --saved: only what came in since."),
    click.option("--list-saved", "listed", is_flag=True, help="List the searches that are kept."),
    click.option("--forget", "forget_name", metavar="NAME", help="Keep this search no longer."),
)


@click.command("search")
@click.argument("words", nargs=-1)
@filter_options
@click.option("--recent", is_flag=True, help="Later articles first where two match about as well.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, safe to open in a spreadsheet.")
@click.option("--urls", "form", flag_value="urls", help="Print the addresses only, one a line.")
@saved_options
@archive_option
@json_option
def command(
    words: tuple[str, ...],
    *,
    filters: Filters,
    archive_path: Path,
    kept: Kept,
    recent: bool,
    form: str | None,
    as_json: bool,
) -> None:
    """Find articles by their words, the best first.

    Articles with all WORDS come first, then those with some. Spelling is met half way: hamza, vowel marks, the article
    "al-", accents, case and endings make no difference.

    \b
      "prime minister"       these words in this order
      moscow OR damascus     one of them; (a b) OR c
      -gas -"natural gas"    nowhere in the article
      econom*                words that begin so
      site: section: author: agency: lang: since: until:
                             a field, and -site:example.org leaves it out

    Put the query in quotation marks of the shell where it holds quotes, a minus
    or a star. Without words the newest come that the fields ask for. Ends with
    1 when nothing is found, with 2 when there is nothing to search for.
    --saved NAME --new-since-last, for cron, prints what was not told before, or
    nothing, and ends with 0.

    \b
    Example:
      newscrawler search موسكو سوريا --since 2017
      newscrawler search '"prime minister" -budget author:vale' --json
      newscrawler search 'quake OR زلزال since:7d' --save quakes
      newscrawler search --saved quakes --new-since-last
    """
    form = "json" if as_json else form or "text"
    query = " ".join(words)
    _check(query, kept)
    if kept.listed:
        saved.print_saved(archive_path, as_json=as_json)
    elif kept.forget is not None:
        saved.forget(archive_path, kept.forget)
    elif kept.new_only:
        saved.tell(archive_path, str(kept.saved), filters.limit, form)
    else:
        _search(archive_path, query, filters, kept, recent=recent, form=form)


def _check(query: str, kept: Kept) -> None:
    """Raise `UsageError` for options that do not go together."""
    asked = [bool(query), kept.saved is not None, kept.listed, kept.forget is not None]
    if sum(asked) > 1:
        raise UsageError("WORDS, --saved, --list-saved and --forget exclude each other; expected one of them")
    if not any(asked):
        raise UsageError("there is no word to search for; expected WORDS, --saved NAME or --list-saved")
    if kept.new_only and kept.saved is None:
        raise UsageError("--new-since-last needs --saved NAME")
    if kept.save is not None and not query:
        raise UsageError("--save needs WORDS to keep")


def _search(path: Path, query: str, filters: Filters, kept: Kept, *, recent: bool, form: str) -> None:
    with open_to_write(path) if kept.save is not None else open_archive(path) as archive:
        asked = wanted(archive, filters)
        if kept.saved is not None:
            query, asked = saved.asked_again(archive, kept.saved, asked)
        hits = archive.search(query, **asked, recent=recent, marks=MARKS)
        if kept.save is not None:
            saved.save(archive, kept.save, query, asked)
        _note_state(archive)
        none_has_all = not any(hit.matched == "all" for hit in hits)
        advice = _advice(archive, query, asked) if none_has_all else None
    _note_hits(hits, advice, query)
    print_hits(hits, form)
    if not hits and kept.save is None:
        raise ArchiveError(f"Nothing found for: {query}")


def _advice(archive: Archive, query: str, asked: Wanted) -> Advice:
    return archive.advise(query, site=asked["site"], since=asked["since"], until=asked["until"])


def _note_state(archive: Archive) -> None:
    index = archive.search_index
    if not index.is_current:
        click.echo(
            f"{_articles(index.older())} indexed by an earlier version, which may be missed; "
            "to bring the index up to date: newscrawler reindex",
            err=True,
        )


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles{' or more' if count == COUNTED else ''}"


def _note_hits(hits: list[Hit], advice: Advice | None, query: str) -> None:
    if advice is None:
        return
    if hits:
        click.echo("No article has all the words; these have some.", err=True)
    if corrected := advice.corrected(query):
        click.echo(f"Did you mean: {corrected}", err=True)
    for written, count in advice.without.items():
        click.echo(f"Without {written}: {_articles(count)}", err=True)
    if hits:
        click.echo(err=True)
