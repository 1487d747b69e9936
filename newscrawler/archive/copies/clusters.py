"""Clusters: articles that are linked with each other, directly or through others. The smallest number names one."""

# ruff: noqa: S608 - nothing but question marks is put into these statements

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.archive.connection import Connection

MOST_PARTED = 1000
"""Articles in a cluster up to which it is made anew. Larger ones are texts that a site prints instead of articles, such
as "subscribe to read on": there, an article that is altered leaves alone."""

_PAIRS = """SELECT article_id, copy_id FROM copy_pairs
WHERE article_id IN (SELECT article_id FROM copy_clusters WHERE cluster_id = :cluster)"""

_MEMBERS = "SELECT article_id FROM copy_clusters WHERE cluster_id = ? LIMIT ?"


def cluster_of(db: Connection, article_id: int) -> int | None:
    """Return the number of the article's cluster; None where it is in none."""
    found: int | None = db.value("SELECT cluster_id FROM copy_clusters WHERE article_id = ?", (article_id,))
    return found


def join(db: Connection, article_ids: Sequence[int]) -> None:
    """Make one cluster of the articles and of all clusters that they are in."""
    marks = ", ".join("?" * len(article_ids))
    clusters = [
        cluster
        for (cluster,) in db.rows(
            f"SELECT DISTINCT cluster_id FROM copy_clusters WHERE article_id IN ({marks})", article_ids
        )
    ]
    name = min(*clusters, *article_ids)
    for cluster in clusters:
        if cluster != name:
            db.run("UPDATE copy_clusters SET cluster_id = ? WHERE cluster_id = ?", (name, cluster))
    _put(db, article_ids, name)


def part(db: Connection, cluster: int, article_id: int) -> None:
    """Take an article, whose pairs are gone, out of its cluster; the others may fall into several."""
    db.run("DELETE FROM copy_clusters WHERE article_id = ?", (article_id,))
    members = [one for (one,) in db.rows(_MEMBERS, (cluster, MOST_PARTED + 1))]
    if len(members) > MOST_PARTED:
        return
    pairs = [(row["article_id"], row["copy_id"]) for row in db.rows(_PAIRS, {"cluster": cluster})]
    db.run("DELETE FROM copy_clusters WHERE cluster_id = ?", (cluster,))
    for linked in components(members, pairs):
        if len(linked) > 1:
            _put(db, linked, min(linked))


def components(members: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the members in groups that pairs hold together, each sorted.

    >>> components([1, 2, 3, 4], [(1, 3), (3, 4)])
    [[1, 3, 4], [2]]
    """
    leader = {member: member for member in members}

    def find(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for one, other in pairs:
        if one in leader and other in leader:
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    groups: dict[int, list[int]] = {}
    for member in sorted(leader):
        groups.setdefault(find(member), []).append(member)
    return list(groups.values())


def _put(db: Connection, article_ids: Iterable[int], cluster: int) -> None:
    for article_id in article_ids:
        db.run("INSERT OR REPLACE INTO copy_clusters VALUES (?, ?)", (article_id, cluster))
