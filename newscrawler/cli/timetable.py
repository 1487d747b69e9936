"""How often, and the words that say it to cron and systemd: each line whole, for this installation, safe to copy."""

from __future__ import annotations

import os
import re
import shlex
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from newscrawler.cli.crontab import mark_of
from newscrawler.errors import UsageError

PERIODS = ("5m", "10m", "15m", "20m", "30m", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "1d")
"""Those that cron can say: they divide an hour or a day."""
_MINUTES = {"m": 1, "h": 60, "d": 1440}
_HOUR, _DAY = 60, 1440
NIGHT = 3
"""The hour of a daily crawl, by the machine's clock."""
SPARED_MINUTES = 5
"""A crawl ends so long before the next begins; where the period is shorter than an hour it may take until then."""
_KEPT_HERE = frozenset({"NEWSCRAWLER_ARCHIVE", "NEWSCRAWLER_PARENT_PID", "NEWSCRAWLER_PROGRESS"})
_UNTOLD = re.compile(r"[\n\r\0\\]")


@dataclass(frozen=True, slots=True)
class Timetable:
    """A crawl of all that is due, again and again."""

    period: str
    archive_path: Path

    def __post_init__(self) -> None:
        if self.period not in PERIODS:
            raise UsageError(f"--every {self.period!r}: expected one of {', '.join(PERIODS)}")
        for told in (*self.words, *self.environment.values()):
            if found := _UNTOLD.search(told):
                raise UsageError(f"{told!r} holds {found[0]!r}, which cannot stand in a line of cron's")

    @property
    def minutes(self) -> int:
        """The period."""
        return int(self.period[:-1]) * _MINUTES[self.period[-1]]

    @property
    def minute(self) -> int:
        """The minute of the first crawl in an hour: always the same for an archive, and not everybody's full hour."""
        return zlib.crc32(str(self.archive_path).encode()) % min(self.minutes, _HOUR)

    @property
    def words(self) -> list[str]:
        """The command."""
        most = max(self.minutes - SPARED_MINUTES, self.minutes // 2) if self.minutes > _HOUR // 2 else _HOUR // 2
        crawl = ["crawl", "--all", "--due", "--max-minutes", str(most), "--archive", str(self.archive_path)]
        return [*our_command(), *crawl]

    @property
    def environment(self) -> dict[str, str]:
        """The settings that this shell has, which neither cron nor systemd would know."""
        ours = {name: value for name, value in os.environ.items() if name.startswith("NEWSCRAWLER_")}
        return {name: ours[name] for name in sorted(ours) if name not in _KEPT_HERE} | {"NEWSCRAWLER_PROGRESS": "off"}

    @property
    def log_path(self) -> Path:
        """Where the crawl's words go."""
        return self.archive_path.with_name(f"{self.archive_path.name}.log")

    def cron_line(self) -> str:
        """Return the line of a crontab; it mails the end of the log when a crawl did not work (75: one was at work)."""
        settings = [f"{name}={shlex.quote(value)}" for name, value in self.environment.items()]
        log = shlex.quote(str(self.log_path))
        command = f"{' '.join(settings)} {shlex.join(self.words)} >>{log} 2>&1"
        # An unescaped % ends a command of cron's (crontab(5)).
        shell = f"{command} || [ $? -eq 75 ] || tail -n 3 {log}".replace("%", "\\%")
        return f"{self._cron_time()} {shell} {mark_of(self.archive_path)}"

    def _cron_time(self) -> str:
        if self.minutes < _HOUR:
            return f"{self.minute}-59/{self.minutes} * * * *"
        if self.minutes == _HOUR:
            return f"{self.minute} * * * *"
        hours = f"*/{self.minutes // _HOUR}" if self.minutes < _DAY else str(NIGHT)
        return f"{self.minute} {hours} * * *"

    def service(self) -> str:
        """Return the text of a systemd service."""
        settings = "".join(f"Environment={_in_unit(f'{name}={value}')}\n" for name, value in self.environment.items())
        return (
            "[Unit]\n"
            f"Description=Crawl news sites into {str(self.archive_path).replace('%', '%%')}\n"
            "[Service]\n"
            "Type=oneshot\n"
            f"{settings}"
            f"ExecStart={' '.join(_in_unit(word, is_command=True) for word in self.words)}\n"
            "# 75: another run is at work. SIGTERM goes to us alone: we end our crawls, in 30 seconds.\n"
            "SuccessExitStatus=75\n"
            "KillMode=mixed\n"
            "TimeoutStopSec=40\n"
        )

    def timer(self) -> str:
        """Return the text of a systemd timer for the service."""
        return (
            "[Unit]\n"
            f"Description=Every {self.period}: newscrawler\n"
            "[Timer]\n"
            f"OnCalendar={self._calendar()}\n"
            "# A crawl that the machine slept through is made up for.\n"
            "Persistent=true\n"
            "[Install]\n"
            "WantedBy=timers.target\n"
        )

    def _calendar(self) -> str:
        minute = f"{self.minute:02}"
        if self.minutes < _HOUR:
            return f"*:{minute}/{self.minutes}"
        if self.minutes == _HOUR:
            return f"*:{minute}"
        hours = f"00/{self.minutes // _HOUR}" if self.minutes < _DAY else f"{NIGHT:02}"
        return f"{hours}:{minute}"


def our_command() -> list[str]:
    """Return the words that call this installation from anywhere."""
    program = Path(sys.executable).absolute().parent / "newscrawler"
    return [str(program)] if program.exists() else [sys.executable, "-m", "newscrawler.cli"]


def _in_unit(word: str, *, is_command: bool = False) -> str:
    """Return a word as systemd reads it: quoted, its specifiers and variables escaped (systemd.service(5))."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    if is_command:
        escaped = escaped.replace("$", "$$")
    return f'"{escaped}"' if re.search(r"[^\w/.:=@%+,-]", escaped) or not escaped else escaped
