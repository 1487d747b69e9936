"""A comparison as a page for the browser: whole in itself, without scripts, every word of a page escaped."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from newscrawler.cli.versions import is_changed, parted
from newscrawler.text import clean_text, direction
from newscrawler.text.differences import Change, Kind, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newscrawler.cli.versions import Comparison

_TAGS = {Kind.REMOVED: ("<del>", "</del>"), Kind.ADDED: ("<ins>", "</ins>"), Kind.EQUAL: ("", "")}
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --dim: #666; --in: #d7f5dd; --in-ink: #0b5a1e;
  --out: #fde0de; --out-ink: #93190f; --line: #ddd }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #16181a; --dim: #9a9a9a; --in: #123d1d;
  --in-ink: #a5ecb6; --out: #4d1a17; --out-ink: #ffb9b2; --line: #333 } }
body { margin: 2rem auto; max-width: 44rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1.05rem/1.65 "Noto Naskh Arabic", "Noto Serif", Georgia, serif }
h1 { font-size: 1.7rem; line-height: 1.3 }
p, h1 { overflow-wrap: anywhere; unicode-bidi: isolate }
header, footer, summary, .moved::before { color: var(--dim); font: .9rem/1.5 system-ui, sans-serif }
header { border-bottom: 1px solid var(--line); padding-bottom: .6rem }
.lead { font-size: 1.15rem }
ins { background: var(--in); color: var(--in-ink); text-decoration: none; border-radius: .2rem; padding: 0 .1rem }
del { background: var(--out); color: var(--out-ink); border-radius: .2rem; padding: 0 .1rem }
details { margin: 1rem 0; border-inline-start: 3px solid var(--line); padding-inline-start: .8rem }
.moved { border-inline-start: 3px dashed var(--dim); padding-inline-start: .8rem }
.moved::before { content: "moved here"; display: block }
.moved.away { color: var(--dim) } .moved.away::before { content: "moved away from here" }
"""


def page_of(comparison: Comparison) -> str:
    """Return the page, in HTML."""
    article, old, new = comparison.article, comparison.old, comparison.new
    title = clean_text(new["title"])
    lead = f"{_paragraph(comparison.lead, 'lead')}\n" if is_changed(comparison.lead) else ""
    return (
        f'<!doctype html>\n<html lang="{escape(article.get("language") or "")}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}: revisions {old['number']} and {new['number']}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header lang="en" dir="ltr">Article {article["id"]} of <bdi>{escape(clean_text(article["site"]))}</bdi>: '
        f"revision {old['number']}, seen {escape(old['seen_at'])}, and revision {new['number']}, "
        f"seen {escape(new['seen_at'])}</header>\n"
        f"<main>\n<h1 {_direction(comparison.title)}>{_marked(comparison.title)}</h1>\n{lead}"
        f"{''.join(_body(comparison.body))}</main>\n"
        f'<footer lang="en" dir="ltr"><bdi>{escape(clean_text(article["url"]))}</bdi></footer>\n</body>\n</html>\n'
    )


def _body(changes: Iterable[Change]) -> Iterable[str]:
    for is_same, run in groupby(changes, key=lambda change: change.kind is Kind.EQUAL):
        paragraphs = [_changed(change) for change in run]
        if is_same:
            count = f"{len(paragraphs)} paragraph{'' if len(paragraphs) == 1 else 's'} unchanged"
            yield f'<details>\n<summary lang="en" dir="ltr">{count}</summary>\n{"".join(paragraphs)}</details>\n'
        else:
            yield from paragraphs


def _changed(change: Change) -> str:
    if change.kind is Kind.MOVED:
        whole = [Piece(Kind.EQUAL, change.new or change.old)]
        return f"{_paragraph(whole, 'moved' if change.new else 'moved away')}\n"
    return f"{_paragraph(change.pieces)}\n"


def _paragraph(pieces: Iterable[Piece], name: str = "") -> str:
    shown = list(pieces)
    named = f' class="{name}"' if name else ""
    return f"<p{named} {_direction(shown)}>{_marked(shown)}</p>"


def _direction(pieces: Iterable[Piece]) -> str:
    """Return the attribute: the direction of most letters, for dir=auto would go by the first alone."""
    return f'dir="{direction("".join(piece.text for piece in pieces))}"'


def _marked(pieces: Iterable[Piece]) -> str:
    """Return the words with their tags; white space at an edge stands outside."""
    told = []
    for piece in pieces:
        before, words, after = parted(piece.text)
        opening, closing = _TAGS[piece.kind] if words else ("", "")
        told.append(f"{before}{opening}{escape(words)}{closing}{after}")
    return "".join(told).strip()
