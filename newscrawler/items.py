"""The values that travel through the crawl: `Visit`, `Article` and what they are made of.

A name means the same as item field, archive column, command-line option and JSON key. Moments (`*_at`) are ISO 8601
text that says only as much as is known: `2016-07-16T00:55:00+04:00`, `2016-07-16` where the page gives a day alone,
`2016-07` where it gives a month. A time without offset is the page's own local time, its zone unknown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class PageKind(StrEnum):
    """What a page is to the frontier: an article, or a source that lists articles."""

    ARTICLE = "article"
    FEED = "feed"
    NEWS_SITEMAP = "news_sitemap"
    SITEMAP = "sitemap"
    SECTION = "section"
    ROBOTS = "robots"

    @property
    def is_source(self) -> bool:
        """True for every kind that lists other pages."""
        return self is not PageKind.ARTICLE


PAST_PRIORITY = -100
"""Pages of this priority, and below, lead into the past: only runs that are asked for it fetch them, after all else."""


class Outcome(StrEnum):
    """What came of a visit. The sum over a run's outcomes is what the run fetched."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ALIAS = "alias"
    SKIPPED = "skipped"
    FAILED = "failed"
    PUT_BACK = "put back"


class Place(StrEnum):
    """Where a date stood: `Article.published_from` and `DateEvidence.place`."""

    JSON_LD = "json-ld"
    META = "meta"
    MICRODATA = "microdata"
    TIME = "time"
    URL = "url"
    VISIBLE = "visible"
    HIDDEN = "hidden"
    MASTHEAD = "masthead"
    RELATED = "related"
    COMMENT = "comment"
    FEED = "feed"
    SITEMAP = "sitemap"


class Role(StrEnum):
    """What a date says: when the article came out, when it was altered, what day it is now, or something else."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    CLOCK = "clock"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that an article offers to its reader."""

    url: str
    """Absolute and canonical."""
    text: str
    """The words of the link as printed."""
    kind: str = "related"
    """`related` (a block after, beside or inside the text) or `in_text` (inside a paragraph)."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that belongs to the article."""

    url: str
    """Absolute."""
    caption: str = ""
    """The caption as printed, with its credit."""
    alt: str = ""
    """The alternative text."""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A date seen on the page, in its address, or in a source that listed it."""

    text: str
    """The date as printed, word for word."""
    place: str
    """Where it stood: a `Place`."""
    role: str
    """What it says: a `Role`."""
    value: str | None = None
    """The moment in ISO 8601, as far as it is known; None when the text could not be read, `doubt` says why."""
    precision: str | None = None
    """`month`, `day`, `hour`, `minute` or `second`."""
    calendar: str = "gregorian"
    """`gregorian`, `hijri` or `jalali`."""
    path: str = ""
    """The exact place: a meta name, a JSON-LD key, the element's path."""
    doubt: str = ""
    """What speaks against it, in words."""


@dataclass(slots=True, kw_only=True)
class Article:
    """What a page says: one record per text of a site."""

    url: str
    """The address that was fetched, after redirects."""
    canonical_url: str
    """The canonical address: what the page declares when it is of the same site, else `url` in canonical form."""
    site: str
    """The publisher's registered domain; a host with its port where it is an IP address or localhost."""
    title: str
    """The headline as the reader sees it, without the site's name."""
    date_line: str | None = None
    """The date as printed, word for word: the article's own, else the masthead's."""
    date_line_date: str | None = None
    """The day `date_line` says, ISO 8601."""
    published_at: str | None = None
    """When the article came out. Empty where only the page's clock speaks."""
    published_precision: str | None = None
    """`month`, `day`, `hour`, `minute` or `second`."""
    published_from: str | None = None
    """Which evidence won: a `Place`."""
    modified_at: str | None = None
    """When the publisher says the article was last altered."""
    authors: list[str] = field(default_factory=list)
    """People, in the order of the page, without "By"."""
    section: str | None = None
    """The site's section that holds the article."""
    breadcrumbs: list[str] = field(default_factory=list)
    """The path shown above the article, without the article's own title."""
    origin_line: str | None = None
    """Place and agency that open the body, without the closing colon or dash; they stay in the body too."""
    lead: str | None = None
    """The standfirst; also in `body` when the page shows it with the text."""
    body: str = ""
    """The paragraphs, parted by one empty line."""
    images: list[Image] = field(default_factory=list)
    """Pictures of the article, in order."""
    related_links: list[Link] = field(default_factory=list)
    """What the page offers as related to this article, in order."""
    tags: list[str] = field(default_factory=list)
    """The publisher's keywords."""
    language: str | None = None
    """BCP 47."""
    is_free: bool | None = None
    """False behind a paywall; None when the page does not say."""
    provenance: dict[str, str] = field(default_factory=dict)
    """Field name -> where its value came from (`json-ld`, `meta og:title`, `site`, `visible` ...)."""
    dates: list[DateEvidence] = field(default_factory=list)
    """Every date that was seen."""

    def as_dict(self) -> dict[str, Any]:
        """Return the article as plain dicts, lists and text, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What is known of a site beyond any one page."""

    name: str = ""
    """The publisher's name, as its readers know it."""
    domains: tuple[str, ...] = ()
    """Registered domains; the first is the site's identity, the others are mirrors of it."""
    country: str | None = None
    """ISO 3166-1 alpha-2; decides the order of day and month and the calendar of the moon."""
    languages: tuple[str, ...] = ()
    """BCP 47, the usual one first."""
    timezone: str | None = None
    """IANA name, for times that are printed without an offset."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field name -> CSS selector, or XPath when it begins with `/`: the site's word, which wins over the cascade."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """A page that a source or a page pointed to."""

    url: str
    """Absolute, as it was given."""
    kind: PageKind = PageKind.ARTICLE
    """What it is taken for."""
    title: str = ""
    """The words of the link, or the title in the feed."""
    published: str | None = None
    """The date that a feed or news sitemap gave for it, as printed there."""
    modified: str | None = None
    """The `lastmod` that a sitemap gave for it, as printed there."""
    priority: int = 0
    """Higher is fetched first."""
    is_next: bool = False
    """The next page of the same list: it lies no deeper than the page that pointed to it."""
    found_on: int | None = None
    """The row of the page that pointed to it, where that is told later than its visit."""


@dataclass(frozen=True, slots=True)
class Page:
    """One URL of a site as the frontier leased it."""

    url: str
    """The address to fetch."""
    site: str
    """The site it belongs to."""
    kind: PageKind = PageKind.ARTICLE
    """What it is taken for."""
    id: int | None = None
    """Its row in `pages`; None outside an archive."""
    depth: int = 0
    """How many links from a declared source."""
    attempts: int = 0
    """Fetches that failed since the last that worked."""
    etag: str | None = None
    """Validator of the last good answer, for a conditional request."""
    last_modified: str | None = None
    """The other validator."""
    title: str = ""
    """What the source that listed it called it."""
    hints: tuple[DateEvidence, ...] = ()
    """Dates that sources gave for it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as it was served."""

    url: str
    """The address after redirects."""
    status: int
    """The HTTP status."""
    headers: tuple[tuple[str, str], ...]
    """Response headers in the order they came; names in lower case."""
    body: bytes
    """The body after content decoding (gzip and its like), before any charset decoding."""
    fetched_at: str
    """ISO 8601 with offset."""


@dataclass(frozen=True, slots=True)
class OptOut:
    """A reservation against AI training or text mining that a page or a robots.txt makes."""

    signal: str
    """What is reserved, in the publisher's terms: `tdm-reservation`, `noai`, `ai-train=no`, an AI crawler's name."""
    place: str
    """Where it stood: `header`, `meta`, `robots directive`, `robots.txt` and the name of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What a host's robots.txt said when it was read."""

    site: str
    host: str
    """Scheme and host, with the port where it is not the usual one: `https://www.example.org`."""
    status: int | None
    """The HTTP status; None where redirects led nowhere."""
    sha256: str
    """Of the text, in hex; empty where there is no file."""
    crawl_delay_seconds: float = 0.0
    """What it asks of us; 0 where it asks for nothing."""
    opt_outs: tuple[OptOut, ...] = ()


@dataclass(slots=True, kw_only=True)
class Visit:
    """One fetch of a page and what came of it: the item of the pipelines. Steps set `outcome`, none drops a visit."""

    page: Page
    """What was leased."""
    outcome: Outcome | None = None
    """Empty until a step decides it."""
    reason: str = ""
    """Why, for `skipped`, `failed` and `put back`: a short phrase that groups well when counted."""
    article: Article | None = None
    """What the page says, if it is an article."""
    article_id: int | None = None
    """The archived article it is a version or an alias of, found by dedupe."""
    snapshot: Snapshot | None = None
    """The page as served; None when nothing came."""
    links: list[Discovered] = field(default_factory=list)
    """Pages it pointed to, for the frontier."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Links that are not followed: why -> how many."""
    retry_after_seconds: float | None = None
    """How long the server asked to be left alone."""
    extractor_version: str = ""
    """Which extractor read it."""
    opt_outs: list[OptOut] | None = None
    """What the page reserves; None where it was not read."""
    previous: Article | None = None
    """The archived version of the article as today's reader reads its snapshot, where the visit shows other words."""
