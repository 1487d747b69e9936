"""Nothing but http and https, nothing private, nothing of another site, whatever the pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newscrawler.archive import Archive
from tests.loopback import Loopback, crawl, html, moved, page, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback import Route

WORDS = [f"This is paragraph number {number} of a story that has a number of words in it." for number in range(4)]
SECRET = "INTERNAL SECRET"


@pytest.fixture
def inside():
    """A server that the user did not name."""
    with Loopback({"/": page(SECRET, *WORDS)}, host="127.0.0.2") as server:
        yield server


def reasons(archive_path: Path) -> dict[str, int]:
    with Archive(archive_path, read_only=True) as archive:
        counts = archive.runs()[0].counts
        assert counts.fetched == counts.sources + counts.new + counts.changed + counts.unchanged + counts.alias + sum(
            sum(of.values()) for of in (counts.skipped, counts.failed, counts.put_back)
        )
        return counts.skipped | counts.failed | counts.put_back


FORMS = ("127.0.0.2", "2130706434", "0177.0.0.2", "0x7f.2", "[::ffff:127.0.0.2]", "127.0.0.2.", "localhost")


def test_a_redirect_to_a_private_address_reaches_nobody(tmp_path: Path, inside: Loopback) -> None:
    targets = [f"http://{form}:{inside.port}/" for form in FORMS]
    refreshes = [f'<meta http-equiv="refresh" content="0; url={target}">' for target in targets]
    redirecting: dict[str, Route] = {f"/redirect/{number}": moved(target) for number, target in enumerate(targets)}
    refreshing: dict[str, Route] = {
        f"/refresh/{number}": html(f"<head>{refresh}</head>") for number, refresh in enumerate(refreshes)
    }
    with Loopback(redirecting | refreshing) as server:
        addresses = " ".join(server.url(path) for path in server.routes)
        settings = {"DOWNLOAD_DELAY": 0, "RETRY_TIMES": 0}
        done = crawl(tmp_path / "a.db", "article", "-a", f"url={addresses}", settings=settings)
    assert inside.asked == []
    assert done.status in {20, 40}, done
    counts = reasons(tmp_path / "a.db")
    assert set(counts) <= {"private address", "bad address", "host not found", "connection refused"}
    assert sum(counts.values()) == 2 * len(FORMS)


def test_another_port_of_the_named_host_is_not_named(tmp_path: Path) -> None:
    with Loopback() as other, Loopback({"/a": moved(other.url("/"))}) as server:
        crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
    assert other.asked == []
    assert reasons(tmp_path / "a.db") == {"private address": 1}


def test_private_addresses_can_be_allowed(tmp_path: Path, inside: Loopback) -> None:
    with Loopback({"/a": moved(inside.url("/"))}) as server:
        crawl(
            tmp_path / "a.db",
            "article",
            "-a",
            f"url={server.url('/a')}",
            settings={"NEWSCRAWLER_ALLOW_PRIVATE": 1, "DOWNLOAD_DELAY": 0},
        )
    assert "/" in inside.paths


def test_a_site_is_not_left(tmp_path: Path, inside: Loopback) -> None:
    with Loopback({"/": moved(inside.url("/"))}) as server:
        done = crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}", settings={"NEWSCRAWLER_ALLOW_PRIVATE": 1})
    assert inside.asked == []
    assert reasons(tmp_path / "a.db").get("off site") == 1
    assert done.status == 20


def test_other_schemes_are_not_followed(tmp_path: Path) -> None:
    canary = tmp_path / "canary.html"
    canary.write_text(f"<h1>{SECRET}</h1>" + "".join(f"<p>{words}</p>" for words in WORDS))
    targets = {scheme: f"{scheme}://{canary}" for scheme in ("file", "ftp", "s3")}
    targets |= {"data": "data:text/html,<h1>x</h1>", "javascript": "javascript:alert(1)"}
    links = "".join(
        f'<a href="{target}">A headline that is long enough</a><a href="/{scheme}/">News</a>'
        for scheme, target in targets.items()
    )
    based = f'<base href="file://{tmp_path}/"><a href="canary.html">Another headline of many words</a>'
    sitemap = "".join(f"<url><loc>{target}</loc></url>" for target in targets.values())
    routes: dict[str, Route] = {
        "/": html(f"<body><nav>{links}<a href='/based/'>Based</a></nav></body>"),
        "/based/": html(f"<body>{based}</body>"),
        "/robots.txt": text("".join(f"Sitemap: {target}\n" for target in targets.values()) + "Sitemap: /map.xml\n"),
        "/map.xml": text(f"<urlset>{sitemap}</urlset>", content_type="application/xml"),
    }
    with Loopback(routes | {f"/{scheme}/": moved(target) for scheme, target in targets.items()}) as server:
        crawl(tmp_path / "a.db", "news", "-a", f"site={server.url()}")
    assert {f"/{scheme}/" for scheme in targets} | {"/based/", "/map.xml"} <= set(server.paths)
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        assert list(archive.articles()) == []
        run = archive.runs()[0]
    assert run.counts.dropped["bad address"] >= len(targets)


def test_robots_txt_may_not_lead_inside(tmp_path: Path, inside: Loopback) -> None:
    with Loopback(
        {"/robots.txt": moved(inside.url("/robots.txt")), "/a": page("A headline of the day", *WORDS)}
    ) as server:
        crawl(tmp_path / "a.db", "article", "-a", f"url={server.url('/a')}")
    assert inside.asked == []
