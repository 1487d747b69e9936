"""Made-up newspapers of one template each, whose pages vary as real ones do: in text, links, boxes, tokens and clocks.

The words are made from syllables and drawn as words of a language are (Zipf), so that the text is as hard to compress
as news are: gzip makes it two times smaller. Pages are smaller than most: of 133 real ones on which this was measured
the median is 238 kB, 51 kB by gzip, of which the text is a twentieth; here it is a tenth.
"""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TEMPLATES = ("broadsheet", "application", "arabic")
VOCABULARY = 20_000
_LATIN = ("b d f g h j k l m n p r s t v w st tr gr cl pr sh th", "a e i o u ea ou ai", " n r s t l nd st ng ck")
_ARABIC = ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه و ي", "ا و ي ", "ل ن ر م د ب ة ت")
_BEGIN = datetime(2026, 3, 1, 6, tzinfo=UTC)
_SHAPE = "M12 2.5c1.9 0 3.5 1.6 3.5 3.5v5.2c0 1.9-1.6 3.5-3.5 3.5s-3.5-1.6-3.5-3.5V6c0-1.9 1.6-3.5 3.5-3.5z"
_SMALL = {"latin": "the of to in and a that for was on said", "arabic": "في من على أن إلى التي عن مع قال"}


@dataclass(frozen=True, slots=True)
class Item:
    """What a page of the newspaper tells, the same at every visit but for its edits."""

    number: int
    title: str
    path: str
    section: str
    author: str
    paragraphs: tuple[str, ...]

    @property
    def published(self) -> datetime:
        """When it came out."""
        return _BEGIN + timedelta(minutes=37 * self.number)


@cache
def vocabulary(script: str) -> tuple[str, ...]:
    """Return so many different words of two to four syllables, the commonest first."""
    chance = random.Random(script)
    onset, vowel, coda = (part.split(" ") for part in (_ARABIC if script == "arabic" else _LATIN))
    words = dict.fromkeys(_SMALL[script].split())
    while len(words) < VOCABULARY:
        count = 1 + min(len(words) // 1500, 1) + chance.randrange(2)
        words["".join(chance.choice(onset) + chance.choice(vowel) + chance.choice(coda) for _ in range(count))] = None
    return tuple(words)


@cache
def _weights() -> tuple[float, ...]:
    return tuple(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def sentence(chance: random.Random, words: int, script: str) -> str:
    """Return so many words as a sentence."""
    return " ".join(chance.choices(vocabulary(script), cum_weights=_weights(), k=words)).capitalize() + "."


class Newspaper:
    """A site of one template; every page is decided by its number and its edition alone."""

    def __init__(self, template: str, pages: int) -> None:
        self.template, self.pages = template, pages
        self.site = f"{template}.example"
        self.script = "arabic" if template == "arabic" else "latin"
        chance = random.Random(template)
        self.sections = [word.capitalize() for word in chance.sample(vocabulary(self.script)[100:900], 12)]
        self.authors = [sentence(chance, 2, self.script).rstrip(".").title() for _ in range(30)]
        self.items = [self._item(number) for number in range(pages)]
        self._render: Callable[[Item, int], str] = getattr(self, f"_{template}")
        self._static = self._style(), self._menu(), self._foot()

    def url(self, item: Item) -> str:
        """Return where the item is served."""
        return f"https://{self.site}{item.path}"

    def page(self, number: int, edition: int = 0) -> bytes:
        """Return the page as served at a visit; a later edition has other boxes, tokens and clocks, and a word more."""
        return self._render(self.items[number], edition).encode()

    def _item(self, number: int) -> Item:
        chance = random.Random(f"{self.template}-{number}")
        title = sentence(chance, chance.randint(6, 12), self.script).rstrip(".")
        section = chance.choice(self.sections)
        path = f"/{section.lower()}/{'-'.join(title.lower().split()[:6])}-{120_000 + number * 7}"
        told = [self._paragraph(chance) for _ in range(chance.randint(5, 11))]
        return Item(number, title, path, section, chance.choice(self.authors), tuple(told))

    def _paragraph(self, chance: random.Random) -> str:
        return " ".join(sentence(chance, chance.randint(8, 22), self.script) for _ in range(chance.randint(1, 4)))

    # --- what stands on every page ----------------------------------------------------------------------------------

    def _style(self) -> str:
        chance = random.Random(f"{self.template} style")
        properties = ("margin", "padding", "width", "top", "left", "font-size", "line-height", "gap")
        rules = (
            f".{chance.choice(vocabulary('latin'))}-{row}{{{chance.choice(properties)}:{chance.randrange(60)}px;"
            f"{chance.choice(properties)}:{chance.randrange(9)}rem;color:#{chance.randrange(4096):03x}}}"
            for row in range(1100)
        )
        return "".join(rules)

    def _menu(self) -> str:
        chance = random.Random(f"{self.template} menu")
        items = (
            f'<li class="menu-item menu-item-{row}"><a class="menu-link" href="/{name.lower()}/{row}">'
            f'<svg viewBox="0 0 24 24"><path d="{_SHAPE}"/></svg>'
            f"<span>{name} {chance.choice(vocabulary(self.script))}</span></a></li>"
            for name in self.sections
            for row in range(5)
        )
        return (
            f'<header class="top"><a class="logo" href="/">{self.site}</a><nav><ul>{"".join(items)}</ul></nav></header>'
        )

    def _foot(self) -> str:
        chance = random.Random(f"{self.template} foot")
        links = (f'<li><a href="/about/{row}">{sentence(chance, 2, self.script)}</a></li>' for row in range(40))
        return f"<footer><ul>{''.join(links)}</ul><p>{sentence(chance, 40, self.script)}</p></footer>"

    # --- what varies ------------------------------------------------------------------------------------------------

    def _chance(self, item: Item, edition: int) -> random.Random:
        return random.Random(f"{self.template} {item.number} {edition}")

    def _text(self, item: Item, edition: int) -> list[str]:
        added = [sentence(random.Random(f"{item.number} {step}"), 12, self.script) for step in range(edition)]
        return [*item.paragraphs, *added]

    def _others(self, item: Item, chance: random.Random, count: int) -> list[Item]:
        """Other items of about that time: what boxes of related and most-read texts link to."""
        near = range(max(0, item.number - 40), min(self.pages, item.number + 40))
        return [self.items[chance.choice(near)] for _ in range(count)]

    def _card(self, item: Item, kind: str) -> str:
        return (
            f'<div class="card card-{kind}"><a class="card-link" href="{item.path}" '
            f'data-id="{120_000 + item.number * 7}"><picture><source '
            f'srcset="/images/{item.number}-480.webp 480w, /images/{item.number}-960.webp 960w">'
            f'<img src="/images/{item.number}-480.jpg" alt="" loading="lazy"></picture><h3>{item.title}</h3></a>'
            f'<time datetime="{item.published.isoformat()}">{item.published:%d %b %Y}</time></div>'
        )

    def _box(self, item: Item, chance: random.Random, kind: str, count: int) -> str:
        cards = "".join(self._card(one, kind) for one in self._others(item, chance, count))
        return f'<section class="box box-{kind}"><h2>{kind}</h2>{cards}</section>'

    def _slot(self, chance: random.Random, place: str) -> str:
        return (
            f'<div class="ad ad-{place}" id="gpt-{chance.randrange(10**12)}" data-slot="/2201/{self.site}/{place}" '
            f'data-sizes="[[300,250],[728,90]]" data-key="{chance.randbytes(8).hex()}"></div>'
        )

    def _tokens(self, item: Item, edition: int, chance: random.Random) -> str:
        served = item.published + timedelta(hours=5 * edition, seconds=chance.randrange(3600))
        state = {"csrf": chance.randbytes(16).hex(), "served": served.isoformat(), "ab": chance.randrange(8)}
        state |= {
            "request": chance.randbytes(8).hex(),
            "page": 120_000 + item.number * 7,
            "reads": chance.randrange(90_000),
        }
        return f'<script nonce="{chance.randbytes(12).hex()}">window.state={json.dumps(state)}</script>'

    def _head(self, item: Item, language: str) -> str:
        published, url = item.published.isoformat(), self.url(item)
        declared = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": item.title,
            "datePublished": published, "mainEntityOfPage": url, "articleSection": item.section, "inLanguage": language,
            "author": [{"@type": "Person", "name": item.author}],
            "publisher": {"@type": "Organization", "name": self.site, "logo": f"https://{self.site}/logo.png"},
        }  # fmt: skip
        metas = {"og:title": item.title, "og:type": "article", "og:url": url, "article:published_time": published}
        metas |= {
            "og:image": f"https://{self.site}/images/{item.number}-960.jpg",
            "og:description": item.paragraphs[0][:150],
        }
        return (
            f'<meta charset="utf-8"><title>{item.title} | {self.site}</title><link rel="canonical" href="{url}">'
            + "".join(f'<meta property="{name}" content="{content}">' for name, content in metas.items())
            + f'<script type="application/ld+json">{json.dumps(declared, ensure_ascii=False)}</script>'
        )

    # --- the templates ----------------------------------------------------------------------------------------------

    def _broadsheet(self, item: Item, edition: int) -> str:
        chance = self._chance(item, edition)
        style, menu, foot = self._static
        text = "".join(f"<p>{one}</p>" for one in self._text(item, edition))
        return (
            f'<!doctype html><html lang="en"><head>{self._head(item, "en")}<style>{style}</style></head><body>{menu}'
            f'{self._slot(chance, "top")}<main><article><h1>{item.title}</h1><div class="byline">By <a rel="author" '
            f'href="/authors/{item.author.replace(" ", "-").lower()}">{item.author}</a></div>{text}</article>'
            f"{self._slot(chance, 'text')}{self._box(item, chance, 'related', 8)}</main><aside>"
            f"{self._box(item, chance, 'popular', 12)}{self._slot(chance, 'side')}</aside>{foot}"
            f"{self._tokens(item, edition, chance)}</body></html>"
        )

    def _application(self, item: Item, edition: int) -> str:
        chance = self._chance(item, edition)
        style, menu, foot = self._static
        text = self._text(item, edition)
        listed = [
            {"id": 120_000 + one.number * 7, "headline": one.title, "url": one.path, "at": one.published.isoformat()}
            for one in self._others(item, chance, 15)
        ]
        data: dict[str, object] = {
            "props": {"item": {"id": item.number, "title": item.title, "body": text}, "related": listed}
        }
        data |= {"buildId": "kX2vQ0b81", "query": {"path": item.path}, "trace": chance.randbytes(16).hex()}
        shown = "".join(f'<p class="css-1x9f{row % 3}">{one}</p>' for row, one in enumerate(text))
        return (
            f'<!doctype html><html lang="en"><head>{self._head(item, "en")}<style data-emotion="css">{style}</style>'
            f'</head><body><div id="__next">{menu}<main><h1 class="css-7h2">{item.title}</h1>{shown}'
            f"{self._box(item, chance, 'next', 6)}{self._slot(chance, 'mid')}</main>{foot}</div>"
            f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
            f"{self._tokens(item, edition, chance)}</body></html>"
        )

    def _arabic(self, item: Item, edition: int) -> str:
        chance = self._chance(item, edition)
        style, menu, foot = self._static
        text = "".join(f"<p>{one}</p>" for one in self._text(item, edition))
        rates = "".join(f"<li>{name} {chance.uniform(1, 4):.4f}</li>" for name in self.sections)
        return (
            f'<!doctype html><html lang="ar" dir="rtl"><head>{self._head(item, "ar")}<style>{style}</style></head>'
            f'<body><div class="clock">{chance.randrange(24):02}:{chance.randrange(60):02}</div>'
            f'<ul class="rates">{rates}</ul>{menu}'
            f"<main><article><h1>{item.title}</h1><p class='origin'>{item.author} ــ وكالات</p>{text}</article>"
            f"{self._slot(chance, 'text')}{self._box(item, chance, 'related', 6)}</main>"
            f"{self._box(item, chance, 'latest', 10)}{foot}{self._tokens(item, edition, chance)}</body></html>"
        )
