"""An article on the terminal: what `show` and `extract` print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.printing import print_body, print_fact, print_text, readable_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Fields = Mapping[str, Any]

CRUMB = " › "


def print_article(article: Fields) -> None:
    """Print the title, what is known about the article, its body and its related links."""
    print_text(article["title"], style="bold")
    click.echo()
    for label, value in facts(article):
        print_fact(label, value)
    click.echo()
    print_body(article.get("body") or "")
    print_links(article.get("related_links") or [])


def facts(article: Fields) -> list[tuple[str, str]]:
    """Return what is known, as pairs of label and words; what is not known is left out.

    >>> facts({"published_at": "2017-03-25", "published_precision": "day", "published_from": "json-ld"})
    [('published', '2017-03-25 (to the day, from json-ld)')]
    """
    pairs = ((label, words(article)) for label, words in _FACTS.items())
    return [(label, value) for label, value in pairs if value]


def print_links(links: Iterable[Fields]) -> None:
    """Print the words and the address of each link."""
    for number, link in enumerate(links):
        if not number:
            click.echo()
            print_text("Related", style="bold")
        print_text(link.get("text") or link["url"], indent="  ")
        print_text(readable_url(link["url"]), indent="    ", style="dim")


def _published(article: Fields) -> str:
    if not article.get("published_at"):
        return ""
    precision = f"to the {article['published_precision']}" if article.get("published_precision") else ""
    place = f"from {article['published_from']}" if article.get("published_from") else ""
    known = ", ".join(filter(None, (precision, place)))
    return f"{article['published_at']} ({known})" if known else str(article["published_at"])


def _date_line(article: Fields) -> str:
    line, day = article.get("date_line"), article.get("date_line_date")
    return f"{line} ({day})" if line and day else line or ""


def _versions(article: Fields) -> str:
    count = article.get("revisions")
    count = len(count) if isinstance(count, list) else count
    return "" if not count else "1, as first seen" if count == 1 else f"{count}"


def _absence(article: Fields) -> str:
    """Return since when the article is gone, else when it was; the publisher took it away, not we."""
    absences = article.get("absences") or []
    if article.get("gone_at"):
        status = f" (status {absences[-1]['status']})" if absences else ""
        return f"since {article['gone_at']}{status}"
    return ", ".join(f"from {absence['gone_at']} to {absence['back_at']}" for absence in absences)


def _copies(article: Fields) -> str:
    """Return how many others have its words; the sites are counted with its own."""
    counts = article.get("copies")
    if not counts:
        return ""
    sites = f"{counts['sites']} sites" if counts["sites"] > 1 else "this site"
    return f"{counts['articles'] - 1} on {sites} (newscrawler copies {article['id']})"


def _moves(article: Fields) -> str:
    return ", ".join(f"to {readable_url(move['moved_to'])}" for move in article.get("moves") or [] if move["moved_to"])


def _opt_outs(article: Fields) -> str:
    places: dict[str, list[str]] = {}
    for one in article.get("opt_outs") or []:
        places.setdefault(one["place"], []).append(one["signal"])
    return "; ".join(f"{', '.join(signals)} ({place})" for place, signals in places.items())


def _plain(name: str) -> Callable[[Fields], str]:
    return lambda article: str(article.get(name) or "")


def _joined(name: str, separator: str) -> Callable[[Fields], str]:
    return lambda article: separator.join(article.get(name) or [])


_FACTS: dict[str, Callable[[Fields], str]] = {
    "article": _plain("id"),
    "site": _plain("site"),
    "published": _published,
    "modified": _plain("modified_at"),
    "date line": _date_line,
    "section": _plain("section"),
    "breadcrumbs": _joined("breadcrumbs", CRUMB),
    "authors": _joined("authors", ", "),
    "origin line": _plain("origin_line"),
    "tags": _joined("tags", ", "),
    "language": _plain("language"),
    "revisions": _versions,
    "copies": _copies,
    "gone": _absence,
    "opt-outs": _opt_outs,
    "address": lambda article: readable_url(article.get("url") or ""),
    "moved": _moves,
}
