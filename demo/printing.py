"""A report and the pages round it, put into the templates of demo/templates/."""

from __future__ import annotations

import json
from datetime import date, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from demo.calendars import MONTHS, clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demo.reports import Report

TEMPLATES = Path(__file__).parent / "templates"

SECTIONS = {
    "local": ("محليات", "/section/local"),
    "economy": ("اقتصاد", "/section/economy"),
    "culture": ("ثقافة", "/section/culture"),
    "sport": ("رياضة", "/section/sport"),
    "en-news": ("News", "/en/news/"),
    "en-life": ("Life", "/en/life/"),
}
"""Section -> its name and its path."""

WORDS = {
    "ar": {"direction": "rtl", "paper": "المرسى", "home": "الرئيسية", "more": "مقالات ذات صلة", "share": "مشاركة"},
    "en": {"direction": "ltr", "paper": "Al Marsa", "home": "Home", "more": "Related reading", "share": "Share"},
}
"""What a page says in its own language."""

RELATED = {
    "sahifa": '<div class="related-item"><h3><a href="{href}">{title}</a></h3></div>',
    "modern": '<li><a href="{href}">{title}</a></li>',
    "plain": '<li><a href="{href}">{title}</a></li>',
}


AS_THEY_STAND = ("title", "lead", "author", "language", "published", "href")
"""Facts of a report that templates take as they are."""


def fill(template: str, **words: str) -> str:
    """Return a template of demo/templates/ with its words put in; they are HTML or XML already."""
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)


def anchors(reports: Sequence[Report], pattern: str = RELATED["modern"]) -> str:
    """Return a line of HTML for each report."""
    return "\n".join(pattern.format(href=report.href, title=escape(report.title)) for report in reports)


def article_page(
    report: Report, base: str, *, related: Sequence[Report], latest: Sequence[Report], is_copy: bool = False
) -> str:
    """Return the page of a report; a copy names no canonical address."""
    section, section_path = SECTIONS[report.section]
    return fill(
        f"{report.theme}.html",
        **WORDS[report.language],
        **{
            name: escape(getattr(report, name)) for name in ("title", "lead", "author", "language", "published", "href")
        },
        number=report.path.rpartition("/")[2],
        canonical="" if is_copy else f'<link rel="canonical" href="{base}{report.href}" />\n',
        clock=clock(date.today()),  # noqa: DTZ011 a masthead shows the day of where it stands
        section=section,
        section_path=section_path,
        shown=f"<span>{report.shown}</span> " if report.theme == "sahifa" and report.shown else report.shown,
        day=report.published[:10],
        printed=_printed(report),
        json_ld=_json_ld(report, base, section),
        body=report.html,
        tags=_tags(report),
        related=anchors(related, RELATED[report.theme]),
        latest=anchors(latest),
    )


def listing_page(title: str, language: str, reports: Sequence[Report], notices: str = "") -> str:
    """Return a page that lists reports."""
    teaser = '<div class="teaser"><h2><a href="{href}">{title}</a></h2></div>'
    return fill(
        "listing.html",
        title=title,
        language=language,
        direction=WORDS[language]["direction"],
        clock=clock(date.today()),  # noqa: DTZ011 a masthead shows the day of where it stands
        teasers=anchors(reports, teaser),
        notices=notices,
    )


def feed(reports: Sequence[Report], base: str) -> str:
    """Return the RSS feed; its links say where the reader came from, as many feeds do."""
    items = "\n".join(
        f"<item><title>{escape(report.title)}</title><link>{base}{report.href}?utm_source=rss&amp;utm_medium=feed</link>"
        f'<guid isPermaLink="false">marsa-{report.slug}</guid>'
        f"<pubDate>{format_datetime(datetime.fromisoformat(report.published))}</pubDate></item>"
        for report in reports
    )
    return fill("feed.xml", base=base, items=items)


def sitemap(reports: Sequence[Report], base: str, *, is_news: bool = False) -> str:
    """Return a sitemap, or a news sitemap (https://www.google.com/schemas/sitemap-news/0.9)."""
    return fill("sitemap.xml", items="\n".join(_sitemap_entry(report, base, is_news=is_news) for report in reports))


def _sitemap_entry(report: Report, base: str, *, is_news: bool) -> str:
    about = f"<lastmod>{report.modified or report.published}</lastmod>"
    if is_news:
        about = (
            f"<news:news><news:publication><news:name>{WORDS[report.language]['paper']}</news:name>"
            f"<news:language>{report.language}</news:language></news:publication>"
            f"<news:publication_date>{report.published}</news:publication_date>"
            f"<news:title>{escape(report.title)}</news:title></news:news>"
        )
    return f"<url><loc>{base}{report.href}</loc>{about}</url>"


def _printed(report: Report) -> str:
    moment = datetime.fromisoformat(report.published)
    if report.language == "ar":
        return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}، {moment:%H:%M}"
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _tags(report: Report) -> str:
    item = "<li>{}</li>" if report.theme == "modern" else "{}"
    return " ".join(item.format(f'<a href="/tag/{escape(tag)}" rel="tag">{escape(tag)}</a>') for tag in report.tags)


def _json_ld(report: Report, base: str, section: str) -> str:
    declared = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": base + report.href,
        "headline": report.title,
        "description": report.lead,
        "datePublished": report.published,
        "dateModified": report.modified or report.published,
        "inLanguage": report.language,
        "articleSection": section,
        "keywords": list(report.tags),
        "author": {"@type": "Person", "name": report.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": WORDS[report.language]["paper"]},
        "isAccessibleForFree": True,
    }
    return json.dumps(declared, ensure_ascii=False).replace("</", "<\\/")
