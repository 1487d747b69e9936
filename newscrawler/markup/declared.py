"""What a page declares about itself for machines: JSON-LD, meta tags, microdata and typed links."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newscrawler.markup.json_ld import read_json_ld, unescaped
from newscrawler.markup.microdata import read_microdata, short_name
from newscrawler.urls import absolute_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from newscrawler.markup.elements import Elements

# What a browser loads or prepares for the page itself: most of all links, and nothing that anybody reads.
_LOADED = frozenset(
    (
        *("stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"),
        *("icon", "mask-icon", "apple-touch-icon", "apple-touch-icon-precomposed"),
    )
)
_META_KEYS = ("name", "property", "itemprop", "http-equiv")


class RelLink(NamedTuple):
    """A `<link>` of the page's head."""

    rel: str
    """Lower case, as written: several relations are parted by white space."""
    url: str
    """Absolute."""
    type: str = ""
    """The media type, lower case."""
    title: str = ""
    hreflang: str = ""


class Declared:
    """Read-only view of the declarations of one page; each kind is read when first asked for."""

    def __init__(self, elements: Elements, base_url: str) -> None:
        self._elements = elements
        self._base_url = base_url

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """The things that JSON-LD declares: lists and `@graph` flattened, entities decoded, in document order."""
        scripts = self._elements.tagged("script")
        return read_json_ld(script.text or "" for script in scripts if "ld+json" in script.get("type", "").lower())

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Lower-cased `name`, `property`, `itemprop` or `http-equiv` -> the contents, in document order."""
        contents: dict[str, list[str]] = {}
        for tag in self._elements.tagged("meta"):
            content, named = "", []
            for key, value in tag.items():  # to ask for them one by one takes twice as long
                if key == "content":
                    content = value.strip()
                elif key in _META_KEYS:
                    named.append((key, value.strip().lower()))
            if content:
                content = unescaped(content)
                for name in _in_order(named) if len(named) > 1 else [name for _, name in named]:
                    if name:
                        contents.setdefault(name, []).append(content)
        return contents

    @cached_property
    def microdata(self) -> list[dict[str, Any]]:
        """Microdata and RDFa items in the form of JSON-LD: `@type`, `@id`, property -> text, item or list of them."""
        return read_microdata(self._elements, self._base_url)

    @cached_property
    def links(self) -> list[RelLink]:
        """The page's `<link>` elements to other pages and names of this one; what the browser loads is left out."""
        return [link for tag in self._elements.tagged("link") if (link := self._rel_link(tag))]

    def _rel_link(self, tag: HtmlElement) -> RelLink | None:
        rel = _told(tag.get("rel", ""))
        href = tag.get("href") if rel else None
        url = absolute_url(href, self._base_url) if href else None
        if not url:
            return None
        kind, title, language = tag.get("type", ""), tag.get("title", ""), tag.get("hreflang", "")
        return RelLink(rel, url, kind.strip().lower(), title.strip(), language.strip())

    def first_meta(self, *names: str) -> str | None:
        """Return the content of the first of these meta names that the page has."""
        meta = self.meta
        for name in names:
            contents = meta.get(name.lower())
            if contents:
                return contents[0]
        return None

    @cached_property
    def _typed(self) -> list[tuple[list[str], dict[str, Any]]]:
        return [(types_of(thing), thing) for thing in self.json_ld]

    def of_type(self, *types: str) -> list[dict[str, Any]]:
        """Return the JSON-LD things of one of these schema.org types, in document order."""
        return _of_type(self._typed, types)

    def microdata_of_type(self, *types: str) -> list[dict[str, Any]]:
        """Return the microdata and RDFa items of one of these schema.org types, nested ones too, in document order."""
        return _of_type([(types_of(item), item) for item in self.microdata], types)


def _in_order(named: list[tuple[str, str]]) -> Iterable[str]:
    """Return the names of a meta tag, each once, as the keys that they stand under are listed."""
    return dict.fromkeys(name for _, name in sorted(named, key=lambda one: _META_KEYS.index(one[0])))


@lru_cache(maxsize=1024)
def _told(rel: str) -> str:
    """Return the relation of a link in lower case; nothing where it is what a browser loads."""
    rel = rel.strip().lower()
    return rel if _LOADED.isdisjoint(rel.split()) else ""


def types_of(thing: dict[str, Any]) -> list[str]:
    """Return the short names of a thing's types: `Person` for `http://schema.org/Person` and `schema:Person`.

    >>> types_of({"@type": ["http://schema.org/NewsArticle", "schema:Thing"]})
    ['NewsArticle', 'Thing']
    """
    declared = thing.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return [name if name.isalnum() else short_name(name) for name in names if isinstance(name, str)]


def _of_type(typed: Iterable[tuple[list[str], dict[str, Any]]], types: tuple[str, ...]) -> list[dict[str, Any]]:
    wanted = frozenset(types)
    return [thing for names, thing in typed if not wanted.isdisjoint(names)]
