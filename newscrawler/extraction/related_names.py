"""Boxes whose class or id says that they hold related texts, or something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newscrawler.extraction.labels import OTHER, RELATED, label_kind
from newscrawler.extraction.link_scene import MAX_IN_BOX, OUT_OF_PLACE, PAGE_TAGS
from newscrawler.extraction.marks import CAMEL, kind_of_words

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Attributes, BlockLink, Blocks, Node
    from newscrawler.extraction.link_scene import LinkScene
    from newscrawler.extraction.targets import Target

_OTHER_KINDS = frozenset(
    ("nav", "footer", "popular", "share", "tags", "author", "comment", "ads", "newsletter", "consent")
)
_NAMED = re.compile(
    r"(?<![a-z])(?:un)?related|relacionad|relaciones|relat(?:ed)?(?:posts|links|news|articles|stories)|similar|benzer|ilgili|"
    r"aehnlich|verwandt|correlat|(?:see|read|view)-?_?(?:also|next)|also-?_?(?:read|see)|lees-?_?ook|lire-?_?aussi|leggi-?_?anche|"
    r"(?:lea|lee)-?_?tambien|leia-?_?(?:mais|tambem)|more-?_?on-?_?th(?:is|e)|(?:same|this)-?_?(?:topic|subject)|zum-?_?thema|yarpp|baca-?_?juga|czytaj-?_?tak|"
    r"kapcsolodo|souvisejic|read-?_?more-?_?(?:box|link|block|wrap|posts|list)|keep-?_?reading|(?<![a-z])up-?_?next(?![a-z])"
)
# A wide net for `_NAMED`: few names are left to look at closely. Each of its branches begins with a letter that is rare
# in names, and looks back from there: so most letters are passed over at once.
_MAY_BE_NAMED = re.compile(
    r"l(?:(?<=rel)a(?:ted|cion|t[plnas])|(?<=correl)at|(?<=simil)ar|(?<=il)gili|(?<=aehnl)ich|(?<=al)so"
    r"|ees|ire|eggi|e[ae]-?_?tam|eia)|x(?<=nex)t|w(?<=verw)andt|z(?:(?<=benz)er|(?<=cz)ytaj|um-?_?thema)|yarpp"
    r"|j(?:uga|(?<=souvisej)ic|(?<=subj)ect)|k(?:apcsol|eep)|more|p(?:(?<=[es]top)|(?<=[es][-_]top)|(?<=-_top))ic"
)
_SAID = ("data-campaign", "data-module", "aria-label")
"""Attributes that name boxes as class and id do."""
_NAMING = ("class", "id", *_SAID)
_APART = "\0"
"""Parts names that are looked at together; lxml lets none of it into a text."""
_NOT_NAMED = re.compile(
    r"unrelated|popular|most-?_?read|latest|recent|trending|related-?_?(?:tag|topic|keyword|subject|categor|person|people|video|ad\b|image)|similar-?_?tag"
)


NOWHERE = -1
"""Stands for the first block of a box where there is no such box."""


def named(scene: LinkScene) -> list[Target]:
    """Return the targets in boxes whose class or id says that they are related; the closest word decides."""
    found = scene.found
    inside = [at for at in _inside_named(found) if named_kind(scene, found.links[at].node) == RELATED]
    starts: dict[int, int] = {}
    targets = scene.targets.among(inside[:MAX_IN_BOX])
    return [target for target in targets if not _is_labelled_other(found, target.link, starts)]


def _inside_named(found: Blocks) -> list[int]:
    """Return the places of the links in boxes that are named for related texts, whatever closer boxes are named."""
    inside: list[int] = []
    behind = 0
    for node in _may_be_named(found):
        if node.end_link > behind and name_of(node) == RELATED:
            inside += range(max(node.first_link, behind), node.end_link)
            behind = node.end_link
    return inside


def _may_be_named(found: Blocks) -> list[Node]:
    """Return the nodes that hold links and have a name in the wide net, which is cast over all their names at once."""
    holders = [node for node in found.nodes if node.end_link > node.first_link]
    called = [attributes for node in holders if (attributes := node.attributes)]
    names = {attributes[name] for name in _NAMING for attributes in called if name in attributes}
    every = _APART.join(names).lower()
    caught = {_around(every, match.start()) for match in _MAY_BE_NAMED.finditer(every)}
    if not caught:
        return []
    telling = {name for name in names if name.lower() in caught}
    return [node for node in holders if not telling.isdisjoint(node.attributes.values())]


def _around(names: str, place: int) -> str:
    """Return the one of many names that stands round a place."""
    end = names.find(_APART, place)
    return names[names.rfind(_APART, 0, place) + 1 : end if end >= 0 else None]


def _is_labelled_other(found: Blocks, link: BlockLink, starts: dict[int, int]) -> bool:
    """Does the last label before a link, in the boxes that are named for related texts, say that it is of others?"""
    first = _start_of(found, link.node, starts)
    kinds = (
        label_kind(found.blocks[at].text)
        for at in range(link.first_block, max(first, 1, link.first_block - MAX_IN_BOX) - 1, -1)
        if at < len(found.blocks)
    )
    return next(filter(None, kinds), "") == OTHER


def _start_of(found: Blocks, node: int, known: dict[int, int]) -> int:
    """Return the first block of the outermost box round a node that is named for related texts; `known` keeps them."""
    climbed = []
    while node and node not in known:
        climbed.append(node)
        node = found.nodes[node].parent
    start = known.get(node, NOWHERE)
    for at in reversed(climbed):
        if start == NOWHERE and name_of(found.nodes[at]) == RELATED:
            start = found.nodes[at].first_block
        known[at] = start
    return start


def named_kind(scene: LinkScene, node: int) -> str:
    """Return RELATED, OTHER or "" by the closest box with a telling name that holds a node."""
    nodes, known = scene.found.nodes, scene.names
    climbed = []
    kind = ""
    while node and node not in known:
        climbed.append(node)
        kind = name_of(nodes[node])
        if kind:
            break
        node = nodes[node].parent
    else:
        kind = known.get(node, "")
    for node in climbed:
        known[node] = kind
    return kind


def name_of(node: Node) -> str:
    """Return RELATED, OTHER or "" by a node's own tag, class and id."""
    return name_by(node.tag, node.attributes)


def name_by(tag: str, attributes: Attributes) -> str:
    """Return RELATED, OTHER or "" by an element's tag, class and id."""
    if tag in OUT_OF_PLACE:
        return OTHER
    if not attributes or tag in PAGE_TAGS:
        return ""
    kind = _kind_by_name(attributes.get("class", ""), attributes.get("id", ""))
    if kind or len(attributes) == ("class" in attributes) + ("id" in attributes):
        return kind
    said = (attributes[name] for name in _SAID if name in attributes)
    return RELATED if any(one and _kind_by_name(one, "") == RELATED for one in said) else ""


@lru_cache(maxsize=8192)
def _kind_by_name(classes: str, identifier: str) -> str:
    if _MAY_BE_NAMED.search(f"{classes} {identifier}".lower()):
        words = CAMEL.sub("-", f"{classes} {identifier}").lower()
        if _NAMED.search(words) and not _NOT_NAMED.search(words):
            return RELATED
    return OTHER if kind_of_words(classes, identifier) in _OTHER_KINDS else ""


def kind_of(node: Node) -> str:
    """Return the kind of class_words.toml that a node's class and id speak of; "" when they say nothing."""
    return kind_of_words(node.attributes.get("class", ""), node.attributes.get("id", ""))
