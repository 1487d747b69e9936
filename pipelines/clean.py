"""Step 100: text without controls, links that can be fetched and belong here, whatever the reading let through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter

from newscrawler.discovery import BAD_ADDRESS, TOO_MANY, newest_first
from newscrawler.items import PAST_PRIORITY
from newscrawler.text import clean_paragraphs, clean_text, split_paragraphs
from newscrawler.urls import is_fetchable, same_site

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newscrawler.items import Article, Discovered, Visit

_ONE_LINE = ("title", "date_line", "section", "origin_line", "lead")
_LINES = ("authors", "breadcrumbs", "tags")


class CleanPipeline:
    """Cleans the article of a visit and the links that it found."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most_links = crawler.settings.getint("NEWSCRAWLER_MAX_LINKS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Visit) -> Visit:
        """Return the visit, cleaned."""
        visit = ItemAdapter(item)
        if item.article is not None:
            clean_article(item.article)
        visit["links"] = self._kept(item)
        visit["reason"] = clean_text(item.reason)
        return item

    def _kept(self, visit: Visit) -> list[Discovered]:
        domains = getattr(self._crawler.spider, "domains", ())
        kept: list[Discovered] = []
        for found in visit.links:
            if not is_fetchable(found.url):
                visit.dropped[BAD_ADDRESS] += 1
            elif domains and not same_site(found.url, domains):
                visit.dropped["off site"] += 1
            else:
                kept.append(found)
        # What leads into the past was asked for; its number is bounded by the days, and by what a run may fetch.
        past = [found for found in kept if found.priority <= PAST_PRIORITY]
        present = [found for found in kept if found.priority > PAST_PRIORITY]
        if len(present) <= self._most_links:
            return kept
        visit.dropped[TOO_MANY] += len(present) - self._most_links
        return [*newest_first(present)[: self._most_links], *past]


def clean_article(article: Article) -> None:
    """Make every text of the article clean, in place."""
    fields: dict[str, Any] = vars_of(article)
    for name in _ONE_LINE:
        if fields[name]:
            setattr(article, name, clean_text(fields[name]))
    for name in _LINES:
        setattr(article, name, [line for line in map(clean_text, fields[name]) if line])
    article.body = clean_paragraphs(split_paragraphs(article.body))


def vars_of(article: Article) -> dict[str, Any]:
    """Return the fields of an article by name."""
    return dict(ItemAdapter(article))
