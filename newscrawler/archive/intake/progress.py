"""How far a file was read: committed with what was read of it, so that a killed import goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawler.archive.values import storable_text

if TYPE_CHECKING:
    from newscrawler.archive.connection import Connection


@dataclass(frozen=True, slots=True)
class Progress:
    """A row of `imports`."""

    file_key: str
    """What makes it the same file as before."""
    path: str
    position: int = 0
    """Where to go on, as the file's reader counts."""
    records: int = 0
    """Records that were read."""
    ended_at: str | None = None
    """When the whole was read."""


def read_progress(db: Connection, file_key: str) -> Progress | None:
    """Return how far a file was read; None for one that was not begun."""
    row = db.row("SELECT file_key, path, position, records, ended_at FROM imports WHERE file_key = ?", (file_key,))
    return Progress(**dict(row)) if row else None


def write_progress(db: Connection, progress: Progress, *, has_ended: bool) -> None:
    """Write how far a file was read."""
    db.run(
        """INSERT INTO imports (file_key, path, position, records, began_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (file_key) DO UPDATE SET
            position = excluded.position, records = excluded.records, ended_at = excluded.ended_at""",
        (
            progress.file_key,
            storable_text(progress.path),
            progress.position,
            progress.records,
            db.now_text,
            db.now_text if has_ended else None,
        ),
    )
