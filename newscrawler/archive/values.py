"""The border between Python values and SQLite columns: nothing a page holds can make a write fail."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Mapping
from typing import Any

# A lone surrogate cannot be encoded in UTF-8; after a NUL the sqlite3 shell loses the rest of the text, also in a dump.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INTEGER_LIMIT = 2**63


def storable_text(text: str) -> str:
    """Return `text` with NUL and lone surrogates as U+FFFD.

    >>> storable_text("a" + chr(0) + chr(0xD800) + "b") == "a" + chr(0xFFFD) * 2 + "b"
    True
    """
    return _UNSTORABLE.sub("\ufffd", text)


def storable(value: Any) -> Any:
    """Return what SQLite can hold: text cleaned, lists and dataclasses as JSON, numbers it cannot hold as None.

    >>> storable(True), storable(2**63), storable(float("nan")), storable(["é"])
    (1, None, None, '["é"]')
    """
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, (bool, int, float)):
        return _number(value)
    return json_text(value)


def storable_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with every value made storable."""
    return {column: storable(value) for column, value in row.items()}


def json_text(value: Any) -> str:
    """Return the value as JSON text: dataclasses as objects, every string storable, no NaN."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | None, default: Any) -> Any:
    """Return what the JSON text holds; `default` where there is none, or another program wrote something else."""
    try:
        return json.loads(text) if text else default
    except ValueError:
        return default


def _number(value: float) -> float | None:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return int(value) if -_INTEGER_LIMIT <= value < _INTEGER_LIMIT else None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value if isinstance(value, bool) or value is None else _number(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {storable_text(str(key)): _plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(member) for member in value]
    return storable_text(str(value))
