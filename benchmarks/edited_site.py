"""A simulated news site, in English and Arabic, whose newsroom edits its articles, and whose pages change all the time.

All edits are decided in advance by a seed. At every request the counters, related boxes, advertisements, comments and
the clock are others than before, and twice the whole template is.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from benchmarks.news_site import HOST, Served
from benchmarks.newsroom_words import ARABIC, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WORDS_KINDS = ("typo", "paragraph reworded", "paragraph added", "paragraph removed", "paragraph moved", "title changed",
               "lead changed", "correction notice")  # fmt: skip
"""What a newsroom does to the words of an article."""
OTHER_KINDS = ("date moved", "deleted", "restored")
NOISE = ("share counter", "related box", "advertisement", "relative time", "masthead clock", "white space",
         "attribute tokens", "comments", "template redesign")  # fmt: skip
"""What changes on a page that says the same."""
EDITED = 0.6
HOURS = (1, 5, 20, 50, 100, 200, 500, 1000, 2500)
"""After how many hours something is edited."""
NOTICES = {
    "en": "Correction: An earlier version of this article named another {}.",
    "ar": "تصحيح: ذكرت نسخة سابقة {} آخر.",
}
NOTICE = tuple(notice.partition(":")[0] for notice in NOTICES.values())
BRIEF = 4


@dataclass(frozen=True, slots=True)
class Text:
    """What an article says at a time."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    published: datetime


@dataclass(slots=True)
class Item:
    """An article as its newsroom knows it."""

    number: int
    language: str
    published: datetime
    versions: list[tuple[datetime, str, Text]] = field(default_factory=list)
    """Since when, by which kind of edit, it says what; the first of all is no edit."""
    gone: tuple[datetime, datetime | None] | None = None
    """Since when it is deleted, and until when, if it is restored."""

    @property
    def path(self) -> str:
        return f"/{self.published:%Y/%m/%d}/report-{self.number}"

    def text(self, now: datetime) -> Text:
        """Return what it says."""
        return [text for since, _, text in self.versions if since <= now][-1]

    def is_up(self, now: datetime) -> bool:
        """Is it served?"""
        is_gone = self.gone is not None and self.gone[0] <= now and not (self.gone[1] and self.gone[1] <= now)
        return self.published <= now and not is_gone


class Writer:
    """Writes and edits texts."""

    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance, self.language = chance, language
        self.words = ARABIC if language == "ar" else ENGLISH

    def sentence(self, size: int) -> str:
        return " ".join(self.chance.choices(self.words, k=size)).capitalize() + "."

    def paragraph(self) -> str:
        return f"{self.sentence(self.chance.randint(10, 22))} {self.sentence(self.chance.randint(10, 22))}"

    def title(self) -> str:
        return self.sentence(7).rstrip(".")

    def first(self, published: datetime) -> Text:
        paragraphs = tuple(self.paragraph() for _ in range(self.chance.randint(4, 9)))
        return Text(self.title(), self.sentence(14), paragraphs, published)

    def edited(self, text: Text, kind: str, when: datetime) -> Text:
        """Return the text after an edit of that kind at that moment."""
        body = list(text.paragraphs)
        place = self.chance.choice([at for at, one in enumerate(body) if not one.startswith(NOTICE)])
        if kind == "date moved":
            back = text.published - timedelta(hours=self.chance.choice((1, 5, 90)))
            return replace(text, published=self.chance.choice((when, back)))
        if kind == "title changed":
            return replace(text, title=self._other(text.title, 2))
        if kind == "lead changed":
            return replace(text, lead=self._other(text.lead, 3))
        if kind == "typo":
            body[place] = self._misspelt(body[place])
        elif kind == "paragraph reworded":
            body[place] = self._other(body[place], 4)
        elif kind == "paragraph added":
            body.insert(place + 1, self.paragraph())
        elif kind == "paragraph removed":
            del body[place]
        elif kind == "paragraph moved":
            body.append(body.pop(0 if place == len(body) - 1 else place))
        else:
            body.append(NOTICES[self.language].format(self.chance.choice(self.words)))
        return replace(text, paragraphs=tuple(body))

    def _other(self, text: str, count: int) -> str:
        words = text.split()
        within = [place for place in range(1, len(words) - 1) if not words[place].endswith(".")]
        for place in self.chance.sample(within, count):
            words[place] = self.chance.choice([one for one in self.words if one != words[place]])
        return " ".join(words)

    def _misspelt(self, text: str) -> str:
        words = text.split()
        place = self.chance.choice([at for at, word in enumerate(words) if len(word) >= BRIEF])
        letters = list(words[place])
        letters.insert(2, letters[2])
        words[place] = "".join(letters)
        return " ".join(words)


class EditedSite:
    """One site over a span of time."""

    def __init__(self, begin: datetime, days: int, *, a_day: int, seed: int = 1) -> None:
        self.begin, self.end = begin, begin + timedelta(days=days)
        self.redesigns = [begin + timedelta(days=days * share) for share in (0.33, 0.66)]
        self._chance = random.Random(seed)
        moments = sorted(begin + timedelta(days=days) * self._chance.random() for _ in range(a_day * days))
        self.items = [self._item(number, moment) for number, moment in enumerate(moments, start=1000)]
        self._at = {item.path: item for item in self.items}
        self.log: list[tuple[datetime, str, int]] = []
        """When it was asked, for which path, and the status of its answer."""
        self.served: list[tuple[datetime, Item, int]] = []
        """Every answer for an article: when, which, and the status."""

    def _item(self, number: int, published: datetime) -> Item:
        published = published.replace(microsecond=0)
        chance, language = self._chance, ("en", "ar")[number % 2]
        writer, item = Writer(chance, language), Item(number, language, published)
        text = writer.first(published)
        item.versions.append((published, "", text))
        if chance.random() < EDITED:
            hours = sorted(chance.sample(HOURS, chance.choice((1, 1, 2, 3))))
            for when in (published + timedelta(hours=one) for one in hours):
                kind = chance.choice((*WORDS_KINDS, "date moved"))
                text = writer.edited(text, kind, when)
                item.versions.append((when, kind, text))
        if chance.random() < 0.08:
            away = published + timedelta(days=chance.choice((1, 6, 20)))
            item.gone = (away, away + timedelta(days=2) if chance.random() < 0.6 else None)
        return item

    def template(self, now: datetime) -> int:
        """Return how many redesigns there were."""
        return sum(moment <= now for moment in self.redesigns)

    def answer(self, url: str, asked: Mapping[str, str], now: datetime) -> Served:  # noqa: ARG002 pages differ each time
        """Return the answer to a request; never that nothing changed, for something always did."""
        path = url.removeprefix(HOST) or "/"
        served = self._answer(path, now)
        self.log.append((now, path, served.status))
        return served

    def _answer(self, path: str, now: datetime) -> Served:
        if path == "/robots.txt":
            return Served(200, {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n")
        if path == "/feed.xml":
            return Served(200, {"Content-Type": "application/xml"}, self._feed(now).encode())
        if path == "/":
            return self._html(self._front(now), "en", now)
        item = self._at.get(path)
        status = 404 if item is None or item.published > now else 200 if item.is_up(now) else 410
        if item is not None:
            self.served.append((now, item, status))
        if item is None or status != 200:
            return Served(status, {"Content-Type": "text/html"}, b"<h1>Not here</h1>")
        return self._html(self._article(item, now), item.language, now)

    def _newest(self, now: datetime) -> list[Item]:
        return [item for item in self.items if item.is_up(now)][:-21:-1]

    def _html(self, content: str, language: str, now: datetime) -> Served:
        token = hashlib.sha256(now.isoformat().encode()).hexdigest()[:12]
        page = (
            f"<!doctype html><html lang={language}{' dir=rtl' if language == 'ar' else ''}><head data-build='{token}'>"
            f"<link rel=alternate type=application/rss+xml href=/feed.xml>{content}"
            f"<footer data-nonce='{token}'><p>The Edited Paper, all rights reserved</p></footer></body></html>"
        )
        return Served(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())

    def _front(self, now: datetime) -> str:
        return f"<title>The Edited Paper</title></head><body>{self._links(self._newest(now), now)}"

    @staticmethod
    def _links(items: Iterable[Item], now: datetime) -> str:
        return "".join(f"<li><a href='{item.path}'>{item.text(now).title}</a></li>" for item in items)

    def _feed(self, now: datetime) -> str:
        items = "".join(
            f"<item><title>{item.text(now).title}</title><link>{HOST}{item.path}</link>"
            f"<pubDate>{format_datetime(item.published)}</pubDate></item>"
            for item in self._newest(now)
        )
        return f"<rss version='2.0'><channel><title>The Edited Paper</title><link>{HOST}/</link>{items}</channel></rss>"

    def _article(self, item: Item, now: datetime) -> str:
        text, chance = item.text(now), random.Random(f"{item.number} {now}")
        minutes = (now - item.published) // timedelta(minutes=1)
        ago = "منذ {} دقيقة" if item.language == "ar" else "Published {} minutes ago"
        around = {
            "clock": f"<div class=top-date>{now:%A, %d %B %Y}</div>",
            "shares": f"<p>{minutes // 7 + 3} {'مشاركة' if item.language == 'ar' else 'shares'}</p>",
            "ago": f"<p>{ago.format((now - text.published) // timedelta(minutes=1))}</p>",
            "ad": f"<div class=advertisement id=ad-{chance.random()}><p>Buy {chance.choice(ENGLISH)} today</p></div>",
            "related": self._related(item, chance, now),
            "comments": self._comments(item, minutes),
            "space": " " * chance.randint(1, 4) + "\n" * chance.randint(0, 3),
        }
        head = (
            f"<title>{text.title} | The Edited Paper</title><meta property=og:type content=article>"
            f"<meta property=article:published_time content={text.published.isoformat()}>"
            f"<meta name=description content='{text.lead}'></head><body>"
        )
        return head + _TEMPLATES[self.template(now)](text, around)

    def _related(self, item: Item, chance: random.Random, now: datetime) -> str:
        others = [one for one in self._newest(now) if one is not item]
        chosen = chance.sample(others, min(4, len(others)))
        return f"<aside class=related><h3>Related</h3><ul>{self._links(chosen, now)}</ul></aside>"

    @staticmethod
    def _comments(item: Item, minutes: int) -> str:
        count = min(minutes // 300, 12)
        said = [" ".join(random.Random(item.number + one).choices(ENGLISH, k=25)) for one in range(count)]
        told = "".join(f"<li class=comment><b>Reader {place}</b><p>{text}</p></li>" for place, text in enumerate(said))
        return f"<section id=comments class=comments><h3>{count} comments</h3><ol>{told}</ol></section>"


def _first_design(text: Text, around: Mapping[str, str]) -> str:
    body = around["space"].join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs)
    return (
        f"<header>{around['clock']}<nav><a href=/>Home</a></nav></header><div class=page><article><h1>{text.title}</h1>"
        f"<p class=standfirst>{text.lead}</p>{around['shares']}<div class=article-body>{body}</div>{around['ago']}"
        f"</article>{around['ad']}{around['related']}{around['comments']}</div>"
    )


def _second_design(text: Text, around: Mapping[str, str]) -> str:
    paragraphs = [f"<div class=block><p>{paragraph}{around['space']}</p></div>" for paragraph in text.paragraphs]
    paragraphs.insert(len(paragraphs) // 2, around["ad"])
    return (
        f"<div id=bar>{around['clock']}</div><main id=app><section class=head><h1><span>{text.title}</span></h1>"
        f"<div class=lead><p>{text.lead}</p></div></section><div class=content__main>{around['shares']}"
        f"{''.join(paragraphs)}</div>{around['ago']}</main>{around['related']}{around['comments']}"
    )


def _third_design(text: Text, around: Mapping[str, str]) -> str:
    return (
        f"<div class=masthead>{around['clock']}</div><article class=story><header><h1>{text.title}</h1></header>"
        f"<div class=entry-content><p><strong>{text.lead}</strong></p>{''.join(_sentences(text.paragraphs))}"
        f"{around['ago']}{around['shares']}</div></article>{around['comments']}{around['related']}{around['ad']}"
    )


def _sentences(paragraphs: Sequence[str]) -> Iterable[str]:
    """Every sentence a paragraph of its own."""
    for paragraph in paragraphs:
        for sentence in paragraph.replace(". ", ".\n").split("\n"):
            yield f"<p>\n{sentence}\n</p>"


_TEMPLATES = (_first_design, _second_design, _third_design)
