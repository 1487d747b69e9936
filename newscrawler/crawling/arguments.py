"""What the user typed after `-a`: a site's address, or the addresses of pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from newscrawler.crawling.addresses import is_public
from newscrawler.errors import BadUrl, UsageError
from newscrawler.urls import is_fetchable

MOST_PAGES = 100_000
"""Addresses in one list."""


def site_address(text: str) -> str:
    """Return the address of a site given as URL or as bare domain; raises BadUrl for anything else.

    >>> site_address("example.org"), site_address("http://127.0.0.1:8000")
    ('https://example.org/', 'http://127.0.0.1:8000/')
    """
    text = text.strip()
    if "://" not in text:
        text = f"{'https' if is_public(urlsplit('//' + text).hostname or '') else 'http'}://{text}"
    if not is_fetchable(text):
        raise BadUrl(f"site={text!r} is no address: expected one such as site=https://example.org/")
    return text if urlsplit(text).path else f"{text}/"


def page_addresses(url: str = "", file: str = "") -> tuple[str, ...]:
    """Return the addresses in `url` (parted by white space) and in the lines of `file`, each once, in order.

    A line of the file that is empty or begins with `#` is passed over. Raises BadUrl naming the first one that cannot
    be fetched, and UsageError where the file cannot be read or there is no address at all.
    """
    addresses = [*url.split(), *(_lines(file) if file else [])]
    for number, address in enumerate(addresses, 1):
        if not is_fetchable(address):
            raise BadUrl(
                f"address {number}, {address!r}, cannot be fetched: expected one such as https://example.org/a"
            )
    if not addresses:
        raise UsageError("no address: expected -a url=URL (several parted by white space) or -a file=LIST")
    if len(addresses) > MOST_PAGES:
        raise UsageError(f"{len(addresses)} addresses: expected at most {MOST_PAGES} a run")
    return tuple(dict.fromkeys(addresses))


def _lines(file: str) -> list[str]:
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"file={file!r} cannot be read as a list of addresses: {error}") from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
