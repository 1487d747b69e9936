"""Where related links stand on a page: under labels, in boxes of that name, as cards and lines inside the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.elements import HEADINGS
from newscrawler.extraction.labels import LONGEST, OTHER, RELATED, is_listed, label_kind
from newscrawler.extraction.marks import kind_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newscrawler.extraction.blocks import Block, BlockLink, Blocks, Node
    from newscrawler.extraction.ground import Ground
    from newscrawler.extraction.targets import Target, Targets

MAX_BLOCK = 40
"""A block with more links than this is a list of the site."""
MAX_LABELS = 40
MAX_IN_TEXT = 400
MOST_CARDS = 3
MAX_STEPS = 7
MAX_SIBLINGS = 60
NEXT_PARTS = 2
"""Parts behind a label that are its own: where they hold links to something else, it speaks of nothing further on."""
LONGEST_INTRODUCTION = 200
PROSE_LETTERS = 140
LINKED = 0.12
"""A line of which less is linked says something itself."""
_TEXT_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"))
_ITEMS = frozenset(("li", "dl", "tr"))
_LISTS = frozenset(("ul", "ol", "dl"))
_LINES = frozenset(("p", "li", "td"))
_PAGE_TAGS = frozenset(("html", "body", "form", "main"))
_OUT_OF_PLACE = frozenset(("nav", "footer"))
_OTHER_KINDS = frozenset(
    ("nav", "footer", "popular", "share", "tags", "author", "comment", "ads", "newsletter", "consent")
)
_ELSEWHERE = frozenset(("nav", "footer", "popular", "share", "tags", "author", "comment"))
"""What stands in a related box without being related; what is called a promotion there is one of a text."""
_SIDE_KINDS = frozenset(("sidebar", "popular"))
_ENDING_KINDS = frozenset(("nav", "footer", "popular", "comment"))
_NAMED = re.compile(
    r"(?<![a-z])(?:un)?related|relacionad|relaciones|relat(?:ed)?(?:posts|links|news|articles|stories)|similar|benzer|ilgili|"
    r"aehnlich|verwandt|correlat|(?:see|read|view)-?_?(?:also|next)|also-?_?(?:read|see)|lees-?_?ook|lire-?_?aussi|leggi-?_?anche|"
    r"(?:lea|lee)-?_?tambien|leia-?_?(?:mais|tambem)|ralated|more-?_?on-?_?th(?:is|e)|(?:same|this)-?_?(?:topic|subject)|mehr-?_?zum|zum-?_?thema|yarpp|baca-?_?juga|czytaj-?_?tak|"
    r"kapcsolodo|souvisejic|read-?_?more-?_?(?:box|link|block)",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(
    r"unrelated|popular|most-?_?read|latest|recent|trending|related-?_?(?:tag|topic|keyword|subject|categor|person|people|video|ad\b|image)|similar-?_?tag",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A page's blocks with what was counted in them."""

    found: Blocks
    ground: Ground
    targets: Targets


class _Part(NamedTuple):
    """One of the things that stand beside each other in a box: a node with all it holds, or bare text and links."""

    node: Node | None
    blocks: Sequence[Block]
    links: range


def labelled(place: Place) -> list[Target]:
    """Return the targets of boxes whose heading says that they are related, and of lines that begin so."""
    found = place.found
    labels = (index for index, block in enumerate(found.blocks) if _may_be_label(block))
    targets: list[Target] = []
    for index in islice((index for index in labels if not _is_out_of_place(found, index)), MAX_LABELS):
        block = found.blocks[index]
        if label_kind(block.text) == RELATED:
            targets += _under(place, index)
        elif block.links:
            targets += _behind_label(place, index)
    return targets


def _may_be_label(block: Block) -> bool:
    if block.length <= LONGEST and label_kind(block.text) == RELATED:
        return True
    return block.links > 0 and block.link_length < block.length


def _is_out_of_place(found: Blocks, index: int) -> bool:
    """Menus are labelled like related boxes."""
    return any(found.nodes[holder].tag in _OUT_OF_PLACE for holder in found.above(found.blocks[index].node))


def _links_of(found: Blocks, index: int) -> list[int]:
    """Return the places of the links that have a part in a block."""
    node = found.nodes[found.blocks[index].node]
    places = range(node.first_link, min(node.end_link, node.first_link + MAX_IN_TEXT))
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
    return list(place.targets.among(links)) if is_parted and label_kind(label) == RELATED else []


def _under(place: Place, index: int) -> list[Target]:
    """Return the targets that follow a label: beside it, else beside what holds it."""
    found = place.found
    if _is_plain_link(found, index):
        return []
    for holder in [found.blocks[index].node, *found.above(found.blocks[index].node)[1:]][:MAX_STEPS]:
        if found.nodes[holder].tag in _PAGE_TAGS or found.nodes[holder].is_body:
            break
        parts = list(_parts_after(found, holder, index))
        if parts and _is_titled_alike(found, index, parts[0]):
            break
        beside = _collect(place, parts)
        if not beside and _are_its_own(parts[:NEXT_PARTS]):
            break
        if beside:
            return beside + _in_twins(place, found.nodes[holder].parent)
    return []


def _are_its_own(parts: list[_Part]) -> bool:
    """Do the parts behind a label hold what it speaks of: a list, or several links?"""
    linked = [part for part in parts if part.links]
    return sum(len(part.links) for part in linked) > 1 or any(part.node and part.node.tag in _LISTS for part in linked)


def _is_titled_alike(found: Blocks, index: int, part: _Part) -> bool:
    """Does what stands behind a label begin with a label of its own, in a box of the same look?"""
    own = found.nodes[found.blocks[index].node]
    first = part.blocks[0] if part.blocks else None
    node = found.nodes[first.node] if first else own
    return node is not own and bool(node.attributes.get("class")) and _is_twin(own, node) and not part.blocks[0].links


def _is_plain_link(found: Blocks, index: int) -> bool:
    """Is the label a link to a text and no heading? Such a link may be called "read more"."""
    block = found.blocks[index]
    if block.tag in HEADINGS or block.link_density <= 0.5:  # noqa: PLR2004 - most of it
        return False
    inside = _links_of(found, index)  # none where the link is laid round the whole card
    return not inside or any(found.links[at].href[:1] not in "#j" for at in inside)


def _parts_after(found: Blocks, holder: int, index: int) -> Iterator[_Part]:
    """Yield what stands behind a block in the node that holds it, or behind a node in its own holder."""
    node = found.nodes[holder]
    if holder == found.blocks[index].node and node.end_block > index + 1:
        yield from _parts(found, holder, index + 1)
    outer = node.parent
    yield from islice(_parts(found, outer, node.end_block, node.last + 1, node.end_link), MAX_SIBLINGS)


def _parts(found: Blocks, outer: int, block: int, child: int | None = None, link: int | None = None) -> Iterator[_Part]:
    """Yield the parts of a node from a block on: its children, and bare blocks between them."""
    holder = found.nodes[outer]
    at = outer + 1 if child is None else child
    link = holder.first_link if link is None else link
    while at <= holder.last and found.nodes[at].end_block <= block and child is None:
        link, at = found.nodes[at].end_link, found.nodes[at].last + 1
    while at <= holder.last:
        node = found.nodes[at]
        yield from _bare(found, range(block, node.first_block), range(link, node.first_link))
        yield _Part(node, found.blocks[node.first_block : node.end_block], range(node.first_link, node.end_link))
        block, link, at = max(block, node.end_block), node.end_link, node.last + 1
    yield from _bare(found, range(block, holder.end_block), range(link, holder.end_link))


def _bare(found: Blocks, blocks: range, links: range) -> Iterator[_Part]:
    for index in blocks:
        inside = [at for at in links if found.links[at].first_block <= index < found.links[at].end_block]
        yield _Part(None, found.blocks[index : index + 1], range(inside[0], inside[-1] + 1) if inside else range(0))


def _in_twins(place: Place, item: int) -> list[Target]:
    """Return the targets of the items after this one, for lists that print their label inside the first item."""
    node = place.found.nodes[item]
    if not item or node.tag in _PAGE_TAGS or not (node.attributes.get("class") or node.tag in _ITEMS):
        return []
    parts = _parts(place.found, node.parent, node.end_block, node.last + 1, node.end_link)
    twins = (part for part in islice(parts, MAX_SIBLINGS) if part.node and _is_twin(node, part.node))
    return _collect(place, list(twins))


def _is_twin(node: Node, other: Node) -> bool:
    return node.tag == other.tag and node.attributes.get("class") == other.attributes.get("class")


def _collect(place: Place, parts: list[_Part]) -> list[Target]:
    """Return the targets of a run of parts that are alike, up to the first text or heading of something else."""
    found: list[Target] = []
    first: _Part | None = None
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


def _introduces(part: _Part) -> bool:
    """Is a part the second line of the label before it, or a sentence that introduces the list behind it?"""
    text = _text(part)
    return part.node is not None and not part.links and 0 < len(text) <= LONGEST_INTRODUCTION and not label_kind(text)


def _is_named_other(found: Blocks, node: int, part: _Part) -> bool:
    """Is there a box round a link, inside this part, whose name says that it holds something else?"""
    while part.node is not None and node and found.nodes[node] is not part.node:
        if _name_of(found.nodes[node]) == RELATED:
            return False
        if _kind_of(found.nodes[node]) in _ELSEWHERE:
            return True
        node = found.nodes[node].parent
    return False


def _is_alike(first: _Part | None, part: _Part) -> bool:
    """Is a part an item like the first: the same tag, and a class in common where both have classes?"""
    if first is None or first.node is None or part.node is None:
        return first is None or first.node is part.node
    one, other = (set(node.attributes.get("class", "").split()) for node in (first.node, part.node))
    return first.node.tag == part.node.tag and (not (one and other) or bool(one & other))


def _ends_box(part: _Part, inside: list[Target]) -> bool:
    tag = part.node.tag if part.node else ""
    if part.node and (tag in _OUT_OF_PLACE or _kind_of(part.node) in _ENDING_KINDS):
        return True
    text = _text(part)
    if label_kind(text) or (not inside and tag in HEADINGS):
        return True
    if not inside:
        linked = sum(block.link_length for block in part.blocks)
        return len(text) > PROSE_LETTERS or (tag in _TEXT_TAGS and len(text) > 1 and linked < LINKED * len(text))
    linked = sum(len(target.link.text) for target in inside)
    return (tag in _TEXT_TAGS or not tag) and len(text) > 2 * linked + LONGEST


def _text(part: _Part) -> str:
    return " ".join(block.text for block in part.blocks)


def _until_label(part: _Part, inside: list[Target]) -> list[Target]:
    """Return the targets of a part before a heading in it says that something else begins."""
    first = inside[0].link.first_block
    stop = next((at for at, block in enumerate(part.blocks) if label_kind(block.text) == OTHER), None)
    if stop is None or part.node is None:
        return inside
    stop += part.node.first_block
    return [target for target in inside if target.link.first_block < stop] if stop > first else []


def named(place: Place) -> list[Target]:
    """Return the targets in boxes whose class or id says that they are related; the closest word decides."""
    found = place.found
    known: dict[int, str] = {}
    links = [at for at, link in enumerate(found.links) if _named_kind(found, link.node, known) == RELATED]
    return [target for target in place.targets.among(links) if not _is_labelled_other(found, target.link)]


def _is_labelled_other(found: Blocks, link: BlockLink) -> bool:
    """Does the last label before a link, in the boxes that are named for related texts, say that it is of others?"""
    holders = (found.nodes[holder] for holder in found.above(link.node))
    first = min((node.first_block for node in holders if _name_of(node) == RELATED), default=link.first_block)
    kinds = (
        label_kind(found.blocks[at].text)
        for at in range(link.first_block, max(first, 1) - 1, -1)
        if at < len(found.blocks)
    )
    return next(filter(None, kinds), "") == OTHER


def _named_kind(found: Blocks, node: int, known: dict[int, str]) -> str:
    climbed = []
    kind = ""
    while node and node not in known:
        climbed.append(node)
        kind = _name_of(found.nodes[node])
        if kind:
            break
        node = found.nodes[node].parent
    else:
        kind = known.get(node, "")
    known.update(dict.fromkeys(climbed, kind))
    return kind


def _name_of(node: Node) -> str:
    if node.tag in _OUT_OF_PLACE:
        return OTHER
    if not node.attributes or node.tag in _PAGE_TAGS:
        return ""
    return _kind_by_name(node.attributes.get("class", ""), node.attributes.get("id", ""))


@lru_cache(maxsize=8192)
def _kind_by_name(classes: str, identifier: str) -> str:
    words = f"{classes} {identifier}"
    if _NAMED.search(words) and not _NOT_NAMED.search(words):
        return RELATED
    return OTHER if kind_of_words(classes, identifier) in _OTHER_KINDS else ""


def _kind_of(node: Node) -> str:
    return kind_of_words(node.attributes.get("class", ""), node.attributes.get("id", ""))


def shown_as_cards(place: Place, container: int, kept: Sequence[int]) -> tuple[list[Target], list[Target]]:
    """Return the targets inside the text that stand as cards or lines of their own, and those inside its sentences.

    `kept` are the blocks of the text; what stands before or behind all of them is no part of it.
    """
    cards: list[Target] = []
    sentences: list[Target] = []
    known: dict[int, str] = {}
    box = place.found.nodes[container]
    links = range(box.first_link, min(box.end_link, box.first_link + MAX_IN_TEXT))
    for target in place.targets.among(links):
        at = target.link.first_block
        if _named_kind(place.found, target.link.node, known) == OTHER or (kept and not kept[0] <= at <= kept[-1] + 1):
            continue
        (cards if _is_card(place, target.link, container) else sentences).append(target)
    return _few([card for card in cards if not _is_of_list(place.found, card.link, container)], kept), sentences


def _is_of_list(found: Blocks, link: BlockLink, container: int) -> bool:
    """Does the link stand in a side box of the text that offers many?"""
    for holder in found.above(link.node):
        if holder == container:
            return False
        node = found.nodes[holder]
        if node.kind in _SIDE_KINDS:
            hrefs = {one.href for one in found.links[node.first_link : node.end_link]}
            return len(hrefs) > MOST_CARDS
    return False


def _few(cards: list[Target], kept: Sequence[int]) -> list[Target]:
    """Return the cards that stand alone or in twos and threes between paragraphs: more are a list of the site."""
    gaps: dict[int, set[str]] = {}
    for card in cards:
        gaps.setdefault(bisect_right(kept, card.link.first_block), set()).add(card.key)
    return [card for card in cards if len(gaps[bisect_right(kept, card.link.first_block)]) <= MOST_CARDS]


def _is_card(place: Place, link: BlockLink, container: int) -> bool:
    """Does the closest box that holds the link hold little else?"""
    if link.node == container:
        return False
    slack = LONGEST // 2 if place.found.nodes[link.node].tag in _LINES else 2 * LONGEST
    return place.ground.letters[link.node] <= 1.3 * len(link.text) + slack
