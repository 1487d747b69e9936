"""Keeping an archive in order.

with Archive("news.db", read_only=True) as archive:
    archive.upkeep.back_up(Path("copy.db"))             # -> Backup: consistent, also while a crawl writes
    archive.upkeep.verify()                             # -> list[Check]: what is right, what is wrong, what to do
with Archive("news.db") as archive:
    archive.upkeep.vacuum()                             # -> Vacuumed: bytes before and after
"""

from __future__ import annotations

from newscrawler.archive.upkeep.backup import Backup, backup_name
from newscrawler.archive.upkeep.checks import Check
from newscrawler.archive.upkeep.facet import Upkeep
from newscrawler.archive.upkeep.vacuum import Vacuumed

__all__ = ["Backup", "Check", "Upkeep", "Vacuumed", "backup_name"]
