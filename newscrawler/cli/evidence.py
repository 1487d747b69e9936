"""Every date that was found, and what came of it: what `show --dates` and `extract --explain` print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli import printing
from newscrawler.cli.printing import print_fact, print_text
from newscrawler.cli.tables import GAP, Column, print_table
from newscrawler.cli.verdicts import sentences, shown, verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, Any]

_COLUMNS = ("value", "says", "where", "calendar", "verdict", "as printed", "path")
_TOLD = (
    *("id", "url", "published_at", "published_precision", "published_from", "published_utc", "modified_at"),
    *("date_line", "date_line_date", "first_seen_at"),
)
_VALUE, _SAYS, _WHERE = 16, 9, 9
_CELLS = _VALUE + _SAYS + _WHERE + 3 * len(GAP)


def print_evidence(article: Fields) -> None:
    """Print why the article has the dates it has, then every date that was found with its verdict."""
    for sentence in sentences(article):
        print_text(sentence)
    if not article["dates"]:
        return
    click.echo()
    if printing.on_terminal():
        _print_stacked(article)
    else:
        rows = zip(article["dates"], verdicts(article), strict=True)
        print_table([Column(name) for name in _COLUMNS], (_row(date, verdict) for date, verdict in rows))


def explained(article: Fields) -> dict[str, Any]:
    """Return the same for programs: the sentences, the chosen dates, and each date with its verdict."""
    rows = zip(article["dates"], verdicts(article), strict=True)
    return {
        **{name: article[name] for name in _TOLD if name in article},
        "explanation": " ".join(sentences(article)),
        "dates": [dict(date) | {"verdict": verdict} for date, verdict in rows],
        "date_places": article.get("date_places", []),
    }


def _row(date: Fields, verdict: str) -> tuple[str, ...]:
    value = str(date["value"] or "-")
    return value, date["role"], date["place"], date["calendar"], verdict, date["text"], date["path"]


def _print_stacked(article: Fields) -> None:
    """Print a line for the printed text and, below it, its verdict and its place: all of it is read on 80 cells."""
    print_fact(_label("value", "says", "where"), "as printed, and what came of it", cells=_CELLS)
    for date, verdict in zip(article["dates"], verdicts(article), strict=True):
        value = shown(date["value"])[:_VALUE] if date["value"] else "-"
        calendar = "" if date["calendar"] == "gregorian" else f" ({date['calendar']})"
        print_fact(_label(value, date["role"], date["place"]), f"{date['text']}{calendar}", cells=_CELLS)
        is_chosen = verdict.startswith("chosen")
        print_fact("", f"-> {verdict}", cells=_CELLS, style="green" if is_chosen else "")
        if date["path"]:
            print_fact("", date["path"], cells=_CELLS, style="dim")


def _label(value: str, says: str, where: str) -> str:
    return f"{value:<{_VALUE}}{GAP}{says:<{_SAYS}}{GAP}{where:<{_WHERE}}{GAP}"
