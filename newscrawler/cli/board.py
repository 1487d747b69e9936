"""Several crawls at a glance: on a terminal, a line for each site at work and one for all, kept at the bottom of it.

What crawls say meanwhile, and the verdict of each that has ended, stands above.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING, Self

from rich.cells import cell_len
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from newscrawler.cli.printing import NARROWEST, isolated
from newscrawler.cli.tables import GAP, cropped
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

FIGURES = {"pages": 7, "pages_a_second": 6, "queue": 7, "new": 6, "failed": 6}
"""Name of a figure -> cells of its column."""
_HEADINGS = {"pages_a_second": "/s"}
_SUMS = ("pages", "new", "failed")
"""What a crawl that has ended adds to the total for good."""
_TIMES_A_SECOND = 4
_BESIDE_SITES = 4
"""Lines of the terminal that are not for sites: the heading, the total, one for the rest, and one to be free."""


class Board:
    """The figures of all crawls, shown while it is entered; threads may tell it."""

    def __init__(self, sites: int, console: Console | None = None) -> None:
        """Show the total of so many sites; the console is that of stderr."""
        self._console = console or Console(stderr=True, markup=False, highlight=False, emoji=False)
        self._sites = sites
        self._done = 0
        self._working: dict[str, Mapping[str, float]] = {}
        self._sums: Counter[str] = Counter()
        self._change = threading.Lock()
        self._live = Live(
            console=self._console,
            get_renderable=self.render,
            refresh_per_second=_TIMES_A_SECOND,
            transient=True,
            redirect_stdout=sys.stdout.isatty(),
        )

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def hear(self, site: str, figures: Mapping[str, float]) -> None:
        """Take the figures of a site at work; none at its beginning."""
        with self._change:
            self._working[site] = figures

    def end(self, site: str) -> None:
        """Take a site off; what it fetched stays in the total."""
        with self._change:
            figures = self._working.pop(site, {})
            self._done += 1
            for name in _SUMS:
                self._sums[name] += int(figures.get(name, 0))

    def render(self) -> Group:
        """Return the lines of this moment."""
        with self._change:
            working, sums, done = dict(self._working), Counter(self._sums), self._done
        shown = list(working.items())[: max(self._console.height - _BESIDE_SITES, 1)]
        lines = [self._line(site, figures) for site, figures in shown]
        if left := len(working) - len(shown):
            lines.append(self._line(f"and {left:,} more", {}))
        total = {name: sums[name] + sum(figures.get(name, 0) for figures in working.values()) for name in FIGURES}
        all_sites = f"{done:,} of {self._sites:,} sites done"
        return Group(self._heading(), *lines, self._line(all_sites, total, style="bold"))

    def _heading(self) -> Text:
        names = (f"{_HEADINGS.get(name, name):>{cells}}" for name, cells in FIGURES.items())
        return Text(GAP.join(["site".ljust(self._name_cells), *names]), style="dim", no_wrap=True)

    def _line(self, name: str, figures: Mapping[str, float], style: str = "") -> Text:
        shown = cropped(clean_text(name), self._name_cells)
        padding = " " * (self._name_cells - cell_len(shown))
        cells = (f"{_number(figures.get(figure)):>{cells}}" for figure, cells in FIGURES.items())
        return Text(GAP.join([isolated(shown) + padding, *cells]), style=style, no_wrap=True)

    @property
    def _name_cells(self) -> int:
        figures = sum(cells + len(GAP) for cells in FIGURES.values())
        return max(self._console.width - figures - 1, NARROWEST)


def _number(value: float | None) -> str:
    """Return a figure as it is shown: whole ones whole, what is not known yet as a dash.

    >>> _number(None), _number(1200), _number(0.25)
    ('-', '1,200', '0.2')
    """
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.1f}"
