"""Lines that sites print among the text, in every language: read from boilerplate.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import category

from newscrawler.extraction.blocks import WIDE
from newscrawler.extraction.elements import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.extraction.blocks import Block

LONGEST_LABEL = 60
LONGEST_LINE = 220
LONGEST_NOTICE = 400
LONGEST_COMPARED = 600
BEGINNING = 5
"""Letters of a phrase that are looked at first."""
SHORTEST = 2
"""Letters of the shortest phrases."""
LOOKED_AT = 16
"""Characters of a line in which they are looked for."""
KINDS = ("lines", "starts", "calls", "notices", "headings", "ends", "colon")
LABELS = HEADINGS - {"h1"}
EDGE = re.compile(r"[\W_]+")
ASCII_EDGES = "".join(letter for letter in map(chr, range(128)) if not letter.isalnum())
MARKS = re.compile("[\u00ad\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
SAME_LETTERS = tuple(zip("أإآٱىیکةۀ", "ااااييكهه", strict=True))
ARABIC = re.compile(f"{MARKS.pattern[:-1]}{''.join(letter for letter, _ in SAME_LETTERS)}]")
"""A mark or a letter that is spelled in several ways: found in one search, as most texts have none of them."""
SENTENCE_END = re.compile(r"[.!?…。！？؟۔।][\W_]*$")
LONGEST_CONSENT = 400
COOKIES = ("cookie", "tracking", "datenschutz", "privacy", "personenbezogen", "drittanbieter", "third part")
_COOKIES = tuple(word.encode() for word in COOKIES)
CONSENT = re.compile(
    r"before (?:anything|it) is loaded|ask for your (?:permission|consent)|"
    r"(?:extern|social)\w* (?:content|inhalt|innhold)|inhalte? (?:von|anzeigen)|content (?:is )?provided by|"
    r"(?:deiner|ihrer) (?:zustimmung|einwilligung)|contenu (?:est )?(?:fourni|bloqué)|"
    r"contenido (?:externo|de terceros)|contenuto (?:esterno|di terze)"
)
VOWEL_SIGNS = frozenset(("Mn", "Mc"))
"""Categories of letters that stand on another one."""
COUNT = re.compile(r"\s*[(\[（]\s*\d+\s*[)\]）]\W*$")
"""How many there are, behind a label: "Comments (3)"."""
SIGNED = r"(?:\W*[^\w\s]\W*\w{1,4}|\s*\d{1,4}\w?)?$"
"""Somebody's initials or a number."""
COLON = re.compile(r"\s*[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Phrases:
    """boilerplate.toml, ready to look up."""

    lines: frozenset[str]
    headings: frozenset[str]
    heading_starts: re.Pattern[str]
    starts: re.Pattern[str]
    colon_starts: re.Pattern[str]
    calls: re.Pattern[str]
    notices: re.Pattern[str]
    ends: re.Pattern[str]
    beginnings: frozenset[str]
    """The first letters of all of them."""
    shorter: frozenset[str]
    """Those that have not so many letters."""
    openings: frozenset[str]
    """The first letters of these."""


def plain(text: str) -> str:
    """Return the beginning of a text for comparison: lower case, no punctuation at the edges, one spelling in Arabic.

    >>> plain("» Read more…"), plain("اقرأ أيضًا:") == plain("إقرأ ايضا")
    ('read more', True)
    """
    return _plain(text[:LONGEST_COMPARED])


@lru_cache(maxsize=2048)  # of one line several questions are asked
def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split()).strip(ASCII_EDGES)
    if ARABIC.search(text):
        text = MARKS.sub("", text)
        for spelling, letter in SAME_LETTERS:  # many times faster than str.translate
            text = text.replace(spelling, letter)
    text = " ".join(text.casefold().split()).strip(ASCII_EDGES)
    return text if text[:1].isalnum() and text[-1].isalnum() else _within_edges(text)


def _within_edges(text: str) -> str:
    """Return a text from its first letter or digit to its last, with the vowel signs that end words of India."""
    edge = EDGE.match(text)
    start, end = edge.end() if edge else 0, len(text)
    while end > start and not (text[end - 1].isalnum() or category(text[end - 1]) in VOWEL_SIGNS):
        end -= 1
    return text[start:end]


@cache
def phrases() -> Phrases:
    """Read boilerplate.toml."""
    table = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    rows: dict[str, set[str]] = {name: set() for name in KINDS}
    for language in table.values():
        for name, words in language.items():
            for word in words:
                rows["colon" if name == "starts" and COLON.search(word) else name].add(plain(word))
    every = set().union(*rows.values()) - {""}
    shorter = frozenset(phrase for phrase in every if len(phrase) < BEGINNING)
    return Phrases(
        lines=frozenset(rows["lines"] | rows["headings"]),
        headings=frozenset(rows["headings"]),
        heading_starts=_beginning(rows["headings"]),
        starts=_opening(rows["starts"]),
        colon_starts=_beginning(rows["colon"], r"\s*[:：]"),
        calls=_opening(rows["calls"] | rows["notices"]),
        notices=_opening(rows["notices"]),
        ends=_beginning(rows["ends"], SIGNED),
        beginnings=frozenset(phrase[:BEGINNING] for phrase in every if len(phrase) >= BEGINNING),
        shorter=shorter,
        openings=frozenset(phrase[:SHORTEST] for phrase in shorter),
    )


def _opening(words: set[str]) -> re.Pattern[str]:
    """Return a pattern for what begins with one of these; scripts without spaces part no word from the next."""
    unparted = {word for word in words if WIDE.search(word[-1:])}
    return re.compile(f"{_beginning(words - unparted).pattern}|{_beginning(unparted, '').pattern}")


def _beginning(words: Iterable[str], end: str = r"(?!\w)") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))}){end}")


def _may_be_phrase(text: str) -> bool:
    """Return False, cheaply, for most of the lines that are none: they begin like no phrase."""
    line, table = _plain(text[:LOOKED_AT]), phrases()
    beginning = line[:BEGINNING]
    if len(beginning) < BEGINNING or beginning in table.beginnings:
        return True
    return line[:SHORTEST] in table.openings and any(line[:size] in table.shorter for size in range(1, BEGINNING))


def is_boilerplate_line(text: str) -> bool:
    """Return True for a line that sites print round any article: "Read also: ...", "Share", "Back to top".

    >>> is_boilerplate_line("إلى الأعلى"), is_boilerplate_line("Read also the letter that she wrote.")
    (True, False)
    """
    if len(text) > LONGEST_NOTICE or not _may_be_phrase(text):
        return False
    line, table = plain(text), phrases()
    if len(text) > LONGEST_LINE:
        return table.notices.match(line) is not None
    if not line or line in table.lines or table.calls.match(line) or table.colon_starts.match(line):
        return True
    if table.ends.match(line) is not None:
        return True
    label = table.starts.match(line)
    return label is not None and (line[label.end() :].startswith((":", "：")) or not SENTENCE_END.search(text))


def may_ask_consent(blocks: Sequence[Block]) -> bool:
    """Return False, cheaply, for the blocks of most pages: none of them speaks of cookies and the like."""
    said = "\n".join([block.text for block in blocks if block.length <= LONGEST_CONSENT])
    said_plainly = said.encode("utf-8", "replace").lower()  # many times faster than to lower the text itself
    return any(word in said_plainly for word in _COOKIES)


def asks_consent(block: Block) -> bool:
    """Return True for a few lines that ask leave to load foreign content and its cookies."""
    if block.length > LONGEST_CONSENT:
        return False
    text = block.text.lower()
    for word in COOKIES:
        if word in text:
            return CONSENT.search(text) is not None
    return False


def opens_boilerplate(block: Block) -> bool:
    """Return True for a label whose whole section is not the text: "Related", "Most read", "Comments"."""
    if len(block.text) > LONGEST_LABEL or not _may_be_phrase(block.text):
        return False
    line, table = plain(COUNT.sub("", block.text)), phrases()
    return line in table.headings or (block.tag in LABELS and table.heading_starts.match(line) is not None)
