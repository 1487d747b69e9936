"""The next page of a list: as it is declared, by its number, or by the words of a link ("older posts", "التالي")."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from newscrawler.urls import canonical_url, same_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.markup import Anchor, Markup

_PUNCTUATION = re.compile(r"[^\w\u200c]+|_+")


def _bare(words: str) -> str:
    return _PUNCTUATION.sub(" ", words).strip().casefold()


def _load() -> frozenset[str]:
    by_language = json.loads(files(__package__).joinpath("next_words.json").read_text(encoding="utf-8"))
    return frozenset(_bare(word) for name, words in by_language.items() if name != "about" for word in words)


_WORDS = _load()
_NAMES = "page|paged|pg|pag|pagina|página|seite|sayfa|strana|strona|sida|side|halaman|صفحة|صفحه|страница|pageno|pagenum"
_KEYS = frozenset(
    [*_NAMES.split("|"), "p", "page_no", "page_num", "currentpage", "cpage", "start", "offset", "from", "skip"]
)
_PATH_NUMBER = re.compile(rf"/(?:{_NAMES})[-/_=]?(\d{{1,5}})(?:/?$|\.\w+$)", re.IGNORECASE)
_HOLDER = re.compile(r"older|next|pag(?:er|inat|e-nav)|load-?more|nav-(?:links|previous)", re.IGNORECASE)
_HOLDER_LEVELS = 3
_SECOND = 2
_LONGEST_NUMBER = 7


class _Numbered(NamedTuple):
    """A page of a list."""

    base: tuple[str, ...]
    """What all pages of the list have in common."""
    number: int | None
    """None where the address has none: the first page."""


def next_page(markup: Markup, domains: Sequence[str]) -> str | None:
    """Return the address of the next page of the list that a page shows; None when it leads nowhere further.

    What the page declares (`rel=next`) comes first, then the link to the page of the next number, then a link whose
    words say that it leads to the older.
    """
    own = canonical_url(markup.url)
    found = (*_declared(markup), *_numbered(markup), *_worded(markup))
    return next((url for url in found if same_site(url, domains) and canonical_url(url) != own), None)


def _declared(markup: Markup) -> Iterator[str]:
    yield from (link.url for link in markup.declared.links if "next" in link.rel.split())
    yield from (anchor.url for anchor in markup.anchors() if "next" in anchor.rel.split())


def _numbered(markup: Markup) -> Iterator[str]:
    """Yield the page of the next number. On a first page, which has none, it is the one that is called 2."""
    own = _taken_apart(markup.url)
    later = []
    for anchor in markup.anchors():
        page = _taken_apart(anchor.url)
        if page.number is None or page.base != own.base:
            continue
        if own.number is None and anchor.text.strip() == str(_SECOND):
            yield anchor.url
        if page.number > (own.number if own.number is not None else _SECOND - 1):
            later.append((page.number, anchor.url))
    yield from (url for _, url in sorted(later)[:1])


def _taken_apart(url: str) -> _Numbered:
    try:
        parts = urlsplit(url)
        fields = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return _Numbered((url,), None)
    path = unquote(parts.path)
    number = None
    if found := _PATH_NUMBER.search(path):
        number, path = int(found[1]), path[: found.start()] + path[found.end() :]
    others = []
    for key, value in fields:
        if number is None and key.lower() in _KEYS and value.isdecimal() and len(value) <= _LONGEST_NUMBER:
            number = int(value)
        else:
            others.append((key, value))
    return _Numbered(((parts.hostname or "").removeprefix("www."), path.rstrip("/"), urlencode(others)), number)


def _worded(markup: Markup) -> Iterator[str]:
    path = urlsplit(markup.url).path.rstrip("/")
    for anchor in markup.anchors():
        if _bare(anchor.text) in _WORDS:
            is_same_list = urlsplit(anchor.url).path.rstrip("/") == path and urlsplit(anchor.url).query
            if is_same_list or _taken_apart(anchor.url).number is not None or _is_held(anchor):
                yield anchor.url


def _is_held(anchor: Anchor) -> bool:
    """Return whether a link stands in what is named for turning pages."""
    holders = [anchor.element]
    for _ in range(_HOLDER_LEVELS):
        if (above := holders[-1].getparent()) is None:
            break
        holders.append(above)
    return any(_HOLDER.search(f"{holder.get('class', '')} {holder.get('id', '')}") for holder in holders)
