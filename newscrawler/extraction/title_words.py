"""Comparing titles, and taking the site's name off them by evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.blocks import letters
from newscrawler.extraction.phrases import plain
from newscrawler.markup import is_of, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

SEPARATOR = re.compile(
    r"\s+[|\-–—·•»«:/<>~]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[＿_]\s+|[-–](?=[\u3040-\u9fff\uac00-\ud7af]+$)"
)
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


def agreement(first: str, second: str) -> float:
    """Return how much two titles have in common, 0 to 1, by words; by letters where words are not parted.

    >>> agreement("Harbour bridge opens", "Harbour Bridge opens | The Example")
    0.7
    """
    split = bare if UNPARTED.search(first) else _words
    one, two = set(split(first)), set(split(second))
    words = len(one & two) / max(len(one), len(two)) if one and two else 0.0
    return max(words, _contained(plain(first), plain(second)))


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _contained(one: str, two: str) -> float:
    if len(one) >= LONG_ENOUGH and one in two:
        return CONTAINED
    return HOLDS if len(two) >= LONG_ENOUGH and two in one and len(one) < 2 * len(two) else 0.0


def site_names(markup: Markup, facts: SiteFacts) -> set[str]:
    """Return what the site calls itself and its host's labels, bare."""
    names = [facts.name, *(markup.declared.first_meta(key) or "" for key in SITE_METAS)]
    for thing in markup.declared.json_ld:
        names += texts(thing.get("publisher"), "name")
        names += texts(thing.get("name")) if is_of(thing, SITE_TYPES) else []
    host = markup.url.partition("//")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return {bare(name) for name in {*names, host, *host.split(".")[:-1]}} - {""}


def is_site_name(text: str, names: Iterable[str]) -> bool:
    """Return True when a text is one of the site's names, or a longer or shorter form of one."""
    said = bare(text)
    return bool(said) and any(said == name or _is_form_of(said, name) for name in names)


def _is_form_of(said: str, name: str) -> bool:
    if min(len(said), len(name)) < LONG_NAME or len(said) > NAME_STRETCH * len(name):
        return False
    return name in said or said in name


def without_site(title: str, names: Iterable[str], witnesses: Sequence[str]) -> str:
    """Return a title without what precedes or follows the headline, as far as there is evidence.

    Evidence: it is the site's name, or another declared title is this one without it.
    """
    for witness in witnesses:
        if len(title) * SHORTEST_WITNESS < len(witness) < len(title) and _ends_cleanly(title, witness):
            return witness
    names = list(names)
    cuts = list(SEPARATOR.finditer(title))
    end = len(title)
    for cut in reversed(cuts):
        if not is_site_name(title[cut.end() : end], names):
            break
        end = cut.start()
    if end == len(title) and cuts and is_site_name(title[: cuts[0].start()], names):
        return title[cuts[0].end() :].strip()
    return title[:end].strip(EDGES) or title


def _ends_cleanly(title: str, witness: str) -> bool:
    return title.startswith(witness) and SEPARATOR.match(title, len(witness)) is not None


def without_endings(title: str, *, is_whole: bool) -> str:
    """Return a title, the only one a page declares, without short parts behind separators: section and site.

    A dash parts them only in a title that nothing was taken off (`is_whole`) and that has no other.
    """
    cuts = list(SEPARATOR.finditer(title))
    for cut in reversed(cuts):
        if "|" not in cut[0] and (len(cuts) > 1 or not is_whole):
            break
        if letters(title[: cut.start()]) >= KEPT_LENGTH and len(title[cut.end() :].split()) <= ENDING_WORDS:
            title = title[: cut.start()]
    return title.strip(EDGES)
