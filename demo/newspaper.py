"""The newspaper as a web site: which answer stands at which path, in each of its two editions.

Between the editions the bus times change and a medical caravan arrives. Beside its articles it has what crawlers meet:
a page that robots.txt closes, one that is gone, one whose address looks like an article's and is none, a text that
stands at two addresses, links that say where the reader came from, links that lead away.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from demo.printing import SECTIONS, article_page, feed, fill, listing_page, sitemap
from demo.reports import load_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from demo.reports import Report

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"

PRIVATE = "/private/2026/03/letters-to-the-editor.html"
GONE = "/details/4099"
PROGRAMME = "/en/life/2026/02/what-is-on-this-week.html"

FRONT_NOTICES = """<section><h2>من أرشيفنا</h2><ul>
<li><a href="{reader}?utm_source=front&amp;utm_medium=teaser">Read again: the lamp on Shell Point</a></li>
<li><a href="{copy}">Light returns to the point</a></li>
<li><a href="{gone}">صور من افتتاح الجسر القديم قبل عشرين عاما</a></li>
<li><a href="{private}">Letters to the editor, not yet published this month</a></li>
<li><a href="{programme}">What is on this week in Marsa Sidr and the islands</a></li>
<li><a href="https://example.org/2026/03/weather-on-the-coast.html">Weather on the coast, from our neighbours</a></li>
<li><a href="javascript:window.print()">طباعة</a></li>
</ul></section>
"""

WHATS_ON = (
    ("Thursday", "Night market", "night-market"),
    ("Friday", "Open tower", "lighthouse"),
    ("Saturday", "Chess", "chess-club"),
    ("Sunday", "Well walk", "old-wells"),
    ("Monday", "Ferry talk", "ferry"),
)


class Answer(NamedTuple):
    """What the server sends."""

    status: int
    content_type: str
    body: bytes

    @property
    def etag(self) -> str:
        """The validator of exactly these bytes (RFC 9110, 8.8.3)."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


@dataclass
class Newspaper:
    """One edition at one address."""

    base: str
    """`http://127.0.0.1:8642`, without a slash at its end."""
    edition: int = 1
    reports: list[Report] = field(init=False)
    """The newest first."""

    def __post_init__(self) -> None:
        self.reports = load_reports(self.edition)
        self._by_slug = {report.slug: report for report in self.reports}
        self._pages = self._site_map()

    def answer(self, target: str) -> Answer:
        """Return what stands at a request target; the query does not count."""
        path = unquote(urlsplit(target).path)
        if path not in self._pages:
            return Answer(404, HTML, _page("غير موجود !", "<p>الصفحة غير موجودة.</p>").encode())
        status, content_type, write = self._pages[path]
        return Answer(status, content_type, write().encode())

    def listed(self, place: str) -> list[Report]:
        """Return the reports that a listing holds: `front`, `feed`, `news`, `sitemap` or `section`."""
        return [report for report in self.reports if place in report.lists]

    def _site_map(self) -> dict[str, tuple[int, str, Callable[[], str]]]:
        pages: dict[str, tuple[int, str, Callable[[], str]]] = {
            "/": (200, HTML, self._front),
            "/en/": (200, HTML, lambda: listing_page("Al Marsa", "en", self._in_language("en"))),
            "/about": (200, HTML, lambda: _page("من نحن", "<p>المرسى صحيفة مدينة لا وجود لها.</p>")),
            "/robots.txt": (200, TEXT, lambda: fill("robots.txt", base=self.base)),
            "/feed.xml": (200, XML, lambda: feed(self.listed("feed"), self.base)),
            "/sitemap.xml": (200, XML, lambda: sitemap(self.listed("sitemap"), self.base)),
            "/news-sitemap.xml": (200, XML, lambda: sitemap(self.listed("news"), self.base, is_news=True)),
            PRIVATE: (200, HTML, lambda: _page("Letters", "<p>robots.txt asks you not to read this.</p>")),
            PROGRAMME: (200, HTML, self._programme),
            GONE: (410, HTML, lambda: _page("لم تعد هنا", "<p>أزيلت هذه الصفحة.</p>")),
        }
        for section, (_, path) in SECTIONS.items():
            pages[path] = (200, HTML, partial(self._section, section))
        for report in self.reports:
            pages[report.path] = (200, HTML, partial(self._article, report))
            if report.also:
                pages[report.also] = (200, HTML, partial(self._article, report, is_copy=True))
        return pages

    def _in_language(self, language: str) -> list[Report]:
        return [report for report in self.listed("section") if report.language == language]

    def _front(self) -> str:
        lighthouse = self._by_slug["lighthouse"]
        notices = FRONT_NOTICES.format(
            reader=lighthouse.href, copy=lighthouse.also, gone=GONE, private=PRIVATE, programme=PROGRAMME
        )
        return listing_page("المرسى", "ar", self.listed("front"), notices)

    def _section(self, section: str) -> str:
        name, path = SECTIONS[section]
        reports = [report for report in self.listed("section") if report.section == section]
        return listing_page(name, "en" if path.startswith("/en/") else "ar", reports)

    def _programme(self) -> str:
        rows = "".join(
            f'<li>{day}: <a href="{self._by_slug[slug].href}">{escape(title)}</a></li>' for day, title, slug in WHATS_ON
        )
        return _page("What is on this week", f"<ul>{rows}</ul>", language="en")

    def _article(self, report: Report, *, is_copy: bool = False) -> str:
        related = [self._by_slug[slug] for slug in report.related if slug in self._by_slug]
        return article_page(report, self.base, related=related, latest=self.listed("news"), is_copy=is_copy)


def _page(title: str, body: str, language: str = "ar") -> str:
    direction = "rtl" if language == "ar" else "ltr"
    return fill("page.html", title=title, body=body, language=language, direction=direction)
