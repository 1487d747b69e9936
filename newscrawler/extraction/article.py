"""A page -> an `Article`: declared data, the site's own selectors, and the generic reading of what is visible."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newscrawler.extraction.access import read_is_free
from newscrawler.extraction.authors import declared_authors, shown_authors, source_lines
from newscrawler.extraction.body import BodyReading, Witnesses, read_body
from newscrawler.extraction.breadcrumbs import read_breadcrumbs
from newscrawler.extraction.byline_labels import opens_byline
from newscrawler.extraction.collector import collector_paused
from newscrawler.extraction.date_scene import Scene
from newscrawler.extraction.fields import SITE, SiteFields
from newscrawler.extraction.language import read_language
from newscrawler.extraction.name_spelling import as_spelled
from newscrawler.extraction.origin import read_origin_line
from newscrawler.extraction.pictures import NOTHING, read_images
from newscrawler.extraction.related import read_related
from newscrawler.extraction.sections import Place, read_section
from newscrawler.extraction.site_dates import read_dates
from newscrawler.extraction.site_names import SiteNames
from newscrawler.extraction.tags import read_tags
from newscrawler.extraction.title import Headline, read_title
from newscrawler.extraction.verdict import refuse_other_pages
from newscrawler.extraction.walk import read_blocks
from newscrawler.items import Article, SiteFacts
from newscrawler.markup import parse_markup, texts
from newscrawler.text import clean_paragraphs, clean_text
from newscrawler.urls import canonical_url, same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newscrawler.items import DateEvidence
    from newscrawler.markup import Markup

EXTRACTOR_VERSION = "7"
"""Changes whenever the same page may be read differently than before."""
LONGEST_BYLINE = 90
MOST_BEFORE_ORIGIN = 3
"""Paragraphs, standfirst and byline among them, that may stand before the origin line."""


@dataclass
class _Page:
    """One page on its way to an article."""

    markup: Markup
    facts: SiteFacts
    fields: SiteFields
    headline: Headline
    body: BodyReading
    signed: tuple[list[str], str]
    """The declared authors, and where they are declared."""
    provenance: dict[str, str] = field(default_factory=dict)

    @cached_property
    def scene(self) -> Scene:
        return Scene(self.body.found, self.headline.element, self.body.container)

    @cached_property
    def place(self) -> Place:
        """Where the headline and the text stand."""
        found, kept = self.body.found, self.body.kept
        title = found.node_of(self.headline.element)
        return Place(found.nodes[title].first_block if title >= 0 else -1, kept[0] if kept else -1)

    @cached_property
    def domains(self) -> Sequence[str]:
        """The site's domains; the page's own where it is none of that site's."""
        url, domains = self.markup.url, self.facts.domains
        return domains if domains and same_site(url, domains) else (site_of(url),)

    def first(self, name: str, found: Any, place: str) -> Any:
        """Return the site's word for a field, else what the cascade found; keep where it came from."""
        ours = self.fields.texts(name)
        value = (ours if isinstance(found, list) else ours[0]) if ours else found
        return self.from_place(name, value, SITE if ours else place)

    def from_place(self, name: str, value: Any, place: str) -> Any:
        """Return a value; keep where it came from, if it is one."""
        if value not in (None, "", []):
            self.provenance[name] = place
        return value


@collector_paused()
def extract_article(
    html: bytes | str,
    url: str,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    site: SiteFacts | None = None,
    hints: Sequence[DateEvidence] = (),
) -> Article:
    """Return what the page at `url` says.

    `content_type` is the HTTP header of that name; `hints` are dates that a feed or sitemap gave for the page.

    Raises:
        NotAnArticle: the page plainly is none: an index page, an empty page.
    """
    markup = parse_markup(html, url, content_type=content_type)
    return read_article(markup, fetched_at=fetched_at, site=site, hints=hints)


@collector_paused()
def read_article(
    markup: Markup,
    *,
    fetched_at: datetime | None = None,
    site: SiteFacts | None = None,
    hints: Sequence[DateEvidence] = (),
) -> Article:
    """Return what an already parsed page says.

    Raises:
        NotAnArticle: the page plainly is none: an index page, an empty page.
    """
    facts = site or SiteFacts()
    fields = SiteFields(markup, facts)
    headline = _headline(markup, facts, fields)
    signed = declared_authors(markup, facts)
    body = _body(markup, headline, fields, signed[0] or source_lines(markup))
    if body.provenance != SITE:
        refuse_other_pages(markup, body, headline.element)
    page = _Page(markup, facts, fields, headline, body, signed)
    article = _article(page)
    dates = read_dates(page.markup, fields, page.scene, known=(facts, fetched_at, hints))
    _with_dates(article, dates)
    return article


def _headline(markup: Markup, facts: SiteFacts, fields: SiteFields) -> Headline:
    title = fields.text("title")
    return Headline(title, SITE, fields.element("title")) if title else read_title(markup, facts)


def _body(markup: Markup, headline: Headline, fields: SiteFields, people: list[str]) -> BodyReading:
    paragraphs = fields.paragraphs("body")
    if paragraphs:
        found = read_blocks(markup.root)
        return BodyReading(paragraphs, provenance=SITE, container=fields.element("body"), found=found)
    return read_body(markup, _witnesses(markup, headline, people))


def _witnesses(markup: Markup, headline: Headline, people: list[str]) -> Witnesses:
    own = markup.own_articles
    names = ("og:description", "description", "twitter:description")
    described = [markup.declared.first_meta(name) or "" for name in names]
    described += [text for thing in own for text in texts(thing.get("description"))]
    bodies = [text for thing in own for text in texts(thing.get("articleBody"))]
    return Witnesses(headline.element, headline.text, [text for text in described if text], bodies, people)


def _article(page: _Page) -> Article:
    """Return the article but for its dates."""
    markup, facts, found = page.markup, page.facts, page.body.found
    text = clean_paragraphs(page.body.paragraphs)
    title = clean_text(page.headline.text)
    authors, authors_from = page.signed if page.signed[0] else shown_authors(markup, page.scene, facts)
    authors = as_spelled(authors, found)
    breadcrumbs = page.first("breadcrumbs", read_breadcrumbs(markup, found, title, page.place.text), "breadcrumbs")
    section, section_from = read_section(markup, found, breadcrumbs, page.place, authors)
    language, language_from = read_language(markup, text, facts)
    lead = page.first("lead", page.body.lead, page.body.provenance)
    tags, tags_from = read_tags(markup, page.scene)
    related = page.fields.links("related_links")
    article = Article(
        url=markup.url,
        canonical_url=page.from_place("canonical_url", *_canonical(markup, page.domains)),
        site=page.domains[0],
        title=page.from_place("title", title, page.headline.provenance),
        authors=page.first("authors", authors, authors_from),
        section=page.first("section", section, section_from),
        breadcrumbs=breadcrumbs,
        origin_line=page.first("origin_line", _origin_line(text, lead, SiteNames(markup, facts)), "body"),
        lead=clean_text(lead) if lead else None,
        body=page.from_place("body", text, page.body.provenance),
        images=page.from_place("images", *read_images(markup, page.scene)),
        related_links=page.from_place(
            "related_links", *((related, SITE) if related else read_related(markup, page.body, facts))
        ),
        tags=page.first("tags", tags, tags_from),
        language=page.first("language", language, language_from),
        is_free=page.from_place("is_free", *read_is_free(markup)),
    )
    article.provenance = page.provenance
    return article


def _origin_line(body: str, lead: str | None, names: SiteNames) -> str | None:
    """Return the origin line that opens the body, or the text behind its standfirst and byline."""
    standfirst = clean_text(lead) if lead else None
    for _ in range(MOST_BEFORE_ORIGIN):
        found = read_origin_line(body, names.has_signature)
        opening, _, body = body.partition("\n\n")
        if found or not body or not (opening == standfirst or _is_byline(opening)):
            return found
    return None


def _is_byline(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_BYLINE and opens_byline(paragraph)


def _with_dates(article: Article, dates: Any) -> None:
    for name in ("date_line", "date_line_date", "published_at", "published_precision", "published_from", "modified_at"):
        setattr(article, name, getattr(dates, name))
    article.dates = list(dates.evidence)
    article.provenance |= dates.sources


def _canonical(markup: Markup, domains: Sequence[str]) -> tuple[str, str]:
    """Return the canonical address, and where it was said: a declared one counts only where it is of the same site."""
    declared = [(link.url, "link canonical") for link in markup.declared.links if "canonical" in link.rel.split()]
    declared += [(url, "meta og:url") for url in markup.declared.meta.get("og:url", [])[:1]]
    filled = (said for said in declared if said[0].rpartition("/")[2] not in NOTHING)
    own, place = next((said for said in filled if same_site(said[0], domains)), (markup.url, "address"))
    return canonical_url(own), place
