"""Broken JSON, mended where the parser stops: what people write by hand and templates paste together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

MAX_REPAIRS = 40
"""A text with more faults than this is given up."""
_MAX_WORK_CHARACTERS = 4_000_000
"""The text is read anew after each repair; this many characters in all."""

_GAP = re.compile(r"[\s,;\ufeff]*+")
_KEY = re.compile(r'"[^"\n]*"\s*:')
_BARE_KEY = re.compile(r"'([^'\n]*)'|([A-Za-z_@$][\w@$-]*)(?=\s*:)")
_BARE_VALUE = re.compile(r"'([^'\n]*)'|([^,\"'{}\[\]\n][^,\"{}\[\]\n]*)")

_Repair = Callable[[str, int], str | None]


def values(text: str, decoder: json.JSONDecoder) -> list[object]:
    """Return the JSON values that stand one after the other in a text, as far as it can be read and mended.

    >>> values('{"a": "say "yes"", b: 1,}; {"c": [2,]}', json.JSONDecoder())
    [{'a': 'say "yes"', 'b': 1}, {'c': [2]}]
    """
    found: list[object] = []
    position = _after_gap(text, 0)
    repairs = max(1, min(MAX_REPAIRS, _MAX_WORK_CHARACTERS // (len(text) + 1)))
    while position < len(text) and repairs > 0:
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as fault:
            text, repairs = _mended(text, fault) or "", repairs - 1
        except (ValueError, RecursionError):
            break
        else:
            found.append(value)
            position = _after_gap(text, position)
    return found


def _after_gap(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _mended(text: str, fault: json.JSONDecodeError) -> str | None:
    if fault.pos >= len(text):
        return None
    return next((repair(text, fault.pos) for message, repair in _REPAIRS if fault.msg.startswith(message)), None)


def _with_comma(text: str, position: int) -> str | None:
    """Put the comma that is missing, or mask the quote that ended a string too early."""
    before = text[:position].rstrip()
    if text[position] in "{[" or _KEY.match(text, position) or not before.endswith('"'):
        return f"{text[:position]},{text[position:]}" if text[position] in '{["' else None
    quote = len(before) - 1
    return f"{text[:quote]}\\{text[quote:]}"


def _with_key(text: str, position: int) -> str | None:
    """Drop the comma before a closing brace, or quote a bare key."""
    if text[position] in "}]":
        return _without_comma(text, position)
    found = _BARE_KEY.match(text, position)
    return found and f"{text[:position]}{json.dumps(found[1] or found[2])}{text[found.end() :]}"


def _with_value(text: str, position: int) -> str | None:
    """Drop the comma before a closing bracket, put null for a value that is missing, or quote a bare one."""
    if text[position] in "}]" and text[:position].rstrip().endswith(","):
        return _without_comma(text, position)
    if text[position] in ",}":
        return f"{text[:position]}null{text[position:]}"
    found = _BARE_VALUE.match(text, position)
    return found and f"{text[:position]}{json.dumps((found[1] or found[2] or '').strip())}{text[found.end() :]}"


def _without_comma(text: str, position: int) -> str | None:
    before = text[:position].rstrip()
    return before[:-1] + text[position:] if before.endswith(",") else None


def _without_this_comma(text: str, position: int) -> str | None:
    return text[:position] + text[position + 1 :] if text[position] == "," else None


def _with_backslash(text: str, position: int) -> str:
    return f"{text[:position]}\\{text[position:]}"


# What the parser says -> what is done about it.
_REPAIRS: tuple[tuple[str, _Repair], ...] = (
    ("Expecting ',' delimiter", _with_comma),
    ("Expecting property name", _with_key),
    ("Illegal trailing comma", _without_this_comma),  # Python 3.13 and later point at the comma itself
    ("Expecting value", _with_value),
    ("Invalid \\", _with_backslash),
)
