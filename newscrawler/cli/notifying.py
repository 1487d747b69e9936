"""Sending a notice: to a command, to a web hook, by mail; each by a setting, and none may break the crawl."""

from __future__ import annotations

import json
import os
import shlex
import smtplib
import subprocess
import urllib.request
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from newscrawler.cli.relay import say
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from urllib.parse import SplitResult

    from newscrawler.cli.notices import Notice

PATIENCE_SECONDS = 30.0
"""For each way; a message that takes longer is given up."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"smtp": 25, "smtps": 465}


def notify(notice: Notice, settings: Mapping[str, str]) -> list[str]:
    """Send the notice every way that is set; return what went wrong, which is said on stderr too."""
    troubles = []
    for name, send in WAYS.items():
        if not settings.get(name):
            continue
        try:
            send(notice, settings)
        except (OSError, ValueError, smtplib.SMTPException, subprocess.SubprocessError, UsageError) as error:
            troubles.append(f"{name}: the notice was not sent: {error}")
            say(troubles[-1])
    return troubles


def by_command(notice: Notice, settings: Mapping[str, str]) -> None:
    """Start a program, with no shell between: the text is its input, subject and status are in its environment."""
    words = shlex.split(settings["NEWSCRAWLER_NOTIFY_COMMAND"])
    told = {"NEWSCRAWLER_SUBJECT": notice.subject, "NEWSCRAWLER_STATUS": str(notice.exit_status)}
    subprocess.run(  # noqa: S603 what the user set
        words,
        input=notice.text,
        env=os.environ | told,
        stdout=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=True,
    )


def by_webhook(notice: Notice, settings: Mapping[str, str]) -> None:
    """POST it as JSON; `text` is what Slack, Mattermost and their like show."""
    url = settings["NEWSCRAWLER_NOTIFY_WEBHOOK"]
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError(f"expected an address such as https://chat.example.org/hooks/a, got {url!r}")
    body, headers = json.dumps(notice.as_dict()).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 http or https
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS):  # noqa: S310 raises for every status that is none of success
        pass


def by_mail(notice: Notice, settings: Mapping[str, str]) -> None:
    """Send it through the SMTP server; a password goes only over an encrypted connection, or to this machine."""
    server = urlsplit(settings.get("NEWSCRAWLER_SMTP") or "smtp://localhost")
    if server.scheme not in _PORTS or not server.hostname:
        raise UsageError(f"NEWSCRAWLER_SMTP: expected smtp://USER:PASSWORD@HOST:PORT, got {server.scheme!r}")
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    with kind(server.hostname, server.port or _PORTS[server.scheme], "localhost", timeout=PATIENCE_SECONDS) as session:
        session.ehlo_or_helo_if_needed()
        if session.has_extn("starttls"):
            session.starttls()
        elif server.scheme == "smtp" and server.password and server.hostname not in _LOOPBACK:
            raise UsageError(f"{server.hostname} does not encrypt (no STARTTLS): the password was not sent")
        _log_in(session, server)
        session.send_message(_mail(notice, settings["NEWSCRAWLER_NOTIFY_MAIL"]))


def _log_in(session: smtplib.SMTP, server: SplitResult) -> None:
    if server.username and server.password:
        session.login(unquote(server.username), unquote(server.password))


def _mail(notice: Notice, addresses: str) -> EmailMessage:
    """Return the mail; it comes from whom it goes to, for no other address is known to be taken."""
    mail = EmailMessage()
    mail["Subject"] = " ".join(notice.subject.split())
    mail["From"] = addresses.partition(",")[0].strip()
    mail["To"] = addresses
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no reply from a vacation program
    mail.set_content(notice.text)
    return mail


WAYS: dict[str, Callable[[Notice, Mapping[str, str]], None]] = {
    "NEWSCRAWLER_NOTIFY_COMMAND": by_command,
    "NEWSCRAWLER_NOTIFY_WEBHOOK": by_webhook,
    "NEWSCRAWLER_NOTIFY_MAIL": by_mail,
}
"""Setting -> how a notice is sent."""
