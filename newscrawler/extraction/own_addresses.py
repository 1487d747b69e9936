"""The addresses that a page says are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from newscrawler.markup import Markup


def canonical_links(markup: Markup) -> list[tuple[list[str], str]]:
    """Return the page's links to its canonical address: the relations of each, and where it leads.

    No other link of the head is looked at: nearly all lead to icons and styles.
    """
    found: list[tuple[list[str], str]] = []
    for link in markup.elements.tagged("link"):
        relations = (link.get("rel") or "").lower()
        if "canonical" in relations and "canonical" in relations.split():
            href = link.get("href")
            url = absolute_url(href, markup.base_url) if href else None
            if url:
                found.append((relations.split(), url))
    return found
