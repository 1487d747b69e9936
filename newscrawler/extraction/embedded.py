"""Text that a page carries in its scripts alone: JSON-LD `articleBody`, state of frameworks (Next.js, Arc Fusion)."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from newscrawler.extraction import object_literals
from newscrawler.extraction.blocks import letters
from newscrawler.extraction.phrases import is_boilerplate_line
from newscrawler.extraction.visible import read_part
from newscrawler.markup import parse_markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.markup import Markup

MAX_SCRIPT_CHARACTERS = 4 * 1024 * 1024
MAX_STATES = 100
MAX_VALUES = 200_000
MAX_DEPTH = 200
SHORTEST_SCRIPT = 1_000
PROSE = 40
MARKED_UP = re.compile(r"<(?:p|br|div|h[2-6]|strong|em|a|li|span)\b", re.IGNORECASE)
_ENDED = re.compile(r"\{\\?/(\w{1,10})\}")
"""An end tag in braces, as it is written where one in its own brackets would end the script."""
SENTENCE = re.compile(r"[.!?…。！？؟۔।:»”\"')\]]\s*$")
STATE = re.compile(r"=\s*(?=[{\[])")
FLIGHT_PUSH = "__next_f.push("
FLIGHT_MARK = "__next_f"
FLIGHT_ROW = re.compile(r"[0-9a-f]*:(?:T([0-9a-f]{1,8}),)?")
"""A row begins with its number; `T` and a length in bytes say that it is plain text, and that no line break ends it."""
NO_PROSE = re.compile(r"^\s*(?:https?:|/|[a-zA-Z0-9_.:$-]*$|\{|\[|\.|#|@)")


def declared_body(text: str) -> list[str]:
    """Return the paragraphs of a text that a page declares, whether plain or marked up."""
    if MARKED_UP.search(text):
        return _marked_up(text)
    return [line for line in (" ".join(part.split()) for part in text.split("\n")) if line]


def scripted_body(markup: Markup) -> list[str]:
    """Return the paragraphs of the longest run of prose that the page's scripts hold; empty when they hold none."""
    groups: dict[tuple[str, ...], dict[str, None]] = {}
    for value in _states(markup):
        for path, text in _strings(value):
            groups.setdefault(path, {})[text] = None
    best = max((_from_prose_to_prose(list(texts)) for texts in groups.values()), key=_prose_length, default=[])
    if any(map(MARKED_UP.search, best)):
        return _marked_up("".join(text if MARKED_UP.search(text) else f"<p>{escape(text)}</p>" for text in best))
    return [line for text in best for line in declared_body(text) if not is_boilerplate_line(line)]


def _from_prose_to_prose(texts: list[str]) -> list[str]:
    """Return the texts from the first that is prose to the last: headings between them belong to it."""
    at = [index for index, text in enumerate(texts) if _is_prose(text)]
    return texts[at[0] : at[-1] + 1] if at else []


def _prose_length(texts: list[str]) -> int:
    return sum(letters(text) for text in texts if _is_prose(text))


def _marked_up(text: str) -> list[str]:
    body = parse_markup(_ENDED.sub(r"</\1>", text), "").root.find("body")
    return read_part(body) if body is not None else []


def _states(markup: Markup) -> Iterator[Any]:
    flight: list[str] = []
    for attributes, text in markup.scripts():
        if len(text) > MAX_SCRIPT_CHARACTERS or "ld+json" in attributes:
            continue
        if FLIGHT_MARK in text:
            flight.extend(_flight(text))
        elif len(text) < SHORTEST_SCRIPT:
            continue
        elif "template" in attributes:
            yield text
        elif "json" in attributes:
            yield _decoded(text)
        elif object_literals.MARK in text:
            yield object_literals.returned_state(text)
        else:
            yield from _assigned(text)
    yield from _rows("".join(flight))


def _assigned(text: str) -> Iterator[Any]:
    """Yield the values that a script assigns, the first so many."""
    position = 0
    for _ in range(MAX_STATES):
        match = STATE.search(text, position)
        if not match:
            return
        value, position = _decoded_to(text, match.end())
        if isinstance(value, dict | list):
            yield value


def _flight(text: str) -> list[str]:
    """Return the strings that a Next.js flight script pushes."""
    start = text.find(FLIGHT_PUSH)
    value = _decoded_to(text, start + len(FLIGHT_PUSH))[0] if start >= 0 else None
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _rows(flight: str) -> Iterator[Any]:
    """Yield the values of the rows of a flight stream."""
    position = 0
    while position < len(flight):
        head = FLIGHT_ROW.match(flight, position)
        start = head.end() if head else position
        if head and head[1]:
            size = int(head[1], 16)
            text = flight[start : start + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            yield text
            position = start + len(text)
        else:
            end = flight.find("\n", start)
            end = len(flight) if end < 0 else end
            yield _decoded(flight[start:end])
            position = end + 1


def _decoded_to(text: str, start: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start + 1


def _decoded(text: str) -> Any:
    return _decoded_to(text.strip(), 0)[0]


def _strings(value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every string of several words, with the keys that lead to it."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), value)]
    seen = 0
    while waiting and seen < MAX_VALUES:
        path, item = waiting.pop()
        seen += 1
        if isinstance(item, str):
            if not NO_PROSE.match(item):
                yield path, item
        elif len(path) < MAX_DEPTH and isinstance(item, dict):
            waiting.extend(((*path, key), inner) for key, inner in reversed(item.items()))
        elif len(path) < MAX_DEPTH and isinstance(item, list):
            waiting.extend((path, inner) for inner in reversed(item))


def _is_prose(text: str) -> bool:
    return letters(text) >= PROSE and bool(MARKED_UP.search(text) or SENTENCE.search(text))
