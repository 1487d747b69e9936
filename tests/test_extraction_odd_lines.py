"""Lines that say nothing, in every place where a page has lines: they are read like any other, and break nothing."""

from __future__ import annotations

import pytest

from newscrawler import extract_article
from newscrawler.extraction.origin import read_origin_line
from tests.harbour_bridge import FIRST, SECOND, THIRD, paragraphs
from tests.nasty_strings import NASTY

_SIGNS = """: ： - – — ـ ــ ـ: . .. … , ، ؛ ; / // | · • # @ © ( ) () [] 【】 （ ） « » “” ' ! ? ؟ * + = % >
&quot; &amp; &lt; 0 1/1 99:99 31/31/31 2020 2020- 1e9 ٣ 年月日 By By: Tags: Source: بقلم: Reuters: /AP/ (Reuters)"""
SIGNS = [*_SIGNS.split(), "- Reuters", "AP |", ": -", "- :", "( -", "/ /", "، ،"]
LONGEST = 200


def page(line: str) -> str:
    """Return a page that prints one line in all places round and in its text."""
    return f"""<html><head><title>Bridge to close | {line}</title><meta name="author" content="{line}">
    <meta property="og:site_name" content="{line}"><meta name="keywords" content="{line},{line}"></head><body>
    <div class="breadcrumbs"><a href="/">{line}</a> <a href="/a">{line}</a></div>
    <article><div class="kicker">{line}</div><h1>The old harbour bridge is to close for eighteen months</h1>
    <h2>{line}</h2><div class="byline">{line}</div><time datetime="{line}">{line}</time>
    <div class="content"><div>{line}</div>{paragraphs(line, FIRST)}<div>{line}</div>{paragraphs(SECOND)}
    {line}<br>{line}<h3>{line}</h3><ul><li>{line}</li><li><a href="/b">{line}</a></li></ul>
    <figure><img src="/p.jpg" alt="{line}"><figcaption>{line}</figcaption></figure>
    <table><tr><td>{line}</td><td>{line}</td></tr></table>{paragraphs(THIRD, line)}<div>{line}</div></div>
    <div class="tags"><a rel="tag" href="/t">{line}</a></div></article>
    <h4>{line}</h4><ul class="related"><li><a href="/c">{line}</a></li></ul></body></html>"""


@pytest.mark.parametrize("line", [*SIGNS, *(text for text in NASTY if len(text) <= LONGEST)])
def test_a_line_that_says_nothing_breaks_no_reading(line: str) -> None:
    article = extract_article(page(line), "https://harbour.example/news/bridge-to-close")
    assert article.title == "The old harbour bridge is to close for eighteen months"
    assert FIRST in article.body
    assert THIRD in article.body


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_alone_are_no_origin_line(sign: str) -> None:
    assert read_origin_line(f"{sign}\n\n-") is None
