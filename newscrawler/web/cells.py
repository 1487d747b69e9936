"""A cell of the archive as HTML: its direction found by the browser, its lists readable, everything escaped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

SHADOW_CELLS = 80
"""How much of a search column is shown: it repeats the text beside it for the index."""

BODY = "body"


def cell(value: Any, column: str) -> Markup | None:
    """Return safe HTML for a text, None for what Datasette shows well by itself: numbers, bytes, addresses, keys.

    >>> cell("خبر <b>", "title")
    Markup('<span dir="auto">خبر &lt;b&gt;</span>')
    """
    if not isinstance(value, str) or not value.strip() or value.startswith(("http://", "https://")):
        return None
    if column.endswith("_folded"):
        return _span(value if len(value) <= SHADOW_CELLS else value[:SHADOW_CELLS] + "…")
    if value[0] in "[{":
        return _json(value)
    return _paragraphs(value) if column == BODY else _span(value)


def _span(text: str) -> Markup:
    return Markup('<span dir="auto">{}</span>').format(text)


def _paragraphs(text: str) -> Markup:
    paragraphs = (Markup('<p dir="auto">{}</p>').format(part) for part in text.split("\n\n"))
    return Markup('<div class="newscrawler-body">{}</div>').format(Markup("").join(paragraphs))


def _json(text: str) -> Markup | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _span(text)
    if not value:
        return Markup("&nbsp;")
    reader = _READERS.get(type(value))
    return reader(value) if reader else _span(text)


def _list(values: list[Any]) -> Markup:
    items = (Markup('<li dir="auto">{}</li>').format(_element(value)) for value in values)
    return Markup('<ul class="newscrawler-list">{}</ul>').format(Markup("").join(items))


def _dict(values: dict[str, Any]) -> Markup:
    items = (Markup('<li dir="auto"><b>{}</b> {}</li>').format(name, _words(value)) for name, value in values.items())
    return Markup('<ul class="newscrawler-list">{}</ul>').format(Markup("").join(items))


def _element(value: Any) -> Markup | str:
    """Return an element of a list: a link where it has an address, else its words."""
    if isinstance(value, dict) and str(value.get("url", "")).startswith(("http://", "https://")):
        words = value.get("text") or value.get("caption") or value["url"]
        return Markup('<a href="{}" rel="noreferrer nofollow">{}</a>').format(value["url"], words)
    return _words(value)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_READERS: dict[type, Callable[[Any], Markup]] = {list: _list, dict: _dict}
