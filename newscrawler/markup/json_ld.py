"""JSON-LD as news sites write it: broken, nested, entity-encoded, sometimes hostile. Read for what it holds."""

from __future__ import annotations

import html
import json
import math
import re
from typing import TYPE_CHECKING, Any

from newscrawler.markup.json_repair import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_WRAPPING = {"@context", "@graph"}
# Comment and CDATA marks that hid a script from the browsers of the nineties.
_MARKS = ("<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/", ";")
_BRACKETS = ("{", "}", "[", "]")
_HOLDERS = (list, dict)
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_UNSAFE_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""What a NUL or half a character is written as; neither stands in the tree, nor does an entity become one."""
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,30});")


def read_json_ld(scripts: Iterator[str]) -> list[dict[str, Any]]:
    """Return the things that JSON-LD scripts declare, in order: lists and `@graph` flattened, entities decoded.

    Never raises. NaN and infinities become None, integers beyond 64 bits text, lone surrogates and NUL U+FFFD.
    """
    things: list[dict[str, Any]] = []
    for script in scripts:
        found = _values(script)
        clean = _cleaning(script)
        if clean or script.count("{") + script.count("[") > MAX_DEPTH:  # few brackets cannot nest deep
            _tidy(found, 0, clean)
        for value in found:
            things.extend(_things(value, MAX_THINGS - len(things)))
    return things


def _cleaning(script: str) -> Callable[[str], str] | None:
    """Return what the texts of a script need before they may be stored; None where they may be as they are."""
    if "\\u" in script:
        if _UNSAFE_ESCAPE.search(script):
            return clean_value
        return unescaped if "&" in script or "\\u0026" in script else None
    # No other escape hides a part of an entity: most that holds "&" is an address.
    return unescaped if "&" in script and _ENTITY.search(script) else None


def _values(script: str) -> list[Any]:
    if len(script) > MAX_SCRIPT_CHARACTERS:
        return []
    text = _unwrapped(script)
    # A template may have escaped the whole script as if it were text.
    return values(text, _DECODER) or (values(html.unescape(text), _DECODER) if "&quot;" in text else [])


def _unwrapped(text: str) -> str:
    text = text.strip()
    for _ in _MARKS:
        if text[:1] in _BRACKETS and text[-1:] in _BRACKETS:
            break
        for mark in _MARKS:
            text = text.removeprefix(mark).removesuffix(mark)
        text = text.strip()
    return text


def _bounded_int(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_DIGITS else digits


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


_DECODER = json.JSONDecoder(strict=False, parse_int=_bounded_int, parse_float=_finite, parse_constant=lambda _: None)


def _tidy(holder: Any, depth: int, clean: Callable[[str], str] | None) -> None:
    """Clean the texts that a list or an object holds, and drop what is below `MAX_DEPTH`."""
    for key, value in enumerate(holder) if isinstance(holder, list) else holder.items():
        if isinstance(value, str):
            if clean:
                holder[key] = clean(value)
        elif isinstance(value, _HOLDERS):
            if depth < MAX_DEPTH:
                _tidy(value, depth + 1, clean)
            else:
                holder[key] = None


def clean_value(text: str) -> str:
    """Return declared text with HTML entities decoded (twice where they were encoded twice) and safe to store.

    >>> clean_value("Caf&amp;eacute; &quot;x&quot;")
    'Café "x"'
    """
    return _UNSAFE.sub("\ufffd", unescaped(text))


def unescaped(text: str) -> str:
    """Return what stands in an attribute or an element of the tree, which is safe, with its entities decoded.

    >>> unescaped("Caf&amp;eacute;")
    'Café'
    """
    if "&" in text:
        for _ in range(2):
            if _ENTITY.search(text):
                text = html.unescape(text)
    return text


def _things(value: Any, room: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < room:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            if not value.keys() <= _WRAPPING:
                found.append(value)
            waiting.extend(value[key] for key in reversed(_OWN_THINGS) if isinstance(value.get(key), _HOLDERS))
    return found
