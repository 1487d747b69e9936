"""Which of the things that a page declares is the article itself: not a teaser's, not a picture's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.markup.declared import types_of
from newscrawler.urls import canonical_original

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.markup.declared import Declared

# schema.org/Article and what derives from it, https://schema.org/Article
ARTICLE_TYPES = (
    *("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
    *("OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "BlogPosting"),
    *("SocialMediaPosting", "DiscussionForumPosting", "Report", "TechArticle", "ScholarlyArticle"),
    *("AdvertiserContentArticle", "SatiricalArticle", "MedicalScholarlyArticle", "CreativeWork"),
)
PAGE_TYPES = (
    "WebPage",
    "ItemPage",
    "AboutPage",
    "VideoObject",
    "Product",
    "Recipe",
    "Review",
    "PodcastEpisode",
    "RadioEpisode",
    "TVEpisode",
    "HowTo",
    "Guide",
    "ImageGallery",
    "QAPage",
    "FAQPage",
    "Event",
)


def own_articles(declared: Declared, url: str) -> list[dict[str, Any]]:
    """Return the JSON-LD articles that speak of the page at `url`, best first; a single one counts whatever it says."""
    things = declared.of_type(*ARTICLE_TYPES)
    if len(things) <= 1:
        return things
    here = set(map(canonical_original, (url, *_canonical(declared))))
    matching = [thing for thing in things if not here.isdisjoint(map(canonical_original, addresses(thing)))]
    unnamed = [thing for thing in things if thing.keys() & {"headline", "datePublished"} and not any(addresses(thing))]
    return matching or unnamed or things[:1]


def _canonical(declared: Declared) -> list[str]:
    links = [link.url for link in declared.links if link.rel == "canonical"]
    shown = declared.first_meta("og:url")
    return links + ([shown] if shown else [])


def addresses(thing: dict[str, Any]) -> list[str]:
    """Return the addresses that a thing says are its own."""
    page = thing.get("mainEntityOfPage")
    named = page.get("@id") or page.get("url") if isinstance(page, dict) else page
    return [url for url in (thing.get("url"), thing.get("@id"), named) if isinstance(url, str) and "/" in url]


def texts(value: Any, *keys: str) -> list[str]:
    """Return the texts in a declared value: itself, its members, or the named keys of objects among them.

    >>> texts([{"name": "Ann"}, "Bo", {"@type": "Person"}], "name")
    ['Ann', 'Bo']
    """
    found: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, str) and item.strip():
            found.append(item.strip())
        elif isinstance(item, list):
            waiting = item + waiting
        elif isinstance(item, dict):
            waiting = [item[key] for key in keys if key in item][:1] + waiting
    return found


def is_of(thing: dict[str, Any], types: Iterable[str]) -> bool:
    """Is the thing of one of these schema.org types?"""
    return not set(types).isdisjoint(types_of(thing))
