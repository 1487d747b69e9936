"""Keywords that a site declares on all its pages: what it is, and not what an article is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.extraction.site_names import SiteNames
from newscrawler.extraction.tables import names
from newscrawler.items import SiteFacts
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newscrawler.markup import Markup

LEAST = 2
SHARE = 0.5


def without_sites_own(tags: Sequence[str], markup: Markup) -> list[str]:
    """Return declared keywords without words for news; none where they are the site's.

    They are where such words stand among them: templates put their own behind those of the article. So they are where
    such words, and the site's names, are half of them.
    """
    speaking = [tag for tag in tags if _speaks_of_news(tag)]
    if not speaking:
        return list(tags)
    plain = [tag for tag in speaking if fold(tag) in names("news_words")]
    if len(plain) >= LEAST and list(tags[-len(plain) :]) != plain:
        return []
    site = SiteNames(markup, SiteFacts())
    own = [tag for tag in tags if tag not in speaking and site.has_signature(tag)]
    is_half = len(speaking) + len(own) >= max(LEAST, SHARE * len(tags))
    return [] if is_half and (plain or own) else [tag for tag in tags if tag not in plain]


def _speaks_of_news(tag: str) -> bool:
    return not names("news_words").isdisjoint(fold(tag).split())
