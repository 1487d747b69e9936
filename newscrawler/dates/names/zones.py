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
    "UTC": "غرينتش الموحد|غرينتش|غرينش|جرينتش|غرينيتش|جرينيتش|قرينتش|كرينتش|غرينتيش|العالمي|العالمي المنسق|الدولي",
    "Asia/Riyadh": "السعودي|مكة المكرمة|مكة|السعودية|الرياض|المملكة|المملكة العربية السعودية|المدينة المنورة|جدة",
    "Asia/Muscat": "مسقط|العماني|عمان العمانية|سلطنة عمان",
    "Asia/Dubai": "الإماراتي|أبوظبي|أبو ظبي|الإمارات|دبي|دولة الإمارات",
    "Asia/Qatar": "الدوحة|قطر|القطري",
    "Asia/Bahrain": "المنامة|البحرين", "Asia/Kuwait": "الكويت|الكويتي",
    "Asia/Aden": "صنعاء|عدن|اليمن",
    "Asia/Baghdad": "بغداد|العراق|العراقي", "Asia/Damascus": "دمشق|سوريا|سورية",
    "Asia/Amman": "عمان|الأردن|الأردني",
    "Asia/Beirut": "بيروت|لبنان|اللبناني",
    "Asia/Jerusalem": "القدس|القدس المحتلة|القدس الشريف|تل أبيب|إسرائيل", "Asia/Gaza": "غزة|فلسطين|رام الله",
    "Africa/Cairo": "القاهرة|مصر|المصري", "Africa/Tripoli": "طرابلس|ليبيا", "Africa/Tunis": "تونس",
    "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "الرباط|المغرب|المغربي|الدار البيضاء", "Africa/Nouakchott": "نواكشوط|موريتانيا",
    "Africa/Khartoum": "الخرطوم|السودان",
    "Europe/Moscow": "موسكو|روسيا", "Europe/Istanbul": "إسطنبول|تركيا|أنقرة", "Asia/Tehran": "طهران|إيران",
    "Europe/London": "لندن|بريطانيا",
    "Europe/Paris": "باريس|فرنسا|وسط أوروبا", "Europe/Berlin": "برلين|ألمانيا",
    "America/New_York": "نيويورك|واشنطن|شرق الولايات المتحدة|شرق أمريكا",
    "Africa/Mogadishu": "مقديشو|الصومال", "Africa/Djibouti": "جيبوتي",
    "Europe/Kyiv": "كييف|أوكرانيا", "Europe/Rome": "روما|إيطاليا", "Europe/Madrid": "مدريد|إسبانيا",
    "Europe/Athens": "أثينا|اليونان", "Europe/Brussels": "بروكسل", "Europe/Zurich": "جنيف|سويسرا",
    "Asia/Shanghai": "بكين|الصين", "Asia/Tokyo": "طوكيو|اليابان", "Asia/Kolkata": "نيودلهي|الهند",
    "Asia/Karachi": "إسلام آباد|باكستان", "Asia/Kabul": "كابل|كابول", "America/Los_Angeles": "لوس أنجلوس",
}  # fmt: skip
ARABIC_PREFIXES = ("بتوقيت", "توقيت", "بالتوقيت", "التوقيت", "حسب التوقيت", "بتوقيت مدينة", "حسب توقيت", "بحسب توقيت")
"""A place names a zone only after one of these."""

PHRASES: dict[str, str] = {
    "America/New_York": "Eastern Time|US Eastern|Eastern Standard Time|Eastern Daylight Time",
    "America/Los_Angeles": "Pacific Time",
    "America/Chicago": "Central Time",
    "Europe/Paris": "heure de Paris|heure française|Paris time",
    "Europe/Berlin": "deutscher Zeit|Berlin time",
    "Europe/Rome": "ora italiana|ora di Roma",
    "Europe/Istanbul": "TSİ|Türkiye saatiyle|Turkey time|Istanbul time",
    "Europe/Moscow": "по московскому времени|московское время|по Москве|Moscow time",
    "Europe/Kyiv": "за київським часом|по киевскому времени|за Києвом|по Киеву|Kyiv time",
    "Asia/Tehran": "به وقت تهران|به‌وقت تهران|به وقت ایران|به وقت محلی تهران|Tehran time",
    "Asia/Kabul": "به وقت کابل",
    "Asia/Shanghai": "北京时间|北京時間|Beijing time",
    "Europe/Madrid": "hora peninsular|hora de Madrid|hora de España|hora española",
    "America/Sao_Paulo": "horário de Brasília|hora de Brasília",
    "Africa/Johannesburg": "South African Standard Time",
    "Asia/Jerusalem": "Israel time|Jerusalem time|שעון ישראל",
    "Asia/Riyadh": "Makkah time|Mecca time|Saudi time|KSA|KSA time",
    "Asia/Dubai": "UAE time|Gulf Standard Time|UAE|Dubai time",
    "UTC": "Greenwich Mean Time|Greenwich|گرینویچ|به وقت گرینویچ|Coordinated Universal Time|heure universelle",
    "Europe/London": "London time|UK time",
    "Africa/Cairo": "Cairo time",
    "Asia/Qatar": "Doha time|Qatar time",
    "Asia/Muscat": "Muscat time|Oman time",
    "Asia/Beirut": "Beirut time",
    "Asia/Baghdad": "Baghdad time",
    "Asia/Tokyo": "日本時間|Japan time|Tokyo time",
    "Asia/Seoul": "한국시간|한국 시간",
    "Asia/Taipei": "台灣時間|台北時間",
    "Asia/Hong_Kong": "香港時間|Hong Kong time",
    "Asia/Kolkata": "Indian Standard Time|India time",
    "Asia/Karachi": "Pakistan Standard Time|Pakistan time",
    "Asia/Ho_Chi_Minh": "giờ Việt Nam|giờ Hà Nội",
    "America/Mexico_City": "hora de México|hora del centro de México",
    "America/Bogota": "hora de Colombia|hora colombiana",
    "America/Argentina/Buenos_Aires": "hora argentina|hora de Argentina",
}
OF_REGION: dict[str, dict[str, str]] = {
    "IST": {"IL": "Asia/Jerusalem", "IE": "Europe/Dublin"},
    "CST": {"CN": "Asia/Shanghai", "TW": "Asia/Taipei"},
    "AST": {"CA": "America/Halifax", "PR": "America/Puerto_Rico"},
}
"""Abbreviations that mean another zone in some regions."""
SAME_NAME: dict[object, dict[str, str]] = {"Asia/Amman": {"OM": "Asia/Muscat"}}
"""Zones whose place is written as another region writes a place of its own: عمان."""
