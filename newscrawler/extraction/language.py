"""The language of an article: what the page or the site declares, checked against the letters of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.markup import texts
from newscrawler.text import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

META_NAMES = ("content-language", "language", "dc.language", "og:locale")


def read_language(markup: Markup, text: str, facts: SiteFacts) -> tuple[str | None, str]:
    """Return the BCP 47 tag and where it came from; None when nothing tells."""
    for said, place in _declared(markup, facts):
        declared = said.strip()
        language = language_of(text, declared) if declared else None
        if language and language.split("-")[0].lower() == declared.replace("_", "-").split("-")[0].lower():
            return language, place
    language = language_of(text, None)
    return language, "text" if language else ""


def _declared(markup: Markup, facts: SiteFacts) -> Iterator[tuple[str, str]]:
    for thing in markup.own_articles:
        for text in texts(thing.get("inLanguage"), "alternateName"):
            yield text, "json-ld inLanguage"
    yield markup.root.get("lang") or "", "html lang"
    for name in META_NAMES:
        yield markup.declared.first_meta(name) or "", f"meta {name}"
    for language in facts.languages:
        yield language, "site facts"
