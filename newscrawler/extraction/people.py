"""Names of people in bylines: without "By", without agencies, desks and the site itself."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeGuard

from newscrawler.extraction.byline_labels import EDGES, LONGEST_NAME, unlabelled
from newscrawler.extraction.byline_names import given_first, is_full_name, names_in, once, several
from newscrawler.extraction.tables import names
from newscrawler.markup import visible_text
from newscrawler.text import agency_names, fold
from newscrawler.urls import absolute_url, original_url, parse_address, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_PEOPLE = 12
MAX_WORDS = 6
INITIALS = range(2, 5)
"""Letters of the short forms of papers' names."""
_NO_NAME = re.compile(
    r"\d|[:：]|www\.|@|\.(?:com|net|org|de|ir)\b|[<>{}=]|\b(?:GmbH|Ltd|LLC|Inc|Corp|Verlag)\b", re.IGNORECASE
)
PARTING = re.compile(r"\s+[-–—:•·]+\s+|\s*[|｜]\s*")
"""What parts a site's name from its motto."""
_PARTING_SIGNS = frozenset("-–—:•·|｜")
_HOLDERS = ("author", "publisher", "sourceOrganization")
_SITE_METAS = ("og:site_name", "application-name", "publisher")
# Vowel signs of Indic scripts and of Thai are no letters to `\\w`.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0dff\u0e31-\u0e4e])*(?:['’.\-‌][^\W\d_]*)*")
_NO_WORD = re.compile(r"\W+")
_EAST = "\u3040-\u9fff\uac00-\ud7af"
_BEYOND_ALPHABETS = re.compile(f"[{_EAST}]{{2}}")
_EAST_DESK = (
    "(?:新闻|新聞|财经|財經|科技|体育|體育|娱乐|娛樂|军事|汽车|教育|健康|频道|頻道|综合|綜合|资讯|資訊|订阅|首页)"
)
_EAST_PAPER = re.compile(
    rf"^[{_EAST}\w-]*(?:[报報网網]|[{_EAST}]{{3}}[社台]|[{_EAST}]{{2}}(?:{_EAST_DESK}|消息|周刊|客户端|发布)|编辑部|編輯部|編集部|新闻|新聞"
    r"|电视台|電視台|신문|일보|뉴스|방송|미디어|매일)$"
    r"|[\u4e00-\u9fff]{9}"
)
"""A paper, a portal's desk; and a run of ideographs longer than any name."""
_EAST_SUFFIX = re.compile(rf"[_|｜–—-]\s*(?P<portal>[\u4e00-\u9fff]{{2,6}}?){_EAST_DESK}(?:网|頻道|频道)?\s*$")


class People:
    """Tells the people of one page's bylines from its own names."""

    def __init__(self, markup: Markup, facts: SiteFacts) -> None:
        self._markup = markup
        self._facts = facts

    @cached_property
    def _own(self) -> set[str]:
        """The site's names."""
        declared = self._markup.declared
        shown = [self._facts.name, *(declared.first_meta(name) or "" for name in _SITE_METAS), self._portal]
        publishers = [thing.get("publisher") for thing in declared.json_ld]
        shown += [name for one in publishers if isinstance(one, dict) and isinstance(name := one.get("name"), str)]
        return {fold(name).strip(EDGES) for name in shown} - {""}

    @property
    def _portal(self) -> str:
        """The portal whose desk ends the page's title, as in "茶馆搬家_江湾新闻"; empty where none does."""
        title = next(iter(self._markup.elements.tagged("title")), None)
        found = _EAST_SUFFIX.search(visible_text(title)) if title is not None else None
        return found["portal"] if found else ""

    @cached_property
    def _own_parts(self) -> set[str]:
        """What the site's names say is a paper: what stands before the word for its kind, or a separator and that."""
        parted = [[part.strip(EDGES) for part in _parted(name)] for name in self._own]
        found = {_before_kind(part.split()) for parts in parted for part in parts}
        papers = [parts for parts in parted if any(part.partition(" ")[0] in names("paper_kinds") for part in parts)]
        return (found | {part for parts in papers for part in parts}) - {""}

    @cached_property
    def _domain(self) -> str:
        return site_of(original_url(self._markup.url)).partition(".")[0]

    @cached_property
    def _organisations(self) -> set[str]:
        """The names of what the page declares to be organisations."""
        things = self._markup.declared.json_ld
        parts = [*things, *(thing[key] for thing in things for key in _HOLDERS if key in thing)]
        return {fold(name) for part in parts if _is_organisation(part) and isinstance(name := part.get("name"), str)}

    def named_in(self, texts: Iterable[str], *, declared: bool = False) -> list[str]:
        """Return the people named in byline texts, once each, in order; `declared` names may be of one word.

        Behind somebody's full name one word is what he writes for: a desk, a region, a paper.
        """
        found: dict[str, str] = {}
        for text in texts:
            if "://" in text and " " not in text.strip():  # the page of a person: its last part is no name
                continue
            parts = names_in(given_first(text) if declared else text)
            alone = declared and not (len(parts) > 1 and (any(map(_is_office, parts)) or self.is_person(parts[0])))
            for name in map(self._without_paper, parts):
                if self.is_person(name, declared=alone):
                    found.setdefault(fold(name), name)
        return once(list(found.values()))[:MAX_PEOPLE]

    def _without_paper(self, name: str) -> str:
        """Return a reporter's name without the initials of the paper that are printed behind it, "Ann Example HP"."""
        before, _, last = name.rpartition(" ")
        if not (len(last) in INITIALS and last.isupper() and is_full_name(before)):
            return name
        return before if fold(last) in self._initials else name

    @cached_property
    def _initials(self) -> set[str]:
        """The first letters of the words of each of the site's names, with and without those of "The"."""
        short = {"".join(word[0] for word in _WORD.findall(name)) for name in self._own}
        return short | {letters[1:] for letters in short}

    def is_below(self, address: str) -> bool:
        """Does the page's own address stand below another one of its site?"""
        own, above = map(parse_address, (self._markup.url, absolute_url(address, self._markup.base_url) or ""))
        if own is None or above is None or not above.path.strip("/"):
            return False
        return own.path.startswith(f"{above.path.rstrip('/')}/")

    def opens_line(self, text: str) -> bool:
        """Is what stands first in a byline a person?"""
        return self.is_person(names_in(text)[0])

    def is_place_line(self, text: str) -> bool:
        """Is a byline made of a place or agency and the paper, as in "Abu Dhabi - The Paper"?"""
        parts = [part.strip(EDGES) for part in several(text)]
        if len(parts) == 1 or not any(map(_is_place_or_agency, parts)):
            return False
        return _is_place_or_agency(parts[0]) or not self.is_person(unlabelled(parts[0]).strip(EDGES))

    def is_person(self, name: str, *, declared: bool = False) -> bool:
        """May this be somebody's name? Of one word it may be one only where it is declared to be."""
        words = _WORD.findall(name)
        if not words or len(name) > LONGEST_NAME or len(words) > MAX_WORDS or _NO_NAME.search(name):
            return False
        if len(words) == 1 and not (declared or sum("\u3040" <= letter <= "\ud7af" for letter in name) > 1):
            return False
        if (name == name.lower() and name != name.upper()) or _EAST_PAPER.match(name):
            return False
        return not self.is_own(name) and not _is_office(name) and fold(name) not in names("byline_words")

    def is_own(self, name: str) -> bool:
        """Is this the site: its name, a part of it, or its domain; or another that is no person?"""
        folded = fold(name)
        joined = _NO_WORD.sub("", folded)
        if joined in (self._domain, _NO_WORD.sub("", self._domain)) or folded in self._organisations:
            return True
        if folded in self._own_parts:
            return True
        opens = _BEYOND_ALPHABETS.match(folded) is not None
        return any(
            folded == own or folded in own.split() or own in folded or (opens and own.startswith(folded))
            for own in self._own
        )


def _parted(name: str) -> list[str]:
    """Return the parts of a site's name: most have one."""
    return [name] if _PARTING_SIGNS.isdisjoint(name) else PARTING.split(name)


def _before_kind(words: Sequence[str]) -> str:
    """Return the words before the first one that says what a paper is; nothing where none does."""
    kinds = names("paper_kinds")
    return " ".join(words[: next((at for at, word in enumerate(words) if word in kinds), 0)])


def _is_organisation(thing: object) -> TypeGuard[dict[str, object]]:
    return isinstance(thing, dict) and "Organization" in str(thing.get("@type"))


def _is_place_or_agency(part: str) -> bool:
    folded = fold(part)
    return folded in names("places") or folded in agency_names()


def _is_office(name: str) -> bool:
    if _is_place_or_agency(name) or fold(name) in names("published_labels"):
        return True
    parts = fold(name).split()
    if len(parts) > 1 and parts[-1] in names("photo_roles"):
        return True
    return any(
        " ".join(parts[start:end]) in names("no_persons")
        for start in range(len(parts))
        for end in (start + 1, start + 2)
    )
