"""Which articles of two archives are one: those of one address; of two addresses, those whose words say so.

The rule is the same from either side. Two addresses are one article where one archive has seen both and found them to
be one (a page of it belongs to the article, and a revision is common), or where each archive has one of them alone and
the words are the same, and enough (`identity`). What one archive alone holds as two articles stays two.
"""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newscrawler.archive.identity import MIN_ALIAS_WORDS
from newscrawler.text import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.archive.merging.names import Names

THEIRS = """CREATE TEMP TABLE IF NOT EXISTS theirs (
    id INTEGER PRIMARY KEY, site TEXT, url_key TEXT, text_hash TEXT, ours INTEGER
)"""
"""The articles of the other archive, for this connection alone; `ours` is the number that each has here."""
_AT_ONCE = 1000
_UNKNOWN = "theirs.site = ? AND theirs.ours IS NULL"
_SAME_WORDS = f"""SELECT theirs.id, articles.id FROM theirs
JOIN articles ON articles.site = theirs.site AND articles.text_hash = theirs.text_hash
WHERE {_UNKNOWN} AND NOT EXISTS (
    SELECT 1 FROM theirs AS other WHERE other.site = articles.site AND other.url_key = articles.url_key)"""
_OUR_ALIASES = f"""SELECT theirs.id, pages.article_id FROM theirs
JOIN pages ON pages.site = theirs.site AND pages.url_key = theirs.url_key
JOIN articles ON articles.id = pages.article_id AND articles.site = pages.site
WHERE {_UNKNOWN}"""
_THEIR_ALIASES = """SELECT pages.article_id, pages.url_key FROM pages
JOIN articles ON articles.id = pages.article_id AND articles.site = pages.site
WHERE pages.site = ? AND pages.url_key <> articles.url_key AND NOT EXISTS (
    SELECT 1 FROM articles AS other WHERE other.site = pages.site AND other.url_key = pages.url_key)"""


def load(ours: Names, theirs: Names) -> None:
    """Put what the other archive's articles are known by beside ours."""
    with ours.db.writing():
        ours.db.run("DROP TABLE IF EXISTS temp.theirs")
        ours.db.run(THEIRS)
        last = 0
        columns = "id, site, url_key, text_hash"
        while rows := theirs.db.rows(
            f"SELECT {columns} FROM articles WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
        ):
            for row in rows:
                ours.db.run(f"INSERT INTO temp.theirs ({columns}) VALUES (?, ?, ?, ?)", tuple(row))
            last = rows[-1]["id"]
        ours.db.run("CREATE UNIQUE INDEX temp.theirs_key ON theirs(site, url_key)")


def match(ours: Names, theirs: Names, site: str) -> dict[int, tuple[set[int], set[int]]]:
    """Note which article here is each of theirs by its address; return those that more than an address makes one.

    An article of theirs -> the numbers of theirs and of ours that are one article.
    """
    with ours.db.writing():
        ours.db.run(
            """UPDATE temp.theirs SET ours = (SELECT id FROM articles
                WHERE articles.site = theirs.site AND articles.url_key = theirs.url_key) WHERE site = ?""",
            (site,),
        )
    parents: dict[tuple[str, int], tuple[str, int]] = {}
    for their_id, our_id in _pairs(ours, theirs, site):
        _join(parents, ("theirs", their_id), ("ours", our_id))
    for side, number in list(parents):
        for their_id, our_id in _same_address(ours, side, number):
            _join(parents, ("theirs", their_id), ("ours", our_id))
    return _groups(parents)


def _same_address(ours: Names, side: str, number: int) -> list[tuple[int, int]]:
    column = "id" if side == "theirs" else "ours"
    rows = ours.db.rows(f"SELECT id, ours FROM temp.theirs WHERE {column} = ? AND ours IS NOT NULL", (number,))
    return [(row[0], row[1]) for row in rows]


def _pairs(ours: Names, theirs: Names, site: str) -> Iterator[tuple[int, int]]:
    """Yield their and our article, where words or aliases make them one."""
    for their_id, our_id in ours.db.rows(_SAME_WORDS, (site,)):
        if word_count(ours.db.value("SELECT body FROM articles WHERE id = ?", (our_id,))) >= MIN_ALIAS_WORDS:
            yield their_id, our_id
    for their_id, our_id in ours.db.rows(_OUR_ALIASES, (site,)):
        if _hashes(theirs, their_id) & _hashes(ours, our_id):
            yield their_id, our_id
    for their_id, key in theirs.db.rows(_THEIR_ALIASES, (site,)):
        our_id = ours.db.value("SELECT id FROM articles WHERE site = ? AND url_key = ?", (site, key))
        if our_id is not None and _hashes(theirs, their_id) & _hashes(ours, our_id):
            yield their_id, our_id


def _hashes(names: Names, article: int) -> set[str]:
    return {text for (text,) in names.db.rows("SELECT text_hash FROM revisions WHERE article_id = ?", (article,))}


def _join(parents: dict[tuple[str, int], tuple[str, int]], one: tuple[str, int], other: tuple[str, int]) -> None:
    roots = sorted({_root(parents, one), _root(parents, other)})
    parents[roots[-1]] = roots[0]


def _root(parents: dict[tuple[str, int], tuple[str, int]], node: tuple[str, int]) -> tuple[str, int]:
    parents.setdefault(node, node)
    while parents[node] != node:
        parents[node] = parents[parents[node]]
        node = parents[node]
    return node


def _groups(parents: dict[tuple[str, int], tuple[str, int]]) -> dict[int, tuple[set[int], set[int]]]:
    groups: dict[tuple[str, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for node in list(parents):
        groups[_root(parents, node)][node[0] == "ours"].add(node[1])
    return {their_id: group for group in groups.values() for their_id in group[0]}
