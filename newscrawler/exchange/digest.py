"""A site to read without a server: a page for each article, lists by month, an index by site. No script, no request."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newscrawler.exchange.files import article_file
from newscrawler.exchange.values import facts, shown_moment, text_of, web_address
from newscrawler.text import clean_text, direction, split_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LISTED = 200
"""Articles of one page of a list."""
_HELD = 1000
"""List entries that are held before they are written down."""
_ENTRIES = ".entries"

STYLE = """\
:root{color-scheme:light dark;--ink:#1d1d1f;--quiet:#5d5d66;--paper:#fff;--line:#dcdce2;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8ec;--quiet:#a3a3ad;--paper:#17171a;--line:#3a3a42;--link:#7db8f5}}
body{margin:0 auto;max-width:42rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.7 Georgia,"Noto Naskh Arabic","Noto Serif",serif;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.35}h2{font-size:1.1rem}a{color:var(--link)}
.facts,nav,.page{color:var(--quiet);font:.9rem/1.6 system-ui,"Noto Sans Arabic",sans-serif}
ul{padding:0;list-style:none}li{border-top:1px solid var(--line);padding:.5rem 0}
ol,aside ul{font-size:.95rem}aside{margin-top:2rem}li .facts{display:block}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list."""

    sort: str
    id: int
    title: str
    moment: str
    file: str
    language: str


class Digest:
    """Writes articles into a folder; lists and index when all are known."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[Path, list[Listed]] = defaultdict(list)
        self._counts: dict[str, dict[str, int]] = {}
        self._names: dict[str, str] = {}

    def write(self, article: dict[str, Any]) -> None:
        """Write an article's page."""
        file = article_file(self._folder, article, ".html")
        file.write_text(article_page(article), "utf-8", newline="\n")
        site, month = file.parent.parent.name, file.parent.name
        self._names.setdefault(site, str(article["site"]))
        months = self._counts.setdefault(site, {})
        months[month] = months.get(month, 0) + 1
        sort = str(article["published_utc"] or article["date_line_date"] or "")
        moment, language = shown_moment(article), str(article["language"] or "")
        title = clean_text(article["title"]) or str(article["id"])
        self._held[file.parent].append(Listed(sort, article["id"], title, moment, file.name, language))
        if sum(self._counts[site].values()) % _HELD == 0:
            self._write_down()

    def _write_down(self) -> None:
        """Let the entries of lists wait on the disk, for they may be many."""
        for folder, entries in self._held.items():
            with (folder / _ENTRIES).open("a", encoding="utf-8") as file:
                file.writelines(json.dumps([getattr(one, name) for name in Listed.__slots__]) + "\n" for one in entries)
        self._held.clear()

    def close(self) -> None:
        """Write the lists of the months, the sites and the index."""
        self._write_down()
        for site, months in self._counts.items():
            for month in months:
                self._write_month(site, month)
            name = self._names[site]
            lines = [
                _line(f"{quote(month)}/index.html", month, _many(months[month]))
                for month in sorted(months, reverse=True)
            ]
            self._write("index.html", _page(name, _list(lines), up=("../index.html", "All sites")), site)
        lines = [
            _line(f"{quote(site)}/index.html", self._names[site], _many(sum(self._counts[site].values())))
            for site in sorted(self._counts)
        ]
        self._write("index.html", _page("Articles", _list(lines)))

    def _write_month(self, site: str, month: str) -> None:
        folder = self._folder / site / month
        with (folder / _ENTRIES).open(encoding="utf-8") as file:
            entries = sorted(
                (Listed(*json.loads(line)) for line in file), key=lambda one: (one.sort, one.id), reverse=True
            )
        (folder / _ENTRIES).unlink()
        pages = range(0, len(entries), LISTED)
        for number, start in enumerate(pages, start=1):
            lines = [
                _line(quote(one.file), one.title, one.moment, one.language) for one in entries[start : start + LISTED]
            ]
            body = _list(lines) + _pager(number, len(pages))
            title = f"{self._names[site]}: {month}"
            self._write(_list_name(number), _page(title, body, up=("../index.html", self._names[site])), site, month)

    def _write(self, name: str, text: str, *folders: str) -> None:
        self._folder.joinpath(*folders, name).write_text(text, "utf-8", newline="\n")


def _many(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def article_page(article: dict[str, Any]) -> str:
    """Return an article's page."""
    title = clean_text(article["title"])
    words = "".join(f'<p dir="auto">{escape(clean_text(part))}</p>\n' for part in split_paragraphs(text_of(article)))
    told = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts(article))
    source = _anchor(article["url"], article["url"])
    related = [_anchor(link["url"], link["text"] or link["url"]) for link in article["related_links"]]
    more = f"<aside>{_list([f'<li>{link}</li>' for link in related])}</aside>\n" if related else ""
    body = f'<p class="facts">{told}</p>\n{words}<p class="facts" dir="ltr">{source}</p>\n{more}'
    way = (article["language"], direction(f"{title} {text_of(article)[:500]}"))
    return _page(title, body, up=("index.html", str(article["site"])), way=way)


def _page(title: str, body: str, *, up: tuple[str, str] | None = None, way: tuple[str | None, str] = ("", "")) -> str:
    """Return a page; `way` is the language of its text and where that runs."""
    back = f'<nav><a href="{up[0]}"><bdi>{escape(up[1])}</bdi></a></nav>\n' if up else ""
    told = {"lang": way[0], "dir": way[1]}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in told.items() if value)
    return (
        f'<!DOCTYPE html>\n<html{attributes}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>\n{STYLE}</style>\n</head>\n<body>\n{back}<main>\n"
        f'<h1 dir="auto">{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n'
    )


def _anchor(url: str, words: str) -> str:
    """Return a link; only its words where nobody should follow it."""
    address, shown = web_address(url), f"<bdi>{escape(clean_text(words))}</bdi>"
    return f'<a href="{escape(address)}" rel="noreferrer">{shown}</a>' if address else shown


def _line(file: str, title: str, told: str, language: str = "") -> str:
    lang = f' lang="{escape(language)}"' if language else ""
    facts_told = f'<span class="facts"><bdi>{escape(told)}</bdi></span>' if told else ""
    return f'<li dir="auto"{lang}><a href="{file}">{escape(title)}</a> {facts_told}</li>'


def _list(lines: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(lines) + "\n</ul>\n"


def _list_name(number: int) -> str:
    return "index.html" if number == 1 else f"index-{number}.html"


def _pager(number: int, pages: int) -> str:
    def links() -> Iterator[str]:
        if number > 1:
            yield f'<a href="{_list_name(number - 1)}" rel="prev">Newer</a>'
        yield f"{number} / {pages}"
        if number < pages:
            yield f'<a href="{_list_name(number + 1)}" rel="next">Older</a>'

    return f'<p class="page">{" · ".join(links())}</p>\n' if pages > 1 else ""
