"""Words of which made-up articles are written."""

from __future__ import annotations

ENGLISH = (
    "harbour", "minister", "council", "prices", "storm", "bridge", "repairs", "school", "winter", "ferry",
    "engineer", "market", "fishing", "district", "budget", "election", "hospital", "railway", "tunnel",
    "festival", "drought", "coast", "island", "border", "customs", "airport", "union", "strike", "the", "and",
    "of", "said", "with", "after", "before", "under", "new", "old", "large", "small", "northern", "southern",
    "several", "residents", "officials", "reported", "announced", "water", "energy", "homes", "farms", "teachers",
    "doctors", "workers", "journalists", "agreement", "meeting", "decision", "report", "month", "week", "spring",
    "autumn",
)  # fmt: skip
ARABIC = (
    "الميناء", "الوزير", "المجلس", "الأسعار", "العاصفة", "الجسر", "المدرسة", "الشتاء", "العبارة", "المهندس",
    "السوق", "الصيد", "المنطقة", "الميزانية", "الانتخابات", "المستشفى", "القطار", "النفق", "المهرجان", "الجفاف",
    "الساحل", "الجزيرة", "الحدود", "الجمارك", "المطار", "النقابة", "الإضراب", "قال", "أعلن", "وأضاف", "بعد",
    "قبل", "من", "إلى", "في", "على", "عن", "مع", "جديد", "قديم", "كبير", "صغير", "الشمالية", "الجنوبية", "السكان",
    "المسؤولون", "المياه", "الطاقة", "المنازل", "المزارع", "المعلمون", "الأطباء", "العمال", "الصحفيون", "الاتفاق",
    "الاجتماع", "القرار", "التقرير", "الشهر", "الأسبوع", "الربيع", "الخريف",
)  # fmt: skip
