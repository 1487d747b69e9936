"""What goes between the archive and those who read its pages again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newscrawler.items import Article, DateEvidence


class Words(NamedTuple):
    """What makes a revision."""

    title: str
    lead: str | None
    body: str


class Newest(NamedTuple):
    """An article's newest revision and its page: what must not have changed between reading and writing."""

    revision_id: int
    snapshot_id: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages are read again."""

    site: str | None = None
    """Only this site's; None for all."""
    other_than: str | None = None
    """Only what another version of the extractor has read; None for all."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """How much there is to read."""

    articles: int
    pages: int
    without_page: int
    """Articles whose present words have no page in the archive: they stay as they are."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The page of one revision."""

    article_id: int
    number: int
    """Of the revision."""
    revision_id: int
    snapshot_id: int
    site: str
    newest: Newest
    """Of its article."""
    evidence: tuple[DateEvidence, ...]
    """The article's dates as they stand; of an older revision none."""

    @property
    def is_newest(self) -> bool:
        """Is this the page that the article's fields are from?"""
        return self.revision_id == self.newest.revision_id


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A revision as it stands."""

    revision_id: int
    number: int
    words: Words
    text_hash: str
    extractor_version: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it stands."""

    id: int
    article: Article
    text_hash: str
    extractor_version: str
    newest: Newest
    versions: tuple[StoredVersion, ...]
    """From the first to the newest."""

    def version(self, revision_id: int) -> StoredVersion:
        """Return the revision of that row."""
        return next(version for version in self.versions if version.revision_id == revision_id)


@dataclass(frozen=True, slots=True)
class NewestRead:
    """What an article's newest page says today, not yet judged by what the archive knows of its lines."""

    article: Article
    fetched_at: str
    later: tuple[DateEvidence, ...] = ()
    """Dates from later visits of the same words, which this page does not print."""


@dataclass(frozen=True, slots=True)
class RereadVersion:
    """What a revision's page says today."""

    revision_id: int
    words: Words | None
    """None where they are as they were."""
    text_hash: str = ""


@dataclass(frozen=True, slots=True)
class Reread:
    """An article read again, ready to be written."""

    article_id: int
    newest: Newest
    """As they were when its pages were taken out."""
    evidence: tuple[DateEvidence, ...] = ()
    """The article's dates, as they were then."""
    read: NewestRead | None = None
    """None where its fields are as they were, or its newest page could not be read."""
    versions: tuple[RereadVersion, ...] = ()


@dataclass(slots=True)
class Written:
    """What became of articles that were to be written."""

    articles: int = 0
    """Whose fields or older words are others now."""
    left: int = 0
    """That a crawl has altered since they were read, or that are gone: left as they are."""

    def __add__(self, other: Written) -> Written:
        return Written(self.articles + other.articles, self.left + other.left)
