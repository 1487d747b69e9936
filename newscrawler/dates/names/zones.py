"""What time zones are called beside a time. Values are IANA names, or minutes east of Greenwich."""

from __future__ import annotations

ABBREVIATIONS: dict[str, str | int] = {
    "UTC|GMT|Z|TU|UT|ГМТ|ت غ|غرينتش|جرينتش|гринвич": 0,
    "CET|MEZ|HNEC": 60, "CEST|MESZ|HAEC": 120, "EET|OEZ": 120, "EEST|OESZ": 180, "WET": 0, "WEST": 60, "BST": 60,
    "MSK|МСК": 180,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600,
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "IST": "Asia/Kolkata", "IDT": 180, "PKT": 300, "BDT": 360, "NPT": 345, "SGT": 480, "HKT": 480, "PHT": 480,
    "JST": 540, "KST": 540,
    "WIB": 420, "WITA": 480, "WIT": 540, "ICT": 420, "AEST": 600, "AEDT": 660, "ACST": 570, "AWST": 480, "NZST": 720,
    "NZDT": 780,
    "SAST": 120, "CAT": 120, "EAT": 180, "WAT": 60, "BRT": -180, "ART": -180, "CLT": -240, "IRST": 210, "IRDT": 270,
    "TRT": 180, "AST": 180, "GST": 240,
}  # fmt: skip

IN_ARABIC: dict[str, str] = {
    "UTC": "غرينتش|جرينتش|غرينيتش|جرينيتش|قرينتش|كرينتش|غرينتيش|العالمي|العالمي المنسق|الدولي",
    "Asia/Riyadh": "مكة المكرمة|مكة|السعودية|الرياض|المملكة|المملكة العربية السعودية|المدينة المنورة|جدة",
    "Asia/Muscat": "مسقط|عمان العمانية|سلطنة عمان",
    "Asia/Dubai": "أبوظبي|أبو ظبي|الإمارات|دبي|دولة الإمارات",
    "Asia/Qatar": "الدوحة|قطر", "Asia/Bahrain": "المنامة|البحرين", "Asia/Kuwait": "الكويت",
    "Asia/Aden": "صنعاء|عدن|اليمن",
    "Asia/Baghdad": "بغداد|العراق", "Asia/Damascus": "دمشق|سوريا|سورية", "Asia/Amman": "عمان|الأردن|الاردن",
    "Asia/Beirut": "بيروت|لبنان", "Asia/Jerusalem": "القدس|القدس المحتلة", "Asia/Gaza": "غزة|فلسطين|رام الله",
    "Africa/Cairo": "القاهرة|مصر", "Africa/Tripoli": "طرابلس|ليبيا", "Africa/Tunis": "تونس",
    "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "الرباط|المغرب|الدار البيضاء", "Africa/Nouakchott": "نواكشوط|موريتانيا",
    "Africa/Khartoum": "الخرطوم|السودان",
    "Europe/Moscow": "موسكو|روسيا", "Europe/Istanbul": "إسطنبول|تركيا|أنقرة", "Asia/Tehran": "طهران|إيران",
    "Europe/London": "لندن|بريطانيا",
    "Europe/Paris": "باريس|فرنسا|وسط أوروبا", "Europe/Berlin": "برلين|ألمانيا",
    "America/New_York": "نيويورك|واشنطن|شرق الولايات المتحدة|شرق أمريكا",
    "Africa/Mogadishu": "مقديشو", "Africa/Djibouti": "جيبوتي",
}  # fmt: skip
ARABIC_PREFIXES = ("بتوقيت", "توقيت", "بالتوقيت", "حسب توقيت", "بحسب توقيت")
"""A place names a zone only after one of these."""

PHRASES: dict[str, str] = {
    "America/New_York": "Eastern Time|US Eastern|Eastern Standard Time|Eastern Daylight Time",
    "America/Los_Angeles": "Pacific Time",
    "America/Chicago": "Central Time",
    "Europe/Paris": "heure de Paris|heure française",
    "Europe/Berlin": "deutscher Zeit",
    "Europe/Moscow": "по московскому времени|московское время|по Москве",
    "Europe/Kyiv": "за київським часом|по киевскому времени",
    "Asia/Tehran": "به وقت تهران|به‌وقت تهران",
    "Asia/Kabul": "به وقت کابل",
    "Asia/Shanghai": "北京时间|北京時間",
    "Europe/Madrid": "hora peninsular|hora de España|hora española",
    "America/Sao_Paulo": "horário de Brasília",
    "Africa/Johannesburg": "South African Standard Time",
    "Asia/Jerusalem": "Israel time|שעון ישראל",
    "Asia/Riyadh": "Makkah time|Mecca time|Saudi time|KSA|KSA time",
    "Asia/Dubai": "UAE time|Gulf Standard Time|UAE",
    "UTC": "Greenwich Mean Time|Greenwich|گرینویچ|به وقت گرینویچ|Coordinated Universal Time|heure universelle",
    "Europe/London": "London time|UK time",
}
OF_REGION: dict[str, dict[str, str]] = {
    "IST": {"IL": "Asia/Jerusalem", "IE": "Europe/Dublin"},
    "CST": {"CN": "Asia/Shanghai", "TW": "Asia/Taipei"},
    "AST": {"CA": "America/Halifax", "PR": "America/Puerto_Rico"},
}
"""Abbreviations that mean another zone in some regions."""
SAME_NAME: dict[object, dict[str, str]] = {"Asia/Amman": {"OM": "Asia/Muscat"}}
"""Zones whose place is written as another region writes a place of its own: عمان."""
