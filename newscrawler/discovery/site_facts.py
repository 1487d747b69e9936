"""What a front page and its address tell of a site: its name, country, languages and time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler import dates
from newscrawler.items import SiteFacts
from newscrawler.text import clean_text, language_of, language_tag, word_count
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from newscrawler.markup import Markup

_PUBLISHERS = ("NewsMediaOrganization", "Organization", "WebSite")
_COUNTRY_LETTERS = 2
# Names of countries that are sold to anybody for their looks: https://en.wikipedia.org/wiki/Country_code_top-level_domain
_SOLD = frozenset(
    {"ai", "am", "cc", "cd", "co", "dj", "eu", "fm", "gg", "im", "io", "la", "li", "ly", "me", "ms", "mu", "nu", "sc"}
) | frozenset({"sh", "st", "su", "tk", "to", "tv", "vc", "ws"})
_OTHER_CODES = {"uk": "GB", "ac": "SH"}
# The region that publishing systems write by themselves.
_DEFAULT_REGIONS = frozenset({"US", "GB"})
_MOST_CHARACTERS = 80
_NAME_WORDS = 3
_TEXT_CHARACTERS = 4_000


def facts_of_front(markup: Markup) -> SiteFacts:
    """Return what a front page tells of its site; what it does not tell stays empty.

    The country is the domain's, else the region of the declared language; the time is that of a country with one time.
    """
    language = _language(markup)
    country = _country_of_domain(markup.url) or _country_of_language(language)
    zone = dates.zone_of(country, None)
    return SiteFacts(
        name=_name(markup),
        domains=(site_of(markup.url),),
        country=country,
        languages=(language,) if language else (),
        timezone=str(zone) if zone else None,
    )


def _name(markup: Markup) -> str:
    declared = [markup.declared.first_meta("og:site_name", "application-name") or ""]
    declared += [str(thing.get("name") or "") for thing in markup.declared.of_type(*_PUBLISHERS)]
    title = next((clean_text(each.text_content()) for each in markup.elements.tagged("title")), "")
    if word_count(title) <= _NAME_WORDS:  # a longer one is a sentence about the site
        declared.append(title)
    return next((clean_text(name)[:_MOST_CHARACTERS] for name in declared if clean_text(name)), "")


def _language(markup: Markup) -> str | None:
    declared = markup.root.get("lang") or markup.declared.first_meta("og:locale", "content-language")
    text = " ".join(anchor.text for anchor in markup.anchors())[:_TEXT_CHARACTERS]
    return language_of(text, language_tag(declared))


def _country_of_domain(url: str) -> str | None:
    ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    if len(ending) != _COUNTRY_LETTERS or not ending.isalpha() or ending in _SOLD:
        return None
    return _OTHER_CODES.get(ending, ending.upper())


def _country_of_language(language: str | None) -> str | None:
    region = (language or "").rpartition("-")[2]
    is_region = len(region) == _COUNTRY_LETTERS and region.isupper() and region not in _DEFAULT_REGIONS
    return region if is_region else None
