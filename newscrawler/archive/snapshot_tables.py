"""The tables of what snapshots hold, and how the rows of older archives get there without loss."""

# ruff: noqa: S608 - names of tables and columns are this room's own

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    import sqlite3

CONTENT_TABLES = """
CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(site),
    made_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    pages INTEGER NOT NULL,
    ratio REAL NOT NULL,
    next_look INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX dictionaries_site ON dictionaries(site, id);

CREATE TABLE contents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    site TEXT REFERENCES sites(site),
    size_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    compression TEXT NOT NULL,
    dictionary_id INTEGER REFERENCES dictionaries(id),
    base_id INTEGER REFERENCES contents(id),
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX contents_sha256 ON contents(sha256);
CREATE INDEX contents_site ON contents(site, compression, stored_bytes);
CREATE INDEX contents_dictionary ON contents(dictionary_id) WHERE dictionary_id IS NOT NULL;
CREATE INDEX contents_base ON contents(base_id) WHERE base_id IS NOT NULL;
"""

# Of rows with the same SHA-256 the first that is whole; a damaged one is kept as it is where there is no other.
_OLD_CONTENTS = """
INSERT INTO contents (sha256, site, size_bytes, stored_bytes, compression, body)
SELECT sha256, coalesce(
    (SELECT site FROM articles WHERE id = article_id), (SELECT site FROM pages WHERE id = page_id)),
    size_bytes, stored_bytes, compression, body
FROM snapshots WHERE {condition} ORDER BY id
ON CONFLICT (sha256) DO NOTHING;
"""

OLD_SNAPSHOTS = f"""
{_OLD_CONTENTS.format(condition="is_whole(body, size_bytes, sha256)")}
{_OLD_CONTENTS.format(condition="NOT EXISTS (SELECT 1 FROM contents WHERE contents.sha256 = snapshots.sha256)")}
ALTER TABLE snapshots DROP COLUMN body;
ALTER TABLE snapshots DROP COLUMN compression;
ALTER TABLE snapshots DROP COLUMN stored_bytes;
ALTER TABLE snapshots ADD COLUMN content_id INTEGER REFERENCES contents(id);
CREATE INDEX snapshots_content ON snapshots(content_id);
UPDATE snapshots SET content_id = (SELECT id FROM contents WHERE contents.sha256 = snapshots.sha256);
"""
"""Moves the bodies, one row in memory at a time. The connection knows `is_whole` by `teach`."""


def teach(sql: sqlite3.Connection) -> None:
    """Teach the connection the function by which `OLD_SNAPSHOTS` tells whole bodies from damaged ones."""
    sql.create_function("is_whole", 3, _is_whole, deterministic=True)


def _is_whole(packed: bytes, size_bytes: int, sha256: str) -> bool:
    try:
        body = zstandard.ZstdDecompressor().decompress(packed, max_output_size=size_bytes)
    except zstandard.ZstdError:
        return False
    return hashlib.sha256(body).hexdigest() == sha256
