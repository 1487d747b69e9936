"""Texts of an article as each sink can bear them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newscrawler.text import clean_text, formula_safe
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# JSON allows these raw inside strings; a terminal would obey some, YAML and old JavaScript refuse others.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def json_line(value: Any) -> str:
    """Return JSON on one line: letters as they are, controls escaped; nothing is lost.

    >>> json_line({"title": "خبر" + chr(0x202E)})
    '{"title":"خبر\\\\u202e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula: lists of text joined, other lists as JSON.

    >>> cell("=1+1"), cell(["A", "B"]), cell(None), cell(True), cell(3)
    ("'=1+1", 'A | B', '', '1', '3')
    """
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        value = " | ".join(value)
    if value is None or isinstance(value, (bool, int)):
        return "" if value is None else str(int(value))
    text = value if isinstance(value, str) else json_line(value)
    return formula_safe(text)


def web_address(url: str) -> str:
    """Return the address when it is one that a reader may follow: http or https; else "".

    >>> web_address("https://example.org/a b>"), web_address("javascript:alert(1)")
    ('https://example.org/a%20b%3E', '')
    """
    if not is_fetchable(url):
        return ""
    return "".join(f"%{ord(sign):02X}" if sign in " <>\"'`\\" else sign for sign in clean_text(url))


def shown_moment(article: Mapping[str, Any]) -> str:
    """Return when the article came out, to the minute at most; else the day of its date line in parentheses."""
    if article["published_at"]:
        return str(article["published_at"])[:16].replace("T", " ")
    return f"({article['date_line_date']})" if article["date_line_date"] else ""


def facts(article: Mapping[str, Any]) -> Iterable[str]:
    """Yield what stands beneath a headline: date, authors, section, site."""
    words = (shown_moment(article), ", ".join(article["authors"]), article["section"], article["site"])
    return (clean_text(word) for word in words if word)


def text_of(article: Mapping[str, Any]) -> str:
    """Return the body, the standfirst before it where the body does not show it."""
    lead, body = article["lead"], str(article["body"])
    return body if not lead or lead in body else f"{lead}\n\n{body}"
