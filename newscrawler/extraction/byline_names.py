"""What a byline names: its parts, without what is printed round names."""

from __future__ import annotations

import re

from newscrawler.dates import read_date
from newscrawler.extraction.byline_labels import EDGES, unlabelled
from newscrawler.extraction.east_credits import without_labels
from newscrawler.extraction.tables import names
from newscrawler.text import agency_names, clean_text, fold

NAME_WORDS = range(2, 5)
MAX_NAMES = 100
"""Names of a page that are looked at."""
_AND = "(?:and|und|et|y|og|och|en|i|ja|oraz|et|&|и|та|ve|και)"
_SPLIT = re.compile(
    rf"\s*(?:[,،;؛|/•\n，；／｜、](?:\s*{_AND}\s)?|·(?![\u4e00-\u9fff])|\s[-–—]\s|\s{_AND}\s|＆|・)\s*",
    re.IGNORECASE,
)
_WAW = re.compile(r"(?<=[\u0621-\u064a])\s+و(?=([\u0621-\u064a]{2,})\s+[\u0621-\u064a])")
_SPLIT_SIGNS = frozenset(",،;؛|/•·\n＆、・，；／｜")
_FAMILY_FIRST = re.compile(r"([^\W\d_][\w’'-]+), ([^\W\d_][\w’'-]+)")
"""A name as libraries and their Dublin Core write it: "Example, Ann"."""
_SMALL = "al bin da de del della den der di do dos du el la ten ter van von"
_PARTICLES = frozenset(_SMALL.split())
"""What stands in a name in small letters."""
_CONTACTS = re.compile(
    r"(?<=\w)(?:\s+(?:twitter|facebook|instagram|linkedin|google\+?|e-?mail|rss|website))+$", re.IGNORECASE
)
"""Where to reach somebody: the words of icons beside a name."""
_MAIL = re.compile(r"[^\s@]{0,64}@\S+")
"""An address, or the name of an account."""
_YEAR = re.compile(r"\d\d{3}")
BEFORE_DATE = " ,;|/·•–—-"
LONGEST_PREPOSITION = 4
"""Letters of the word that stands between a name and a date: on, am, le."""
_BRACKET = re.compile(r"(?<=\S)\s*[(（\[【〔][^()（）\[\]【】〔〕]{1,40}[)）\]】〕](?=\s*(?:$|[^\w\s]))")
_BRACKETS = frozenset("(（[【〔")
_ROLE = re.compile(
    r"\s+(?:envoy[ée]e?s? sp[ée]cia|enviad[oa]s? especia|inviat[aeio] specia|correspondante?s? |corresponsal|"
    r"corrispondent[ei] )[^,;|/]*",
    re.IGNORECASE,
)
"""Behind a name, what its bearer is to the paper, and where."""
_EAST = "\u3040-\u9fff\uac00-\ud7af"
_EAST_NAME = re.compile("[\u4e00-\u9fff]{2,4}|[가-힣]{2,4}")
_EAST_TITLE = re.compile(
    rf"(?<=[{_EAST}])\s*(?:인턴\s?기자|선임\s?기자|기자|특파원|논설위원|記者|记者|通讯员|通訊員|特派员|特派員)$"
    rf"|^(?:本报|本報|本网|本社)?(?:记者|記者|通讯员|通訊員|特派员|特派員)[\s:：]*(?=[{_EAST}]{{2}})"
)


def given_first(text: str) -> str:
    """Return a name that begins with the family's the other way round; any other text as it is.

    >>> given_first("Example, Ann"), given_first("Ann Example, Bob Sample")
    ('Ann Example', 'Ann Example, Bob Sample')
    """
    parts = _FAMILY_FIRST.fullmatch(text.strip())
    if parts is None or not (parts[1][0].isupper() and parts[2][0].isupper()):
        return text
    return f"{parts[2]} {parts[1]}"


def once(people: list[str]) -> list[str]:
    """Return the names without those that hold others: with something behind them, or several in a row.

    >>> once(["Ann Example", "Ann Example Harbour"]), once(["Li Si", "Wang Wu", "Li Si Wang Wu"])
    (['Ann Example'], ['Li Si', 'Wang Wu'])
    """
    people = people[:MAX_NAMES]
    if len(people) <= 1:
        return people
    return [one for one in people if not _holds_others(one, people)]


def _holds_others(name: str, people: list[str]) -> bool:
    held = [other for other in people if other in name and other is not name]
    return len(held) > 1 or any(name.startswith(f"{other} ") and is_full_name(other) for other in held)


def _without_agency(name: str) -> str:
    """Return a reporter's name without the agency that is printed behind it, "Ann Example Reuters"."""
    before, _, last = name.rpartition(" ")
    return before if is_full_name(before) and fold(last) in agency_names() else name


def names_in(text: str) -> list[str]:
    """Return what a byline may name, without labels, addresses, what stands in brackets, and titles of reporters."""
    text = clean_text(text)
    if "@" in text:
        text = _MAIL.sub(" ", text)
    if _YEAR.search(text):
        text = _before_date(text)
    text = _ROLE.sub("", text)
    parts = several(unlabelled(without_labels(text if _BRACKETS.isdisjoint(text) else _BRACKET.sub("", text))))
    plain = (_without_agency(_CONTACTS.sub("", unlabelled(part).strip(EDGES))) for part in parts)
    return [part if part.isascii() else _EAST_TITLE.sub("", part) for part in plain]


def _before_date(text: str) -> str:
    """Return the full name before the date that a line ends with; all of the line where no name stands there."""
    date = read_date(text)
    before = text.partition(date.text)[0].rstrip(BEFORE_DATE) if date else ""
    name, _, last = before.rpartition(" ")
    if not (last.islower() and len(last) <= LONGEST_PREPOSITION):
        name = before
    return name if is_full_name(unlabelled(_BRACKET.sub("", name))) else text


def several(text: str) -> list[str]:
    """Return the names in a byline; two words without a sign, as most bylines are, are one."""
    is_one = len(text.split()) < NAME_WORDS.start + 1 and text == text.strip() and _SPLIT_SIGNS.isdisjoint(text)
    if is_one:
        return [text]
    parts = _SPLIT.split(text)
    return parts if text.isascii() else [name for part in parts for name in _parted_by_waw(part)]


def _parted_by_waw(text: str) -> list[str]:
    """Return the names that "and" joins, which Arabic writes with the word behind; two words at least stand before."""
    parts, start = list[str](), 0
    for joint in _WAW.finditer(text):
        before, word = text[start : joint.start()], joint[1]
        is_name = fold(f"و{word}") in names("waw_names") or fold(word) in names("writer_words")
        if len(before.split()) >= NAME_WORDS.start and not is_name:
            parts.append(before)
            start = joint.end()
    return [*parts, text[start:]]


def is_full_name(text: str) -> bool:
    """Are these two to four words, each with a capital but for "de" and "van", as no label and hardly a sentence is?

    >>> is_full_name("Ann Mary Example"), is_full_name("Ann de Example"), is_full_name("Posted in"), is_full_name("Ann")
    (True, True, False, False)
    """
    words = text.split()
    if len(words) not in NAME_WORDS or not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return False
    return all(word[:1].isupper() or word in _PARTICLES for word in words)


def is_east_name(text: str) -> bool:
    """Are these as many ideographs or Korean syllables as a name has, and nothing else?"""
    return _EAST_NAME.fullmatch(text) is not None
