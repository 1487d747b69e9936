"""The publishers that the archive knows."""

# ruff: noqa: S608 - names of tables and columns are this room's own; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.values import storable, storable_text
from newscrawler.items import SiteFacts

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site that was crawled before."""

    site: str
    spider: str
    """The spider of its last run; empty where none has registered it."""
    home: str | None
    """The page where its crawl began, else one of its declared sources; None where no page is known."""
    last_run_id: int
    """0 where it never had a run."""


def know_site(db: Connection, site: str) -> None:
    """Make sure that the site has its row; what is known of it stays."""
    db.run(
        "INSERT INTO sites (site, first_seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (storable_text(site), db.now_text),
    )


def register_site(db: Connection, site: str, facts: SiteFacts, spider: str) -> None:
    """Write what a spider declares of its site."""
    row = {
        "name": facts.name,
        "domains": facts.domains,
        "country": facts.country,
        "languages": facts.languages,
        "timezone": facts.timezone,
        "spider": spider,
    }
    settings = ", ".join(f"{column} = :{column}" for column in row)
    with db.writing():
        know_site(db, site)
        values = {column: storable(value) for column, value in row.items()}
        db.run(f"UPDATE sites SET {settings} WHERE site = :site", values | {"site": storable_text(site)})


def facts_of(db: Connection, site: str) -> SiteFacts:
    """Return where a site is, as far as it was declared: what its day is depends on it."""
    row = db.row("SELECT country, timezone FROM sites WHERE site = ?", (storable_text(site),))
    return SiteFacts(country=row["country"], timezone=row["timezone"]) if row else SiteFacts()


def site_names(db: Connection) -> list[str]:
    """Return the identities of all sites, sorted."""
    return [row["site"] for row in db.rows("SELECT site FROM sites ORDER BY site")]


def find_site(db: Connection, word: str) -> str | None:
    """Return the site whose identity, mirror domain or spider is `word`; None when there is none."""
    mirrors = "SELECT 1 FROM json_each(sites.domains) WHERE json_each.value = :word"
    statement = f"""SELECT site FROM sites WHERE site = :word OR spider = :word OR EXISTS ({mirrors})
        ORDER BY site = :word DESC, EXISTS ({mirrors}) DESC, first_seen_at DESC LIMIT 1"""
    row = db.row(statement, {"word": storable_text(word)})
    return row["site"] if row else None


_SEED = """SELECT url FROM pages WHERE site = sites.site AND kind <> 'article' AND found_on IS NULL
    ORDER BY kind = 'section' DESC, depth, id LIMIT 1"""


def known_sites(db: Connection) -> list[KnownSite]:
    """Return every site, the one whose last run is the longest ago first."""
    crawls = "SELECT max(id) FROM runs WHERE site = sites.site AND spider <> 'import'"
    # Sites of which there are imported articles alone were never asked for.
    rows = db.rows(
        f"""SELECT site, spider, ({_SEED}) AS home, coalesce(({crawls}), 0) AS run FROM sites
        WHERE run > 0 OR NOT EXISTS (SELECT 1 FROM runs WHERE site = sites.site) ORDER BY run, site"""
    )
    return [KnownSite(row["site"], row["spider"], row["home"], row["run"]) for row in rows]
