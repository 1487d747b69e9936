"""Is the page an article at all? Front pages, section pages and empty pages plainly are none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.errors import NotAnArticle
from newscrawler.extraction.ground import linked_titles
from newscrawler.markup import addresses
from newscrawler.urls import canonical_original, original_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.extraction.body import BodyReading
    from newscrawler.markup import Markup

LEAST_TEXT = 60
"""Letters of text below which a page that does not call itself an article is none."""
SHORT_TEXT = 400
LONG_TEXT = 2 * SHORT_TEXT
"""Letters from which a first page, or what the scripts of an application say, may be an article without a headline."""
MANY_LINKS = 10
TEASERS_SHARE = 0.6
FRONT_TEASERS = 5
INDEX_TYPES = ("CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "ContactPage", "AboutPage")


def refuse_other_pages(markup: Markup, body: BodyReading, headline: HtmlElement | None) -> None:
    """Return quietly for an article; `headline` is the element that prints its title.

    Raises:
        NotAnArticle: the page is empty, a front page, or a list of links to other pages.
    """
    reason = _reason(markup, body, headline)
    if reason:
        raise NotAnArticle(f"expected an article, got {reason}: {markup.url}")


def _reason(markup: Markup, body: BodyReading, headline: HtmlElement | None) -> str:
    """Return what the page is instead of an article; empty when it may be one."""
    declared = _calls_itself_article(markup)
    if not declared and body.length < LEAST_TEXT:
        return "a page without text"
    if _is_front(markup) and (_beside_teasers(body) is not None or linked_titles(body.found) >= MANY_LINKS):
        return "a front page"
    if declared:
        return ""
    if headline is None and body.length < _least_without_headline(markup, body):
        return "a page without a headline"
    return _listed(markup, body)


def _least_without_headline(markup: Markup, body: BodyReading) -> int:
    """Return how many letters make a text an article though the page prints no headline."""
    return LONG_TEXT if body.provenance == "script" or _is_front(markup) else SHORT_TEXT // 2


def _listed(markup: Markup, body: BodyReading) -> str:
    """Return which list a page is that does not call itself an article; empty when it is none."""
    beside, length = _beside_teasers(body), body.length
    if beside is not None and beside < SHORT_TEXT:
        return "a list of teasers"
    is_poor = length < SHORT_TEXT / 2 or (length < SHORT_TEXT and _lists(markup))
    return "a list of links" if is_poor and linked_titles(body.found) >= MANY_LINKS else ""


def _beside_teasers(body: BodyReading) -> int | None:
    """Return letters of prose outside the teasers, where most of the page's prose is inside; None for other pages."""
    ground = body.ground
    if ground is None or sum(map(len, ground.teasers)) < FRONT_TEASERS:
        return None
    prose, inside = ground.whole, ground.teaser_prose
    return prose - inside if inside > TEASERS_SHARE * prose else None


def _calls_itself_article(markup: Markup) -> bool:
    kinds = {kind.strip().lower() for kind in markup.declared.meta.get("og:type", [])}
    if "article" in kinds and not _lists(markup):
        return True
    here = canonical_original(markup.url)
    things = markup.own_articles
    return any(here in map(canonical_original, addresses(thing)) for thing in things) or (
        len(things) == 1 and not _lists(markup)
    )


def _lists(markup: Markup) -> bool:
    return bool(markup.declared.of_type(*INDEX_TYPES))


def _is_front(markup: Markup) -> bool:
    try:
        parts = urlsplit(original_url(markup.url))
    except ValueError:  # an address that no page was fetched from
        return False
    return bool(parts.netloc) and parts.path in {"", "/"} and not parts.query
