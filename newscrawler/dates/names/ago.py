"""Time counted back as CLDR does not print it but the press does; and what counts back without a number."""

from __future__ import annotations

_IBERIAN = {
    "second": "segundo|segundos", "minute": "minuto|minutos|min", "hour": "hora|horas|h",
    "day": "dia|dias|día|días", "week": "semana|semanas", "month": "mês|meses|mes", "year": "ano|anos|año|años",
}  # fmt: skip
_SWEDISH = {
    "second": "sekund|sekunder", "minute": "minut|minuter|min", "hour": "timme|timmar|tim",
    "day": "dag|dagar|dygn", "week": "vecka|veckor", "month": "månad|månader", "year": "år",
}  # fmt: skip
_NORSE = {
    "second": "sekund|sekunder|sek", "minute": "minutt|minutter|minut|min", "hour": "time|timer|timar|t",
    "day": "dag|dager|dage|dagar|døgn", "week": "uke|uker|uge|uger|veke|veker",
    "month": "måned|måneder|månad|månader", "year": "år",
}  # fmt: skip
_GREEK = {
    "second": "δευτερόλεπτο|δευτερόλεπτα", "minute": "λεπτό|λεπτά|λ", "hour": "ώρα|ώρες|ω",
    "day": "μέρα|μέρες|ημέρα|ημέρες", "week": "εβδομάδα|εβδομάδες", "month": "μήνα|μήνες",
    "year": "χρόνο|χρόνια|έτος|έτη",
}  # fmt: skip
_EAST_ASIAN = {
    "second": "秒|秒钟|秒鐘", "minute": "分钟|分鐘|分", "hour": "小时|小時|个小时|個小時|時間", "day": "天|日",
    "week": "周|週|星期|个星期|個星期|週間", "month": "个月|個月|か月|ヶ月|ヵ月|カ月|ケ月|箇月", "year": "年",
}  # fmt: skip
_KOREAN = {
    "second": "초", "minute": "분", "hour": "시간", "day": "일", "week": "주|주일", "month": "개월|달",
    "year": "년",
}  # fmt: skip
_HINDI = {
    "second": "सेकंड|सेकेंड|सेकंड्स", "minute": "मिनट|मिनिट|मिनटों", "hour": "घंटा|घंटे|घण्टा|घण्टे|घंटों",
    "day": "दिन", "week": "हफ्ता|हफ्ते|सप्ताह", "month": "महीना|महीने|माह", "year": "साल|वर्ष",
}  # fmt: skip
_BENGALI = {
    "second": "সেকেন্ড", "minute": "মিনিট", "hour": "ঘণ্টা|ঘন্টা", "day": "দিন", "week": "সপ্তাহ",
    "month": "মাস", "year": "বছর",
}  # fmt: skip
_MALAY = {
    "second": "detik|saat", "minute": "menit|minit|mnt", "hour": "jam", "day": "hari", "week": "minggu",
    "month": "bulan", "year": "tahun",
}  # fmt: skip
_VIETNAMESE = {
    "second": "giây", "minute": "phút", "hour": "giờ|tiếng", "day": "ngày|hôm", "week": "tuần",
    "month": "tháng", "year": "năm",
}  # fmt: skip
_ROMANIAN = {
    "second": "secunde|de secunde", "minute": "minut|minute|de minute", "hour": "oră|ore|de ore",
    "day": "zi|zile|de zile", "week": "săptămână|săptămâni", "month": "lună|luni", "year": "an|ani",
}  # fmt: skip
_HUNGARIAN = {
    "second": "másodperccel", "minute": "perccel", "hour": "órával", "day": "nappal", "week": "héttel",
    "month": "hónappal", "year": "évvel",
}  # fmt: skip
_HUNGARIAN_SINCE = {
    "minute": "perce", "hour": "órája", "day": "napja", "week": "hete", "month": "hónapja", "year": "éve",
}  # fmt: skip
_THAI = {
    "second": "วินาที", "minute": "นาที", "hour": "ชั่วโมง|ชม", "day": "วัน", "week": "สัปดาห์|อาทิตย์",
    "month": "เดือน", "year": "ปี",
}  # fmt: skip
_UKRAINIAN = {
    "minute": "хвилину|хвилини|хвилин|хв", "hour": "годину|години|годин|год", "day": "день|дні|днів",
    "week": "тиждень|тижні|тижнів", "month": "місяць|місяці|місяців", "year": "рік|роки|років",
}  # fmt: skip
_RUSSIAN = {
    "minute": "минуту|минуты|минут|мин", "hour": "час|часа|часов|ч", "day": "день|дня|дней|сутки|дн",
    "week": "неделю|недели|недель|нед", "month": "месяц|месяца|месяцев|мес", "year": "год|года|лет",
}  # fmt: skip
_AZERBAIJANI = {
    "second": "saniyə", "minute": "dəqiqə|dəq", "hour": "saat", "day": "gün", "week": "həftə", "month": "ay",
    "year": "il",
}  # fmt: skip
_HEBREW_SHORT = {"second": "שנ", "minute": "דק", "hour": "שע", "day": "ימ"}
_DUTCH_SHORT = {"second": "s|sec", "minute": "m", "hour": "u", "day": "d", "week": "w"}
_INTERNATIONAL = {"second": "sec", "minute": "min|mins|mn", "hour": "h|hr|hrs|hs"}
"""Short forms that content systems print in every language of Latin script."""
_ENGLISH = {
    "second": "second|seconds", "minute": "minute|minutes|min|mins", "hour": "hour|hours|hr|hrs", "day": "day|days",
    "week": "week|weeks", "month": "month|months", "year": "year|years",
}  # fmt: skip
"""Of themes that are half translated: منذ 3 hours."""
ROWS = (
    ("", "atrás", _IBERIAN), ("faz", "", _IBERIAN), ("", "sedan", _SWEDISH), ("för", "sedan", _SWEDISH),
    ("", "siden|sidan", _NORSE), ("for", "siden|sidan", _NORSE), ("πριν|πριν από|εδώ και", "", _GREEK),
    ("", "πριν", _GREEK),
    ("", "前|以前|之前", _EAST_ASIAN), ("", "전", _KOREAN), ("", "पहले|पूर्व", _HINDI), ("", "আগে|পূর্বে", _BENGALI),
    ("", "lalu|yang lalu|lepas|yg lalu", _MALAY), ("", "trước|trước đây", _VIETNAMESE), ("", "în urmă", _ROMANIAN),
    ("acum", "", _ROMANIAN), ("", "ezelőtt", _HUNGARIAN), ("", "", _HUNGARIAN_SINCE),
    ("", "ที่ผ่านมา|ที่แล้ว|ก่อน", _THAI),
    ("", "əvvəl", _AZERBAIJANI), ("לפני", "", _HEBREW_SHORT), ("", "geleden", _DUTCH_SHORT),
    ("hace|il y a|vor|há|för|for|před|pred|prije|acum", "", _INTERNATIONAL),
    ("", "fa|geleden|sedan|siden|sitten|temu|önce|lalu|trước|atrás", _INTERNATIONAL), ("منذ|قبل", "", _ENGLISH),
    ("", "مضت", _ENGLISH),
    ("", "тому|тому назад", _UKRAINIAN), ("", "назад|тому назад", _RUSSIAN),
)  # fmt: skip
"""Words before the number, words after the unit, the units."""
WITHOUT_NUMBER = {
    "1 minute": "semenit lalu|semenit yang lalu",
    "30 minute": (
        "半小时前|半小時前|半個小時前|半个小时前|vor einer halben Stunde|hace media hora|il y a une demi heure|"
        "mezz ora fa|"
        "há meia hora|полчаса назад|пів години тому|pół godziny temu|een half uur geleden|för en halvtimme sedan|"
        "for en halv time siden|en halv time siden|puoli tuntia sitten|před půl hodinou|yarım saat önce|"
        "πριν μισή ώρα|πριν από μισή ώρα|לפני חצי שעה|نیم ساعت پیش|آدھا گھنٹہ قبل|आधा घंटा पहले|আধা ঘণ্টা আগে|"
        "setengah jam lalu|setengah jam yang lalu|nửa giờ trước"
    ),
    "1 hour": "sejam lalu|sejam yang lalu|sejam lepas",
    "1 day": "sehari lalu|sehari yang lalu",
    "1 week": "seminggu lalu|seminggu yang lalu|seminggu lepas",
    "1 month": "sebulan lalu|sebulan yang lalu|sebulan lepas",
    "1 year": "setahun lalu|setahun yang lalu|setahun lepas",
}
