"""Related links under labels: boxes whose heading says that they are related, and lines that begin so."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.labels import LONGEST, OTHER, RELATED, is_listed, label_kind
from newscrawler.extraction.related_names import kind_of, name_of
from newscrawler.extraction.related_parts import is_twin, parts_after, parts_behind
from newscrawler.extraction.related_place import MAX_IN_BOX, OUT_OF_PLACE, PAGE_TAGS

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks
    from newscrawler.extraction.related_parts import Part
    from newscrawler.extraction.related_place import Place
    from newscrawler.extraction.targets import Target

MAX_BLOCK = 40
"""A block with more links than this is a list of the site."""
MAX_LABELS = 40
MAX_LINES = 1_000
"""Lines with links and other words that are looked at."""
MAX_STEPS = 7
NEXT_PARTS = 2
"""Parts behind a label that are its own: where they hold links to something else, it speaks of nothing further on."""
LONGEST_INTRODUCTION = 200
PROSE_LETTERS = 140
LINKED = 0.12
"""A line of which less is linked says something itself."""
_TEXT_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_ITEMS = frozenset(("li", "dl", "tr"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ELSEWHERE = frozenset(("nav", "footer", "popular", "share", "tags", "author", "comment"))
"""What stands in a related box without being related; what is called a promotion there is one of a text."""
_ENDING_KINDS = frozenset(("nav", "footer", "popular", "comment"))


def labelled(place: Place) -> list[Target]:
    """Return the targets of boxes whose heading says that they are related, and of lines that begin so."""
    found = place.found
    blocks = list(enumerate(found.blocks))
    labels = (index for index, block in blocks if block.length <= LONGEST and label_kind(block.text) == RELATED)
    lines = (index for index, block in blocks if block.links and block.link_length < block.length)
    under = [target for index in islice(labels, MAX_LABELS) for target in _under(place, index)]
    return under + [target for index in islice(lines, MAX_LINES) for target in _behind_label(place, index)]


def _is_out_of_place(found: Blocks, index: int) -> bool:
    """Menus are labelled like related boxes."""
    return any(found.nodes[holder].tag in OUT_OF_PLACE for holder in found.above(found.blocks[index].node))


def _links_of(found: Blocks, index: int) -> list[int]:
    """Return the places of the links that have a part in a block."""
    node = found.nodes[found.blocks[index].node]
    places = range(node.first_link, min(node.end_link, node.first_link + MAX_IN_BOX))
    return [place for place in places if found.links[place].first_block <= index < found.links[place].end_block]


def _behind_label(place: Place, index: int) -> list[Target]:
    """Return the targets of a line whose first words are a label: "Read also: ..."."""
    found = place.found
    links = _links_of(found, index)
    first = next((found.links[at] for at in links if found.links[at].text), None)
    if first is None:
        return []
    label = found.blocks[index].text.partition(first.text)[0].strip()
    is_parted = bool(label) and (not label[-1].isalnum() or is_listed(label))
    if not is_parted or label_kind(label) != RELATED or _is_out_of_place(found, index):
        return []
    return list(place.targets.among(links))


def _under(place: Place, index: int) -> list[Target]:
    """Return the targets that follow a label: beside it, else beside what holds it."""
    found = place.found
    if _is_out_of_place(found, index) or _is_plain_link(found, index):
        return []
    for holder in [found.blocks[index].node, *found.above(found.blocks[index].node)[1:]][:MAX_STEPS]:
        if found.nodes[holder].tag in PAGE_TAGS or found.nodes[holder].is_body:
            break
        parts = list(parts_after(found, holder, index))
        if parts and _is_titled_alike(found, index, parts[0]):
            break
        beside = _collect(place, parts)
        if not beside and _are_its_own(parts[:NEXT_PARTS]):
            break
        if beside:
            return beside + _in_twins(place, found.nodes[holder].parent)
    return []


def _are_its_own(parts: list[Part]) -> bool:
    """Do the parts behind a label hold what it speaks of: a list, or several links?"""
    linked = [part for part in parts if part.links]
    return sum(len(part.links) for part in linked) > 1 or any(part.node and part.node.tag in _LISTS for part in linked)


def _is_titled_alike(found: Blocks, index: int, part: Part) -> bool:
    """Does what stands behind a label begin with a label of its own, in a box of the same look?"""
    own = found.nodes[found.blocks[index].node]
    first = part.blocks[0] if part.blocks else None
    node = found.nodes[first.node] if first else own
    return node is not own and bool(node.attributes.get("class")) and is_twin(own, node) and not part.blocks[0].links


def _is_plain_link(found: Blocks, index: int) -> bool:
    """Is the label a link to a text and no heading? Such a link may be called "read more"."""
    block = found.blocks[index]
    if block.tag in HEADINGS or block.link_density <= 0.5:  # noqa: PLR2004 - most of it
        return False
    inside = _links_of(found, index)  # none where the link is laid round the whole card
    return not inside or any(found.links[at].href[:1] not in "#j" for at in inside)


def _in_twins(place: Place, item: int) -> list[Target]:
    """Return the targets of the items after this one, for lists that print their label inside the first item."""
    node = place.found.nodes[item]
    if not item or node.tag in PAGE_TAGS or not (node.attributes.get("class") or node.tag in _ITEMS):
        return []
    twins = (part for part in parts_behind(place.found, item) if part.node and is_twin(node, part.node))
    return _collect(place, list(twins))


def _collect(place: Place, parts: list[Part]) -> list[Target]:
    """Return the targets of a run of parts that are alike, up to the first text or heading of something else."""
    found: list[Target] = []
    first: Part | None = None
    for number, part in enumerate(parts):
        if not part.blocks and not part.links:
            continue
        if not number and _introduces(part):
            continue
        inside = list(islice(place.targets.among(part.links), MAX_BLOCK + 1))
        if len(inside) > MAX_BLOCK or _ends_box(part, inside) or (inside and not _is_alike(first, part)):
            break
        inside = [target for target in inside if not _is_named_other(place.found, target.link.node, part)]
        if inside:
            first = part if first is None else first
            found.extend(_until_label(part, inside))
    return found


def _introduces(part: Part) -> bool:
    """Is a part the second line of the label before it, or a sentence that introduces the list behind it?"""
    text = part.text
    return part.node is not None and not part.links and 0 < len(text) <= LONGEST_INTRODUCTION and not label_kind(text)


def _is_named_other(found: Blocks, node: int, part: Part) -> bool:
    """Is there a box round a link, inside this part, whose name says that it holds something else?"""
    while part.node is not None and node and found.nodes[node] is not part.node:
        if name_of(found.nodes[node]) == RELATED:
            return False
        if kind_of(found.nodes[node]) in _ELSEWHERE:
            return True
        node = found.nodes[node].parent
    return False


def _is_alike(first: Part | None, part: Part) -> bool:
    """Is a part an item like the first: the same tag, and a class in common where both have classes?"""
    if first is None or first.node is None or part.node is None:
        return first is None or first.node is part.node
    one, other = (set(node.attributes.get("class", "").split()) for node in (first.node, part.node))
    return first.node.tag == part.node.tag and (not (one and other) or bool(one & other))


def _ends_box(part: Part, inside: list[Target]) -> bool:
    tag = part.node.tag if part.node else ""
    if part.node and (tag in OUT_OF_PLACE or kind_of(part.node) in _ENDING_KINDS):
        return True
    text = part.text
    if label_kind(text) or (not inside and tag in HEADINGS):
        return True
    if not inside:
        linked = sum(block.link_length for block in part.blocks)
        return len(text) > PROSE_LETTERS or (tag in _TEXT_TAGS and len(text) > 1 and linked < LINKED * len(text))
    linked = sum(len(target.link.text) for target in inside)
    return (tag in _TEXT_TAGS or not tag) and len(text) > 2 * linked + LONGEST


def _until_label(part: Part, inside: list[Target]) -> list[Target]:
    """Return the targets of a part before a heading in it says that something else begins."""
    first = inside[0].link.first_block
    stop = next((at for at, block in enumerate(part.blocks) if label_kind(block.text) == OTHER), None)
    if stop is None or part.node is None:
        return inside
    stop += part.node.first_block
    return [target for target in inside if target.link.first_block < stop] if stop > first else []
