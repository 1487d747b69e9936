"""Reading again: which pages are kept, what the archive says of their articles, and writing what they say today.

    again = archive.reextraction
    for page in again.pages(Wanted(site=None)):       # -> KeptPage, by article and revision
        page.snapshot_id, page.evidence               # read it with today's extractor
    again.stored(article_id)                          # -> StoredArticle, to compare with
    again.as_crawled(site, NewestRead(...))           # -> the article with its dates judged as a crawl judges them
    again.write([Reread(...)], version)               # one transaction -> Written
    again.finish()                                    # dates all articles by what their lines taught

Writing alters the words and fields of articles and of their revisions where they stand: no revision is added, nothing
counts as changed, no run is written.
"""

from __future__ import annotations

from newscrawler.archive.reextracting.facet import Reextraction
from newscrawler.archive.reextracting.judging import as_stored, same_evidence
from newscrawler.archive.reextracting.kept import text_hash_of
from newscrawler.archive.reextracting.values import (
    KeptPage,
    Newest,
    NewestRead,
    Reread,
    RereadVersion,
    StoredArticle,
    StoredVersion,
    ToRead,
    Wanted,
    Words,
    Written,
)

__all__ = [
    "KeptPage",
    "Newest",
    "NewestRead",
    "Reextraction",
    "Reread",
    "RereadVersion",
    "StoredArticle",
    "StoredVersion",
    "ToRead",
    "Wanted",
    "Words",
    "Written",
    "as_stored",
    "same_evidence",
    "text_hash_of",
]
