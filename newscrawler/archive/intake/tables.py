"""The table that says how far each imported file was read."""

from __future__ import annotations

INTAKE_TABLES = """
CREATE TABLE imports (
    file_key TEXT PRIMARY KEY NOT NULL,
    path TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0,
    began_at TEXT NOT NULL,
    ended_at TEXT
) STRICT, WITHOUT ROWID;
"""
