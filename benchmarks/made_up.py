"""A made-up newspaper to crawl: article pages of some 60 kB, as news sites serve them, all listed in news sitemaps."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tests.loopback import html, text

if TYPE_CHECKING:
    from tests.loopback import Answer, Asked, Route

PARAGRAPHS = 10
SITEMAP_PAGES = 500
NAME = "The Daily Made-Up"
NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'

_TEXT = (
    "the minister council harbour prices rose after a quiet quarter while officials said that new rules for fishing "
    "vessels would be published before winter and residents of the northern districts asked whether repairs to "
    "bridges schools water mains could begin sooner than planned because engineers had warned of further delays"
)
_WORDS = _TEXT.split()
_MENU = ("World", "Nation", "Economy", "Science", "Culture", "Sport", "Weather", "Opinion", "Travel", "Health")
_SHAPE = "M12 2.5c1.9 0 3.5 1.6 3.5 3.5v5.2c0 1.9-1.6 3.5-3.5 3.5s-3.5-1.6-3.5-3.5V6c0-1.9 1.6-3.5 3.5-3.5z "


def newspaper(pages: int) -> dict[str, Route]:
    """Return what a server has to answer: front page, robots.txt, news sitemaps and so many articles."""
    titles = [_sentence(random.Random(number), 9).rstrip(".") for number in range(pages)]
    routes: dict[str, Route] = {_path(number, titles): html(_article(number, titles)) for number in range(pages)}
    starts = range(0, pages, SITEMAP_PAGES)
    routes["/robots.txt"] = partial(_robots, starts)
    routes |= {f"/news-sitemap-{start}.xml": partial(_sitemap, start, titles) for start in starts}
    front = "".join(_teaser(number, titles) for number in range(min(pages, 40)))
    routes["/"] = html(f"<head><title>{NAME}</title></head><body>{_menu()}<main>{front}</main></body>")
    return routes


def _path(number: int, titles: list[str]) -> str:
    words = titles[number].lower().split()[:6]
    return f"/news/{'-'.join(words)}-{120000 + number}"


def _published(number: int) -> str:
    newest = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return (newest - timedelta(minutes=5 * number)).isoformat()


def _robots(starts: range, asked: Asked) -> Answer:
    lines = [f"Sitemap: {_base(asked)}/news-sitemap-{start}.xml" for start in starts]
    return text("\n".join(["User-agent: *", "Allow: /", *lines, ""]))


def _sitemap(start: int, titles: list[str], asked: Asked) -> Answer:
    entries = (
        f"<url><loc>{_base(asked)}{_path(number, titles)}</loc><news:news><news:publication>"
        f"<news:name>{NAME}</news:name><news:language>en</news:language></news:publication><news:title>{titles[number]}</news:title>"
        f"<news:publication_date>{_published(number)}</news:publication_date></news:news></url>"
        for number in range(start, min(start + SITEMAP_PAGES, len(titles)))
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><urlset {NEWS}>{"".join(entries)}</urlset>'
    return text(xml, content_type="application/xml")


def _base(asked: Asked) -> str:
    return f"http://{asked.headers['host']}"


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


def _article(number: int, titles: list[str]) -> str:
    chance = random.Random(number)
    paragraphs = [" ".join(_sentence(chance, 15) for _ in range(4)) for _ in range(PARAGRAPHS)]
    related = "".join(_teaser((number + step) % len(titles), titles) for step in range(1, 13))
    popular = "".join(_dated_teaser(chance.randrange(len(titles)), titles) for _ in range(20))
    title, section, published = titles[number], _MENU[number % len(_MENU)], _published(number)
    return (
        f"<head>{_head(title, section, published)}</head><body>{_menu()}<main><nav class='breadcrumbs'>"
        f"<a href='/'>Home</a> <a href='/{section.lower()}'>{section}</a></nav><article><h1>{title}</h1>"
        f"<div class='byline'>By <a rel='author' href='/authors/mary-quill'>Mary Quill</a> "
        f"<time datetime='{published}'>{datetime.fromisoformat(published):%d %B %Y %H:%M}</time></div>"
        f"<figure><img src='/images/{number}.jpg' alt=''><figcaption>The harbour at dawn</figcaption></figure>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + f"</article><section class='related'><h2>Related articles</h2>{related}</section></main>"
        f"<aside class='popular'><h2>Most read</h2>{popular}</aside>{_foot()}</body>"
    )


def _head(title: str, section: str, published: str) -> str:
    declared = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "articleSection": section,
        "author": [{"@type": "Person", "name": "Mary Quill"}],
        "publisher": {"@type": "Organization", "name": NAME},
        "isAccessibleForFree": True,
    }
    metas = {"og:title": title, "og:type": "article", "article:published_time": published, "article:section": section}
    styles = "".join(f".card-{row}{{margin:{row}px;padding:{row}px;display:flex}}" for row in range(260))
    return (
        f"<meta charset='utf-8'><title>{title} | {NAME}</title><style>{styles}</style>"
        + "".join(f"<meta property='{name}' content='{content}'>" for name, content in metas.items())
        + f"<script type='application/ld+json'>{json.dumps(declared)}</script>"
        f"<script>window.layers={json.dumps([{'slot': row, 'sizes': [300, 250]} for row in range(200)])}</script>"
    )


def _menu() -> str:
    items = "".join(
        f"<li class='menu-item menu-item-{place}'><a class='menu-link' href='/{name.lower()}/{place}'><svg "
        f"viewBox='0 0 24 24'><path d='{_SHAPE}'/></svg><span class='menu-label'>{name} {_WORDS[place]}</span></a></li>"
        for name in _MENU
        for place in range(1, 9)
    )
    return f"<header class='top'><a class='logo' href='/'>{NAME}</a><nav><ul>{items}</ul></nav></header>"


def _teaser(number: int, titles: list[str]) -> str:
    return (
        f"<div class='card card-{number % 260}'><a class='card-link' href='{_path(number, titles)}'><picture><source "
        f"srcset='/images/{number}-480.webp 480w, /images/{number}-960.webp 960w' type='image/webp'><img "
        f"src='/images/{number}-480.jpg' alt='' loading='lazy'></picture><h3>{titles[number]}</h3></a></div>"
    )


def _dated_teaser(number: int, titles: list[str]) -> str:
    day = datetime.fromisoformat(_published(number))
    return f"<div class='dated'>{_teaser(number, titles)}<span class='card-date'>{day:%d %b %Y}</span></div>"


def _foot() -> str:
    links = "".join(
        f"<li><a class='foot-link' href='/about/{place}'>About {_WORDS[place]}</a></li>" for place in range(40)
    )
    return f"<footer><ul>{links}</ul><p>Copyright {NAME}. All rights reserved.</p></footer>"
