"""Who is told of what: each way against a server on loopback, and what is worth telling at all."""

from __future__ import annotations

import email
import http.server
import json
import socketserver
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import policy
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.cli.notices import Notice, SiteNews, news_of, notice_of
from newscrawler.cli.notifying import notify
from newscrawler.cli.project import Crawl
from newscrawler.cli.side_by_side import Came, Ended
from newscrawler.crawling.finding import Finding
from tests.archive_visits import SITE, Clock
from tests.test_cli_process import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINDING = Finding(
    "degraded: 3 of 4 failed", "Wait.", 20, "2026-03-01T12:00:00Z", "https://daily.example/feed", "timeout"
)
NOTICE = notice_of([SiteNews("daily.example", 20, "daily.example: degraded; صحيفة", [FINDING])])

# --- the ways -------------------------------------------------------------------------------------------------------


class Hook(http.server.BaseHTTPRequestHandler):
    heard: list[Any]
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Mailbox(socketserver.StreamRequestHandler):
    heard: list[Any]

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        lines: list[bytes] = []
        while (line := self.rfile.readline().rstrip(b"\r\n").upper()) not in {b"QUIT", b""}:
            lines.append(line)
            if line != b"DATA":
                self.wfile.write(b"250 fine\r\n")
                continue
            self.wfile.write(b"354 go on\r\n")
            data = b""
            while (part := self.rfile.readline()) != b".\r\n":
                data += part
            self.heard.append((lines, email.message_from_bytes(data, policy=policy.default)))
            self.wfile.write(b"250 taken\r\n")
        self.wfile.write(b"221 bye\r\n")


@contextmanager
def listening(kind: Any, **attributes: Any) -> Iterator[tuple[int, list[Any]]]:
    heard: list[Any] = []
    handler = type("Handler", (kind,), {"heard": heard, **attributes})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1], heard
        server.shutdown()
        thread.join()


def test_a_web_hook_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    with listening(Hook) as (port, heard):
        assert notify(NOTICE, {"NEWSCRAWLER_NOTIFY_WEBHOOK": f"http://127.0.0.1:{port}/hooks/a"}) == []
    ((path, kind, told),) = heard
    assert (path, kind, told["subject"]) == ("/hooks/a", "application/json", "newscrawler: daily.example: degraded")
    assert told["text"].startswith(told["subject"])
    assert told["sites"][0]["findings"][0]["advice"] == "Wait."
    assert (told["exit_status"], told["sites"][0]["verdict"]) == (20, "degraded")
    assert capsys.readouterr().err == ""


def test_a_mail_goes_through_the_server_that_is_set() -> None:
    with listening(Mailbox) as (port, heard):
        settings = {"NEWSCRAWLER_NOTIFY_MAIL": "me@example.org, you@example.org"}
        assert notify(NOTICE, settings | {"NEWSCRAWLER_SMTP": f"smtp://127.0.0.1:{port}"}) == []
    ((lines, mail),) = heard
    assert [line for line in lines if line.startswith(b"RCPT")] == [
        b"RCPT TO:<ME@EXAMPLE.ORG>", b"RCPT TO:<YOU@EXAMPLE.ORG>",
    ]  # fmt: skip
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("newscrawler: daily.example: degraded", "auto-generated")
    body = mail.get_content().replace("\r\n", "\n")
    assert "صحيفة" in body
    assert "  since   2026-03-01 12:00 UTC\n  page    https://daily.example/feed\n" in body
    assert body.rstrip().endswith("  do      Wait.")


def test_a_command_gets_the_text_and_no_shell(tmp_path: Path) -> None:
    text = """\
        import os, sys
        told = [sys.argv[1:], os.environ["NEWSCRAWLER_SUBJECT"], os.environ["NEWSCRAWLER_STATUS"], sys.stdin.read()]
        open(sys.argv[1], "w", encoding="utf-8").write(repr(told))
    """
    words = f"{program(tmp_path / 'tell', text)} {tmp_path / 'told'} 'a b; $(c)'"
    assert notify(NOTICE, {"NEWSCRAWLER_NOTIFY_COMMAND": words}) == []
    arguments, subject, status, said = eval((tmp_path / "told").read_text(encoding="utf-8"))
    assert (arguments[1], subject, status) == ("a b; $(c)", "newscrawler: daily.example: degraded", "20")
    assert said == NOTICE.text


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"NEWSCRAWLER_NOTIFY_COMMAND": "/no/such/program"}, "No such file"),
        ({"NEWSCRAWLER_NOTIFY_COMMAND": f"{sys.executable} -c 'raise SystemExit(3)'"}, "non-zero exit status 3"),
        ({"NEWSCRAWLER_NOTIFY_COMMAND": "'never closed"}, "No closing quotation"),
        ({"NEWSCRAWLER_NOTIFY_WEBHOOK": "file:///etc/passwd"}, "expected an address such as https://"),
        ({"NEWSCRAWLER_NOTIFY_WEBHOOK": "http://127.0.0.1:9/"}, "refused"),
        ({"NEWSCRAWLER_NOTIFY_MAIL": "a@b.example", "NEWSCRAWLER_SMTP": "smtp://127.0.0.1:9"}, "refused"),
        ({"NEWSCRAWLER_NOTIFY_MAIL": "a@b.example", "NEWSCRAWLER_SMTP": "localhost:25"}, "expected smtp://"),
    ],
)
def test_what_cannot_be_sent_is_said_and_breaks_nothing(
    settings: dict[str, str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (trouble,) = notify(NOTICE, settings)
    assert why in trouble
    assert capsys.readouterr().err == f"{trouble}\n"


def test_a_web_hook_that_refuses_is_said() -> None:
    with listening(Hook, status=403) as (port, heard):
        (trouble,) = notify(NOTICE, {"NEWSCRAWLER_NOTIFY_WEBHOOK": f"http://127.0.0.1:{port}/"})
    assert len(heard) == 1
    assert "HTTP Error 403" in trouble


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(Mailbox) as (port, heard):
        monkeypatch.setattr("newscrawler.cli.notifying._LOOPBACK", frozenset())
        server = f"smtp://me:secret@127.0.0.1:{port}"
        (trouble,) = notify(NOTICE, {"NEWSCRAWLER_NOTIFY_MAIL": "a@b.example", "NEWSCRAWLER_SMTP": server})
    assert "does not encrypt" in trouble
    assert "secret" not in trouble
    assert heard == []


# --- what is worth telling ------------------------------------------------------------------------------------------


class Years:
    """Runs over one site, an hour apart, and what is told after each."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.archive = Archive(folder / "news.db", now=self.clock)

    def run(self, status: int, verdict: str, *, hours: float = 1) -> list[SiteNews]:
        self.clock.move(hours * 3600)
        run = self.archive.begin_run("daily", SITE)
        line = f"{SITE}: {verdict}"
        self.archive.end_run(run.id, verdict=verdict, exit_status=status, reason="timeout" * bool(status), line=line)
        return news_of(Came([Ended(Crawl("daily", site=SITE), status, line)]), self.archive, self.clock())


@pytest.fixture
def years(tmp_path: Path) -> Iterator[Years]:
    years = Years(tmp_path)
    yield years
    years.archive.close()


def test_a_change_is_told_once_and_a_lasting_trouble_once_a_day(years: Years) -> None:
    assert years.run(0, "worked") == []
    (first,) = years.run(40, "network down")
    assert (first.exit_status, first.line) == (40, f"{SITE}: network down")
    assert [finding.what for finding in first.findings] == ["network down: timeout"]
    told = [bool(years.run(40, "network down")) for _ in range(60)]
    assert [hour for hour, is_told in enumerate(told, start=1) if is_told] == [24, 48]
    (changed,) = years.run(20, "degraded")
    assert changed.exit_status == 20
    (well,) = years.run(0, "worked")
    assert (well.exit_status, well.line) == (0, f"{SITE}: worked (well again)")
    assert years.run(0, "worked") == []


def test_a_first_run_that_fails_is_told(years: Years) -> None:
    assert len(years.run(20, "degraded")) == 1


def test_runs_that_were_cut_off_are_no_news(years: Years) -> None:
    years.run(40, "network down")
    assert years.run(130, "interrupted") == []
    assert years.run(40, "network down") == []


def test_what_left_no_run_is_told() -> None:
    came = Came([Ended(Crawl("daily", site=SITE), 2, f"{SITE}: usage (no such spider)")])
    (news,) = news_of(came, None, datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=1))
    assert news.line.endswith("usage (no such spider)")


def test_the_subject_names_the_bad_sites() -> None:
    bad = [SiteNews(f"{name}.example", 20, "") for name in "dcba"]
    assert notice_of([*bad, SiteNews("e.example", 0, "")]).subject == (
        "newscrawler: a.example, b.example, c.example and 1 more: degraded"
    )
    assert notice_of([SiteNews("e.example", 0, "")]).subject == "newscrawler: e.example: well again"


# --- the commands ---------------------------------------------------------------------------------------------------


def test_the_doctor_tells_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "news.db") as archive:
        run = archive.begin_run("daily", SITE)
        archive.end_run(run.id, verdict="degraded", exit_status=20, reason="x", line="")
    words = ["doctor", SITE, "--notify", "--archive", str(tmp_path / "news.db")]
    nobody = CliRunner().invoke(main, words)
    assert (nobody.exit_code, "nobody is named" in nobody.output) == (2, True)
    with listening(Hook) as (port, heard):
        monkeypatch.setenv("NEWSCRAWLER_NOTIFY_WEBHOOK", f"http://127.0.0.1:{port}/")
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 20, result.output
    assert heard[0][2]["subject"] == "newscrawler doctor: 1 not well"
    monkeypatch.setenv("NEWSCRAWLER_NOTIFY_WEBHOOK", "http://127.0.0.1:9/")
    assert CliRunner().invoke(main, words).exit_code == 1


def test_a_crawl_tells_what_it_came_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = program(
        tmp_path / "python", 'print("daily.example: network down (timeout); 0 fetched"); raise SystemExit(40)'
    )
    monkeypatch.setattr(sys, "executable", worker)
    with listening(Hook) as (port, heard):
        hook = f"NEWSCRAWLER_NOTIFY_WEBHOOK=http://127.0.0.1:{port}/"
        words = ["crawl", "https://daily.example/", "--set", hook, "--archive", str(tmp_path / "a.db")]
        result = CliRunner().invoke(main, words)
    assert result.exit_code == 40, result.output
    assert heard[0][2]["subject"] == "newscrawler: daily.example: network down"


def test_a_notice_without_findings_is_its_lines() -> None:
    assert Notice("s", 0, [SiteNews("a", 0, "a: well"), SiteNews("b", 0, "b: well")]).text == "a: well\n\nb: well\n"
