"""The title: the headline as the reader sees it, without the site's name."""

from __future__ import annotations

import json

import pytest

from newscrawler.extraction import extract_article
from newscrawler.items import SiteFacts

URL = "https://www.daily-example.org/news/1"
HEADLINE = "Harbour bridge to close for eighteen months"
TEXT = "<p>The old bridge will close for eighteen months, the city council said after a long debate.</p>" * 3


def title(head: str, headings: str = "", facts: SiteFacts | None = None) -> str:
    html = f"<html><head>{head}</head><body>{headings}<article>{TEXT}</article></body></html>"
    return extract_article(html, URL, site=facts).title


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (f"<title>{HEADLINE}</title>", f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE} - Daily Example</title>", ""),
        (f"<title>{HEADLINE} | News | Daily Example</title>", ""),
        (f"<title>Daily Example: news</title><meta property=og:title content='{HEADLINE}'>", ""),
        (
            f"<title>{HEADLINE} – The Observer</title><meta property=og:site_name content='The Observer'>",
            "",
        ),
        (f"<title>{HEADLINE} | Daily Example</title>", f"<h1>Daily Example</h1><h2>{HEADLINE}</h2>"),
        (f"<title>{HEADLINE}</title>", f"<h1>Most read</h1><h1>{HEADLINE}</h1><h1>More news</h1>"),
        (f"<title>{HEADLINE}</title>", f"<h1><span>Traffic</span> <span>{HEADLINE}</span></h1>"),
        ("<title>Daily Example</title>", f"<h1>{HEADLINE}</h1>"),
        ("", f"<h1>{HEADLINE}</h1>"),
    ],
)
def test_the_headline_is_found(head: str, headings: str):
    assert title(head, headings) == HEADLINE


def test_the_headline_is_as_printed():
    printed = "موسكو : لاتعاون عسكري مع واشنطن"
    assert title("<title>موسكو: لاتعاون عسكري مع واشنطن</title>", f"<h1>\n {printed} </h1>") == printed


def test_a_hyphen_inside_the_headline_stays():
    headline = "Minister-president resigns - again - over twenty-year-old letter"
    assert title(f"<title>{headline} - Daily Example</title>") == headline


def test_quotes_at_the_end_stay():
    assert (
        title("<title>Il sindaco risponde: «Non lo so» | Daily Example</title>") == "Il sindaco risponde: «Non lo so»"
    )


def test_json_ld_headline_is_read_with_its_entities():
    thing = json.dumps(
        {"@type": "NewsArticle", "headline": "B&uuml;rger &quot;w&uuml;tend&quot; &uuml;ber die Br&uuml;cke"}
    )
    assert title(f'<script type="application/ld+json">{thing}</script>') == 'Bürger "wütend" über die Brücke'


def test_the_name_the_site_declares_for_itself_is_taken_off():
    assert title(f"<title>{HEADLINE} - Hafenbote</title>", facts=SiteFacts(name="Hafenbote")) == HEADLINE


def test_hidden_headings_are_not_read():
    assert title(f"<title>{HEADLINE}</title>", f"<h1 hidden>{HEADLINE} hidden</h1><h1>{HEADLINE}</h1>") == HEADLINE
