"""What CLDR does not tell of the press's other languages: yesterday, the words round a clock time, labels.

Months, weekdays, day periods and "n days ago" of these languages are CLDR's (newscrawler.dates.cldr).
"""

from __future__ import annotations

LANGUAGES = {
    "latin": (
        "en", "fr", "de", "es", "it", "pt", "nl", "sv", "no", "da", "fi", "pl", "cs", "tr", "id", "vi", "hu", "ro",
        "sk", "sl", "ca", "et", "lv", "lt", "ms", "sr-Latn", "hr", "sr-Latn-BA", "az", "sw", "is", "sq", "eu",
        "gl", "fil",
    ),
    "cyrillic": ("ru", "uk", "bg", "sr", "sr-Cyrl-BA", "kk", "be", "mk", "ky", "mn", "tg"),
    "arabic": ("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ms-Arab"),
    "greek": ("el",),
    "hebrew": ("he",),
    "east_asian": ("zh", "ja", "ko", "zh-Hant"),
    "indian": ("hi", "bn", "bn-IN", "ta", "mr", "ne", "te", "gu", "kn", "ml", "pa", "si", "or", "as"),
    "thai": ("th", "lo"),
    "caucasian": ("ka", "hy"),
}  # fmt: skip
"""Script -> languages, tried in this order after those the caller gave; where two give a word different months, the
first wins."""

# Spellings that CLDR lacks.
GREGORIAN_MONTHS = (
    "jän|jänner|ene|জানুয়ারী|জানুয়ারি|styczeń|januari|gen|janv|tháng một|janvārī",
    "feb|fevr|févr|luty|ফেব্রুয়ারী|ফেব্রুয়ারি|फ़रवरी|feber|pebruari|tháng hai|februārī",
    "mrt|mär|märz|maerz|mrz|marts|מרס|במרס|tháng ba|martā",
    "avr|abr|апр|tháng tư|aprīlī",
    "mei|tháng năm|maijā",
    "juin|jui|tháng sáu|jūnijā",
    "juil|juill|lug|tháng bảy|jūlijā",
    "août|aout|ago|agt|আগষ্ট|agustus|tháng tám|augustā",
    "sept|set|setiembre|सितम्बर|सितंबर|সেপ্টেঃ|tháng chín|septembrī",
    "okt|out|ott|अक्टूबर|अक्तूबर|tháng mười|oktobrī",
    "listopada|nopember|नवम्बर|नवंबर|tháng mười một|novembrī",
    "dez|déc|dic|des|दिसम्बर|दिसंबर|tháng mười hai|decembrī",
)
# Roman numbers, where they are no single letter: they count only between a day and a year.
WEAK_MONTHS = ("", "II", "III", "IV", "", "VI", "VII", "VIII", "IX", "", "XI", "XII")
NUMBERED_MONTHS = {"tháng|thg": {number: number for number in range(1, 13)}}

YEAR_MARKS = "年|년|năm|г|року|рік|года|год|рок|р|m|gada|жылғы|жыл|ж|оны|წლის|թ"
LEADING_YEAR_MARKS = "gada|жылғы|ж|წლის"
"""After these the day goes before the month: 2017. gada 25. marts."""
MONTH_MARKS = "月|월|сарын|сар|р сарын|дугаар сарын|дүгээр сарын"
DAY_MARKS = "日|일|号|號|º|ª|er|ی|ê|ère|de|го|ого|е|ое|й|ος|η|e|-e|án|ier|eme|ième"
HOUR_MARKS = "h|hs|hrs|uhr|u|時|时|点|點|시|giờ|uur|heures|ч|год|hours|बजे|টা|টায়|น|นาฬิกา"
MINUTE_MARKS = "分|분|min|mn|phút|นาที|মিনিট|मिनट"
SECOND_MARKS = "秒|초|s|sec|sek|giây|วินาที"
INSIDE = "năm|de|del|do|da|di|du|den|des|d|der|van|r|ngày|év|ko|e|of|ทร์|of the|ה|的|ค ศ|พ ศ|ปี"
JOINING = (
    "le|el|il|lo|la|am|vom|den|on|em|no|på|dnia|dne|v|в|от|od|vom|ngày|tarihinde|στις|την|στο|dia|día|alle|à|a|as|às|"
    "om|o|at|jam|et|les|y|e|und|"
    "and|og|och|ja|ב|ביום|को|तारीख|hari|tanggal|dated|du|of|på|lé|the|op|ke|i|za|ze|ש|של|ב־"
)
CLOCK_WORDS = (
    "um|om|alle|à|a las|las|às|as|jam|lúc|в|о|об|ob|at|समय|στις|h|hora|horas|heure|uhrzeit|tid|tijd|tijdstip|เวลา"
)
HOUR_NOUNS = "ore|ora|alle ore|klo|kl|klokken|kello|pukul|saat|ώρα|godz|godzina|o godz|בשעה|שעה"
MERIDIEMS = {
    "am": (
        "上午|午前|凌晨|早上|清晨|오전|AM|এএম|পূর্বাহ্ন|সকাল|ভোর|पूर्वाह्न|सुबह|sáng|öö|ÖÖ|PG|p d|π μ|πμ|"
        "дп|SA|CH sáng|ሰዓት|दोपहर पूर्व"
    ),
    "pm": (
        "下午|午後|晚上|傍晚|오후|PM|পিএম|অপরাহ্ন|বিকাল|বিকেল|সন্ধ্যা|अपराह्न|शाम|दोपहर|chiều|tối|ÖS|PTG|"
        "m d|öğleden sonra|μ μ|μμ|пп|CH|夜晚"
    ),
    "noon": "中午|正午|정오|trưa|দুপুর",
    "night": "रात|রাত|深夜|đêm|새벽",
}
NUMBERS = {
    1: (
        "한|एक|এক|un|une|ein|eine|einem|einer|una|uno|um|uma|en|ett|et|een|één|jeden|jednu|jedną|bir|"
        "yksi|одну|один|одна|satu|se|một|μία|μια|ένα|egy|o|אחת|אחד|hiện"
    ),
    2: (
        "두|दो|দুই|deux|zwei|dos|due|dois|duas|två|to|twee|dwa|dwie|dvě|dva|iki|kaksi|два|две|дві|dua|"
        "hai|δύο|két|שתי|שני|两|二"
    ),
    3: "세|तीन|তিন|trois|drei|tres|tre|três|drie|trzy|tři|üç|kolme|три|tiga|ba|τρεις|három|三",
    4: "quatre|vier|cuatro|quattro|quatro|fyra|fire|cztery|čtyři|dört|четыре|чотири|empat",
    5: "cinq|fünf|cinco|cinque|vijf|fem|pięć|pět|beş|пять|п ять|lima",
    10: "dix|zehn|diez|dieci|dez|tien|tio|ti|dziesięć|deset|on|десять|sepuluh",
}
DAYS_AGO = {
    "fr": ("aujourd hui", "hier", "avant hier"),
    "de": ("heute", "gestern", "vorgestern"),
    "es": ("hoy", "ayer", "anteayer|antier|antes de ayer"),
    "it": ("oggi", "ieri", "l altro ieri|altro ieri|avantieri"),
    "pt": ("hoje", "ontem", "anteontem"),
    "nl": ("vandaag", "gisteren", "eergisteren"),
    "sv": ("idag|i dag", "igår|i går", "i förrgår|förrgår"),
    "no": ("i dag", "i går", "i forgårs"),
    "da": ("i dag", "i går", "i forgårs"),
    "fi": ("tänään", "eilen", "toissapäivänä"),
    "pl": ("dziś|dzisiaj", "wczoraj", "przedwczoraj"),
    "cs": ("dnes", "včera", "předevčírem"),
    "sk": ("dnes", "včera", "predvčerom"),
    "ru": ("сегодня", "вчера", "позавчера"),
    "uk": ("сьогодні", "вчора", "позавчора"),
    "bg": ("днес", "вчера", "завчера"),
    "tr": ("bugün", "dün", "evvelsi gün|önceki gün"),
    "el": ("σήμερα", "χθες|χτες", "προχθές|προχτές"),
    "he": ("היום", "אתמול", "שלשום"),
    "zh": ("今天|今日", "昨天|昨日", "前天"),
    "ja": ("今日|本日", "昨日", "一昨日|おととい"),
    "ko": ("오늘", "어제", "그저께|그제"),
    "hi": ("आज", "गतदिवस", "परसों"),
    "bn": ("আজ|আজকে", "গতকাল|গতকালকে", "গত পরশু"),
    "id": ("hari ini", "kemarin", "kemarin lusa"),
    "vi": ("hôm nay", "hôm qua", "hôm kia"),
    "hu": ("ma", "tegnap", "tegnapelőtt"),
    "ro": ("azi|astăzi", "ieri", "alaltăieri"),
    "hr": ("danas", "jučer", "prekjučer"),
    "sr": ("danas|данас", "juče|јуче", "prekjuče"),
    "sl": ("danes", "včeraj", "predvčerajšnjim"),
    "ca": ("avui", "ahir", "abans d ahir"),
    "ms": ("hari ini", "semalam", "kelmarin"),
    "th": ("วันนี้", "เมื่อวาน|เมื่อวานนี้", "เมื่อวานซืน"),
}
SAID_OTHERWISE = frozenset({"hier", "eilen", "dün", "ahir", "परसों", "গত পরশু", "kelmarin", "semalam", "antier"})
"""Of these, words that alone in a line may be of another language or mean something else."""
"""Language -> today, yesterday, the day before. Elsewhere the words mean other things: "hier" is here in German."""
NOW = {
    "minute": (
        "à l instant|gerade eben|soeben|ahora mismo|justo ahora|proprio ora|adesso|agora mesmo|"
        "agora há pouco|zojuist|just nu|lige nu|akkurat nå|juuri nyt|przed chwilą|právě teď|только что|"
        "щойно|az önce|şimdi|μόλις τώρα|הרגע|刚刚|剛剛|たった今|방금|अभी|এইমাত্র|baru saja|vừa xong|"
        "il y a un instant|il y a quelques instants|vor wenigen sekunden|vor einem moment|"
        "hace un momento|hace instantes|poco fa|há instantes|il y a quelques secondes|hace unos segundos|"
        "hace segundos|pochi secondi fa|qualche secondo fa|há alguns segundos|há poucos segundos|방금 전|"
        "vor kurzem|för en stund sedan|несколько секунд назад|кілька секунд тому|几秒前|刚才|剛才|数秒前"
    ),
}
LAST = "dernier|dernière|letzten|vergangenen|pasado|scorso|scorsa|passado|passada|afgelopen|vorige"
FILLERS = (
    "environ|etwa|rund|circa|ca|unos|unas|cerca de|ongeveer|около|yaklaşık|près de|plus de|mehr als|più di|mais de|"
    "más de"
)
LABELS = (
    "publié|publié le|paru|paru le|mis en ligne|créé|veröffentlicht|veröffentlicht am|erstellt|erschienen|stand|"
    "datum|publicado|publicado el|fecha|creado|"
    "pubblicato|pubblicato il|data|publicada|publicado em|gepubliceerd|gepubliceerd op|geplaatst|publicerad|"
    "publicerat|udgivet|offentliggjort|publisert|julkaistu|"
    "opublikowano|data publikacji|dodano|publikováno|vydáno|zveřejněno|опубликовано|дата|дата публикации|"
    "опубліковано|yayınlanma|yayın tarihi|yayınlandı|tarih|eklenme|giriş|giriş tarihi|"
    "δημοσίευση|δημοσιεύτηκε|ημερομηνία|פורסם|תאריך|发布|发布时间|发表|发布于|時間|时间|来源|公開|公開日|配信|"
    "掲載|입력|등록|작성|발행|प्रकाशित|প্রকাশ|"
    "প্রকাশিত|diterbitkan|dipublikasikan|terbit|đăng|"
    "ngày đăng|cập nhật lúc|par|von|por|di|da|door|av|af|przez|od|megjelent|közzétéve|publicat|redaktion|redacción|"
    "redazione"
)
UPDATED = (
    "mis à jour|mis à jour le|modifié|mise à jour|modifié le|actualisé|actualisé le|aktualisiert|aktualisiert am|"
    "zuletzt aktualisiert|geändert|update|actualizado|actualizado el|"
    "última actualización|modificado|aggiornato|aggiornato il|ultimo aggiornamento|modificato|atualizado|"
    "atualizado em|bijgewerkt|laatst bijgewerkt|gewijzigd|uppdaterad|uppdaterat|opdateret|"
    "oppdatert|sist oppdatert|päivitetty|muokattu|aktualizacja|zaktualizowano|aktualizováno|aktualizace|upraveno|"
    "обновлено|изменено|оновлено|güncellenme|güncelleme|son güncelleme|güncellendi|"
    "ενημέρωση|ενημερώθηκε|τελευταία ενημέρωση|עודכן|עדכון אחרון|更新|更新时间|更新日|最終更新|수정|"
    "최종수정|अपडेट|अपडेटेड|হালনাগাদ|"
    "আপডেট|diperbarui|cập nhật"
)

YEAR_OFFSETS = {2018: "令和", 1988: "平成", 1925: "昭和", 1911: "民國|民国|中華民國"}
"""Year before the first of an era -> its names: 令和2年 is 2020."""
