"""Where related links stand on a page."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.labels import LONGEST, OTHER, RELATED, label_kind
from newscrawler.extraction.surroundings import MAX_CLIMB, PAGE_TAGS, class_kind, climb, words_of
from newscrawler.markup import visible_text
from newscrawler.markup.reading import INLINE_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.targets import Target, Targets
    from newscrawler.markup import Elements

MAX_BLOCK = 40
"""A block with more links than this is a list of the site."""
MAX_LABELS = 40
MAX_NAMED = 5_000
"""Elements whose names may speak of related texts beyond this many are not looked at."""
MAX_IN_TEXT = 400
MAX_STEPS = 7
MAX_SIBLINGS = 60
PROSE_LETTERS = 140
_TEXT_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
_ITEMS = frozenset({"li", "dl", "tr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OUT_OF_PLACE = frozenset({"nav", "footer"})
_OTHER_KINDS = frozenset(
    {"nav", "footer", "popular", "share", "tags", "author", "comment", "ads", "newsletter", "consent"}
)
_ENDING_KINDS = frozenset({"nav", "footer", "popular", "comment"})
_NAMED = re.compile(
    r"(?<![a-z])(?:un)?related|relacionad|relaciones|relat(?:ed)?(?:posts|links|news|articles|stories)|similar|benzer|ilgili|"
    r"aehnlich|verwandt|correlat|(?:see|read|view)-?_?(?:also|next)|also-?_?(?:read|see)|lees-?_?ook|lire-?_?aussi|leggi-?_?anche|"
    r"(?:lea|lee)-?_?tambien|leia-?_?(?:mais|tambem)|more-?_?on-?_?this|mehr-?_?zum|zum-?_?thema|yarpp|baca-?_?juga|czytaj-?_?tak|"
    r"kapcsolodo|souvisejic|read-?_?more-?_?(?:box|link|block)",
    re.IGNORECASE,
)
# A wide net for `_NAMED`: few elements are left to look at closely.
_STEMS = (
    *("relat", "relacion", "similar", "benzer", "ilgili", "hnlich", "verwandt", "also", "next", "lees", "aussi"),
    *("leggi", "tamb", "leia", "thema", "yarpp", "baca", "czyta", "kapcsol", "souvis", "more"),
)
_NOT_NAMED = re.compile(
    r"unrelated|popular|most-?_?read|latest|recent|trending|related-?_?(?:tag|topic|keyword|subject|categor|person|people|video|ad\b|image)|similar-?_?tag",
    re.IGNORECASE,
)


def labelled(elements: Elements, targets: Targets) -> list[Target]:
    """Return the targets of blocks whose heading says that they are related."""
    labels = (element for element in elements if _is_label(element.text) and not _is_out_of_place(element))
    return [target for label in islice(labels, MAX_LABELS) for target in _under(label, targets)]


def _is_label(text: str | None) -> bool:
    return text is not None and len(text) <= 2 * LONGEST and label_kind(text.strip()) == RELATED


def _is_out_of_place(element: HtmlElement) -> bool:
    """Menus are labelled like related blocks, and a link to a text may be called "read more"."""
    return any(
        holder.tag in _OUT_OF_PLACE
        or (holder.tag == "a" and (holder.get("href") or "#")[:1] not in "#j" and _is_plain(holder))
        for holder in climb(element)
    )


def _is_plain(anchor: HtmlElement) -> bool:
    """Is the link no heading?"""
    return not any(holder.tag in _HEADINGS for holder in list(climb(anchor))[:4])


def _under(label: HtmlElement, targets: Targets) -> list[Target]:
    """The targets that follow a label: in its own element, else beside it, else beside what holds it."""
    inside = _collect(list(label), targets)
    if inside:
        return inside
    for holder in list(climb(label))[:MAX_STEPS]:
        if holder.tag in PAGE_TAGS:
            break
        beside = _collect(list(_following(holder)), targets)
        if beside:
            return beside + _in_twins(holder.getparent(), targets)
    return []


def _in_twins(item: HtmlElement | None, targets: Targets) -> list[Target]:
    """The targets of the items after this one, for lists that print their label inside the first item."""
    if item is None or item.tag in PAGE_TAGS:
        return []
    twins = [one for one in _following(item) if one.tag == item.tag and one.get("class") == item.get("class")]
    return _collect(twins, targets) if item.get("class") or item.tag in _ITEMS else []


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    following = element.getnext()
    for _ in range(MAX_SIBLINGS):
        if following is None:
            return
        yield following
        following = following.getnext()


def _collect(siblings: list[HtmlElement], targets: Targets) -> list[Target]:
    """The targets of a run of siblings that are alike, up to the first text or heading of something else."""
    found: list[Target] = []
    first: HtmlElement | None = None
    for sibling in siblings:
        if not isinstance(sibling.tag, str) or (first is None and sibling.tag in INLINE_TAGS and sibling.tag != "a"):
            continue
        inside = targets.within(sibling, MAX_BLOCK + 1)
        if len(inside) > MAX_BLOCK or _ends_block(sibling, inside) or (inside and not _is_alike(first, sibling)):
            break
        if inside:
            first = sibling if first is None else first
            found.extend(_until_label(sibling, inside))
    return found


def _is_alike(first: HtmlElement | None, sibling: HtmlElement) -> bool:
    """Is a sibling an item like the first: the same tag, and a class in common where both have classes?"""
    if first is None:
        return True
    one, other = set((first.get("class") or "").split()), set((sibling.get("class") or "").split())
    return first.tag == sibling.tag and (not (one and other) or bool(one & other))


def _ends_block(sibling: HtmlElement, inside: list[Target]) -> bool:
    if sibling.tag in _OUT_OF_PLACE or class_kind(sibling) in _ENDING_KINDS:
        return True
    text = visible_text(sibling)
    if label_kind(text) or (not inside and sibling.tag in _HEADINGS):
        return True
    if not inside:
        return len(text) > PROSE_LETTERS or (sibling.tag in _TEXT_TAGS and len(text) > 1)
    linked = sum(len(target.anchor.text) for target in inside)
    return sibling.tag in _TEXT_TAGS and len(text) > 2 * linked + LONGEST


def _until_label(block: HtmlElement, inside: list[Target]) -> list[Target]:
    """The targets of a block before a heading in it says that something else begins."""
    stop = next(
        (one for one in block.iter("*") if one.text and label_kind(one.text.strip()) == OTHER and len(one) == 0), None
    )
    if stop is None or block.tag == "a":
        return inside
    before = set()
    for element in block.iter("*"):
        if element is stop:
            break
        before.add(element)
    return [target for target in inside if target.anchor.element in before]


def named(elements: Elements, targets: Targets) -> list[Target]:
    """Return the targets in blocks whose class or id says that they are related; the closest word decides."""
    known: dict[HtmlElement, str] = {}
    blocks = {element for element in elements.named(*_STEMS)[:MAX_NAMED] if _kind(element) == RELATED}
    outer = (block for block in blocks if blocks.isdisjoint(list(climb(block))[1:]))
    links = (link for block in outer for link in block.iter("a", "area") if _named_kind(link, known) == RELATED)
    return [target for link in links if (target := targets.of(link))]


def _named_kind(element: HtmlElement, known: dict[HtmlElement, str]) -> str:
    climbed = []
    kind = ""
    for holder in climb(element):
        if holder in known:
            kind = known[holder]
            break
        climbed.append(holder)
        kind = _kind(holder)
        if kind or holder.tag == "body":
            break
    known.update(dict.fromkeys(climbed, kind))
    return kind


def _kind(element: HtmlElement) -> str:
    if element.tag in _OUT_OF_PLACE:
        return OTHER
    words = words_of(element)
    if not words or element.tag in PAGE_TAGS:
        return ""
    if _NAMED.search(words) and not _NOT_NAMED.search(words):
        return RELATED
    return OTHER if class_kind(element) in _OTHER_KINDS else ""


def shown_as_cards(container: HtmlElement, targets: Targets) -> tuple[list[Target], list[Target]]:
    """Return the targets inside the text that stand as cards or lines of their own, and those inside its sentences."""
    cards: list[Target] = []
    sentences: list[Target] = []
    known: dict[HtmlElement, str] = {}
    for target in targets.within(container, MAX_IN_TEXT):
        if _named_kind(target.anchor.element, known) == OTHER:
            continue
        (cards if _is_card(target, container) else sentences).append(target)
    return cards, sentences


def _is_card(target: Target, container: HtmlElement) -> bool:
    """Does the closest block that holds the link hold little else?"""
    linked = len(target.anchor.text)
    for holder in list(climb(target.anchor.element))[:MAX_CLIMB]:
        if holder is container:
            return False
        if holder.tag not in INLINE_TAGS:
            text = visible_text(holder)
            slack = LONGEST // 2 if holder.tag in {"p", "li", "td"} else 2 * LONGEST
            return len(text) <= 1.3 * linked + slack
    return False
