"""Comparing titles, and taking the site's name off them by evidence."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.site_names import SiteNames


# What it may begin with stands first, as one set: so most of a title is run through, not tried.
SEPARATOR = re.compile(
    r"""[\s|｜＿_\-–>:](?:
        (?<=\s)\s*(?:[|\-–—·•»«:/<>~]+\s+ | [|｜]\s* | [＿_]\s+)
      | (?<=[|｜])\s*
      | (?<=[＿_])\s+
      | (?<=>)>+\s* | (?<=:):+\s*
      | (?<=[-–])(?=[\u3040-\u9fff\uac00-\ud7af]+$)
      | (?<=_)(?=[\u3040-\u9fff\uac00-\ud7af]))""",
    re.VERBOSE,
)
PARTING = re.compile(r"[|\-–—·•»«:/<>~｜＿_]")
"""The signs in `SEPARATOR`."""
PLAINLY_PARTING = ("|", "_")
_ORNAMENT = re.compile(r"(?<!\S)(?=\.*:)[.:]{2,}|\.*::[.:]*(?!\S)")
"""Dots and colons that the old web set round a site's name: ".:: The Example ::.", "::: The Example :::"."""
_DOTS = frozenset(".:")
EDGES = " \t|/·•:~–—-"
_NO_LETTER = re.compile(r"[\W_]")
_WORD = re.compile(r"\w+")
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_SPACED = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))
"""Tables for ASCII, which bytes are read with many times faster than any pattern reads text."""
UNPARTED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")

SHORTEST_WITNESS = 1 / 3
"""A declared title shorter than this share of another is not that title without its ending."""
KEPT_LENGTH = 25
ENDING_WORDS = 3
CONTAINED = 0.7
HOLDS = 0.8
LONG_ENOUGH = 15
"""Letters from which one title inside another is no chance."""


def bare(text: str) -> str:
    """Return the letters and digits of a text alone, in lower case."""
    if text.isascii():
        return text.encode().lower().translate(None, _SIGNS).decode()
    return _NO_LETTER.sub("", text.casefold())


def undecorated(title: str) -> str:
    """Return a title in which ornaments only part: none at its ends, a double colon for each between its words.

    >>> undecorated(".::The Example::. World"), undecorated("The harbour: a bridge")
    ('The Example :: World', 'The harbour: a bridge')
    """
    if ":" not in title:
        return title
    return " ".join(_ORNAMENT.sub(" :: ", title).split()).removeprefix(":: ").removesuffix(" ::")


def opens_decorated(title: str) -> bool:
    """Does a title begin with an ornament? So it opens with the site's name."""
    return title[:1] in _DOTS and _ORNAMENT.match(title) is not None


class Wording:
    """A title on its way through comparisons: each of its forms is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def words(self) -> set[str]:
        if self.text.isascii():
            return set(self.text.encode().lower().translate(_SPACED).decode().split())
        return set(_WORD.findall(self.text.casefold()))

    @cached_property
    def letters(self) -> set[str]:
        return set(bare(self.text))

    @cached_property
    def is_unparted(self) -> bool:
        """Is it written without spaces between words?"""
        return not self.text.isascii() and UNPARTED.search(self.text) is not None


def agreement(first: Wording, second: Wording) -> float:
    """Return how much two titles have in common, 0 to 1, by words; by letters where words are not parted.

    >>> agreement(Wording("Harbour bridge opens"), Wording("Harbour Bridge opens | The Example"))
    0.7
    """
    if first.text == second.text:
        return 1.0 if _WORD.search(first.text) else 0.0
    one, two = (first.letters, second.letters) if first.is_unparted else (first.words, second.words)
    words = len(one & two) / max(len(one), len(two)) if one and two else 0.0
    return words if words >= HOLDS else max(words, _contained(first.plain, second.plain))


def _contained(one: str, two: str) -> float:
    if len(one) >= LONG_ENOUGH and one in two:
        return CONTAINED
    return HOLDS if len(two) >= LONG_ENOUGH and two in one and len(one) < 2 * len(two) else 0.0


def without_site(title: str, names: SiteNames, witnesses: Sequence[str]) -> str:
    """Return a title without what precedes or follows the headline, as far as there is evidence.

    Evidence: it is the site's name, or another declared title is this one without it.
    """
    for witness in witnesses:
        if len(title) * SHORTEST_WITNESS < len(witness) < len(title) and _ends_cleanly(title, witness):
            return witness
    before, colon, rest = title.partition(": ")
    if colon and len(rest) >= LONG_ENOUGH and names.is_theirs(before):
        return rest.strip()
    cuts = _cuts(title)
    end = len(title)
    for cut in reversed(cuts):
        if not names.has(title[cut.end() : end]):
            break
        end = cut.start()
    if end == len(title) and cuts and names.has(title[: cuts[0].start()]):
        return title[cuts[0].end() :].strip()
    return title[:end].strip(EDGES) or title


def _cuts(title: str) -> list[re.Match[str]]:
    return list(SEPARATOR.finditer(title)) if PARTING.search(title) else []


def behind_separators(title: str, least: int = KEPT_LENGTH) -> list[str]:
    """Return what stands behind the separators of a title, where it is long and longer than what precedes it."""
    rests = ((cut.start(), title[cut.end() :]) for cut in _cuts(title))
    return [rest for before, rest in rests if letters(rest) >= least and len(rest) > before]


def _ends_cleanly(title: str, witness: str) -> bool:
    return title.startswith(witness) and SEPARATOR.match(title, len(witness)) is not None


def without_endings(title: str, *, is_whole: bool) -> str:
    """Return a title, the only one a page declares, without short parts behind separators: section and site.

    A dash parts them only in a title that nothing was taken off (`is_whole`) and that has no other.
    """
    cuts = _cuts(title)
    for cut in reversed(cuts):
        if not cut[0].strip().startswith(PLAINLY_PARTING) and (len(cuts) > 1 or not is_whole):
            break
        size, ending = letters(title[: cut.start()]), title[cut.end() :]
        # Where words are not parted, a whole sentence counts as one.
        if size >= KEPT_LENGTH and len(ending.split()) <= ENDING_WORDS and letters(ending) <= size:
            title = title[: cut.start()]
    return title.strip(EDGES)
