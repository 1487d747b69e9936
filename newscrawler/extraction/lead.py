"""The standfirst: the lines between headline and text that sum the article up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newscrawler.extraction.bare_lines import digits, is_dated_byline, is_meta_line
from newscrawler.extraction.date_line import short_text
from newscrawler.extraction.east_credits import is_caption
from newscrawler.extraction.elements import CAPTION, HEADINGS
from newscrawler.extraction.marks import CAMEL
from newscrawler.extraction.phrases import is_boilerplate_line, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.extraction.blocks import Block, Blocks
    from newscrawler.extraction.ground import Ground

LEAD_WORDS = re.compile(
    r"(?<![a-z])(?:abstract|anleser|bajada|catenaccio|chapeau|chapo|copete|deck|dek|desc|description|entradilla|excerpt|"
    r"gravata|heading-desc|ingress|intro|introduction|introtext|lead|leadtext|lede|linha-fina|manchet|occhiello|olho|"
    r"perex|preamble|sapo|sommario|soustitre|spoiler|stand-?first|stand_first|sub[-_]?head|sub[-_]?heading|sub[-_]?headline|"
    r"second-?title|sub[-_]?tit(?:le)?|sumario|summarize|summary|synopsis|teaser-text|underrubrikk?|undertitle|undertittel|vorspann|zajawka)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_OF_OTHER = re.compile(r"(?<![a-z])(?:author|bio|contributor|profile|writer|ai)(?![a-z])", re.IGNORECASE)
"""What is described where these stand in the same name is a person, or a machine described it."""
LEAD_PARTS = (
    *("abstract", "anleser", "bajada", "catenaccio", "chap", "copete", "deck", "dek", "desc", "entradilla", "excerpt"),
    *("gravata", "ingress", "intro", "lead", "lede", "linha", "manchet", "occhiello", "olho", "perex", "preamble"),
    *("sapo", "sommario", "soustitre", "spoiler", "stand", "sub", "title", "sumario", "summar", "synopsis", "teaser"),
    *("underrubrik", "undertit", "vorspann", "zajawka"),
)
"""What stands, in small letters, in all that `LEAD_WORDS` finds, and in few other names."""
_RIGHTS = "©"
"""Begins the credit of a picture."""
NO_LEADS = frozenset(("h1", "figcaption"))
SHORTEST = 25
SENTENCE_LENGTH = 50
LONGEST_BOX = 800
"""Letters up to which an element that is called a lead may be one."""
MOST_LEADS = 4
BULLETS = range(2, 6)
"""So many items has a list that is a standfirst."""
BULLET_WORDS = 4
MOST_LINKS = 0.3
MOST_DIGITS = 0.2
SAME_BEGINNING = 40
CAPTION_HOLDERS = 4
SAME_WORDS = 0.5
_WORD = re.compile(r"\w+")
_POINT = re.compile(r"[.,;:!?…،؛؟。、，！？।»”\"]")
"""What stands in a sentence, and in few labels in a row."""
HOLDERS = 2
"""How many elements upwards a lead's class may stand."""
PLAINLY_OTHER = frozenset(("nav", "footer", "related", "popular", "comment"))
PASSED_KINDS = frozenset(("", "sidebar", "meta"))
_OF_OTHERS = PLAINLY_OTHER | {"author"}
BOXES = 4
"""Elements upwards in which a mark tells that a line is of the author, or of other texts."""


class Scene(NamedTuple):
    """What is known of the page when its lead is looked for."""

    found: Blocks
    ground: Ground
    kinds: Sequence[str]
    title: str
    """Its title, plain."""
    descriptions: Sequence[str]
    """Its declared summaries, plain."""
    start: int
    """Its first block behind the headline."""


def is_marked_lead(found: Blocks, ground: Ground, block: Block) -> bool:
    """Return True when the classes of a block or of a box that holds little more call it a standfirst."""
    index = block.node
    for _ in range(HOLDERS):
        node = found.nodes[index]
        if ground.letters[index] > LONGEST_BOX or (node.is_body and ground.letters[index] > block.length):
            return False
        if _calls_lead(" ".join([node.attributes.get(name, "") for name in ("class", "itemprop", "data-testid")])):
            return True
        if node.is_body:
            return False
        index = node.parent
    return False


def _calls_lead(names: str) -> bool:
    said = names.lower()
    if names.isascii() and not any(part in said for part in LEAD_PARTS):
        return False
    return any(LEAD_WORDS.search(one) and not _OF_OTHER.search(one) for one in CAMEL.sub("-", names).split())


def is_marked_line(found: Blocks, block: Block) -> bool:
    """Return True when the class of an inline element that holds all of a block calls it a standfirst."""
    for element, attributes, node in found.inlines:
        if node == block.node and element.tag != "a" and LEAD_WORDS.search(attributes.get("class", "")):
            words = short_text(element, LONGEST_BOX) or ""
            return "".join(words.split()) == "".join(block.text.split())
    return False


def _is_same(line: str, other: str) -> bool:
    """Return True when two plain lines begin alike, as a standfirst and the page's description do."""
    return bool(line and other) and line[:SAME_BEGINNING] == other[:SAME_BEGINNING]


def leads_before(scene: Scene, span: tuple[int, int]) -> list[int]:
    """Return the indexes of the blocks in the span, from the headline to the text, that are the standfirst."""
    blocks, leads = scene.found.blocks, list[int]()
    for at in range(*span):
        goes_on = bool(leads) and leads[-1] == at - 1 and _goes_on(scene, blocks[at - 1], blocks[at])
        if _may_be_lead(blocks[at]) and (goes_on or _is_lead(scene, blocks[at])):
            leads.append(at)
    return sorted({*leads[:MOST_LEADS], *_bullets(scene, range(*span))})


def _bullets(scene: Scene, span: range) -> list[int]:
    """Return the items of the one list among these blocks that sums the article up: a few lines, and no links."""
    blocks, nodes = scene.found.blocks, scene.found.nodes
    items = [at for at in span if blocks[at].tag == "li" and not scene.kinds[blocks[at].node]]
    if len(items) not in BULLETS or len({nodes[blocks[at].node].parent for at in items}) > 1:
        return []
    box = nodes[nodes[blocks[items[0]].node].parent]
    if box.first_link < box.end_link or box.end_block - box.first_block != len(items):
        return []
    return items if all(_is_bullet(blocks[at]) for at in items) else []


def _is_bullet(block: Block) -> bool:
    return len(block.text.split()) >= BULLET_WORDS and _may_be_lead(block) and not is_boilerplate_line(block.text)


def _goes_on(scene: Scene, lead: Block, block: Block) -> bool:
    """Does a heading go on with the standfirst before it: one like it, in a small box that holds both?"""
    node, other = scene.found.nodes[lead.node], scene.found.nodes[block.node]
    is_like = block.tag == lead.tag and node.parent == other.parent and not scene.kinds[block.node]
    return is_like and block.tag in HEADINGS and scene.ground.letters[node.parent] <= LONGEST_BOX


def _is_lead(scene: Scene, block: Block) -> bool:
    line = plain(block.text)
    if _is_same(line, scene.title):
        return False
    kind = scene.kinds[block.node]
    if any(_is_same(line, description) for description in scene.descriptions):
        return kind not in PLAINLY_OTHER and not _is_in_caption(scene.found, block)
    if kind not in PASSED_KINDS or (kind and _is_of_others(scene.found, block)):
        return False
    is_marked, is_sentence = is_marked_lead(scene.found, scene.ground, block), block.length >= SENTENCE_LENGTH
    if is_marked and is_sentence:
        return True
    if is_boilerplate_line(block.text):
        return False
    may_be = block.tag == "p" or (block.tag == "div" and _POINT.search(block.text) is not None)
    return is_marked or (not kind and is_sentence and (may_be or _is_second_title(scene, block, line)))


def _is_second_title(scene: Scene, block: Block, line: str) -> bool:
    """Is a block a heading directly behind the headline, in its box, that says something else than it does?"""
    nodes, blocks = scene.found.nodes, scene.found.blocks
    if block.tag != "h2" or block is not blocks[scene.start]:
        return False
    if nodes[block.node].parent != nodes[blocks[scene.start - 1].node].parent:
        return False
    title = set(_WORD.findall(scene.title))
    return len(title.intersection(_WORD.findall(line))) < SAME_WORDS * len(title)


def _is_of_others(found: Blocks, block: Block) -> bool:
    """Do the marks of the boxes round it say that a block is of the author, or of other texts?"""
    return any(found.nodes[box].kind in _OF_OTHERS for box in found.above(block.node)[:BOXES])


def _is_in_caption(found: Blocks, block: Block) -> bool:
    """Do the marks of its box, and not its place beside a picture alone, say that a block is a caption?"""
    return any(found.nodes[holder].kind == CAPTION for holder in found.above(block.node)[:CAPTION_HOLDERS])


def _may_be_lead(block: Block) -> bool:
    if block.length < SHORTEST or block.link_density > MOST_LINKS or block.tag in NO_LEADS:
        return False
    if block.text[0] == _RIGHTS or is_caption(block.text) or is_meta_line(block) or is_dated_byline(block):
        return False
    return digits(block.text) < MOST_DIGITS * len(block.text)
