"""Reading kept pages again with today's extractor: what it changes is shown before anything is written.

    with Spool(folder) as spool:
        report = Rereading(archive, Wanted(), sites).read_all(spool.add, tick, jobs=2)    # nothing is written
        apply(archive, spool, tick)                                                      # -> Written

A map over snapshots in processes of their own (`newscrawler.workers`), which know neither network nor archive; the
process that asks reads the pages out of the archive, compares and writes.
"""

from __future__ import annotations

from newscrawler.reextraction.comparing import FIELDS, Came
from newscrawler.reextraction.report import Large, Report, Shorter
from newscrawler.reextraction.rereading import Rereading, apply
from newscrawler.reextraction.sites import SiteReading
from newscrawler.reextraction.spool import Spool

__all__ = [
    "FIELDS",
    "Came",
    "Large",
    "Report",
    "Rereading",
    "Shorter",
    "SiteReading",
    "Spool",
    "apply",
]
