"""Related links under labels: boxes whose heading says that they are related, and lines that begin so."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.labels import LONGEST, OTHER, RELATED, is_listed, label_kind
from newscrawler.extraction.link_scene import MAX_IN_BOX, OUT_OF_PLACE, PAGE_TAGS
from newscrawler.extraction.related_names import kind_of, name_of
from newscrawler.extraction.siblings import is_twin, siblings_after, siblings_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.extraction.blocks import Block, BlockLink, Blocks
    from newscrawler.extraction.link_scene import LinkScene
    from newscrawler.extraction.siblings import Sibling
    from newscrawler.extraction.targets import Target

MAX_BLOCK = 40
"""A block with more links than this is a list of the site."""
MAX_LABELS = 40
MAX_LINES = 1_000
"""Lines with links and other words that are looked at."""
MAX_STEPS = 7
NEXT_SIBLINGS = 2
"""Those behind a label that are its own: where they hold links to something else, it speaks of nothing further on."""
LONGEST_INTRODUCTION = 200
PROSE_LETTERS = 140
LINKED = 0.12
"""A line of which less is linked says something itself."""
_MARKS = " •·-–—*>»«›‹"
"""What a line may begin with before its label."""
_TEXT_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_ITEMS = frozenset(("li", "dl", "tr"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ELSEWHERE = frozenset(("nav", "footer", "popular", "share", "tags", "author", "comment"))
"""What stands in a related box without being related; what is called a promotion there is one of a text."""
_ENDING_KINDS = frozenset(("nav", "footer", "popular", "comment"))


def labelled(scene: LinkScene) -> list[Target]:
    """Return the targets of boxes whose heading says that they are related, and of lines that begin so."""
    found = scene.found
    labels: list[int] = []
    lines: list[int] = []
    opening = {at for link in found.links if link.href[:1] in "#j" for at in range(link.first_block, link.end_block)}
    for index, block in enumerate(found.blocks):
        length, linked = block.length, block.link_length
        is_heading = length <= LONGEST and (2 * linked <= length or index in opening or block.tag in HEADINGS)
        if is_heading and label_kind(block.text) == RELATED:
            labels.append(index)
        if block.links and (linked < length or ":" in block.text):
            lines.append(index)
    under = [target for index in labels[:MAX_LABELS] for target in _under(scene, index)]
    return under + [target for index in lines[:MAX_LINES] for target in _behind_label(scene, index)]


def _is_out_of_place(found: Blocks, index: int) -> bool:
    """Menus are labelled like related boxes."""
    return any(found.nodes[holder].tag in OUT_OF_PLACE for holder in found.above(found.blocks[index].node))


def _links_of(found: Blocks, index: int) -> Iterator[int]:
    """Yield the places of the links that have a share in a block."""
    node = found.nodes[found.blocks[index].node]
    links = found.links
    for at in range(node.first_link, min(node.end_link, node.first_link + MAX_IN_BOX)):
        link = links[at]
        if link.first_block <= index < link.end_block:
            yield at


def _behind_label(scene: LinkScene, index: int) -> list[Target]:
    """Return the targets of a line whose first words are a label: "Read also: ...", which may be part of the link."""
    found = scene.found
    first = next(filter(None, (found.links[at].text for at in _links_of(found, index))), "")
    if not first:
        return []
    label = found.blocks[index].text.partition(first)[0].strip()
    is_label = _is_sure_label(label) if label.strip(_MARKS) else _begins_with_label(first)
    if not is_label or _is_out_of_place(found, index):
        return []
    return list(scene.targets.among(_links_of(found, index)))


def _is_sure_label(label: str) -> bool:
    return label_kind(label) == RELATED and (not label[-1].isalnum() or is_listed(label))


def _begins_with_label(words: str) -> bool:
    label, _, rest = words.partition(":")
    return bool(rest.strip()) and is_listed(label)


def _under(scene: LinkScene, index: int) -> list[Target]:
    """Return the targets that follow a label: beside it, else beside what holds it."""
    found = scene.found
    if _is_out_of_place(found, index) or _is_plain_link(found, index):
        return []
    is_sure = is_listed(found.blocks[index].text)
    for holder in [found.blocks[index].node, *found.above(found.blocks[index].node)[1:]][:MAX_STEPS]:
        if found.nodes[holder].tag in PAGE_TAGS or found.nodes[holder].is_body:
            break
        siblings = list(siblings_after(found, holder, index))
        if siblings and _is_titled_alike(found, index, siblings[0]):
            break
        beside = _collect(scene, siblings)
        if not beside and _are_its_own(siblings[:NEXT_SIBLINGS], 1 if is_sure else 0):
            break
        if beside:
            return beside + _in_twins(scene, index, found.nodes[holder].parent)
    return []


def _are_its_own(siblings: list[Sibling], most: int) -> bool:
    """Do the siblings behind a label hold what it speaks of: a list, or more links than `most`?"""
    linked = [sibling for sibling in siblings if sibling.links]
    return sum(len(sibling.links) for sibling in linked) > most or any(
        sibling.node and sibling.node.tag in _LISTS for sibling in linked
    )


def _is_titled_alike(found: Blocks, index: int, sibling: Sibling) -> bool:
    """Does what stands behind a label begin with a label of its own, in a box of the same look?"""
    own = found.nodes[found.blocks[index].node]
    first = sibling.blocks[0] if sibling.blocks else None
    node = found.nodes[first.node] if first else own
    is_told = node.tag == "header" or bool(node.attributes.get("class"))
    return node is not own and is_told and is_twin(own, node) and not sibling.blocks[0].links


def _is_plain_link(found: Blocks, index: int) -> bool:
    """Is the label a link to a text and no heading? Such a link may be called "read more"."""
    if not _is_mostly_link(found.blocks[index]):
        return False
    inside = [found.links[at] for at in _links_of(found, index)]  # none where the link is laid round the whole card
    return not inside or not all(map(_opens, inside))


def _is_mostly_link(block: Block) -> bool:
    return 2 * block.link_length > block.length and block.tag not in HEADINGS


def _opens(link: BlockLink) -> bool:
    """Does the link lead to no other page: does it open a box, or scroll?"""
    return link.href[:1] in "#j"


def _in_twins(scene: LinkScene, index: int, item: int) -> list[Target]:
    """Return the targets of the items after this one, for lists that print their label inside the first item.

    A box that begins with a label of its own is no such item.
    """
    node = scene.found.nodes[item]
    if not item or node.tag in PAGE_TAGS or not (node.attributes.get("class") or node.tag in _ITEMS):
        return []
    twins = (sibling for sibling in siblings_behind(scene.found, item) if sibling.node and is_twin(node, sibling.node))
    return _collect(scene, list(takewhile(lambda twin: not _is_titled_alike(scene.found, index, twin), twins)))


def _collect(scene: LinkScene, siblings: list[Sibling]) -> list[Target]:
    """Return the targets of a run of siblings that are alike, up to the first text or heading of something else."""
    found: list[Target] = []
    first: Sibling | None = None
    for number, sibling in enumerate(siblings):
        if not sibling.blocks and not sibling.links:
            continue
        if not number and _introduces(sibling):
            continue
        inside = list(islice(scene.targets.among(sibling.links), MAX_BLOCK + 1))
        if len(inside) > MAX_BLOCK or _ends_box(sibling, inside) or (inside and not _is_alike(first, sibling)):
            break
        inside = [target for target in inside if not _is_named_other(scene.found, target.link.node, sibling)]
        if inside:
            first = sibling if first is None else first
            found.extend(_until_label(sibling, inside))
    return found


def _introduces(sibling: Sibling) -> bool:
    """Is a sibling the second line of the label before it, or a sentence that introduces the list behind it?"""
    text = sibling.text
    return (
        sibling.node is not None
        and not sibling.links
        and 0 < len(text) <= LONGEST_INTRODUCTION
        and not label_kind(text)
    )


def _is_named_other(found: Blocks, node: int, sibling: Sibling) -> bool:
    """Is there a box round a link, inside this sibling, whose name says that it holds something else?"""
    while sibling.node is not None and node and found.nodes[node] is not sibling.node:
        if name_of(found.nodes[node]) == RELATED:
            return False
        if kind_of(found.nodes[node]) in _ELSEWHERE:
            return True
        node = found.nodes[node].parent
    return False


def _is_alike(first: Sibling | None, sibling: Sibling) -> bool:
    """Is a sibling an item like the first: the same tag, and a class in common where both have classes?"""
    if first is None or first.node is None or sibling.node is None:
        return first is None or first.node is sibling.node
    one, other = (set(node.attributes.get("class", "").split()) for node in (first.node, sibling.node))
    return first.node.tag == sibling.node.tag and (not (one and other) or bool(one & other))


def _ends_box(sibling: Sibling, inside: list[Target]) -> bool:
    tag = sibling.node.tag if sibling.node else ""
    if sibling.node and (tag in OUT_OF_PLACE or kind_of(sibling.node) in _ENDING_KINDS):
        return True
    text = sibling.text
    if label_kind(text) or (not inside and tag in HEADINGS):
        return True
    if not inside:
        linked = sum(block.link_length for block in sibling.blocks)
        return len(text) > PROSE_LETTERS or (tag in _TEXT_TAGS and len(text) > 1 and linked < LINKED * len(text))
    linked = sum(len(target.link.text) for target in inside)
    return (tag in _TEXT_TAGS or not tag) and len(text) > 2 * linked + LONGEST


def _until_label(sibling: Sibling, inside: list[Target]) -> list[Target]:
    """Return the targets of a sibling before a heading in it says that something else begins."""
    first = inside[0].link.first_block
    stop = next((at for at, block in enumerate(sibling.blocks) if label_kind(block.text) == OTHER), None)
    if stop is None or sibling.node is None:
        return inside
    stop += sibling.node.first_block
    return [target for target in inside if target.link.first_block < stop] if stop > first else []
