"""Kurdish, Sorani and Kurmanji: the months of the Gregorian and the solar calendar, weekdays, relative words."""

from __future__ import annotations


def _with_ending(names: tuple[str, ...], ending: str) -> tuple[str, ...]:
    """Return the names, parted by `|`, each also with the ending that links it to the year."""
    return tuple("|".join(f"{name}|{name}{ending}" for name in of_month.split("|")) for of_month in names)


_SORANI = (
    "کانوونی دووەم|کانونی دووەم|کانوونی دووه‌م|ژانویە|یەنایەر",
    "شوبات|شووبات",
    "ئازار|مارس|ئادار",
    "نیسان",
    "ئایار",
    "حوزەیران|حوزه‌یران|خوزەیران",
    "تەمووز|ته‌مووز|تەموز",
    "ئاب",
    "ئەیلوول|ئه‌یلوول|ئەیلول",
    "تشرینی یەکەم|تشرینی یه‌که‌م|ئۆکتۆبەر",
    "تشرینی دووەم|تشرینی دووه‌م",
    "کانوونی یەکەم|کانونی یەکەم|کانوونی یه‌که‌م",
)
_KURMANJI = (
    "Çile|Rêbendan", "Sibat|Reşemî", "Adar", "Nîsan|Avrêl", "Gulan", "Hezîran|Pûşper", "Tîrmeh", "Tebax|Gelawêj",
    "Îlon", "Cotmeh", "Mijdar", "Kanûn|Berfanbar",
)  # fmt: skip
GREGORIAN_MONTHS = tuple(
    f"{sorani}|{kurmanji}|{kurmanji.replace('|', 'ê|')}ê|{kurmanji.replace('|', 'a|')}a"
    for sorani, kurmanji in zip(_with_ending(_SORANI, "ی"), _KURMANJI, strict=True)
)
JALALI_MONTHS = _with_ending(
    ("خاکەلێوە", "گوڵان|بانەمەڕ", "جۆزەردان", "پووشپەڕ", "گەلاوێژ", "خەرمانان", "ڕەزبەر", "گەڵاڕێزان|خەزەڵوەر",
     "سەرماوەز", "بەفرانبار", "ڕێبەندان", "ڕەشەمە|ڕەشەمێ"), "ی",
)  # fmt: skip
WEEKDAYS = (
    "دووشەممە|دووشه‌ممه|Duşem|Duşemb", "سێشەممە|سێ شەممە|Sêşem|Sêşemb", "چوارشەممە|چوار شەممە|Çarşem|Çarşemb",
    "پێنجشەممە|پێنج شەممە|Pêncşem|Pêncşemb", "هەینی|Înî", "شەممە|Şemî", "یەکشەممە|یەک شەممە|Yekşem|Yekşemb",
)  # fmt: skip
UNITS = {
    "second": "چرکە", "minute": "خولەک|دەقە|دەقیقە|xulek|deqe", "hour": "کاتژمێر|سەعات|کاتژمێری|saet",
    "day": "ڕۆژ|رۆژ|roj", "week": "هەفتە|hefte", "month": "مانگ|meh", "year": "ساڵ|sal",
}  # fmt: skip
AGO_BEFORE = "پێش|بەر له|بەر لە|berî"
AGO_AFTER = "لەمەوبەر|پێش ئێستا|لەمەوپێش|berê"
DAYS_AGO = {0: "ئەمڕۆ|ئەمرۆ", 1: "دوێنێ", 2: "پێرێ"}
MERIDIEMS = {"am": "ب ن|بەیانی|پێش نیوەڕۆ", "pm": "د ن|پاش نیوەڕۆ|ئێوارە|دوای نیوەڕۆ"}
HOUR_NOUNS = "کاتژمێر|سەعات"
LABELS = "بڵاوکرایەوە|بڵاوکراوەتەوە"
