"""Lists of links: most lead away from the article, some are what it says."""

from __future__ import annotations

import pytest

from newscrawler.extraction import extract_article

URL = "https://example.org/news/2024/05/harbour-bridge"
TITLE = "What was written of the harbour bridge"
OPENING = "The talk on the harbour bridge was held on Monday, and many have written of it."
BEHIND = "The next talk of this kind will be held in the autumn, and we will tell of it in these pages in good time."
NAMES = ["A bridge for the poor of town", "Why we close the harbour", "Of pillars and provisional crossings"] * 2


def read(*items: str) -> list[str]:
    rows = "".join(f"<li>{item}</li>" for item in items)
    content = (
        f"<p>{OPENING}</p><h2>Reports</h2><p>These we have found.</p><ul>{rows}</ul><h2>Outlook</h2><p>{BEHIND}</p>"
    )
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div class=entry-content>{content}</div>"
    return extract_article(page, URL).body.split("\n\n")


def linked(form: str) -> list[str]:
    return [form.format(f"<a href=/{number}>{name}</a>") for number, name in enumerate(NAMES)]


def test_links_in_a_marked_text_do_not_part_it():
    rest = ["These we have found.", "Outlook", BEHIND]
    assert read(*linked("{}"), *linked("{}"), *linked("{}")) == [OPENING, "Reports", *rest]


def test_a_list_that_says_something_of_its_links_is_text():
    told = [f"{name} (a long look at it)" for name in NAMES]
    assert read(*linked("{} (a long look at it)")) == [
        OPENING,
        "Reports",
        "These we have found.",
        *told,
        "Outlook",
        BEHIND,
    ]


@pytest.mark.parametrize("form", ["{}", "Harbour news: {}", "{}: a comment", "{} (12 March 2024)"])
def test_labels_and_days_say_nothing_of_a_link(form: str):
    assert read(*linked(form)) == [OPENING, "Reports", "These we have found.", "Outlook", BEHIND]
