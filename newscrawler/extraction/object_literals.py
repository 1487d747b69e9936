"""Object literals of JavaScript: what Nuxt pages keep their state in is JSON, but for names, calls and constants."""

from __future__ import annotations

import json
import re
from typing import Any

MARK = "__NUXT__"
_RETURNED = re.compile(MARK + r"\s*=\s*(?:\(function\b[^{]*+\{(?:(?!return\b)[^\"{}])*+return\s*)?(?=\{)")
_NAME = r"(?:[^\W\d]|\$)[\w$]*+"
_NUMBER = r"-?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?"
_TOKEN = re.compile(
    rf'(?P<text>"(?:[^"\\]|\\.)*+"?)|(?P<key>{_NAME}|\d++)\s*+(?=:)|(?P<fixed>void 0|![01])'
    rf"|(?P<call>(?:new )?[A-Z]\w*+\([^()]*+\))|(?P<number>{_NUMBER})|(?P<name>{_NAME})",
    re.DOTALL,
)
"""What a literal is made of; a text that is not closed ends it."""
_FIXED = {"void 0": "null", "!0": "true", "!1": "false"}
_CONSTANTS = frozenset(("true", "false", "null"))


def returned_state(script: str) -> Any:
    """Return the state that a Nuxt script sets, with null for the names of what is passed to it; None where none is.

    >>> returned_state('window.__NUXT__=(function(a,b){return {data:[{title:"One",at:a,shown:!0}]}}("x",1));')
    {'data': [{'title': 'One', 'at': None, 'shown': True}]}
    """
    start = _RETURNED.match(script, max(script.find(MARK), 0))
    if start is None:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(_TOKEN.sub(_as_json, script[start.end() :]))[0]
    except (ValueError, RecursionError):
        return None


def _as_json(token: re.Match[str]) -> str:
    kind, said = token.lastgroup, token[0]
    if kind == "text":
        return said
    if kind == "key":
        return f'"{said.strip()}"'
    if kind == "fixed":
        return _FIXED[said]
    if kind == "number":
        return said if said.lstrip("-")[:1].isdigit() else "0"
    return said if said in _CONSTANTS else "null"
