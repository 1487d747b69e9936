"""What an archive needs so that others can be merged into it, and how older rows get it."""

from __future__ import annotations

# Runs of before are named by what is known of them, so that copies of one archive agree on their names.
RUN_ORIGINS = """
ALTER TABLE runs ADD COLUMN origin TEXT NOT NULL DEFAULT '';
UPDATE runs SET origin = site || ' ' || spider || ' ' || started_at || ' ' || id;
CREATE INDEX runs_origin ON runs(origin);
CREATE INDEX runs_started ON runs(site, started_at);
"""
