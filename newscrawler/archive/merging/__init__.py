"""Joining archives: shards of one crawl, or what colleagues collected.

    with Archive("news.db") as archive:
        archive.upkeep.merge(Path("other.db"))      # -> Merged; the other file is read alone, and never altered

Which archive is merged into which makes no difference to what comes out, and merging one again adds nothing: what one
row is made of two by is written in `tables`, and depends on what the rows say alone.
"""

from __future__ import annotations

from newscrawler.archive.merging.merge import Merged, merge, preview

__all__ = ["Merged", "merge", "preview"]
