"""Who signed an article without a byline of its own: part of the date line, a link, the text's first or last words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from newscrawler.extraction.byline_labels import opens_byline
from newscrawler.extraction.byline_names import NAME_WORDS, is_full_name
from newscrawler.extraction.date_line import short_text
from newscrawler.extraction.date_scene import Part
from newscrawler.extraction.east_credits import reporters_in
from newscrawler.extraction.surroundings import is_unseen, kinds_above, words_of
from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.date_scene import Scene
    from newscrawler.extraction.people import People

_HEAD = (Part.ABOVE, Part.META)
_BEFORE_TEXT = (Part.META, Part.BODY_START)
LONGEST_PART = 60
LAST_BLOCKS = 3
OPENING_LETTERS = 80
_PARTS = re.compile(r"\s*[|·•]\s*|\s+(?:[-–—]+|/)\s+")
_MAY_PART = re.compile(r"[|·•/–—-]")
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|staff|autor(?:en|es|a)?|auteurs?|profile?|journalist(?:en|s|e)?|writers?|reporters?|columnists?|"
    r"contributors?|kateb|katib|bylines?|szerz[oő]k?|autorius|autoriai|tekijat?|toimittajat?|forfatter(?:e|en)?|"
    r"skribent(?:er)?|penulis|redaktor(?:zy)?|yazar(?:lar)?|avtor|avtory)/[^/]",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"/(?:colunas?|columnas?|columns?|colunistas?|columnistas?|chroniques?|kolumnen?|kolumni?t?|kolumny|felietony|"
    r"opinion(?:es|s)?|opiniao|opinioni|meinung|blogs?|tribunes?|rubriche|firmas?)/[^/]",
    re.IGNORECASE,
)
"""Addresses of columns, which are their authors' names or the columns' own."""
_WORD = re.compile(r"\w+")
_FOREIGN = frozenset({"related", "popular", "comment", "nav", "footer", "sidebar", "aside", "figure", "figcaption"})
_SIGNED = re.compile(r"(?<![a-z])(?:author|autor|sign(?:ed|ature)?|byline)(?![a-z])|author_", re.IGNORECASE)
_RIGHT = re.compile(r"text-align:\s*(?:right|end)|(?<![\w-])(?:text-|align-?)?right(?![\w-])", re.IGNORECASE)
PHOTOGRAPHED = ("摄", "攝")
_EAST_NAME = "[\u4e00-\u9fff·]{2,4}"
_EAST = re.compile(
    rf"[(（〔【\[][^)）〕】\]]{{0,8}}?(?:记者|記者)[ :：]?(?P<first>{_EAST_NAME}(?:[ 、]{_EAST_NAME})*?)"
    rf"(?:\s*(?:通讯员|通訊員)[ :：]?(?P<second>{_EAST_NAME}(?:[ 、]{_EAST_NAME})*))?"
    r"\s*(?:[／/][^)）〕】\]]{0,12})?[)）〕】\]]"
    r"|(?:^\[[^\]]{0,12}\s|^\([가-힣]+=[^)]{2,12}\)\s?)(?P<korean>[가-힣]{2,4})\s?(?:기자|특파원)(?:\]|\s?=)"
)

_CLOSED = re.compile("[\u3040-\u309f].*[。」]【([\u3040-\u30ff\u3400-\u9fff々、・ ]{2,40})】$")
_EAST_PARTING = re.compile("[、・ ]")


def lesser_names(scene: Scene, people: People) -> list[str]:
    """Return the people whom the surest of these places names; none where no place does."""
    for lines in (_parts_of_lines, _links, _columns, _over_roles, _reporters, _signatures):
        named = people.named_in(lines(scene, people))
        if named:
            return named
    return []


def _parts_of_lines(scene: Scene, people: People) -> Iterator[str]:
    """Parts of lines under the headline that begin like a byline, or stand beside the site's name alone."""
    for holder, text, node, _ in scene.found.scraps:
        if scene.part_at(node) not in _BEFORE_TEXT or not _MAY_PART.search(text):
            continue
        parts = [part for part in _PARTS.split(text.strip()) if part]
        labelled = [part for part in parts if opens_byline(part) and len(part) <= LONGEST_PART]
        if not labelled and len(parts) == 2 and people.is_own(parts[0]):  # noqa: PLR2004
            labelled = [part for part in parts[1:] if _may_be_name(part)]
        if labelled and _is_articles(scene, holder):
            yield from labelled


def _may_be_name(part: str) -> bool:
    has_case = part[:1].lower() != part[:1].upper()
    return is_full_name(part) if has_case else len(part.split()) in NAME_WORDS


def _links(scene: Scene, _people: People) -> Iterator[str]:
    """Links under the headline that lead to the page of an author."""
    for element, href, text, node, _, _ in scene.found.links:
        is_near = text and len(text) <= LONGEST_PART and scene.part_at(node) is Part.META
        if is_near and leads_to_author(href) and _is_articles(scene, element):
            yield text


def _columns(scene: Scene, people: People) -> Iterator[str]:
    """The name that heads a column: a link to where its texts stand, this one too, whose address spells the name."""
    for _, href, text, _, _, _ in scene.found.links:
        if text and len(text) <= LONGEST_PART and is_full_name(text) and _COLUMN.search(href) and people.is_below(href):
            spelled = "-".join(_WORD.findall(fold(text)))
            if href.rstrip("/").endswith(f"/{spelled}"):
                yield text


def _over_roles(scene: Scene, _people: People) -> Iterator[str]:
    """Full names round the headline under each of which, in the same box, stands what its bearer is to the paper."""
    blocks, nodes = scene.found.blocks, scene.found.nodes
    for above, block in pairwise(blocks):
        if len(block.text) > LONGEST_PART or block.node == above.node or not is_full_name(above.text):
            continue
        if nodes[block.node].parent != nodes[above.node].parent or scene.part_at(above.node) not in _HEAD:
            continue
        if _names_role(block.text) and _is_articles(scene, nodes[above.node].element):
            yield above.text


def _names_role(text: str) -> bool:
    words = fold(text).split()
    return not names("writer_roles").isdisjoint((*words, *map(" ".join, pairwise(words))))


@lru_cache(maxsize=4096)
def leads_to_author(href: str) -> bool:
    """Return True when an address is that of an author's page by one of its segments."""
    return _AUTHOR_PAGE.search(href) is not None


def _reporters(scene: Scene, _people: People) -> Iterator[str]:
    """The reporters named in brackets in the text's first words or its last, or in a line of their own beside it.

    So papers of East Asia sign; who is named as a photographer there did not write the text.
    """
    last = [text for _, text in _last_blocks(scene)]
    named = [name for text in (scene.opening[:OPENING_LETTERS], *last) for name in _bracketed(text)]
    named += [name for text in (*_first_lines(scene), *last) for name in reporters_in(text)]
    named += _signed(scene)
    return (name for name in named if not name.endswith(PHOTOGRAPHED))


def _signed(scene: Scene) -> list[str]:
    """The names in the brackets that the text closes with, as papers in Japan sign: "【山田太郎、佐藤花子】"."""
    found = scene.found
    text = found.node_of(scene.container)
    last = found.blocks[found.nodes[text].first_block : found.nodes[text].end_block][-LAST_BLOCKS:] if text >= 0 else []
    closed = (_CLOSED.search(block.text[-2 * LONGEST_PART :]) for block in last if block.text.endswith("】"))
    return [name for match in closed if match for name in _EAST_PARTING.split(match[1])]


def _bracketed(text: str) -> list[str]:
    found = None if text.isascii() else _EAST.search(text)
    return [name for group in found.groups() if group for name in re.split("[ 、]", group)] if found else []


def _first_lines(scene: Scene) -> list[str]:
    """Return the lines of the text round its first prose: the last few before it, and the next behind it.

    There those sign whose text begins with where and when it was written, and what it is about.
    """
    found, text = scene.found, scene.found.node_of(scene.container)
    if text < 0:
        return []
    start = found.nodes[text].first_block
    end = next(
        (at for at in range(start, found.nodes[text].end_block) if found.blocks[at].text == scene.opening), start
    )
    last = min(end + 2, found.nodes[text].end_block)
    return [block.text for block in found.blocks[max(start, end - LAST_BLOCKS) : last]]


def _signatures(scene: Scene, people: People) -> Iterator[str]:
    """The last lines of the text that are a byline with its colon, or a name set to the right."""
    for element, text in _last_blocks(scene):
        label, colon, _ = text.partition(":")
        if colon and opens_byline(f"{label} x") and len(label.split()) == 1:
            yield _first_line(element).partition(":")[2]
        elif _is_set_apart(element, text) and len(text.split()) in NAME_WORDS and people.is_person(text):
            yield text


def _first_line(element: HtmlElement) -> str:
    """Return the words of an element up to its first break that stands behind some."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and one.tag == "br" and "".join(pieces).strip():
            break
        text = one.text if event == "start" else one.tail if one is not element else ""
        pieces.append(text or "")
    return "".join(pieces).strip()


def _last_blocks(scene: Scene) -> list[tuple[HtmlElement, str]]:
    """Return the last short blocks of the text, each with its element."""
    found = scene.found
    text = found.node_of(scene.container)
    if text < 0:
        return []
    start, end = found.nodes[text].first_block, found.nodes[text].end_block
    last = found.blocks[max(start + 1, end - LAST_BLOCKS) : end]
    return [(found.nodes[one.node].element, one.text) for one in last if len(one.text) <= LONGEST_PART]


def _is_set_apart(element: HtmlElement, text: str) -> bool:
    """Is a line called a signature, or set to the right in a script that is written from the left?"""
    words = words_of(element)
    if _SIGNED.search(words):
        return True
    marks = f"{words} {element.get('style') or ''} {element.get('align') or ''}"
    return text[:1].isupper() and _RIGHT.search(marks) is not None


def _is_articles(scene: Scene, element: HtmlElement) -> bool:
    return (
        short_text(element, LONGEST_PART * 3) is not None
        and _FOREIGN.isdisjoint(kinds_above(element, scene.scope))
        and not is_unseen(element)
    )
