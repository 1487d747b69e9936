"""Text that was decoded with a wrong table before it was stored, and served as if nothing had happened.

Three accidents are common on Arabic sites after a change of database or server. Each leaves runs of letters that no
language writes, so each can be undone where it happened and nowhere else.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple


class _Accident(NamedTuple):
    signs: tuple[str, ...]
    """Pieces that every such text holds and no other does: the commonest letters, as they come out."""
    run: re.Pattern[str]
    """A stretch that came out wrong."""
    read_with: dict[str, int]
    """The wrong table: character -> the byte it was."""
    written_in: str
    """The codec of those bytes."""


def _table(codec: str) -> dict[str, int]:
    # Bytes that the table leaves open pass as C1 controls, as browsers have it.
    decoded = ((bytes([byte]).decode(codec, "replace"), byte) for byte in range(0x80, 0x100))
    return {chr(byte) if character == "\ufffd" else character: byte for character, byte in decoded}


def _class(table: dict[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(character) for character, byte in table.items() if first <= byte <= last) + "]"


def _utf8_run(table: dict[str, int]) -> re.Pattern[str]:
    """Match two or more characters of UTF-8 whose bytes were read one by one, with the ASCII signs between them."""
    tail = _class(table, 0x80, 0xBF)
    two, three = _class(table, 0xC2, 0xDF) + tail, _class(table, 0xE0, 0xEF) + tail + tail
    return re.compile(f"(?:{two}|{three})(?:[ -/:-@]{{0,3}}(?:{two}|{three}))+")


_CP1252, _CP1256 = _table("cp1252"), _table("cp1256")
_HIGH_LATIN = _class(_CP1252, 0x80, 0xFF)

_ACCIDENTS = (
    # أعلن: UTF-8 read as windows-1256, and as windows-1252.
    _Accident(("ط§", "ظ„"), _utf8_run(_CP1256), _CP1256, "utf-8"),
    _Accident(("Ø§", "Ù„"), _utf8_run(_CP1252), _CP1252, "utf-8"),
    # ÃÚáä ÇáßÑãáíä: windows-1256 read as windows-1252.
    _Accident(("Çá",), re.compile(f"{_HIGH_LATIN}+(?:[ -/:-@]{{0,3}}{_HIGH_LATIN}+)*"), _CP1252, "cp1256"),
)
_MIN_SIGNS = 3
_SAMPLE = 100_000
"""Characters in which the signs of an accident are looked for: what befell a page befell all of it."""


def mended(text: str) -> str:
    """Return the text with such accidents undone; every other text comes back as it is.

    >>> mended("أعلن الكرملين، اليوم الخميس".encode().decode("cp1256"))
    'أعلن الكرملين، اليوم الخميس'
    """
    sample = text[:_SAMPLE]
    for accident in _ACCIDENTS:
        if sum(_count(sample, sign) for sign in accident.signs) >= _MIN_SIGNS:
            text = accident.run.sub(partial(_undone, accident=accident), text)
    return text


def _count(text: str, sign: str) -> int:
    # One character is found twenty times faster than two, and most texts that are well lack one of them.
    return text.count(sign) if all(character in text for character in sign) else 0


def _undone(run: re.Match[str], accident: _Accident) -> str:
    as_bytes = bytes(accident.read_with.get(character, ord(character) & 0x7F) for character in run[0])
    try:
        return as_bytes.decode(accident.written_in)
    except UnicodeDecodeError:
        return run[0]
