"""Keywords, and what a page says of its paywall."""

from __future__ import annotations

import pytest

from newscrawler.extraction.tags import read_is_free, read_tags
from newscrawler.markup import Markup, parse_markup
from tests.extraction_scene import scene_of


def page(head: str, body: str = "") -> Markup:
    return parse_markup(f"<html><head>{head}</head><body>{body}</body></html>", "https://example.org/a")


def ld(members: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {members}}}</script>'


TAGS = {
    ld('"keywords": "ports, trade; sea،بحر"'): ["ports", "trade", "sea", "بحر"],
    ld('"keywords": ["Trade, Finance & Economics", "ports"]'): ["Trade, Finance & Economics", "ports"],
    ld('"keywords": [{"@type": "DefinedTerm", "name": "ports"}]'): ["ports"],
    ld('"keywords": ["26157981-b4f7-4929-adc1-e860c6f03636", "category: Travel", "ports", "PORTS"]'): ["ports"],
    '<meta property="article:tag" content="ports"><meta property="article:tag" content="trade">': ["ports", "trade"],
    '<meta name="keywords" content="ports, trade, ">': ["ports", "trade"],
    "": [],
}


@pytest.mark.parametrize(("head", "tags"), TAGS.items())
def test_declared_tags(head: str, tags: list[str]) -> None:
    markup = page(head)
    assert read_tags(markup, scene_of(markup))[0] == tags


def test_linked_tags_beside_the_text_but_not_those_of_teasers() -> None:
    markup = page(
        "", "<article><p>Text</p><a rel=tag href=/t/p>#ports</a></article><aside><a rel=tag href=/t/x>x</a></aside>"
    )
    assert read_tags(markup, scene_of(markup, None, markup.root.find(".//article"))) == (["ports"], "links rel=tag")


ACCESS = {
    ld('"isAccessibleForFree": false'): False,
    ld('"isAccessibleForFree": "False"'): False,
    ld('"isAccessibleForFree": "http://schema.org/True"'): True,
    ld('"isAccessibleForFree": true'): True,
    ld('"isAccessibleForFree": {"@value": "true"}'): True,
    ld('"isAccessibleForFree": "perhaps"'): None,
    '<meta property="article:content_tier" content="locked">': False,
    '<meta property="article:content_tier" content="free">': True,
    "": None,
}


@pytest.mark.parametrize(("head", "is_free"), ACCESS.items())
def test_access(head: str, is_free: bool | None) -> None:
    assert read_is_free(page(head))[0] is is_free
