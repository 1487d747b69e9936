"""Comparing titles, and taking the site's name off them by evidence."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.phrases import plain
from newscrawler.extraction.tables import names as table
from newscrawler.markup import is_of, texts, visible_text
from newscrawler.text import fold
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

SEPARATOR = re.compile(
    r"\s+[|\-–—·•»«:/<>~]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[＿_]\s+|[-–](?=[\u3040-\u9fff\uac00-\ud7af]+$)"
    r"|_(?=[\u3040-\u9fff\uac00-\ud7af])"
)
PARTING = re.compile(r"[|\-–—·•»«:/<>~｜＿_]")
"""The signs in `SEPARATOR`."""
PLAINLY_PARTING = ("|", "_")
EDGES = " \t|/·•:~–—-"
WORD = re.compile(r"\w+")
UNPARTED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "dc.publisher")
SITE_TYPES = ("WebSite", "NewsMediaOrganization", "Organization")

LONG_NAME = 4
"""Letters from which a site's name is found inside a longer one, "Daily News" in "The Daily News Online"."""
NAME_STRETCH = 2.5
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
    return "".join(WORD.findall(text.casefold())).replace("_", "")


class Wording:
    """A title on its way through comparisons: each of its forms is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def words(self) -> set[str]:
        return set(WORD.findall(self.text.casefold()))

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
    one, two = (first.letters, second.letters) if first.is_unparted else (first.words, second.words)
    words = len(one & two) / max(len(one), len(two)) if one and two else 0.0
    return words if words >= HOLDS else max(words, _contained(first.plain, second.plain))


def _contained(one: str, two: str) -> float:
    if len(one) >= LONG_ENOUGH and one in two:
        return CONTAINED
    return HOLDS if len(two) >= LONG_ENOUGH and two in one and len(one) < 2 * len(two) else 0.0


class SiteNames:
    """What the site calls itself, and its host's labels: read when first asked for, as few titles ask."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._facts = facts

    @cached_property
    def _declared(self) -> list[str]:
        markup = self._markup
        names = [self._facts.name, *(markup.declared.first_meta(key) or "" for key in SITE_METAS)]
        for thing in markup.declared.json_ld:
            names += texts(thing.get("publisher"), "name")
            names += texts(thing.get("name")) if is_of(thing, SITE_TYPES) else []
        return names

    @cached_property
    def _bare(self) -> set[str]:
        host = self._markup.url.partition("//")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
        return {bare(name) for name in {*self._declared, host, *host.split(".")[:-1]}} - {""}

    @cached_property
    def _whole(self) -> set[str]:
        """The names as they stand for the site in its own texts: declared, or its domain."""
        site = site_of(self._markup.url)
        names = [*self._declared, site, site.partition(".")[0]]
        return {_folded(form) for name in names for form in (name, _without_kind(name))} - {""}

    @cached_property
    def _ending(self) -> str:
        """What stands behind the last separator of the page's title."""
        title = next(iter(self._markup.elements.tagged("title")), None)
        parts = SEPARATOR.split(visible_text(title)) if title is not None else []
        return _folded(parts[-1]) if len(parts) > 1 else ""

    def are(self, text: str) -> bool:
        """Return True when a text is exactly one of the site's names, or that without the word for a paper."""
        return len(text) > 1 and _folded(text) in self._whole

    def sign(self, text: str) -> bool:
        """Return True when a text may stand for the site over its texts: its name, or what ends the page's title."""
        return self.are(text) or (len(text) > 1 and _folded(text) == self._ending)

    def open(self, title: str) -> bool:
        """Return True when what stands before the first separator of a title is one of the site's names."""
        return self.are(SEPARATOR.split(title)[0])

    def has(self, text: str) -> bool:
        """Return True when a text is one of the site's names, or a longer or shorter form of one."""
        said = bare(text)
        return bool(said) and any(said == name or _is_form_of(said, name) for name in self._bare)


def _folded(name: str) -> str:
    return bare(fold(name))


def _without_kind(name: str) -> str:
    """Return a paper's name without the words that say it is one, as "Al-Ayyam" of "the newspaper Al-Ayyam"."""
    return " ".join(word for word in name.split() if fold(word) not in table("paper_kinds"))


def _is_form_of(said: str, name: str) -> bool:
    if min(len(said), len(name)) < LONG_NAME or len(said) > NAME_STRETCH * len(name):
        return False
    return name in said or said in name


def without_site(title: str, names: SiteNames, witnesses: Sequence[str]) -> str:
    """Return a title without what precedes or follows the headline, as far as there is evidence.

    Evidence: it is the site's name, or another declared title is this one without it.
    """
    for witness in witnesses:
        if len(title) * SHORTEST_WITNESS < len(witness) < len(title) and _ends_cleanly(title, witness):
            return witness
    before, colon, rest = title.partition(": ")
    if colon and len(rest) >= LONG_ENOUGH and names.are(before):
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
        if letters(title[: cut.start()]) >= KEPT_LENGTH and len(title[cut.end() :].split()) <= ENDING_WORDS:
            title = title[: cut.start()]
    return title.strip(EDGES)
