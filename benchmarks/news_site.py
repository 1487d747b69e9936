"""A simulated news site: it publishes, edits, moves and deletes articles, rolls its front page, fails and comes back.

Everything is decided in advance by a seed, so that one knows what a crawler could have seen, and when.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "https://newsroom.example"
ON_FRONT = 15
IN_FEED = 20
IN_SECTION = 30
REST_SECONDS = 3600
"""What it asks for when it is busy."""
NEWS_HOURS = 48
"""What Google's news sitemaps hold."""
SECTIONS = ("world", "nation", "sport")
EDITED, RETITLED, DELETED, MOVED = 0.15, 0.03, 0.02, 0.02
"""Shares of the articles to which it happens."""
_WORDS = [
    "harbour",
    "minister",
    "council",
    "prices",
    "storm",
    "bridge",
    "repairs",
    "school",
    "winter",
    "ferry",
    "engineer",
    "market",
    "fishing",
    "district",
    "budget",
    "election",
    "hospital",
    "railway",
    "tunnel",
    "festival",
    "drought",
    "coast",
    "island",
    "border",
    "customs",
    "airport",
    "union",
    "strike",
]


@dataclass(slots=True)
class Item:
    """An article as its newsroom knows it."""

    number: int
    published: datetime
    section: str
    title: str
    edits: list[tuple[datetime, str]] = field(default_factory=list)
    """When, and the sentence that is in the text from then on."""
    retitled: tuple[datetime, str] | None = None
    deleted: datetime | None = None
    moved: datetime | None = None

    def path(self, now: datetime) -> str:
        """Return where it is served."""
        place = "archive" if self.moved and now >= self.moved else self.section
        return f"/{place}/{self.published:%Y/%m/%d}/{self.title.lower().replace(' ', '-')}-{self.number}"

    def is_up(self, now: datetime) -> bool:
        """Is it served at all?"""
        return self.published <= now and not (self.deleted and now >= self.deleted)


class Served(NamedTuple):
    """An answer of the site."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Unreachable(Exception):
    """The site is down."""


class NewsSite:
    """One site over a span of time."""

    def __init__(self, begin: datetime, days: int, *, a_day: int = 12, has_feeds: bool = True, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self.has_feeds = has_feeds
        self.crawl_delay_seconds = 2
        self.log: list[tuple[datetime, str, int]] = []
        """When it was asked, for which path, and the status of its answer; 0 while it was down."""
        self.begin, self.end = begin, begin + timedelta(days=days)
        self.redesigned = begin + timedelta(days=days / 2)
        self.down = [(self._moment(), timedelta(hours=6)) for _ in range(max(days // 7, 1))]
        self.busy = [(self._moment(), timedelta(hours=2)) for _ in range(max(days // 7, 1))]
        count = a_day * days
        moments = sorted(begin + timedelta(days=days) * self._chance.random() for _ in range(count))
        self.items = [self._item(number, moment) for number, moment in enumerate(moments, start=100)]

    def _moment(self) -> datetime:
        return self.begin + (self.end - self.begin) * self._chance.random()

    def _item(self, number: int, published: datetime) -> Item:
        chance = self._chance
        item = Item(number, published, chance.choice(SECTIONS), " ".join(chance.sample(_WORDS, 5)).capitalize())
        if chance.random() < EDITED:
            for _ in range(chance.choice((1, 1, 2))):
                when = published + timedelta(hours=chance.choice((0.5, 2, 5, 20, 60)))
                item.edits.append(
                    (when, f"Correction {number}-{len(item.edits)}: {' '.join(chance.sample(_WORDS, 6))}.")
                )
        if chance.random() < RETITLED:
            item.retitled = (published + timedelta(hours=3), " ".join(chance.sample(_WORDS, 5)).capitalize())
        if chance.random() < DELETED:
            item.deleted = published + timedelta(days=chance.choice((1, 4, 9)))
        elif chance.random() < MOVED:
            item.moved = published + timedelta(days=3)
        return item

    # --- what is served ---------------------------------------------------------------------------------------------

    def answer(self, url: str, asked: Mapping[str, str], now: datetime) -> Served:
        """Return the answer to a request; raises Unreachable while the site is down."""
        path = url.removeprefix(HOST) or "/"
        if self.is_down(now):
            self.log.append((now, path, 0))
            raise Unreachable
        served = self._fresh(self._served(path, now), asked)
        if self._is_busy(now):
            served = Served(503, {"Retry-After": str(REST_SECONDS)}, b"busy")
        self.log.append((now, path, served.status))
        return served

    def is_down(self, now: datetime) -> bool:
        """Is the site unreachable?"""
        return any(start <= now < start + span for start, span in self.down)

    @staticmethod
    def _fresh(served: Served, asked: Mapping[str, str]) -> Served:
        tag = f'"{hashlib.sha256(served.body).hexdigest()[:20]}"'
        if served.status == 200 and asked.get("If-None-Match") == tag:
            return Served(304, {"ETag": tag}, b"")
        return Served(served.status, {**served.headers, "ETag": tag}, served.body)

    def _served(self, path: str, now: datetime) -> Served:
        if path == "/robots.txt":
            listed = f"Sitemap: {HOST}/news-sitemap.xml\n" if self.has_feeds else ""
            return Served(
                200,
                {"Content-Type": "text/plain"},
                f"User-agent: *\nCrawl-delay: {self.crawl_delay_seconds}\n{listed}".encode(),
            )
        if path == "/":
            return self._page("Newsroom", self._list(self.newest(now, ON_FRONT), now), now)
        if path.strip("/") in SECTIONS:
            section = [item for item in self.newest(now, 10_000) if item.section == path.strip("/")][:IN_SECTION]
            return self._page(path.strip("/").capitalize(), self._list(section, now), now)
        if self.has_feeds and path == "/feed.xml":
            return self._xml(self._feed(now))
        if self.has_feeds and path == "/news-sitemap.xml":
            return self._xml(self._sitemap(now))
        return self._article(path, now)

    def newest(self, now: datetime, most: int) -> list[Item]:
        """Return what is up, the newest first."""
        up = [item for item in self.items if item.is_up(now)]
        return up[: -most - 1 : -1]

    def _article(self, path: str, now: datetime) -> Served:
        number = path.rpartition("-")[2]
        item = next((one for one in self.items if str(one.number) == number), None)
        if item is None or item.published > now:
            return Served(404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>")
        if not item.is_up(now):
            return Served(410, {"Content-Type": "text/html"}, b"<h1>Gone</h1>")
        if path != item.path(now):
            return Served(301, {"Location": HOST + item.path(now)}, b"")
        return self._page(self.title(item, now), self._text(item, now), now, item)

    @staticmethod
    def title(item: Item, now: datetime) -> str:
        """Return the headline as it is by now."""
        return item.retitled[1] if item.retitled and now >= item.retitled[0] else item.title

    def _text(self, item: Item, now: datetime) -> str:
        chance = random.Random(item.number)
        told = [" ".join(chance.choices(_WORDS, k=45)).capitalize() + "." for _ in range(4)]
        told += [sentence for when, sentence in item.edits if now >= when]
        body = "".join(f"<p>{sentence}</p>" for sentence in told)
        name = "article-body" if now < self.redesigned else "content__main"
        related = self._list(self.newest(now, 4), now)
        return f"<div class={name}>{body}</div><section class=related><h3>Related</h3>{related}</section>"

    @staticmethod
    def _list(items: list[Item], now: datetime) -> str:
        return "".join(f"<h3><a href='{one.path(now)}'>{NewsSite.title(one, now)}</a></h3>" for one in items)

    def _page(self, title: str, content: str, now: datetime, item: Item | None = None) -> Served:
        feed = "<link rel=alternate type=application/rss+xml href=/feed.xml>" if self.has_feeds else ""
        dated = (
            f'<meta property="article:published_time" content="{item.published.isoformat()}">'
            '<meta property="og:type" content="article">'
            if item
            else ""
        )
        menu = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in SECTIONS)
        outer = "div class=page" if now < self.redesigned else "main id=app"
        text = (
            f"<!doctype html><html lang=en><head><title>{title}</title>{feed}{dated}</head>"
            f"<body><nav><ul>{menu}</ul></nav><{outer}><article><h1>{title}</h1>{content}</article></{outer.split(maxsplit=1)[0]}></body></html>"
        )
        return Served(200, {"Content-Type": "text/html; charset=utf-8"}, text.encode())

    def _feed(self, now: datetime) -> str:
        items = "".join(
            f"<item><title>{self.title(one, now)}</title><link>{HOST}{one.path(now)}</link>"
            f"<pubDate>{format_datetime(one.published)}</pubDate></item>"
            for one in self.newest(now, IN_FEED)
        )
        return f"<rss version='2.0'><channel><title>Newsroom</title><link>{HOST}/</link>{items}</channel></rss>"

    def _sitemap(self, now: datetime) -> str:
        since = now - timedelta(hours=NEWS_HOURS)
        listed = [one for one in self.newest(now, 10_000) if one.published >= since]
        urls = "".join(
            f"<url><loc>{HOST}{one.path(now)}</loc><news:news><news:publication><news:name>Newsroom</news:name>"
            f"<news:language>en</news:language></news:publication><news:title>{self.title(one, now)}</news:title>"
            f"<news:publication_date>{one.published.isoformat()}</news:publication_date></news:news></url>"
            for one in listed
        )
        names = (
            "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
            "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
        )
        return f"<?xml version='1.0' encoding='UTF-8'?><urlset {names}>{urls}</urlset>"

    @staticmethod
    def _xml(text: str) -> Served:
        return Served(200, {"Content-Type": "application/xml"}, text.encode())

    # --- what could be seen -----------------------------------------------------------------------------------------

    def reachable(self, runs: list[datetime]) -> Iterator[Item]:
        """Yield the articles that were listed and up at one of these moments at least, while the site was up."""
        good = [moment for moment in runs if not self.is_down(moment) and not self._is_busy(moment)]
        seen: set[int] = set()
        for moment in good:
            for item in self._listed(moment):
                if item.number not in seen:
                    seen.add(item.number)
                    yield item

    def _is_busy(self, moment: datetime) -> bool:
        return any(start <= moment < start + span for start, span in self.busy)

    def _listed(self, moment: datetime) -> list[Item]:
        if self.has_feeds:
            since = moment - timedelta(hours=NEWS_HOURS)
            return [one for one in self.newest(moment, 10_000) if one.published >= since]
        sections = {one.number: one for name in SECTIONS for one in self._of_section(name, moment)}
        return list(({one.number: one for one in self.newest(moment, ON_FRONT)} | sections).values())

    def _of_section(self, name: str, moment: datetime) -> list[Item]:
        return [one for one in self.newest(moment, 10_000) if one.section == name][:IN_SECTION]
