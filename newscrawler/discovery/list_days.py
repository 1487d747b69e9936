"""The days of the articles that a page lists: by their addresses, and by the dates printed beside the links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler import dates
from newscrawler.discovery.period import span_of_address

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from lxml.html import HtmlElement

    from newscrawler.markup import Markup

_LEVELS = 6
"""How far above a link its card reaches."""
_DATE_NAME = re.compile(r"date|time|publish|posted|meta|تاريخ", re.IGNORECASE)
_LONGEST_TEXT = 80
_MOST_LINKS = 3
"""Different articles that one card links to, at most."""
_MOST_READ = 300
"""Dates are read of so many links of a page."""


def list_days(
    markup: Markup, urls: Collection[str], *, now: datetime | None = None, languages: Sequence[str] = ()
) -> dict[str, date]:
    """Return address -> day for the listed articles whose day shows; `now` is when the page was served."""
    days = {url: span[0] for url in urls if (span := span_of_address(url, is_article=True)) and span[0] == span[1]}
    undated = set(urls) - set(days)
    anchors = [anchor for anchor in markup.anchors() if anchor.url in undated][:_MOST_READ]
    linked = {id(anchor.element): anchor.url for anchor in markup.anchors()}
    for anchor in anchors:
        text = _date_beside(anchor.element, linked) if anchor.url not in days else None
        printed = dates.read_moment(text, now=now, languages=languages) if text else None
        if printed and printed.precision != "month":
            days[anchor.url] = printed.value.date()
    return days


def _date_beside(element: HtmlElement, linked: dict[int, str]) -> str | None:
    """Return the text of the first date in the smallest box round a link that has one and is no list itself."""
    box: HtmlElement | None = element
    for _ in range(_LEVELS):
        if box is None or len({linked[id(link)] for link in box.iter("a") if id(link) in linked}) > _MOST_LINKS:
            return None
        if text := next((said for each in box.iter() if (said := _date_text(each))), None):
            return text
        box = box.getparent()
    return None


def _date_text(element: HtmlElement) -> str:
    """Return what an element says that is there for a date; "" for any other."""
    if element.tag == "time":
        return str(element.get("datetime") or element.text_content()).strip()[:_LONGEST_TEXT]
    if not isinstance(element.tag, str) or not _DATE_NAME.search(element.get("class", "")):
        return ""
    text = " ".join(element.text_content().split())
    is_date = 0 < len(text) <= _LONGEST_TEXT and any(character.isdecimal() for character in text)
    return text if is_date else ""
