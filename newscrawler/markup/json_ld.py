"""JSON-LD as news sites write it: broken, nested, entity-encoded, sometimes hostile. Read for what it holds."""

from __future__ import annotations

import html
import json
import math
import re
from typing import TYPE_CHECKING, Any

from newscrawler.markup.json_repair import values

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SCRIPT_CHARACTERS = 4 * 1024 * 1024
"""A longer script is not read."""
MAX_DEPTH = 40
"""What is nested deeper is dropped; the deepest that schema.org examples reach is 7."""
MAX_THINGS = 2_000
"""More declared things than this on one page are not looked at."""
_MAX_DIGITS = 18
"""An integer of more may not fit the 64 bits that SQLite gives it, and stays text."""

# Keys whose value is a thing of its own on the page, not a detail of the thing that holds it.
_OWN_THINGS = ("@graph", "@included", "mainEntity", "mainEntityOfPage", "breadcrumb")
# Comment and CDATA marks that hid a script from the browsers of the nineties.
_MARKS = ("<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/", ";")
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")


def read_json_ld(scripts: Iterator[str]) -> list[dict[str, Any]]:
    """Return the things that JSON-LD scripts declare, in order: lists and `@graph` flattened, entities decoded.

    Never raises. NaN and infinities become None, integers beyond 64 bits text, lone surrogates and NUL U+FFFD.
    """
    things: list[dict[str, Any]] = []
    for script in scripts:
        for value in _values(script):
            things.extend(_things(_cleaned(value, 0), MAX_THINGS - len(things)))
    return things


def _values(script: str) -> list[Any]:
    if len(script) > MAX_SCRIPT_CHARACTERS:
        return []
    text = _unwrapped(script)
    # A template may have escaped the whole script as if it were text.
    return values(text, _DECODER) or (values(html.unescape(text), _DECODER) if "&quot;" in text else [])


def _unwrapped(text: str) -> str:
    for _ in _MARKS:
        text = text.strip()
        for mark in _MARKS:
            text = text.removeprefix(mark).removesuffix(mark)
    return text


def _bounded_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_DIGITS else digits


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


_DECODER = json.JSONDecoder(strict=False, parse_int=_bounded_int, parse_float=_finite, parse_constant=lambda _: None)


def _cleaned(value: Any, depth: int) -> Any:
    """Return the value with its text decoded and everything below `MAX_DEPTH` dropped."""
    if isinstance(value, str):
        return clean_value(value)
    if depth >= MAX_DEPTH:
        return None
    if isinstance(value, dict):
        return {key: _cleaned(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_cleaned(item, depth + 1) for item in value]
    return value


def clean_value(text: str) -> str:
    """Return declared text with HTML entities decoded (twice where they were encoded twice) and safe to store.

    >>> clean_value("Caf&amp;eacute; &quot;x&quot;")
    'Café "x"'
    """
    for _ in range(2):
        if "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
    return _UNSAFE.sub("\ufffd", text)


def _things(value: Any, room: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < room:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            if value.keys() - {"@context", "@graph"}:
                found.append(value)
            waiting.extend(value[key] for key in reversed(_OWN_THINGS) if isinstance(value.get(key), dict | list))
    return found
