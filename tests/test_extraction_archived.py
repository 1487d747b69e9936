"""Pages as a web archive keeps them: their addresses hold the article's own, and so do those of their links."""

from __future__ import annotations

import json

import pytest

from newscrawler.errors import NotAnArticle
from newscrawler.extraction import extract_article
from newscrawler.urls import canonical_url

COPY = "https://web.archive.org/web/20240516120000/"
OWN = "https://www.example.org/news/2024/05/16/harbour-bridge"
TEXT = (
    "The old harbour bridge will close for eighteen months from Monday, the city council said after a long debate. "
    "Engineers found cracks in three of the seven pillars, and a crossing is to open later this summer."
)


def archived(head: str = "", links: str = "") -> str:
    return (
        f"<html><head><link rel=canonical href={COPY}{OWN}>{head}</head><body><article>"
        f"<h1>Harbour bridge closes</h1><p>{TEXT}</p><p>{TEXT}</p></article>{links}</body></html>"
    )


def test_the_slashes_of_an_address_inside_another_are_kept() -> None:
    assert canonical_url(f"{COPY}{OWN}/") == f"{COPY}{OWN}"
    assert canonical_url(f"{COPY}{OWN.replace('/news', '//news')}") == f"{COPY}{OWN}"


def test_the_article_that_declares_the_original_address_is_the_page_s_own() -> None:
    things = [
        {"@type": "NewsArticle", "url": f"https://www.example.org/{one}", "author": {"@type": "Person", "name": name}}
        for one, name in (("news/another", "Bo Other"), ("news/2024/05/16/harbour-bridge", "Ann Lee"))
    ]
    head = "".join(f"<script type=application/ld+json>{json.dumps(thing)}</script>" for thing in things)
    assert extract_article(archived(head), COPY + OWN).authors == ["Ann Lee"]


def test_the_domain_of_the_original_is_no_author() -> None:
    head = "<meta name=author content=Example>"
    assert extract_article(archived(head), COPY + OWN).authors == []


def test_links_to_other_sites_and_to_sections_are_not_related() -> None:
    said = {
        "https://www.example.org/news/2024/05/15/ferry": "Ferry to the islands runs again after a long winter",
        "https://www.example.org/topics/harbour": "Harbour news",
        "https://www.other.test/p/CNWJmy9": "A post that was shared by somebody on another site",
    }
    links = "".join(f"<li><a href={COPY}{url}>{words}</a></li>" for url, words in said.items())
    found = extract_article(archived(links=f"<h3>Related articles</h3><ul>{links}</ul>"), COPY + OWN).related_links
    assert [link.url for link in found] == [f"{COPY}https://www.example.org/news/2024/05/15/ferry"]


def test_the_copy_of_a_front_page_is_refused() -> None:
    links = "".join(f"<li><a href={COPY}{OWN}-{n}>Council decides on district number {n}</a></li>" for n in range(12))
    with pytest.raises(NotAnArticle, match="front page"):
        extract_article(archived(links=f"<ul>{links}</ul>"), f"{COPY}https://www.example.org/")
