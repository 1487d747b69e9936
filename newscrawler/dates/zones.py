"""Time zones of countries, where the country keeps one time."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

# tzdata lists several zones where a country keeps one time in practice: enclaves, or differences of long ago.
_ONE_TIME = {
    "AR": "America/Argentina/Buenos_Aires", "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin",
    "MY": "Asia/Kuala_Lumpur", "PS": "Asia/Gaza", "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent", "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip


@lru_cache(maxsize=1)
def _zones_of_countries() -> Mapping[str, str]:
    """Return ISO 3166 country -> IANA zone for the countries with one zone (zone.tab of tzdata)."""
    zones: dict[str, list[str]] = defaultdict(list)
    for line in files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones[country].append(zone)
    return {country: names[0] for country, names in zones.items() if len(names) == 1} | _ONE_TIME


@lru_cache(maxsize=512)
def zone_named(name: str) -> tzinfo | None:
    """Return the IANA zone `name`; None when there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError only for absent keys; folders are OSErrors
        return None
    except KeyError:
        return None


def zone_of(country: str | None, timezone: str | None) -> tzinfo | None:
    """Return the zone `timezone` names, else the one zone of `country` (ISO 3166-1 alpha-2); None when neither tells.

    >>> str(zone_of("OM", None)), zone_of("US", None), str(zone_of("US", "America/New_York"))
    ('Asia/Muscat', None, 'America/New_York')
    """
    name = timezone or _zones_of_countries().get((country or "").upper())
    return zone_named(name) if name else None
