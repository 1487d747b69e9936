"""One page, without an archive, through the same guards."""

from __future__ import annotations

import pytest

from newscrawler.crawling import fetch_page
from newscrawler.crawling.fetching import Blocked, NotServed, Unreachable
from newscrawler.errors import BadUrl, NewscrawlerError
from tests.loopback import Loopback, moved, page, text

PAGE = page("A headline", "كلمات بالعربية")


def test_a_page_comes_as_it_was_served() -> None:
    with Loopback({"/a": PAGE, "/b": moved("/a")}) as server:
        for path in ("/a", "/b"):
            snapshot = fetch_page(server.url(path))
            assert (snapshot.url, snapshot.status) == (server.url("/a"), 200)
            assert snapshot.body == PAGE[2]
            assert dict(snapshot.headers)["content-type"] == "text/html; charset=utf-8"


def test_why_a_page_does_not_come() -> None:
    with Loopback({"/wall": text("", 403), "/robots.txt": text("User-agent: *\nDisallow: /kept")}) as server:
        expected: dict[str, type[NewscrawlerError]] = {"/none": NotServed, "/wall": Blocked, "/kept": Blocked}
        for path, error in expected.items():
            with pytest.raises(error, match="could not be fetched"):
                fetch_page(server.url(path))
    with pytest.raises(Unreachable, match="connection refused"):
        fetch_page(server.url("/a"))


def test_a_page_may_not_lead_to_a_private_one() -> None:
    with Loopback({"/": PAGE}, host="127.0.0.2") as inside, Loopback({"/a": moved(inside.url("/"))}) as server:
        with pytest.raises(NewscrawlerError, match="private address"):
            fetch_page(server.url("/a"))
        assert inside.asked == []


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://example.org/", "data:,x", "no address"])
def test_other_schemes_are_refused_before_anything_starts(address: str) -> None:
    with pytest.raises(BadUrl):
        fetch_page(address)
