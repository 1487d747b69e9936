"""`newscrawler search`: find articles by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from newscrawler.cli.listing import shown_date
from newscrawler.cli.options import Filters, archive_option, filter_options, json_option
from newscrawler.cli.printing import print_json_array, print_styled, print_text
from newscrawler.cli.reading import open_archive, wanted
from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newscrawler.archive import Hit

# Private use characters: unlike brackets, nobody prints them, so what is marked can be told from what is written.
_OPEN, _CLOSE = "\ue000", "\ue001"


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@filter_options
@archive_option
@json_option
def command(words: tuple[str, ...], filters: Filters, archive_path: Path, *, as_json: bool) -> None:
    """Find articles by their words, the best first.

    Articles with all WORDS are found; where there is none, those with any. Words in double quotes must follow each
    other. Spelling is met half way: hamza, vowel marks, the article "al-", accents and case make no difference.
    Ends with 1 when nothing is found, with 2 when there is no word to search for.

    \b
    Example:
      newscrawler search موسكو سوريا --since 2017
      newscrawler search '"prime minister" budget' --site example.org --json
    """
    phrase = " ".join(words)
    with open_archive(archive_path) as archive:
        hits = archive.search(phrase, **wanted(archive, filters), marks=(_OPEN, _CLOSE))
    if as_json:
        print_json_array(hit_dict(hit) for hit in hits)
    else:
        _print_hits(hits)
    if not hits:
        raise ArchiveError(f"Nothing found for: {phrase}")


def hit_dict(hit: Hit) -> dict[str, Any]:
    """Return a hit for JSON: its title as it is, the found words of the snippet in brackets."""
    return hit.as_dict() | {"title": _bracketed(hit.title, "", ""), "snippet": _bracketed(hit.snippet)}


def _print_hits(hits: Sequence[Hit]) -> None:
    if hits and hits[0].matched == "any":
        click.echo("No article has all the words; these have some.\n", err=True)
    for number, hit in enumerate(hits):
        if number:
            click.echo()
        print_text("  ".join(filter(None, (str(hit.id), shown_date(hit.as_dict()), hit.site))), style="dim")
        print_styled(_highlighted(hit.title, "bold"), indent="  ")
        print_styled(_highlighted(hit.snippet), indent="  ")


def _highlighted(marked: str, style: str = "") -> Text:
    """Return the text with its marked words in another colour; where there is no colour they stand in brackets."""
    text = Text(style=style)
    for part in clean_text(marked).split(_OPEN):
        word, closed, rest = part.rpartition(_CLOSE)
        text.append(f"[{word}]" if closed else "", "yellow").append(rest)
    return text


def _bracketed(marked: str, opening: str = "[", closing: str = "]") -> str:
    return marked.replace(_OPEN, opening).replace(_CLOSE, closing)
