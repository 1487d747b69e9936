"""The history of scores: one row a reader, set and commit, so that a drop is seen."""

from __future__ import annotations

import csv
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HISTORY = Path(__file__).with_name("history.csv")
FIGURES = {
    "body_precision": ("body", "precision"),
    "body_recall": ("body", "recall"),
    "body_f1": ("body", "f1"),
    "segments_f1": ("segments", "f1"),
    "title": ("title",),
    "day": ("day",),
    "related_f1": ("related", "f1"),
    "cpu_ms_median": ("cpu_ms_median",),
}
"""Column -> the keys that lead to the figure in a reader's scores."""
COLUMNS = ("date", "commit", "set", "pages", "reader", *FIGURES)


def append(scores: dict[str, dict[str, Any]], name: str, pages: int, path: Path = HISTORY) -> None:
    """Add a row for each reader; `name` is the set's, `path` a CSV file, made with its headings where it is missing."""
    is_new = not path.exists()
    known = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": _commit(), "set": name, "pages": pages}
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if is_new:
            writer.writeheader()
        for reader, figures in scores.items():
            writer.writerow(
                known | {"reader": reader} | {name: _figure(figures, keys) for name, keys in FIGURES.items()}
            )


def _figure(figures: dict[str, Any], keys: tuple[str, ...]) -> str:
    value: Any = figures
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return "" if value is None else f"{value:.4f}"


def _commit() -> str:
    """Return the short name of the commit that is measured, with a + where files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], cwd=HISTORY.parent, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"
