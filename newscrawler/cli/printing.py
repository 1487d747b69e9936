"""How commands print: paragraphs and JSON that are right on a terminal and in a pipe.

On a terminal lines fit its width and foreign words in tables stand isolated, so that right-to-left text moves nothing
beside it. In a pipe nothing is cut, coloured or isolated. Neither ever gets a control character from a page.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from newscrawler.text import clean_text, direction, isolate, split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 80
"""Cells a line of running text may take; also what a terminal of unknown width has."""

_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}

LABEL = 13
NARROWEST = 10

# JSON allows these raw inside strings; a terminal would obey them (C1 controls, bidi controls) or choke (surrogates).
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

_ENCODED = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")  # bytes above ASCII: letters, never a delimiter of the address


def on_terminal() -> bool:
    """Return True when a person reads along."""
    return sys.stdout.isatty()


def width() -> int:
    """Return the cells of a line on this terminal."""
    return max(shutil.get_terminal_size((WIDTH, 24)).columns, 2 * NARROWEST)


def as_json(value: Any) -> str:
    r"""Return JSON with its letters unescaped and its controls escaped.

    >>> as_json({"title": "خبر\x9b31m"})
    '{"title": "خبر\\u009b31m"}'
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _UNSAFE.sub(lambda character: f"\\u{ord(character[0]):04x}", text)


def print_json(value: Any) -> None:
    """Print one value."""
    click.echo(as_json(value))


def print_json_array(values: Iterable[Any]) -> None:
    """Print an array, one element a line, as the elements come."""
    opening = "["
    for value in values:
        click.echo(f"{opening}{as_json(value)}", nl=False)
        opening = ",\n "
    click.echo("[]" if opening == "[" else "]")


def print_text(text: str, *, indent: str = "", style: str = "") -> None:
    """Print one line of text, wrapped on a terminal; its direction is left to the terminal."""
    print_styled(Text(clean_text(text), style=style), indent=indent)


def print_styled(text: Text, *, indent: str = "", isolated: bool = False) -> None:
    """Print text that is clean already and has its colours; `isolated`: each line runs as most of the text does."""
    lines = _lines(text, min(width(), WIDTH) - cell_len(indent)) if on_terminal() else [text]
    opening, closing = _directed(text.plain) if isolated and on_terminal() else ("", "")
    for line in lines:
        console().print(Text(indent + opening).append_text(line).append(closing), soft_wrap=True)


def _directed(text: str) -> tuple[str, str]:
    """Return the marks (UAX #9) between which text runs in its own direction, whatever word a line begins with."""
    return ("", "") if text.isascii() else (_ISOLATES[direction(text)], "\u2069")


def print_body(body: str) -> None:
    """Print paragraphs, parted by an empty line."""
    for number, paragraph in enumerate(split_paragraphs(body)):
        if number:
            click.echo()
        print_text(paragraph)


def print_fact(label: str, value: str, *, cells: int = LABEL, style: str = "") -> None:
    """Print a label, in so many cells, and its words, which hang beside it on a terminal."""
    words = clean_text(value)
    label = f"{label:<{cells}}"
    lines = wrapped(words, min(width(), WIDTH) - cells) if on_terminal() else [words]
    for line in lines:
        console().print(Text(label).append(isolated(line) if on_terminal() else line, style), soft_wrap=True)
        label = " " * cells


def isolated(text: str) -> str:
    """Return text that cannot turn what stands beside it. ASCII cannot anyway; it stays as it is, to be copied."""
    return text if text.isascii() else isolate(text)


def readable_url(url: str) -> str:
    """Return an address with its letters in place of their percent-encoding, as browsers show it; as it is in a pipe.

    What would be invisible, or mean something else, stays encoded.
    """
    return _ENCODED.sub(_decoded, url) if on_terminal() else url


def _decoded(encoded: re.Match[str]) -> str:
    try:
        text = unquote(encoded[0], errors="strict")
    except UnicodeDecodeError:
        return encoded[0]
    return text if clean_text(text) == text and text.isprintable() else encoded[0]


def wrapped(text: str, cells: int) -> list[str]:
    """Return the text in lines of at most so many cells; a word longer than a line is broken.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    return [line.plain for line in _lines(Text(text), cells)]


def _lines(text: Text, cells: int) -> list[Text]:
    lines = list(text.wrap(console(), max(cells, NARROWEST)))
    for line in lines:
        line.rstrip()
    return lines or [Text()]


def console() -> Console:
    """Return a console that takes no text for markup; made anew each time, for stdout and its width may change."""
    return Console(width=width(), markup=False, highlight=False, emoji=False)
