"""The standfirst: the lines between headline and text that sum the article up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.extraction.phrases import is_boilerplate_line, plain

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block, Blocks
    from newscrawler.extraction.visible import Witnesses

LEAD_WORDS = re.compile(
    r"(?<![a-z])(?:lead|lede|standfirst|stand-first|intro|introduction|introtext|chapo|chapeau|excerpt|summary|subtitle|sub-title|subheadline|"
    r"sub-headline|subhead|deck|dek|sapo|ingress|vorspann|abstract|sommario|bajada|entradilla|underrubrik|undertittel|undertitle|"
    r"teaser-text|anleser|preamble|manchet|perex|zajawka|soustitre|sub-heading|subheading|description|desc|copete|linha-fina|"
    r"gravata|olho|occhiello|catenaccio|underrubrikk|synopsis|leadtext|spoiler|stand_first|summarize|heading-desc|sumario)(?![a-z])",
    re.IGNORECASE,
)
SHORTEST = 25
SENTENCE_LENGTH = 50
MOST_LEADS = 4
SAME_BEGINNING = 40
HOLDERS = 2
"""How many elements upwards a lead's class may stand."""
MOST_LINKS = 0.3
MOST_DIGITS = 0.2
PLAINLY_OTHER = frozenset(("nav", "footer", "related", "popular", "comment"))
PASSED_KINDS = frozenset(("", "sidebar", "meta"))


def is_marked_lead(found: Blocks, block: Block) -> bool:
    """Return True when the classes of a block or its holders call it a standfirst."""
    index = block.node
    for _ in range(HOLDERS):
        element = found.nodes[index].element
        if LEAD_WORDS.search(
            f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('data-testid') or ''}"
        ):
            return True
        if found.nodes[index].tag in {"main", "article", "body", "section"}:
            return False
        index = found.nodes[index].parent
    return False


def same_text(text: str, other: str) -> bool:
    """Return True when two lines begin alike, as a standfirst and the page's description do."""
    first, second = plain(text), plain(other)
    return bool(first and second) and (first == second or first[:SAME_BEGINNING] == second[:SAME_BEGINNING])


def leads_before(found: Blocks, kinds: list[str], span: tuple[int, int], witnesses: Witnesses) -> list[int]:
    """Return the indexes of the blocks in the span, from the headline to the text, that are the standfirst."""
    start, end = span
    leads = [index for index in range(start, end) if _is_lead(found, index, kinds, witnesses)]
    return leads[:MOST_LEADS]


def _is_lead(found: Blocks, index: int, kinds: list[str], witnesses: Witnesses) -> bool:
    block = found.blocks[index]
    if not _may_be_lead(block) or same_text(block.text, witnesses.title):
        return False
    kind = kinds[block.node]
    if any(same_text(block.text, description) for description in witnesses.descriptions):
        return kind not in PLAINLY_OTHER
    if kind not in PASSED_KINDS:
        return False
    if is_marked_lead(found, block):
        return True
    return not kind and block.length >= SENTENCE_LENGTH and block.tag in {"p", "div"}


def _may_be_lead(block: Block) -> bool:
    if block.length < SHORTEST or block.link_density > MOST_LINKS or block.tag == "h1":
        return False
    digits = sum(map(str.isdigit, block.text))
    return digits < MOST_DIGITS * len(block.text) and not is_boilerplate_line(block.text)
