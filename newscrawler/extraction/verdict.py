"""Is the page an article at all? Front pages, section pages and empty pages plainly are none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.errors import NotAnArticle
from newscrawler.extraction.ground import linked_titles
from newscrawler.markup import addresses
from newscrawler.urls import canonical_url

if TYPE_CHECKING:
    from newscrawler.extraction.body import BodyReading
    from newscrawler.markup import Markup

LEAST_TEXT = 60
"""Letters of text below which a page that does not call itself an article is none."""
SHORT_TEXT = 400
MANY_LINKS = 10
TEASERS_SHARE = 0.6
FRONT_TEASERS = 5
INDEX_TYPES = ("CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "ContactPage", "AboutPage")


def refuse_other_pages(markup: Markup, body: BodyReading) -> None:
    """Return quietly for an article.

    Raises:
        NotAnArticle: the page is empty, a front page, or a list of links to other pages.
    """
    reason = _reason(markup, body)
    if reason:
        raise NotAnArticle(f"expected an article, got {reason}: {markup.url}")


def _reason(markup: Markup, body: BodyReading) -> str:
    """Return what the page is instead of an article; empty when it may be one."""
    length = body.length
    declared = _calls_itself_article(markup)
    if length < LEAST_TEXT and not declared:
        return "a page without text"
    titles = linked_titles(body.found)
    prose, teaser_prose, teasers = _prose(body)
    listed = teasers >= FRONT_TEASERS and teaser_prose > TEASERS_SHARE * prose
    if _is_front(markup) and (titles >= MANY_LINKS or listed):
        return "a front page"
    if declared:
        return ""
    if listed and prose - teaser_prose < SHORT_TEXT:
        return "a list of teasers"
    if length < SHORT_TEXT and titles >= MANY_LINKS and (_lists(markup) or length < SHORT_TEXT / 2):
        return "a list of links"
    return ""


def _prose(body: BodyReading) -> tuple[int, int, int]:
    """Return letters of prose on the page, those of them in teasers, and the number of teasers."""
    ground = body.ground
    if ground is None or not ground.prose:
        return 0, 0, 0
    return ground.prose[0], ground.teaser_prose, sum(map(len, ground.teasers))


def _calls_itself_article(markup: Markup) -> bool:
    kinds = {kind.strip().lower() for kind in markup.declared.meta.get("og:type", [])}
    if "article" in kinds and not _lists(markup):
        return True
    here = canonical_url(markup.url)
    things = markup.own_articles
    return any(here in map(canonical_url, addresses(thing)) for thing in things) or (
        len(things) == 1 and not _lists(markup)
    )


def _lists(markup: Markup) -> bool:
    return bool(markup.declared.of_type(*INDEX_TYPES))


def _is_front(markup: Markup) -> bool:
    try:
        parts = urlsplit(markup.url)
    except ValueError:  # an address that no page was fetched from
        return False
    return bool(parts.netloc) and parts.path in {"", "/"} and not parts.query
