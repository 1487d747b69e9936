"""What can go wrong, by name.

    NewscrawlerError
    ├── NotAnArticle           the page plainly is none: an index page, an empty page
    ├── UsageError             an argument or a setting that cannot be taken         exit status 2
    │   ├── BadUrl
    │   └── BadQuery
    ├── ArchiveError           the archive file cannot be used                       exit status 1
    │   ├── NotAnArchive       another application's file, or a damaged one
    │   └── NewerArchive       written by a later newscrawler
    ├── DiskFull               the archive could not grow; what was committed stands exit status 50
    └── Locked                 another run holds this site                           exit status 75

A message says what was wrong, what was expected, what was got, and where.
"""

from __future__ import annotations

from typing import ClassVar


class NewscrawlerError(Exception):
    """Base of all errors raised on purpose; `exit_status` is what a command ends with."""

    exit_status: ClassVar[int] = 1


class NotAnArticle(NewscrawlerError):
    """The page plainly is no article: an index page, an empty page."""


class UsageError(NewscrawlerError):
    """An argument or a setting cannot be taken."""

    exit_status = 2


class BadUrl(UsageError):
    """The address is none that can be fetched."""


class BadQuery(UsageError):
    """The search words cannot be made into a query."""


class ArchiveError(NewscrawlerError):
    """The archive file cannot be used."""


class NotAnArchive(ArchiveError):
    """The file is no newscrawler archive, or is damaged."""


class NewerArchive(ArchiveError):
    """The archive was written by a later newscrawler."""


class DiskFull(NewscrawlerError):
    """The archive could not grow; everything committed before stands."""

    exit_status = 50


class Locked(NewscrawlerError):
    """Another run holds this site."""

    exit_status = 75
