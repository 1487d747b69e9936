"""The parts of a page's declarations that speak of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.markup import types_of

if TYPE_CHECKING:
    from newscrawler.markup import Markup

ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting LiveBlogPosting ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle SatiricalArticle AdvertiserContentArticle Report "
    "ScholarlyArticle TechArticle SocialMediaPosting Review Recipe".split()
)


def article_things(markup: Markup) -> list[dict[str, Any]]:
    """Return what the page declares as articles in JSON-LD, the one with most to say first; microdata after it."""
    declared = markup.declared
    things = [thing for thing in declared.json_ld if not ARTICLE_TYPES.isdisjoint(types_of(thing))]
    return sorted(things, key=_says, reverse=True)


def _says(thing: dict[str, Any]) -> int:
    return sum(bool(thing.get(key)) for key in ("headline", "datePublished", "author", "mainEntityOfPage", "articleBody"))


def first_text(value: Any) -> str:
    """Return the first text in a declared value: itself, the first of a list, or a thing's name."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name")
    return value if isinstance(value, str) else ""
