"""The place and agency opening of a text: found with every separator that papers print, and only where it is."""

from __future__ import annotations

import pytest

from newscrawler.extraction.origin import read_origin_line
from newscrawler.extraction.site_names import SiteNames
from newscrawler.items import SiteFacts
from newscrawler.markup import parse_markup

OPENINGS = {
    "أبوظبي في 5 يونيو / ودق / أكدت الحكومة أن الأسعار ستبقى كما هي حتى نهاية العام بعد محادثات طويلة": (
        "أبوظبي في 5 يونيو / ودق /"
    ),
    "مسقط في 17 نوفمبر /العمانية/ أكدت الحكومة أن الأسعار ستبقى كما هي حتى نهاية العام بعد محادثات طويلة": (
        "مسقط في 17 نوفمبر /العمانية/"
    ),
    "غزة/ معا/ أكدت الحكومة أن الأسعار ستبقى كما هي حتى نهاية العام بعد محادثات طويلة جرت في العاصمة": "غزة/ معا",
    "بيروت - «الأخبار»: أكدت الحكومة أن الأسعار ستبقى كما هي حتى نهاية العام بعد محادثات طويلة جرت في العاصمة": (
        "بيروت - «الأخبار»"
    ),
    "Taipei, Nov. 17 (CNA) The government said on Monday that the rates would stay as they are until next year.": (
        "Taipei, Nov. 17 (CNA)"
    ),
    "دمشق ــ الوطن ــ عواصم ــ وكالات: أعلن المتحدث أمس الجمعة أن": "دمشق ــ الوطن ــ عواصم ــ وكالات",
    "وطنية - عين السنديان - عقد في البلدية اجتماع موسع": "وطنية - عين السنديان",
    "مسقط ـ العمانية: افتتح معالي الوزير": "مسقط ـ العمانية",
    "سبق- الدمام: قال مدير المشروع إن": "سبق- الدمام",
    "غزة-معا- أعلنت الوزارة اليوم عن": "غزة-معا",
    "القاهرة (رويترز) - قالت الحكومة يوم الأحد": "القاهرة (رويترز)",
    "واشنطن (أ ف ب) – أعلن البيت الأبيض": "واشنطن (أ ف ب)",
    "دبي/ وام / قال مدير الهيئة": "دبي/ وام",
    "بغداد/ ونح /قال مدير الهيئة إن": "بغداد/ ونح",
    "أبوظبي - البيان: شهدت العاصمة": "أبوظبي - البيان",
    "راولپنڈی: لاہور ہائیکورٹ کے بینچ میں": "راولپنڈی",
    "تهران - ایرنا - وزیر گفت": "تهران - ایرنا",
    "LONDON (Reuters) - The bank said on Friday": "LONDON (Reuters)",
    "NEW YORK (AP) — A court ruled": "NEW YORK (AP)",
    "PARIS, March 3 (AFP) -- The minister": "PARIS, March 3 (AFP)",
    "SMALLTOWN, Nov 22 — Private companies did not pay": "SMALLTOWN, Nov 22",
    "WASHINGTON — Lawmakers met again": "WASHINGTON",
    "Berlin (dpa) - Der Bundestag hat": "Berlin (dpa)",
    "Berlin – Der Bundestag hat": "Berlin",
    "Madrid, 3 mar (EFE).- El presidente": "Madrid, 3 mar (EFE)",
    "新华社北京3月3日电 记者今天获悉": "新华社北京3月3日电",
    "（中央社記者王小明台北12日電）市府今天宣布": "中央社記者王小明台北12日電",
    "(부산=연합뉴스) 홍길동 기자 = 부산시는 12일": "부산=연합뉴스",
    "الوادي في 12 نوفمبر/ العُمانية / افتُتح اليوم": "الوادي في 12 نوفمبر/ العُمانية",
    "الرباط/ 12 نونبر 2024 (ومع) أعطت الوزارة اليوم": "الرباط/ 12 نونبر 2024 (ومع)",
    "رام الله 12-11-2024 وفا- أعلن مجلس الوزراء": "رام الله 12-11-2024 وفا",
    "МОСКВА, 12 ноя — РИА Новости. Мост через реку открыли": "МОСКВА, 12 ноя — РИА Новости",
    "नई दिल्ली: सरकार ने आज": "नई दिल्ली",
    "Jakarta - Pemerintah akan membuka pasar baru": "Jakarta",
    "Dodoma. Baada ya kusubiri maji kwa miaka kumi, wakazi": "Dodoma",
    "وادي برس/ النهر: أعلنت البلدية اليوم عن إغلاق الجسر": "وادي برس/ النهر",
    "الوادي الأخضر نيوز: أعلنت البلدية اليوم عن إغلاق الجسر": "الوادي الأخضر نيوز",
    "NEW ELDER — The boats will stop": "NEW ELDER",
    "PORT ELDER — The boats will stop": "PORT ELDER",
    "ALTDORF – „Wir bleiben“, sagt": "ALTDORF",
    "BORGO ALTO - Un boato, poi il silenzio": "BORGO ALTO",
    "ELMWOOD, Ore. — The mill will close": "ELMWOOD, Ore.",
    "OAK COUNTY, Ore. (KXYZ) -- A plan is ready": "OAK COUNTY, Ore. (KXYZ)",
}
NO_OPENINGS = (
    "قال الرئيس: لن نقبل بذلك",
    "بغداد/ رئيس المجلس / قال مدير الهيئة إن",
    "قال لوادي برس اليوم: إن الأمر انتهى",
    "وقال: إن الأمر انتهى",
    "خاص: تفاصيل جديدة عن الحادث في المدينة التي شهدت الأمطار قبل يومين",
    "روزنامه جوان نوشت:اصلاح‌طلبان",
    "One thing is clear: the bank will not move",
    "Paris – die Stadt der Liebe – empfängt",
    "WARNING GRAPHIC DETAIL: The woman said",
    "By Ann Example - Associated Press - Friday, April 28, 2023",
    "The plan - long awaited - was dropped",
    "Update: The city has closed the bridge",
    "London. Paris. Milan. The year has its weeks",
    "Elder. The boats will stop before the year is out",
    "BBC: What did you see?\n\nAnn Example: Nothing.\n\nBBC: And then?",
    "UPDATE — The city has closed the bridge",
    "MIGRATION – Probleme gibt es auch dort",
    "EILMELDUNG - Die Brücke ist gesperrt",
    "NATO – The alliance met, and NATO said nothing",
    "HARVEST — The harvest was late",
    "LONG LIVE — THE KING",
    "VALLEY GOLD — a story in three parts",
    "ANN EXAMPLE, Editor — The paper was late",
    "A sentence without any of it.",
    "",
    " \n \n",
)


@pytest.mark.parametrize(("text", "line"), OPENINGS.items())
def test_an_opening_is_read_without_its_closing_mark(text: str, line: str) -> None:
    assert read_origin_line(f"{text}\n\nThe second paragraph.") == line


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_nothing_is_read_where_a_text_just_begins(text: str) -> None:
    assert read_origin_line(f"{text}\n\nThe second paragraph.") is None


def test_a_first_paragraph_may_be_an_origin_line_and_nothing_else() -> None:
    assert read_origin_line("عين اليوم – متابعات\n\nقال الرئيس اليوم") == "عين اليوم – متابعات"
    assert read_origin_line("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\n\nرأس") == (
        "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس"
    )
    assert read_origin_line("القاهرة - أ ش أ:\n\nأعلنت الوزارة") == "القاهرة - أ ش أ"
    assert read_origin_line("الواحة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس\n\nرأس") == (
        "الواحة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس"
    )
    assert read_origin_line("A short sub-heading\n\nThe text.") is None


OWN = {
    "الوادي - صوت النهر: أعلنت البلدية اليوم": "الوادي - صوت النهر",
    "صوت النهر: أعلنت البلدية اليوم": "صوت النهر",
    "صوت النهر/ الوادي\n\nأعلنت البلدية اليوم": "صوت النهر/ الوادي",
    "صوت النهر - الوادي\n\nأعلنت البلدية اليوم": "صوت النهر - الوادي",
    "TEMPLE.CO, Elmwood - Pemerintah akan membuka pasar": "TEMPLE.CO, Elmwood",
    "الواحة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م صوت النهر\n\nرأس": (
        "الواحة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م صوت النهر"
    ),
    "الواحة 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م صوت البحر\n\nرأس": None,
    "صوت النهر – سامي الوادي\n\nأعلنت البلدية اليوم": None,
    "الاثنين 29 مارس 2021 الساعة 8 / صوت النهر - خاص\n\nأعلنت البلدية": None,
    "صوت المدينة: أعلنت البلدية اليوم": None,
}


@pytest.mark.parametrize(("text", "line"), OWN.items())
def test_the_sites_own_name_stands_where_an_agencys_does(text: str, line: str | None) -> None:
    assert read_origin_line(text, {"صوت النهر", "TEMPLE.CO"}.__contains__) == line


@pytest.mark.parametrize("front", ["/", "https://example.org/", "index.php", "Default.aspx"])
def test_the_logo_says_what_the_site_calls_itself(front: str) -> None:
    page = f"<body><a href='{front}'><img src=/l.png alt='وكالة صوت النهر - صنهر'></a>"
    names = SiteNames(parse_markup(page, "https://example.org/news/1"), SiteFacts())
    assert [names.has_signature(name) for name in ("صوت النهر", "صنهر", "صوت البحر")] == [True, True, False]
    other = page.replace(front, "https://other.example/")
    assert not SiteNames(parse_markup(other, "https://example.org/news/1"), SiteFacts()).has_signature("صنهر")


def test_only_the_head_of_the_text_is_read() -> None:
    assert read_origin_line("word " * 100_000 + "LONDON (Reuters) - ") is None
    assert read_origin_line("-" * 100_000) is None
