"""The tables, as sqlite-utils migrations: forward only, one decorated function each, never altered once released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from newscrawler.archive.copies.tables import COPY_TABLES, make_copy_triggers
from newscrawler.archive.date_tables import DATE_TABLES, OLD_LINES
from newscrawler.archive.frontier.columns import FRONTIER_COLUMNS, OLD_STATES
from newscrawler.archive.history.filling import fill_history
from newscrawler.archive.history.tables import HISTORY_TABLES
from newscrawler.archive.intake.tables import INTAKE_TABLES
from newscrawler.archive.opt_outs import OPT_OUT_TABLES, TDM_FILES
from newscrawler.archive.search_index import make_search_triggers
from newscrawler.archive.search_tables import FACTS_INDEX, SEARCH_TABLES
from newscrawler.archive.snapshot_tables import CONTENT_TABLES, OLD_SNAPSHOTS, teach
from newscrawler.archive.upkeep_tables import RUN_ORIGINS
from newscrawler.archive.views import VIEWS

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

APPLICATION_ID = 0x4E575343
"""`NWSC` in ASCII: the mark in the file's header (https://www.sqlite.org/fileformat2.html#application_id)."""
SCHEMA_VERSION = 13
"""What `PRAGMA user_version` says in an archive that this newscrawler wrote: the number of its migrations."""

migrations = Migrations("newscrawler")

_TABLES = """
CREATE TABLE sites (
    site TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    domains TEXT NOT NULL DEFAULT '[]',
    country TEXT,
    languages TEXT NOT NULL DEFAULT '[]',
    timezone TEXT,
    spider TEXT NOT NULL DEFAULT '',
    first_seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(site),
    spider TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    verdict TEXT,
    exit_status INTEGER,
    reason TEXT,
    line TEXT,
    found INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,
    dropped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_site ON runs(site, id);

CREATE TABLE run_outcomes (
    run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (run_id, kind, outcome, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(site),
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL,
    title TEXT NOT NULL,
    date_line TEXT,
    date_line_date TEXT,
    published_at TEXT,
    published_precision TEXT,
    published_from TEXT,
    published_utc TEXT,
    modified_at TEXT,
    authors TEXT NOT NULL DEFAULT '[]',
    section TEXT,
    breadcrumbs TEXT NOT NULL DEFAULT '[]',
    origin_line TEXT,
    lead TEXT,
    body TEXT NOT NULL,
    images TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '[]',
    language TEXT,
    is_free INTEGER,
    provenance TEXT NOT NULL DEFAULT '{}',
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    url_key TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    extractor_version TEXT NOT NULL DEFAULT '',
    title_folded TEXT NOT NULL,
    body_folded TEXT NOT NULL,
    folding_version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX articles_url_key ON articles(site, url_key);
CREATE INDEX articles_text ON articles(site, text_hash);
CREATE INDEX articles_newest ON articles(coalesce(published_utc, first_seen_at));
CREATE INDEX articles_site_newest ON articles(site, coalesce(published_utc, first_seen_at));

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(site),
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'new',
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    depth INTEGER NOT NULL DEFAULT 0,
    found_on INTEGER REFERENCES pages(id) ON DELETE SET NULL,
    found_at TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    hints TEXT NOT NULL DEFAULT '[]',
    listed_utc TEXT,
    next_visit_at TEXT,
    last_visit_at TEXT,
    last_status INTEGER,
    visits INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    leased_by INTEGER REFERENCES runs(id) ON DELETE SET NULL,
    leased_until TEXT,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT
) STRICT;
CREATE UNIQUE INDEX pages_url_key ON pages(site, url_key);
CREATE INDEX pages_new ON pages(site, (kind = 'article'), priority DESC, listed_utc DESC, found_at DESC, id)
WHERE state = 'new';
CREATE INDEX pages_due ON pages(site, (kind = 'article'), next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE INDEX pages_leased ON pages(site, leased_by) WHERE state = 'leased';
CREATE INDEX pages_suspect ON pages(site, crashes) WHERE crashes > 0;
CREATE INDEX pages_state ON pages(site, state);
CREATE INDEX pages_source ON pages(site, kind) WHERE kind <> 'article';
CREATE INDEX pages_article ON pages(article_id) WHERE article_id IS NOT NULL;
CREATE INDEX pages_found_on ON pages(found_on) WHERE found_on IS NOT NULL;
CREATE INDEX pages_leased_by ON pages(leased_by) WHERE leased_by IS NOT NULL;

CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    page_id INTEGER REFERENCES pages(id) ON DELETE SET NULL,
    article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,
    run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL,
    url TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    compression TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX snapshots_article ON snapshots(article_id, id);
CREATE INDEX snapshots_page ON snapshots(page_id);
CREATE INDEX snapshots_run ON snapshots(run_id);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL,
    snapshot_id INTEGER REFERENCES snapshots(id) ON DELETE SET NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT,
    body TEXT NOT NULL,
    published_at TEXT,
    modified_at TEXT,
    text_hash TEXT NOT NULL,
    extractor_version TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX revisions_article ON revisions(article_id, number);
CREATE INDEX revisions_snapshot ON revisions(snapshot_id);
CREATE INDEX revisions_run ON revisions(run_id);

CREATE TABLE links (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT;
CREATE INDEX links_url ON links(url);

CREATE TABLE dates (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    role TEXT NOT NULL,
    value TEXT,
    precision TEXT,
    calendar TEXT NOT NULL,
    path TEXT NOT NULL,
    doubt TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT;

CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, body, title_folded, body_folded, content="articles", content_rowid="id", tokenize="unicode61"
);
"""

_RUN_DROPS = """
CREATE TABLE run_drops (
    run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (run_id, reason)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def first_tables(db: Database) -> None:
    """Make every table, index and trigger of the first release."""
    run_statements(db.conn, _TABLES)
    make_search_triggers(db.conn)


@migrations()
def reasons_of_dropped_links(db: Database) -> None:
    """Make the table that says why links were dropped; `runs.dropped` is their number."""
    run_statements(db.conn, _RUN_DROPS)


@migrations()
def places_of_printed_dates(db: Database) -> None:
    """Make the tables that tell a page's clock from an article's own date line, with what older rows tell of them."""
    run_statements(db.conn, DATE_TABLES)
    run_statements(db.conn, OLD_LINES)


@migrations()
def intervals_moves_and_absences(db: Database) -> None:
    """Add what a source's interval is told from, where pages moved, which articles are gone, what is forgotten."""
    run_statements(db.conn, FRONTIER_COLUMNS)
    run_statements(db.conn, OLD_STATES)


@migrations()
def opt_outs_and_robots_files(db: Database) -> None:
    """Make the tables of what publishers reserve, and of what their robots.txt said last."""
    run_statements(db.conn, OPT_OUT_TABLES)


@migrations()
def reservation_files(db: Database) -> None:
    """Add when a host was last asked for its tdmrep.json."""
    run_statements(db.conn, TDM_FILES)


@migrations()
def contents_of_snapshots(db: Database) -> None:
    """Move the bodies of snapshots into `contents`, identical ones once, and make the table of dictionaries."""
    teach(db.conn)
    run_statements(db.conn, CONTENT_TABLES)
    run_statements(db.conn, OLD_SNAPSHOTS)


@migrations()
def changes_of_revisions(db: Database) -> None:
    """Add what each revision changed, told anew for those there are, and the dates that moved without one."""
    run_statements(db.conn, HISTORY_TABLES)
    fill_history(db.conn)


@migrations()
def copies(db: Database) -> None:
    """Make the tables of copies; the articles that are there already wait in `copy_pending` to be compared."""
    run_statements(db.conn, COPY_TABLES)
    make_copy_triggers(db.conn)


@migrations()
def origins_of_runs_and_views(db: Database) -> None:
    """Give every run a name that it keeps in other archives, and make the views for people who know SQL alone."""
    run_statements(db.conn, RUN_ORIGINS)
    run_statements(db.conn, VIEWS)


@migrations()
def progress_of_imports(db: Database) -> None:
    """Make the table that says how far each imported file was read."""
    run_statements(db.conn, INTAKE_TABLES)


@migrations()
def agencies_saved_searches_and_whole_words(db: Database) -> None:
    """Add the agency of articles and the saved searches; make the index again with words that keep their marks."""
    run_statements(db.conn, SEARCH_TABLES)


@migrations()
def facts_of_hits(db: Database) -> None:
    """Make the index that tells site and day of a hit without its article."""
    run_statements(db.conn, FACTS_INDEX)


def run_statements(sql: sqlite3.Connection, script: str) -> None:
    """Run the statements one by one inside the open transaction (`executescript` would commit it)."""
    for statement in script.split(";\n"):
        if statement.strip():
            sql.execute(statement)
