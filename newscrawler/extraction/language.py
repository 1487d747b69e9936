"""The language of an article: what the page or the site declares, checked against the letters of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.markup import texts
from newscrawler.text import language_of

if TYPE_CHECKING:
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

META_NAMES = ("content-language", "language", "dc.language", "og:locale")


def read_language(markup: Markup, text: str, facts: SiteFacts) -> tuple[str | None, str]:
    """Return the BCP 47 tag and where it came from; None when nothing tells."""
    for declared, place in _declared(markup, facts):
        language = language_of(text, declared)
        if language and language.split("-")[0].lower() == declared.replace("_", "-").split("-")[0].lower():
            return language, place
    language = language_of(text, None)
    return language, "text" if language else ""


def _declared(markup: Markup, facts: SiteFacts) -> list[tuple[str, str]]:
    found = [
        (text, "json-ld inLanguage")
        for thing in markup.own_articles
        for text in texts(thing.get("inLanguage"), "alternateName")
    ]
    found += [(markup.root.get("lang") or "", "html lang")]
    found += [(markup.declared.first_meta(name) or "", f"meta {name}") for name in META_NAMES]
    found += [(language, "site facts") for language in facts.languages]
    return [(text.strip(), place) for text, place in found if text.strip()]
