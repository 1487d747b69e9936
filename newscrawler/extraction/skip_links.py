"""Links that lead past a part of the page, for those who hear it read (WCAG 2.4.1): what they skip is not the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.elements import HEADINGS, STAYS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks

BYPASSED = "bypassed"
"""The kind of what a link leads past."""
_PAST = re.compile(r"#(?:(?:[\w-]*[-_])?skip|after|end[-_]?[oO]f)(?=[-_A-Z])")
"""Finds in the address of a link that it leads behind something on its page: "#end-of-promo", "#after-ad"."""
LABELS = 1
"""Lines that a box may open with before the link to its end."""
MOST_SKIPPED = 4
"""A link leads past no more elements beside it than this: one over more of them leads to the text."""


class Skip(NamedTuple):
    """A link past something, as it was met."""

    target: str
    """The id of what it leads to."""
    node: int
    """The node that it stands in."""
    next: int
    """The index of the node that comes next."""
    at: int
    """The index of the block that it stands in, or before."""


def leads_past(href: str) -> bool:
    """Does a link lead behind a part of its own page, by the name of the place?

    >>> leads_past("#end-of-podcasts"), leads_past("#after-ad"), leads_past("#endnote-1"), leads_past("/skip-a-meal")
    (True, True, False, False)
    """
    return href[:1] == "#" and _PAST.match(href) is not None


def mark_skipped(found: Blocks) -> None:
    """Mark what links lead past: the box that ends where a link in its head leads, or the boxes up to there."""
    wanted = {skip.target for skip in found.skips}
    places = {name: at for at, node in enumerate(found.nodes) if (name := node.attributes.get("id")) in wanted}
    for skip in found.skips:
        target = places.get(skip.target, -1)
        if target > skip.node and _is_mark(found, target):
            for at in _skipped(found, skip, target):
                found.nodes[at].kind = found.nodes[at].kind or BYPASSED


def _is_mark(found: Blocks, at: int) -> bool:
    """Is an element nothing but the place behind something: empty, or a line that says so?"""
    node = found.nodes[at]
    return node.end_block - node.first_block <= 1 and node.tag not in HEADINGS


def _skipped(found: Blocks, skip: Skip, target: int) -> list[int]:
    """Return the nodes that a link leads past: their common box, or those in it from the link to its target."""
    nodes = found.nodes
    box = next(at for at in [*found.above(target)[1:], 0] if found.holds(at, skip.node))
    is_whole = nodes[box].end_block == nodes[target].end_block and skip.at - nodes[box].first_block <= LABELS
    if is_whole and nodes[box].tag not in STAYS:
        return [box]
    branch = next((at for at in found.above(skip.node) if nodes[at].parent == box), skip.node)
    at = skip.next if skip.node == box else nodes[branch].last + 1
    passed: list[int] = []
    while at <= target and len(passed) <= MOST_SKIPPED:
        passed.append(at)
        at = nodes[at].last + 1
    return passed if len(passed) <= MOST_SKIPPED else []
