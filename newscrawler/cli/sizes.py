"""Numbers of bytes in words."""

from __future__ import annotations

UNITS = ("bytes", "kB", "MB", "GB", "TB")
STEP = 1000


def size(count: int) -> str:
    """Return a number of bytes in words, in steps of 1000.

    >>> size(12), size(52_428_800)
    ('12 bytes', '52.4 MB')
    """
    amount = float(count)
    for unit in UNITS:
        if amount < STEP or unit == UNITS[-1]:
            break
        amount /= STEP
    return f"{count} bytes" if unit == UNITS[0] else f"{amount:.1f} {unit}"
