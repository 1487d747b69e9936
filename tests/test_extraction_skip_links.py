"""Links past a part of the page, as the guidelines for accessible pages ask for: what they skip is not the text."""

from __future__ import annotations

import pytest

from newscrawler import Article, extract_article
from tests.harbour_bridge import FIRST, SECOND, TEXT, THIRD, paragraphs

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "Harbour bridge closes for eighteen months"


def read(content: str) -> Article:
    html = f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{content}</main></body></html>"
    return extract_article(html, URL)


def body(content: str) -> list[str]:
    return read(content).body.split("\n\n")


PROMO = "<p class=x1>A weekly podcast that tells of ports and those who leave them</p><p class=x1>Episodes</p>"


@pytest.mark.parametrize(
    "skipped",
    [
        f"<section><strong>Hear this</strong><a href='#end-of-it'>Skip it</a>{PROMO}<p id=end-of-it>End</p></section>",
        f"<a href='#Letter-skip-link-5'>skip past this</a><div>{PROMO}</div><p id=Letter-skip-link-5>after</p>",
        f"<div><a href='#after_sas_12'>Werbung überspringen</a></div><div>{PROMO}</div><div id=after_sas_12></div>",
    ],
)
def test_what_a_link_leads_past_is_no_text(skipped: str) -> None:
    assert body(paragraphs(FIRST) + skipped + paragraphs(SECOND, THIRD)) == TEXT


def test_a_label_is_one_without_the_link_past_what_it_speaks_of() -> None:
    items = "".join(
        f"<li><a href='/news/2024/05/{slug}'>{slug.title()} to cross at night</a></li>" for slug in ("a", "b")
    )
    skip, end = "<a href='#end-of-recs'>Skip it</a>", "<p id=end-of-recs>End</p>"
    box = f"<section><strong>Read also:</strong>{skip}<ul>{items}</ul>{end}</section>"
    article = read(paragraphs(FIRST) + box + paragraphs(SECOND, THIRD))
    assert [link.url[-2:] for link in article.related_links] == ["/a", "/b"]
    assert article.body.split("\n\n") == TEXT


@pytest.mark.parametrize("target", ["<h2 id=after-{0}>{1}</h2>", "<div id=after-{0}><p>{1}</p><p>{1} again.</p></div>"])
def test_a_link_to_the_text_leads_past_nothing(target: str) -> None:
    contents = "<ul><li><a href='#after-the-war'>After the war</a></li><li><a href='#after-all'>After all</a></li></ul>"
    text = f"{paragraphs(FIRST)}{target.format('the-war', 'After the war')}{paragraphs(SECOND)}{paragraphs(THIRD)}"
    assert [paragraph for paragraph in body(contents + text) if paragraph in TEXT] == TEXT


def test_a_link_in_a_sentence_is_of_the_text() -> None:
    sentence = (
        "What the council said <a href='#after-vote'>after the vote</a> was clear to all of the fishermen in town."
    )
    assert "What the council said after the vote was clear" in body(paragraphs(FIRST, sentence, SECOND))[1]


def test_many_links_past_something_are_read_in_time() -> None:
    many = "".join(f"<a href='#after-{at}'>skip</a><i></i><div id=after-{at}></div>" for at in range(5_000))
    assert body(paragraphs(FIRST, SECOND) + many + paragraphs(THIRD)) == TEXT
