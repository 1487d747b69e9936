"""What counts as other words, which lines are none of a text, and how newsrooms announce a change."""

from __future__ import annotations

import pytest

from newscrawler.text.beside import is_beside_the_text
from newscrawler.text.notices import new_notices, notice_kind
from newscrawler.text.wording import wording_hash

TITLE, LEAD = "Storm closes harbour", "Two cranes fell."
BODY = "The harbour was closed on Monday, said the port’s chief.\n\nThe damage is 5 million euros."


def said(title=TITLE, lead=LEAD, body=BODY):
    return wording_hash(title, lead, body)


@pytest.mark.parametrize(
    "other",
    [
        {"body": BODY.replace("\n\n", "\n \n\n")},
        {"body": BODY.replace("\n\n", " ")},
        {"body": BODY.replace(" ", "\u00a0").replace("’", "'")},
        {"body": BODY.replace("harbour", "har\u00adbour")},
        {"body": BODY.replace("chief.", "chief!")},
        {"body": f"12 shares\n\n{BODY}\n\nComments (4)"},
        {"body": BODY.replace("\n\n", "\n\nUpdated 5 minutes ago\n\n")},
        {"body": f"{BODY}\n\nRead also: Ferry strikes again"},
        {"body": f"{LEAD}\n\n{BODY}"},
        {"lead": "", "body": f"{LEAD}\n\n{BODY}"},
        {"title": "STORM CLOSES HARBOUR"},
        {"title": "“Storm” closes harbour"},
        {"body": BODY.replace("5", "٥")},
    ],
)
def test_what_is_no_edit(other):
    assert said(**other) == said()


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Storm closes harbours"},
        {"title": "Storm closes harbour?"},
        {"title": TITLE + " The", "lead": ""},
        {"lead": "Three cranes fell."},
        {"lead": ""},
        {"body": BODY.replace("Monday", "Monady")},
        {"body": BODY.replace("5", "6")},
        {"body": BODY.replace("5", "-5")},
        {"body": BODY.replace("5", "5%")},
        {"body": BODY.replace("5", "0.5")},
        {"body": BODY.replace("5 million euros", "€5 million")},
        {"body": f"{BODY}\n\nIt shares 12 cranes with the port of Leith."},
        {"body": "\n\n".join(reversed(BODY.split("\n\n")))},
    ],
)
def test_what_is_an_edit(other):
    assert said(**other) != said()


def test_marks_and_joiners_are_the_writers_habit_and_letters_are_not():
    assert wording_hash("الوزارةُ تُعلن", "", "") == wording_hash("الوزارة تعلـــن", "", "")
    assert wording_hash("الوزارة تعلن", "", "") != wording_hash("الوزاره تعلن", "", "")


@pytest.mark.parametrize(
    "line",
    [
        "12 shares", "Shares: 1,204", "1.2K views", "Comments (0)", "3 min read", "45 people shared this",
        "شارك 34",
        "عدد المشاهدات: ١٢٣", "12 تعليق", "35 Kommentare", "12 partages", "1 234 просмотра", "5条评论",
        "12件のコメント",
        "Updated 5 minutes ago", "Last updated 2 hours ago",
        "il y a 3 heures", "vor 5 Minuten", "hace 2 horas",
        "منذ 5 دقائق", "آخر تحديث قبل 3 ساعات", "5 دقیقه پیش", "5 минут назад", "5 dakika önce", "3小时前",
        "Read also: Ferry strikes again", "اقرأ أيضاً: عاصفة", "Читайте также: Буря", "Lesen Sie auch:",
    ],
)  # fmt: skip
def test_a_line_beside_the_text(line):
    assert is_beside_the_text(line)


@pytest.mark.parametrize(
    "line",
    [
        "5 died", "12", "Shares fell", "Shares fell 12 percent", "He said it 5 minutes ago in Rome",
        "Read also the small print", "قتل 5 أشخاص", "Two views of one war: 3 days in Kyiv", "", "Related",
        "He has 3 days to comment on it",
    ],
)  # fmt: skip
def test_a_line_of_the_text(line):
    assert is_beside_the_text(line) is (line == "Related")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Correction: It was two.", "correction"),
        ("CORRECTION (March 3, 2026): It was two.", "correction"),
        ("Correction, 3 March, 10:30 — It was two.", "correction"),
        ("* This story has been corrected to say two.", "correction"),
        ("An earlier version of this article misspelled the name.", "correction"),
        ("Clarification: He was asked twice.", "clarification"),
        ("Editor’s note: This is a translation.", "note"),
        ("[Update 10:30] – The port is open.", "update"),
        ("Update 2: The port is open.", "update"),
        ("تصحيح: كانوا ثلاثة", "correction"),
        ("تَنويه : نُشر الخبر خطأ", "note"),
        ("توضيح – قالت الوزارة", "clarification"),
        ("Korrektur vom 3. März 2026: Es waren zwei.", "correction"),
        ("Berichtigung: Es waren zwei.", "correction"),
        ("Rectificatif : ils étaient deux", "correction"),
        ("Fe de erratas: eran dos", "correction"),
        ("Rectificatie: het waren er twee", "correction"),
        ("Düzeltme: iki kişi", "correction"),
        ("اصلاحیه: دو نفر", "correction"),
        ("تصحیح: دو لوگ", "correction"),
        ("訂正：二人でした", "correction"),
        ("更正：两人", "correction"),
        ("Поправка: их было двое", "correction"),
        ("Corrections officers went on strike.", ""),
        ("The correction: two, not three.", ""),
        ("Updates to the law were passed.", ""),
        ("Clarification is needed, said the minister: now.", ""),
    ],
)
def test_notices_are_known_in_many_languages(line, kind):
    assert notice_kind(line) == kind


def test_only_new_notices_are_told_the_weightiest_first():
    old = ("A", "Text.\n\nUpdate: It goes on.")
    new = ("A", "Text.\n\nUpdate: It goes on!\n\nEditor's note: Names were changed.\n\nCorrection: It was two.")
    assert [notice.kind for notice in new_notices(old, new)] == ["correction", "note"]
    assert new_notices(new, new) == []
