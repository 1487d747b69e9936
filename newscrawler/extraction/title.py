"""The headline as the reader sees it: agreement between the headings of the page and what it declares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.extraction.own_thing import is_of, own_articles, texts
from newscrawler.extraction.phrases import plain
from newscrawler.markup import is_hidden, visible_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

SEPARATORS = re.compile(r"\s+[|\-–—·•»«:/<>]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[＿_]\s+|\s*[:：]\s+(?=[^:：]+$)")
AGREES = 0.6
"""Share of common words from which two titles are taken for one."""
MOST_HEADINGS = 200
LONGEST_TITLE = 500
WORD = re.compile(r"\w+")
CJK = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Headline:
    """The title, where it came from, and the element that prints it."""

    text: str
    provenance: str
    element: HtmlElement | None = None


def read_title(markup: Markup, facts: SiteFacts) -> Headline:
    """Return the headline; an empty text when the page has none."""
    names = _site_names(markup, facts)
    declared = _declared_titles(markup, names)
    witnesses = [text for text, _ in declared]
    element = _printed(markup, witnesses)
    if element is not None:
        text = _without_kicker(element, visible_text(element), witnesses)
        return Headline(text, f"visible {element.tag}", element)
    if declared:
        return Headline(*declared[0])
    return Headline("", "")


def _site_names(markup: Markup, facts: SiteFacts) -> set[str]:
    declared = markup.declared
    names = [
        facts.name,
        *(
            declared.meta.get(key, [""])[0]
            for key in (
                "og:site_name",
                "application-name",
                "apple-mobile-web-app-title",
                "twitter:site",
                "dc.publisher",
            )
        ),
    ]
    for thing in declared.json_ld:
        names.extend(texts(thing.get("publisher"), "name"))
        if is_of(thing, ("WebSite", "NewsMediaOrganization", "Organization")):
            names.extend(texts(thing.get("name")))
    host = markup.url.split("//", 1)[-1].split("/", 1)[0].removeprefix("www.")
    labels = host.split(":")[0].split(".")
    return {_bare(name) for name in [*names, host, *labels[:-1]] if name} - {""}


def _first(value: Any) -> str:
    return next(iter(texts(value, "@value", "name")), "")


def _bare(text: str) -> str:
    return "".join(WORD.findall(text.casefold())).replace("_", "")


def _declared_titles(markup: Markup, names: set[str]) -> list[tuple[str, str]]:
    """Return the declared titles without the site's name, the most trusted first, with their provenance."""
    declared = markup.declared
    title = markup.root.find(".//title")
    found = [
        (declared.first_meta("og:title") or "", "meta og:title"),
        *((_first(thing.get("headline")), "json-ld headline") for thing in own_articles(markup)[:1]),
        (declared.first_meta("twitter:title") or "", "meta twitter:title"),
        (visible_text(title) if title is not None else "", "title"),
        (declared.first_meta("dc.title", "title", "sailthru.title", "parsely-title") or "", "meta title"),
    ]
    lines = [(" ".join(text.split())[:LONGEST_TITLE], place) for text, place in found]
    texts = [text for text, _ in lines if text]
    return [(_without_site(text, names, texts), place) for text, place in lines if text]


def _without_site(title: str, names: set[str], witnesses: Sequence[str]) -> str:
    """Drop what follows or precedes the headline, as far as there is evidence that it is the site's name or a section.

    Evidence: it is the name of the site, or another declaration of the page is the title without it.
    """
    for witness in witnesses:
        if (
            len(witness) < len(title)
            and len(witness) > len(title) / 3
            and _bare(title).startswith(_bare(witness))
            and _cut_is_clean(title, witness)
        ):
            return witness
    parts = list(SEPARATORS.finditer(title))
    end = len(title)
    for match in reversed(parts):
        if not _is_site_name(title[match.end() : end], names):
            break
        end = match.start()
    if end == len(title) and parts and _is_site_name(title[: parts[0].start()], names):
        return title[parts[0].end() :].strip()
    return title[:end].strip() or title


def _cut_is_clean(title: str, witness: str) -> bool:
    return title.startswith(witness) and bool(SEPARATORS.match(title[len(witness) :]))


def _is_site_name(text: str, names: set[str]) -> bool:
    bare = _bare(text)
    return bool(bare) and any(
        bare == name
        or (len(name) > 3 and len(bare) < 2.5 * len(name) and (name in bare or (len(bare) > 3 and bare in name)))
        for name in names
    )


def agreement(first: str, second: str) -> float:
    """Return how much two titles have in common, 0 to 1, by words; by letters where words are not parted."""
    if CJK.search(first):
        one, two = set(_bare(first)), set(_bare(second))
    else:
        one, two = set(WORD.findall(first.casefold())), set(WORD.findall(second.casefold()))
    if not one or not two:
        return 0.0
    return len(one & two) / max(len(one), len(two))


def _printed(markup: Markup, witnesses: list[str]) -> HtmlElement | None:
    """Return the heading that prints the title: the one that agrees best with what is declared, h1 before others."""
    root = markup.root
    firsts = [
        element for element in list(root.iter("h1"))[:MOST_HEADINGS] if visible_text(element) and not is_hidden(element)
    ]
    best, best_score = None, 0.0
    for element in firsts:
        score = _score(visible_text(element), witnesses)
        if score > best_score:
            best, best_score = element, score
    if best is not None and best_score >= AGREES:
        return best
    for element in list(root.iter("h2", "h3"))[:MOST_HEADINGS]:
        if witnesses and _score(visible_text(element), witnesses[:2]) >= 0.85 and not is_hidden(element):
            return element
    if len(firsts) == 1 and (not witnesses or best_score > 0.25):
        return firsts[0]
    return None


def _score(text: str, witnesses: Sequence[str]) -> float:
    if not witnesses:
        return 0.0
    return max(max(agreement(text, witness), _contained(text, witness)) for witness in witnesses)


def _contained(text: str, witness: str) -> float:
    """Return a high mark for a heading that holds the whole declared title, or a long part of it."""
    one, two = plain(text), plain(witness)
    if len(one) >= 15 and one in two:
        return 0.7
    return 0.8 if len(two) >= 15 and two in one and len(one) < 2 * len(two) else 0.0


def _without_kicker(element: HtmlElement, text: str, witnesses: Sequence[str]) -> str:
    """Return the headline without a kicker that stands in an element of its own inside the heading."""
    for child in element.iter():
        if child is element or not isinstance(child.tag, str):
            continue
        part = visible_text(child)
        if len(part) < len(text) and any(plain(part) == plain(witness) for witness in witnesses):
            return part
    return text
