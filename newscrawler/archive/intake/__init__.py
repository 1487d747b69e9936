"""Taking in what was captured elsewhere, or earlier: each capture at its own moment.

    with Archive("news.db") as archive:
        intake = archive.intake()
        with intake.batch():                        # one transaction
            intake.take(visit, at=moment)           # a savepoint of its own; sets visit.outcome
            intake.restore(restored)                # a row of our own export, with its revisions
            intake.see_again(url, site, at=moment)  # the page was served as before
            intake.note(progress)                   # where to go on, committed with what it is about
        intake.finish("worked")

What is taken in never overwrites newer words: an older capture becomes an earlier revision. It waits for no visit
unless the article is young, and no link that it holds is followed. Runs of an intake are complete at any moment, so
that they need no lock.
"""

from __future__ import annotations

from newscrawler.archive.intake.intake import Intake
from newscrawler.archive.intake.progress import Progress
from newscrawler.archive.intake.restoring import Restored, Version

__all__ = ["Intake", "Progress", "Restored", "Version"]
