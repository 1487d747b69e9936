"""Why an article reads as it does: what `extract --explain` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.evidence import print_evidence
from newscrawler.cli.printing import print_fact, print_text

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 150
"""Letters of a value that are shown."""
LABEL = 16
_OWN = ("provenance", "dates", "url", "site", "published_precision", "published_from")
"""What explains the other fields, or needs no explanation."""


def print_explanation(article: Mapping[str, Any]) -> None:
    """Print each field with its value and the place it came from, then every date that was seen."""
    for name, value in article.items():
        if name not in _OWN:
            print_fact(name, _shown(value), cells=LABEL)
            if name in article["provenance"]:
                print_fact("", f"from {article['provenance'][name]}", cells=LABEL)
    click.echo()
    print_text("Dates seen", style="bold")
    print_evidence(article)


def _shown(value: Any) -> str:
    """Return the beginning of a value in words.

    >>> _shown(["Ann", "Bo"]), _shown(None), _shown([{"url": "https://example.org/1"}])
    ('Ann, Bo', '-', '1: https://example.org/1')
    """
    if isinstance(value, list) and value and isinstance(value[0], dict):
        text = f"{len(value)}: " + " ".join(str(item["url"]) for item in value)
    elif isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = "" if value is None else str(value)
    if len(text) > LONGEST:
        return f"{text[:LONGEST].rstrip()}… ({len(text):,} letters)"
    return text or "-"
