"""The language of a text: its script has the last word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.text import language_of

ARABIC = "أعلن الكرملين أمس الجمعة أن الرئيس لم يبحث التعاون العسكري"
PERSIAN = "رئیس جمهور گفت که گفتگوهای پکن دربارهٔ چگونگی همکاری ادامه می‌یابد"
URDU = "وزیر اعظم نے کہا ہے کہ حکومت عوام کے مسائل حل کرے گی اور یہ کام جاری رہے گا"
ENGLISH = "The minister said that the talks with the neighbours were to go on in the spring, as it was agreed"
FRENCH = (
    "Le ministre a dit que les discussions avec les pays voisins se poursuivraient dans la ville, et que ce sera long"
)
ICELANDIC = "Ráðherrann sagði að það væri ekki hægt að ljúka viðræðum fyrir vorið og að þær væru til umræðu í dag"
ZULU = (
    "Ungqongqoshe uthe izingxoxo zizoqhubeka kodwa akekho owaziyo ukuthi zizophela nini ngoba umsebenzi muningi kanye "
)
UNKNOWN = (
    "Tolomaka verani oskitu pelamo dantira sofelu mikanot berisot ganumi tekolar vesimaru opalen " * 8 + "la que de"
)

AZERI = "Şəhər şurası körpünün təmiri üçün vəsait ayırdı"
HINDI = "बंदरगाह पर काम शुरू हो गया है। मंत्री ने कहा कि पुल का निर्माण अगले साल तक पूरा होगा और लोगों को सुविधा मिलेगी।"
NEPALI = "बन्दरगाहमा काम सुरु भएको छ। मन्त्रीले भने कि पुल अर्को वर्ष तयार हुने छ र मानिसहरूलाई पनि सजिलो हुने भएको थियो।"
MARATHI = "बंदरावर काम सुरू झाले आहे. मंत्री यांनी सांगितले की पूल पुढील वर्षी तयार होईल आणि लोकांना सोय होती असे नाही."
SERBIAN = "Most se u subotu zatvara, kaže gradonačelnik, a radovi će da traju do zime i ne mogu se ubrzati"
BULGARIAN = "Мостът се затваря в събота сутринта, съобщи градският съвет. Работата ще продължи до първия сняг."


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        (ARABIC, None, "ar"),
        (ARABIC, "ar-OM", "ar-OM"),
        (ARABIC, "ar_om", "ar-OM"),
        (ARABIC, "en-US", "ar"),
        (ARABIC, "not a language", "ar"),
        (ARABIC, "fa", "fa"),
        (PERSIAN, None, "fa"),
        (PERSIAN, "ar", "fa"),
        (PERSIAN, "fa-IR", "fa-IR"),
        (URDU, None, "ur"),
        (HINDI, None, "hi"),
        (HINDI, "hi-IN", "hi-IN"),
        (NEPALI, None, "ne"),
        (NEPALI, "hi", "ne"),
        (NEPALI[:20], None, "hi"),
        (MARATHI, None, "mr"),
        (MARATHI, "mr-IN", "mr-IN"),
        (URDU, "en", "ur"),
        (ARABIC + " وزار پاريس الرئيس چان", "ar", "ar"),
        (ENGLISH, None, "en"),
        (ENGLISH, "en-GB", "en-GB"),
        (ENGLISH, "ar", "en"),
        (FRENCH, None, "fr"),
        (FRENCH, "fr-CA", "fr-CA"),
        (FRENCH * 4, "en-US", "fr"),
        (ENGLISH, "xx", "xx"),
        ("Der Minister und die Frau mit dem Hund ist nicht zu sehen", None, "de"),
        ("Президент заявил, что переговоры продолжатся", None, "ru"),
        ("Президент заявив, що перемовини триватимуть у її країні", None, "uk"),
        ("大統領は会談が続くと述べた", None, "ja"),
        ("总统表示会谈将继续", None, "zh"),
        ("总统表示会谈将继续", "zh-TW", "zh-TW"),
        ("대통령은 회담이 계속될 것이라고 말했다", None, "ko"),
        ("राष्ट्रपति ने कहा", None, "hi"),
        ("राष्ट्रपति ने कहा", "mr", "mr"),
        ("הנשיא אמר", None, "he"),
        ("Ο πρόεδρος είπε", None, "el"),
        ("ประธานาธิบดีกล่าว", None, "th"),
        ("", None, None),
        ("", "ar", "ar"),
        ("123 - 456", "en", "en"),
        ("", "zh-hant-tw", "zh-Hant-TW"),
        ("OK", None, None),
        (ENGLISH, "eng", "en"),
        ("", "prs", "fa-AF"),
        (ICELANDIC, None, "is"),
        (ZULU, None, "zu"),
        (ZULU * 3, "en-ZA", "zu"),
        (UNKNOWN, None, None),
        (UNKNOWN, "en", "en"),
        (AZERI, "az", "az"),
        (AZERI, None, None),
        (ENGLISH * 4, "az", "en"),
        (ENGLISH * 4, "sr", "en"),
        (SERBIAN, "sr", "sr"),
        (SERBIAN, "sr-Latn-RS", "sr-Latn-RS"),
        (SERBIAN, "sr-Cyrl", "sr"),
        (SERBIAN, "ru", "hr"),
        (ENGLISH, "ur", "en"),
        ("Sadr ne kaha ke woh aaj jayenge", "ur-Latn", "ur-Latn"),
        (BULGARIAN, None, "bg"),
        (BULGARIAN, "bg-BG", "bg-BG"),
        ("Объект объявлен закрытым: съезд и въезд перекрыты", None, "ru"),
        ("Хотын зөвлөл өчигдөр хуралдаж, гүүрийг засварлах төсвийг бүрэн дэмжив", None, "mn"),
        ("Шаардык кеңеш кечээ көпүрөнү оңдоо үчүн өзүнчө каражат бөлдү", None, "ky"),
    ],
)
def test_language_of(text: str, declared: str | None, expected: str | None) -> None:
    assert language_of(text, declared) == expected


@given(st.text(), st.text(max_size=20))
def test_no_text_raises(text: str, declared: str) -> None:
    language_of(text, declared)


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("コードはこのようになります。", None, "ja"),
        ("コードはこのようになります。", "ja-JP", "ja-JP"),
        ("代码如下所示请看这里的说明", "zh-CN", "zh-CN"),
        ("東京", None, None),
    ],
)
def test_code_in_an_east_asian_text_does_not_hide_its_language(text: str, declared: str | None, language: str | None):
    code = "fn main() { let x = open(path).unwrap(); } "
    assert language_of(f"{text} {code}", declared) == language
