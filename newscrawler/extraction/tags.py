"""The publisher's keywords: what an article is filed under, declared and printed."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from newscrawler.extraction.date_scene import Part
from newscrawler.extraction.labels import LONGEST as LONGEST_LABEL
from newscrawler.extraction.labels import speaks_of_related
from newscrawler.extraction.marks import kind_of_words
from newscrawler.extraction.site_keywords import without_sites_own
from newscrawler.extraction.surroundings import climb, kinds_above
from newscrawler.markup import texts, visible_text
from newscrawler.text import clean_text, fold
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from newscrawler.extraction.blocks import Block, BlockLink, Blocks, Node
    from newscrawler.extraction.date_scene import Scene
    from newscrawler.markup import Markup

MAX_TAGS = 40
_COMMAS = re.compile(r"[,،;、]")
_SPACES = re.compile(r"[\s|｜]+")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ONE_NAME = re.compile(r"[,،]\s*&")
"""In a list that is one name: "Business, Finance, & Economics"."""
LONGEST_TAG = 60
_EDGES = " #,،;.„“”'\""
BOX_STEPS = 3
_SEGMENTS = frozenset(
    (
        *("tag", "tags", "topic", "topics", "topik", "keyword", "keywords", "label", "labels", "thema", "themen"),
        *("tema", "temas", "temos", "temat", "tematy", "temy", "temi", "sujet", "sujets", "emne", "emner", "emneord"),
        *("etiqueta", "etiquetas", "etiketa", "etikety", "eticheta", "etichete", "etiket", "etiketler", "konu"),
        *("konular", "cimke", "cimkek", "tunniste", "tunnisteet", "avainsana", "avainsanat", "marksona", "oznaka"),
        *("tudo-sobre", "todo-sobre", "tout-sur", "tutto-su", "alles-ueber", "all-about", "assunto", "assuntos"),
        *("oznake", "stitky", "stitek", "zyme", "zymes", "tagi", "tegi"),
    )
)
"""Parts of addresses that lead to what is written of one subject."""
_KEY = re.compile(
    r"[<>]|[0-9a-f]{8}-[0-9a-f]{4}-|^[A-Za-z]+(?: [A-Za-z]+)?[:/]\S|^(?:NLP |category:)|^NewsArticle$|^%\w+%$|^[{$]\{",
    re.IGNORECASE,
)
"""Keys of a publishing system among the keywords, broken markup, and what a template left unfilled."""
_COUNTED = re.compile(r"(.*\S)\s+(?:[(\[]\d+(?:\s\w+)?[)\]]|\d+)")
LEAST_COUNTED = 3
"""So many tags of one page do not all end with a year."""
_METAS = ("article:tag", "news_keywords")
_WEAK_METAS = ("keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords")
"""What sites often fill with words for search engines: what is printed as tags goes before, unless it is among them."""
_WORDS_OF_SITES = frozenset(f"meta {name}" for name in (*_METAS, *_WEAK_METAS))
"""Places where sites put their own name beside what the article is about."""
LEAST_IN_ROW = 4
"""Pairs of tags that stand side by side in the headline, and are none then but its words."""
SIGNS = 1.5
"""The letters of a list of links with what parts them, to those of the links."""
BESIDE = 40
"""Letters that a box for tags may print beside them: its label."""
BETWEEN = 3
"""Letters that may part one tag from the next."""
_FOREIGN = frozenset({"related", "popular", "comment", "nav", "footer", "sidebar", "aside"})
_OWN_PARTS = frozenset((Part.META, Part.BODY_START, Part.BODY, Part.AFTER))


def read_tags(markup: Markup, scene: Scene) -> tuple[list[str], str]:
    """Return the keywords of the article in their order, and where they were found: declared, else linked."""
    own = {fold(markup.declared.first_meta(name) or "") for name in ("og:site_name", "application-name")}
    own.add(site_of(markup.url))
    for place, found in _sources(markup, scene):
        tags: dict[str, str] = {}
        for text in found:
            tag = clean_text(text).strip(_EDGES)
            if (
                tag
                and len(tag) <= LONGEST_TAG
                and not _KEY.search(tag)
                and not (fold(tag) in own and place in _WORDS_OF_SITES)
            ):
                tags.setdefault(fold(tag), tag)
        if tags:
            return _without_counts(list(tags.values())[:MAX_TAGS]), place
    return [], ""


def _without_counts(tags: list[str]) -> list[str]:
    """Return the tags without how many texts there are of each, where a number stands behind every one of them."""
    parts = [_COUNTED.fullmatch(tag) for tag in tags] if len(tags) >= LEAST_COUNTED else [None]
    return [part[1] for part in parts if part] if all(parts) else tags


def _sources(markup: Markup, scene: Scene) -> Iterator[tuple[str, list[str]]]:
    marked = _marked(scene)
    said = _listed(markup.declared.meta.get("article:tag", []))
    yield "meta article:tag", said if set(map(fold, said)) == set(map(fold, marked)) else []
    boxes = _boxes(scene)
    for place, declared in _declared(markup):
        yield "tag box", next(_fuller(scene, boxes, declared), [])
        yield place, declared
    weak = {name: without_sites_own(_listed(markup.declared.meta.get(name, [])), markup) for name in _WEAK_METAS}
    keywords = set(map(_bare, next(filter(None, weak.values()), [])))
    yield "links rel=tag", marked if not keywords.issuperset(map(_bare, marked)) else []
    printed = _boxed(scene, boxes) or _in_line(scene)
    yield "tag box", printed if not keywords.issuperset(map(_bare, printed)) else []
    title = visible_text(scene.title) if scene.title is not None else ""
    yield from ((f"meta {name}", _without_title(listed, title)) for name, listed in weak.items())
    yield "visible", _in_lists(scene, [link for link in scene.found.links if _is_tag(scene, link)])
    yield "labels", next(filter(None, (_under(scene.found, block) for block in scene.found.blocks)), [])


def _declared(markup: Markup) -> Iterator[tuple[str, list[str]]]:
    for thing in markup.own_articles:
        yield "json-ld keywords", _listed(texts(thing.get("keywords"), "name"))
    for name in _METAS:
        yield f"meta {name}", _listed(markup.declared.meta.get(name, []))


def _boxes(scene: Scene) -> list[int]:
    """Return the nodes that are named for tags."""
    kinds = [node.kind for node in scene.found.nodes]
    return [at for at, kind in enumerate(kinds) if kind == "tags"] if "tags" in kinds else []


def _boxed(scene: Scene, boxes: list[int]) -> list[str]:
    """Return the links of the article's first box for tags."""
    return next(filter(None, (_in_box(scene, box) for box in boxes)), [])


def _fuller(scene: Scene, boxes: list[int], declared: list[str]) -> Iterator[list[str]]:
    """Yield the links of boxes that hold all declared tags, and others: a page may declare the first of its tags alone.

    All of them lead to what is written of some subjects: among printed tags a section may stand.
    """
    said = set(map(_bare, declared)) - {""} if boxes and declared else set()
    for at in boxes if said else ():
        box = scene.found.nodes[at]
        links = _few_links(scene.found, box)
        if len(said) < len(links) and all(map(_leads_to_subject, links)):
            printed = _in_box(scene, at)
            if said < set(map(_bare, printed)):
                yield printed


def _bare(text: str) -> str:
    return fold(clean_text(text).strip(_EDGES))


def _marked(scene: Scene) -> list[str]:
    """Return the words of the article's own links that are marked as tags."""
    elements = [link.element for link in scene.found.links]
    tagged = [link for link in elements if "tag" in (rel := link.get("rel") or "") and _is_tag_link(rel)]
    if not tagged:
        return []
    holders = set(climb(scene.container)) if scene.container is not None else set()
    own = (link for link in tagged if _is_own(link, holders) and not _is_filed(link))
    return [visible_text(link) for link in own]


def _is_filed(link: HtmlElement) -> bool:
    """Does the link stand in a box for sections? Block themes mark those links as tags too."""
    box = link.getparent()
    return "/category/" in link.get("href", "") or (box is not None and _names_sections(box.get("class") or ""))


def _names_sections(classes: str) -> bool:
    return any(map(classes.__contains__, ("category", "categories", "cat-links")))


def _in_box(scene: Scene, at: int) -> list[str]:
    """Return the links of a box for tags, wherever they lead; none where the box is of something else."""
    box = scene.found.nodes[at]
    links = scene.found.links[box.first_link : box.end_link]
    if not 0 < len(links) <= MAX_TAGS or _names_sections(box.words):
        return []
    if scene.part_at(at) not in _OWN_PARTS and not _follows_article(scene, at):
        return []
    words = [link.text for link in links if link.href[:1] not in "#j"]
    printed = sum(len(block.text) for block in scene.found.blocks[box.first_block : box.end_block])
    is_list = (
        len(words) == len(links) and all(0 < len(text) <= LONGEST_TAG for text in words) and _are_all(words, printed)
    )
    is_kicker = len(links) == 1 and scene.is_above_title(at)
    return words if is_list and not is_kicker and _FOREIGN.isdisjoint(kinds_above(box.element, scene.scope)) else []


def _follows_article(scene: Scene, at: int) -> bool:
    """Does a box stand behind the article's element, in the box that this one stands in?"""
    whole, found = scene.nodes, scene.found
    return at >= whole.stop > whole.start > 0 and found.nodes[at].parent == found.nodes[whole.start].parent


def _are_all(words: list[str], printed: int) -> bool:
    """Are these words of links nearly all of the letters that stand there?"""
    return printed <= SIGNS * sum(map(len, words)) + BESIDE


def _in_line(scene: Scene) -> list[str]:
    """Return the links of the first run of words, in a line of the article, that is named for tags."""
    for element, attributes, node in scene.found.inlines:
        classes = attributes.get("class", "")
        if "tag" in classes and element.tag != "a" and kind_of_words(classes, "") == "tags":
            words = [visible_text(link) for link in islice(element.iter("a"), MAX_TAGS)]
            is_list = bool(words) and _are_all(words, len(visible_text(element)))
            is_own = scene.part_at(node) in _OWN_PARTS and _FOREIGN.isdisjoint(kinds_above(element, scene.scope))
            if is_list and is_own:
                return words
    return []


def _without_title(tags: list[str], title: str) -> list[str]:
    """Return the tags without the words of the headline, where a template listed them one after another."""
    words = [word for part in title.split() if (word := _bare(part))]
    beside = set(pairwise(words))
    said = [_bare(tag) for tag in tags]
    if sum(pair in beside for pair in pairwise(said)) < LEAST_IN_ROW:
        return tags
    return [tag for tag, word in zip(tags, said, strict=True) if word not in words]


def _is_tag(scene: Scene, link: BlockLink) -> bool:
    """Does a link stand in a box for tags behind the text, or lead to one?"""
    if len(link.text) > LONGEST_TAG or not _leads_to_subject(link):
        return False
    return scene.part_at(link.node) is Part.AFTER or _is_in_text(scene, link)


def _is_in_text(scene: Scene, link: BlockLink) -> bool:
    """Does a link stand in the text's element, in a box or list for tags?"""
    if scene.part_at(link.node) is not Part.BODY:
        return False
    boxes = (scene.found.nodes[holder] for holder in scene.found.above(link.node)[:BOX_STEPS])
    return any(node.kind == "tags" or node.tag == "ul" for node in boxes) or _is_plain_box(scene, link.node)


def _under(found: Blocks, label: Block) -> list[str]:
    """Return the links in the box of a label for what is related, where all of them lead to subjects."""
    if not (label.length <= LONGEST_LABEL and not label.links and speaks_of_related(label.text)):
        return []
    for at in found.above(label.node)[:BOX_STEPS]:
        box = found.nodes[at]
        if box.first_link < box.end_link:
            links = _few_links(found, box)
            return [link.text for link in links] if all(map(_leads_to_subject, links)) else []
    return []


def _few_links(found: Blocks, box: Node) -> list[BlockLink]:
    """Return the links in a box; none where they are more than the tags of one article."""
    few = box.end_link - box.first_link <= MAX_TAGS
    return found.links[box.first_link : box.end_link] if few else []


def _is_plain_box(scene: Scene, at: int) -> bool:
    """Does a box without a telling name hold nothing but links to what is written of some subjects?"""
    box = scene.found.nodes[at]
    links = scene.found.links[box.first_link : box.end_link]
    if box.tag != "div" or not 1 < len(links) <= MAX_TAGS or not all(map(_leads_to_subject, links)):
        return False
    printed = sum(len(block.text) for block in scene.found.blocks[box.first_block : box.end_block])
    return printed <= sum(len(link.text) + BETWEEN for link in links)


def _in_lists(scene: Scene, tags: list[BlockLink]) -> list[str]:
    """Return the words of links to subjects, and of the others in a list of links that half of are such."""
    words: list[str] = []
    for tag in tags:
        above = (scene.found.nodes[holder] for holder in scene.found.above(tag.node)[:BOX_STEPS])
        box = next((node for node in above if node.tag == "ul"), None)
        listed = _few_links(scene.found, box) if box else []
        is_theirs = 2 * sum(map(_leads_to_subject, listed)) >= len(listed)
        words += [link.text for link in (listed if is_theirs else []) if len(link.text) <= LONGEST_TAG]
        words.append(tag.text)
    return list(dict.fromkeys(words))


def _leads_to_subject(link: BlockLink) -> bool:
    return not _SEGMENTS.isdisjoint(link.href.rstrip("/").split("/")[-3:-1])


def _is_own(link: HtmlElement, holders: set[HtmlElement]) -> bool:
    nearest = _nearest(link, holders)
    of_article = nearest is not None and any(holder.tag == "article" for holder in climb(nearest))
    return (_FOREIGN - {"footer"} if of_article else _FOREIGN).isdisjoint(kinds_above(link, nearest))


def _is_tag_link(rel: str) -> bool:
    return "tag" in rel.split() and "category" not in rel


def _nearest(element: HtmlElement, holders: set[HtmlElement]) -> HtmlElement | None:
    return next((holder for holder in climb(element) if holder in holders), None)


def _listed(found: list[str]) -> list[str]:
    """The members of a list; of one that is printed in a single text its parts."""
    members = list(dict.fromkeys(found))
    return members if len(members) > 1 else [part for text in members for part in _parts(text)]


def _parts(text: str) -> list[str]:
    """The parts of a list: between commas; between spaces and bars where there are none and no word has any."""
    if _ONE_NAME.search(text):
        return [text]
    parts = _COMMAS.split(text)
    if len(parts) > 1 or text.isascii():
        return parts
    words = _SPACES.split(text.strip())
    return words if all(word.isdigit() or _IDEOGRAPH.search(word) for word in words) else parts
