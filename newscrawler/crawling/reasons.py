"""Why a visit did not bring an article: the phrases that are counted, and what each says about the run.

A phrase may go on after a colon or with a number; the table is matched by its beginning.
"""

from __future__ import annotations

from enum import StrEnum

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

OFF_SITE = "off site"
PRIVATE = "private address"
SCHEME = "not http or https"
BAD_ADDRESS = "bad address"
LONG_ADDRESS = "address too long"
DISALLOWED = "disallowed by robots.txt"
ROBOTS_UNREACHABLE = "robots unreachable"
NOARCHIVE = "noarchive"
ASKED_TO_WAIT = "asked to wait"
INCOMPLETE = "incomplete"
TOO_LARGE = "too large"
TOO_MANY_REDIRECTS = "too many redirects"
REFUSED = "connection refused"
NO_HOST = "host not found"
TIMEOUT = "timeout"
CONNECTION = "connection lost"
BAD_CERTIFICATE = "bad certificate"
NOT_AN_ARTICLE = "not an article"
NO_SOURCE = "no such source"
BAD_SOURCE = "unreadable source"
NOT_TEXT = "not a text page"
CRASHED = "crashed"
BLOCKED = "blocked"
GONE = "gone"
VANISHED = "vanished"
INTERRUPTED = "interrupted"


class Bearing(StrEnum):
    """What a reason says about the run."""

    BLOCKED = "blocked"
    NETWORK = "network"
    CRASHED = "crashed"
    OTHER = "other"


_BEARINGS = {
    ROBOTS_UNREACHABLE: Bearing.BLOCKED,
    DISALLOWED: Bearing.BLOCKED,
    NOARCHIVE: Bearing.BLOCKED,
    ASKED_TO_WAIT: Bearing.BLOCKED,
    BLOCKED: Bearing.BLOCKED,
    REFUSED: Bearing.NETWORK,
    NO_HOST: Bearing.NETWORK,
    TIMEOUT: Bearing.NETWORK,
    CONNECTION: Bearing.NETWORK,
    CRASHED: Bearing.CRASHED,
}


def bearing(reason: str) -> Bearing:
    """Return what a reason says about the run.

    >>> bearing("blocked 403").value, bearing("timeout").value, bearing("gone 404").value
    ('blocked', 'network', 'other')
    """
    return next((bears for start, bears in _BEARINGS.items() if reason.startswith(start)), Bearing.OTHER)


_STATUSES = {401: BLOCKED, 403: BLOCKED, 407: BLOCKED, 429: BLOCKED, 451: BLOCKED, 404: GONE, 410: GONE}


def status_reason(status: int) -> str:
    """Return why an answer with this HTTP status brought nothing.

    >>> status_reason(403), status_reason(404), status_reason(500), status_reason(302)
    ('blocked 403', 'gone 404', 'server error 500', 'unexpected status 302')
    """
    usual = "server error" if status >= 500 else "unexpected status"  # noqa: PLR2004 HTTP's own number
    return f"{_STATUSES.get(status, usual)} {status}"


_EXCEPTIONS: tuple[tuple[type[Exception], str], ...] = (
    (DownloadConnectionRefusedError, REFUSED),
    (CannotResolveHostError, NO_HOST),
    (DownloadTimeoutError, TIMEOUT),
    (DownloadCancelledError, TOO_LARGE),
    (ResponseDataLossError, INCOMPLETE),
    (DownloadFailedError, CONNECTION),
    (UnsupportedURLSchemeError, SCHEME),
    (NotSupported, SCHEME),
    (OSError, CONNECTION),
    (ValueError, BAD_ADDRESS),
)


def exception_reason(error: BaseException) -> str:
    """Return why a fetch that raised this brought nothing; an exception nobody foresaw is a crash.

    >>> exception_reason(DownloadTimeoutError()), exception_reason(KeyError("x"))
    ('timeout', 'crashed: KeyError')
    """
    if isinstance(error, DownloadFailedError) and "certificate" in str(error):  # OpenSSL's words, within Twisted's
        return BAD_CERTIFICATE
    unforeseen = f"{CRASHED}: {type(error).__name__}"
    return next((reason for kind, reason in _EXCEPTIONS if isinstance(error, kind)), unforeseen)
