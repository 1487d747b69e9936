"""Reading a response: an article page becomes an article, a source becomes links."""

from __future__ import annotations

import codecs
import logging
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.crawling import reasons
from newscrawler.crawling.directives import forbids_keeping, page_directives
from newscrawler.crawling.exploring import NEWEST_FIRST, Exploration
from newscrawler.crawling.opt_outs import page_opt_outs
from newscrawler.crawling.robots_text import decode_robots
from newscrawler.crawling.visits import answered_visit
from newscrawler.crawling.walking import WalkBack
from newscrawler.discovery import (
    UNLIKELY,
    LearnedShape,
    declared_sources,
    list_days,
    looks_like_article,
    next_page,
    read_section,
    read_source,
    robots_sitemaps,
    usual_sources,
)
from newscrawler.errors import NotAnArticle
from newscrawler.extraction import EXTRACTOR_VERSION, read_article
from newscrawler.items import Discovered, Outcome, PageKind, SiteFacts
from newscrawler.markup import parse_markup

if TYPE_CHECKING:
    from datetime import date

    from scrapy.http import Response

    from newscrawler.crawling.spider import NewsSpider
    from newscrawler.items import Visit
    from newscrawler.markup import Markup

logger = logging.getLogger(__name__)

_NEVER_TEXT = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/msword")

_LOOKED_AT_BYTES = 4096
_PACKED_OR_WIDE = (b"\x1f\x8b", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a packed sitemap and a text in UTF-16 begin."""
_NO_TEXT_BYTES = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r\x1b"))
"""The binary data bytes of https://mimesniff.spec.whatwg.org/#terminology, and DEL."""
_NO_TEXT_SHARE = 0.02
"""Compressed data has a tenth of them; a text has none, or one that slipped in."""


def _served_at(visit: Visit) -> datetime | None:
    return datetime.fromisoformat(visit.snapshot.fetched_at) if visit.snapshot else None


class SiteReader:
    """Reads the pages of one spider's site."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._usual = {found.url for found in usual_sources(spider.home)} if spider.home else set()
        self.exploration = Exploration(spider.home)
        """What of the site is followed, and when."""
        self.walk = WalkBack(spider.period) if spider.period else None
        """The way into the past, where the run is asked for it."""
        self._shape = LearnedShape()

    def read(self, response: Response) -> Visit:
        """Return the visit that a response makes."""
        visit = answered_visit(response)
        kind = visit.page.kind
        is_kind, days = kind, {}
        if visit.outcome is not None:
            self._forgive(visit)
        elif self._is_no_text(response):
            visit.outcome, visit.reason = Outcome.SKIPPED, reasons.NOT_TEXT
        elif kind is PageKind.ARTICLE:
            self._read_article(response, visit)
        elif kind is PageKind.ROBOTS:
            visit.links = robots_sitemaps(decode_robots(response.body), response.url)
        elif kind is PageKind.SECTION:
            days = self._read_section(response, visit)
        else:
            is_kind = self._read_source(response, visit)
        if kind.is_source:
            past = self.walk.sift(visit, is_kind, days) if self.walk else []
            visit.links = [*self.exploration.sift(visit, is_kind), *past]
        return visit

    def _forgive(self, visit: Visit) -> None:
        """Skip, without calling it a failure, a source that was only tried."""
        is_tried = visit.page.url in self._usual or visit.page.kind is PageKind.ROBOTS
        if is_tried and visit.outcome is Outcome.FAILED and visit.reason.startswith(reasons.GONE):
            visit.outcome, visit.reason = Outcome.SKIPPED, reasons.NO_SOURCE

    def _read_article(self, response: Response, visit: Visit) -> None:
        markup = self._markup(response)
        if not self._may_keep(visit, markup):
            visit.outcome, visit.reason = Outcome.SKIPPED, reasons.NOARCHIVE
            return
        visit.extractor_version = EXTRACTOR_VERSION
        facts = SiteFacts() if self._spider.is_one_off else self._spider.facts
        try:
            article = read_article(markup, fetched_at=_served_at(visit), site=facts, hints=visit.page.hints)
            article = self._spider.clean_article(article, markup)
        except NotAnArticle:
            visit.outcome, visit.reason = Outcome.SKIPPED, reasons.NOT_AN_ARTICLE
            return
        if article.title or article.body:
            visit.article = article
        else:
            visit.outcome, visit.reason = Outcome.SKIPPED, reasons.NOT_AN_ARTICLE

    def _may_keep(self, visit: Visit, markup: Markup) -> bool:
        """Note what the page reserves; return False where it asks that no copy be kept, and we heed that."""
        settings = self._spider.settings
        token = (settings["ROBOTSTXT_USER_AGENT"] or "").lower()
        headers, meta = visit.snapshot.headers if visit.snapshot else (), markup.declared.meta
        directives = page_directives(headers, meta, token)
        visit.opt_outs = page_opt_outs(headers, meta, directives)
        return not (settings.getbool("NEWSCRAWLER_RESPECT_NOARCHIVE") and forbids_keeping(directives, token))

    def _read_source(self, response: Response, visit: Visit) -> PageKind:
        """Read a feed or sitemap; return what it turned out to be."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        reading = read_source(response.body, kind=visit.page.kind, url=response.url, content_type=content_type)
        if reading.kind in NEWEST_FIRST:
            self._shape.learn(found.url for found in reading.entries if found.kind is PageKind.ARTICLE)
        visit.links = [found for found in reading.entries if self._is_wanted(found, reading.kind)]
        unwanted = len(reading.entries) - len(visit.links)
        if self.walk and reading.older:
            visit.links.append(Discovered(reading.older, PageKind.FEED, is_next=True))
        if reading.problem and reading.entries:
            logger.info("%s was read in part: %s", response.url, reading.problem)
        visit.dropped.update(reading.dropped)
        visit.dropped[UNLIKELY] += unwanted
        if reading.problem and not reading.entries:
            is_tried = visit.page.url in self._usual
            visit.outcome = Outcome.SKIPPED if is_tried else Outcome.FAILED
            visit.reason = reasons.NO_SOURCE if is_tried else f"{reasons.BAD_SOURCE}: {reading.problem}"
        return reading.kind

    def _is_wanted(self, found: Discovered, kind: PageKind) -> bool:
        """Return False for what the site itself calls no article, and for the other pages in a plain sitemap."""
        is_told = self._spider.article_urls is not None or kind is PageKind.SITEMAP
        if found.kind is not PageKind.ARTICLE or not is_told:
            return True
        return looks_like_article(found.url, self._spider.article_urls, self._shape)

    def _read_section(self, response: Response, visit: Visit) -> dict[str, date]:
        """Read a list of articles; return the days of those whose day shows, where the run walks back."""
        markup = self._markup(response)
        visit.links = self._section_links(markup)
        if self.walk is None:
            return {}
        following = next_page(markup, self._spider.domains)
        if following and not any(found.is_next for found in visit.links):
            visit.links.append(Discovered(following, PageKind.SECTION, is_next=True))
        articles = [found.url for found in visit.links if found.kind is PageKind.ARTICLE]
        return list_days(markup, articles, now=_served_at(visit), languages=self._spider.languages)

    def _section_links(self, markup: Markup) -> list[Discovered]:
        # Sections have feeds of their own (comments, tags): those of the front page are enough.
        declared = declared_sources(markup) if urlsplit(markup.url).path in {"", "/"} else []
        return [*declared, *read_section(markup, self._spider.facts, self._spider.article_urls, self._shape)]

    @staticmethod
    def _is_no_text(response: Response) -> bool:
        """Return True for a file that says so, or that calls itself a page and is full of what no text holds."""
        content_type = (response.headers.get("Content-Type") or b"").lower()
        if content_type.decode("latin-1").startswith(_NEVER_TEXT):
            return True
        head = response.body[:_LOOKED_AT_BYTES]
        if head.startswith(_PACKED_OR_WIDE) or b"utf-16" in content_type:
            return False
        return len(head) - len(head.translate(None, _NO_TEXT_BYTES)) > len(head) * _NO_TEXT_SHARE

    @staticmethod
    def _markup(response: Response) -> Markup:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return parse_markup(response.body, response.url, content_type=content_type)
