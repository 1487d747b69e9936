"""The names under which pages declare dates, and the words they print beside them."""

from __future__ import annotations

import re

from newscrawler.items import Role
from newscrawler.text import fold

_NO_LETTER = re.compile(r"[^a-z0-9]+")


def squeeze(name: str) -> str:
    """Return a meta name without the marks that sites vary: `article:published:time` and `article:published_time` are one.

    >>> squeeze("article:published_time")
    'articlepublishedtime'
    """
    return _NO_LETTER.sub("", name.lower())


# Meta names, squeezed. Strong ones are written for machines by the publisher's own system; weak ones often hold the moment of
# rendering, or are copied from a template.
META_PUBLISHED = frozenset(
    map(
        squeeze,
        ["article:published_time", "article:published", "og:published_time", "og:article:published_time", "og:pubdate", "article.published", "datePublished", "date_published", "date-published", "publishdate", "publish_date", "publish-date", "publish_time", "publishtime", "published", "publisheddate", "published_date", "published_at", "published_time", "publication_date", "publicationdate", "publication-date", "pubdate", "pub_date", "pubtime", "dc.date.issued", "dcterms.issued", "dc.issued", "dc.date.published", "dc.date.created", "dcterms.created", "dc.created", "dc:date:published", "sailthru.date", "parsely-pub-date", "parsely-pub_date", "bt:pubdate", "rnews:datePublished", "article_date_original", "article:post_date", "cXenseParse:recs:publishtime", "cXenseParse:publishtime", "originalpublicationdate", "displaydate", "display_date", "citation_publication_date", "citation_date", "article:display_date", "article:original_publish_date", "article.origpublish.date", "shareaholic:article_published_time", "vr:published_time", "dateCreated", "date_created", "creation_date", "created", "article:created_time", "article:created", "og:created_time", "content_create_date", "mediator_published_time", "iso-8601-publish-date", "firstpublished", "first_published", "last_published", "gen-publish-date", "article.publishDate", "music:release_date", "video:release_date", "og:video:release_date", "uploadDate", "ptime", "ep_date"],
    )
)
META_WEAK = frozenset(
    map(
        squeeze,
        ["date", "dc.date", "dcterms.date", "dc:date", "dcterms.available", "pdate", "datetime", "article_date", "article-date", "artdate", "release_date", "releasedate", "timestamp", "time", "issued", "issueddate", "doc_date", "content-date", "eprints.date", "news_date"],
    )
)
META_MODIFIED = frozenset(
    map(
        squeeze,
        ["article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "og:article:modified_time", "article:updated_time", "article:updated", "dateModified", "date_modified", "lastmod", "last-modified", "last_modified", "lastmodified", "modified", "modified_date", "modificationdate", "modification_date", "dc.date.modified", "dcterms.modified", "dc.modified", "dc.date.updated", "revised", "updated", "updated_at", "update_time", "last_updated", "lastupdate", "last-update", "rnews:dateModified", "utime", "mediator_modified_time", "cXenseParse:recs:articlelastmodified", "bt:moddate"],
    )
)

# JSON-LD and microdata properties -> role, in the order they are trusted.
PROPERTIES = {
    "datePublished": Role.PUBLISHED,
    "dateCreated": Role.PUBLISHED,
    "uploadDate": Role.PUBLISHED,
    "dateModified": Role.MODIFIED,
}

# Printed beside a date that says when a text was altered.
_MODIFIED_LABELS = (
    *(
        "آخر تحديث",
        "اخر تحديث",
        "تحديث",
        "تم التحديث",
        "محدث",
        "محدثة",
        "حدث في",
        "عُدّل",
        "تعديل",
        "بروزرسانی",
        "آخرین به روز رسانی",
    ),
    *("اپ ڈیٹ", "آخری اپڈیٹ", "updated", "last update", "last modified", "modified", "edited", "revised", "as of"),
    *(
        "aktualisiert",
        "zuletzt",
        "geändert",
        "update",
        "stand:",
        "mis à jour",
        "maj",
        "modifié",
        "actualizado",
        "modificado",
    ),
    *(
        "actualizada",
        "atualizado",
        "atualizada",
        "aggiornato",
        "aggiornamento",
        "ultima modifica",
        "bijgewerkt",
        "gewijzigd",
    ),
    *(
        "laatste update",
        "uppdaterad",
        "oppdatert",
        "opdateret",
        "ændret",
        "endret",
        "päivitetty",
        "aktualizacja",
        "aktualizováno",
    ),
    *(
        "zmodyfikowano",
        "обновлено",
        "обновлён",
        "изменено",
        "оновлено",
        "güncelleme",
        "güncellendi",
        "ενημερώθηκε",
        "更新",
        "수정",
    ),
    *("diperbarui", "cập nhật", "frissítve", "módosítva", "actualizat", "uppfært", "עודכן"),
)
# Printed beside a date that says when a text came out; also the words that may stand between a label and its date.
_PUBLISHED_LABELS = (
    *(
        "نشر",
        "نشر في",
        "نشر بتاريخ",
        "تاريخ النشر",
        "تاريخ الخبر",
        "التاريخ",
        "تم النشر",
        "منشور",
        "كتب في",
        "أضيف",
        "الوقت",
        "بتاريخ",
    ),
    *(
        "في",
        "يوم",
        "تاریخ انتشار",
        "تاریخ",
        "انتشار",
        "زمان انتشار",
        "شائع",
        "تاریخ اشاعت",
        "اشاعت",
        "شائع شدہ",
        "published",
        "posted",
    ),
    *(
        "published on",
        "posted on",
        "date",
        "on",
        "first published",
        "publication date",
        "created",
        "release",
        "veröffentlicht",
    ),
    *(
        "veröffentlicht am",
        "erschienen",
        "erschienen am",
        "erstellt",
        "erstellt am",
        "datum",
        "vom",
        "am",
        "publié",
        "publié le",
        "le",
    ),
    *(
        "paru le",
        "date de publication",
        "publicado",
        "publicado el",
        "publicado em",
        "fecha",
        "publicación",
        "em",
        "el",
        "data",
    ),
    *(
        "pubblicato",
        "pubblicato il",
        "il",
        "gepubliceerd",
        "gepubliceerd op",
        "geplaatst",
        "op",
        "publicerad",
        "publisert",
        "udgivet",
    ),
    *(
        "publiceret",
        "offentliggjort",
        "julkaistu",
        "opublikowano",
        "data publikacji",
        "dodano",
        "publikováno",
        "vydáno",
    ),
    *(
        "опубликовано",
        "дата",
        "дата публикации",
        "опубліковано",
        "yayınlanma",
        "yayın tarihi",
        "giriş",
        "eklenme",
        "oluşturulma",
        "tarih",
    ),
    *(
        "δημοσίευση",
        "δημοσιεύθηκε",
        "公開",
        "掲載",
        "発表",
        "发布时间",
        "发布",
        "发表",
        "時間",
        "时间",
        "입력",
        "등록",
        "게시",
        "प्रकाशित",
    ),
    *(
        "প্রকাশ",
        "প্রকাশিত",
        "diterbitkan",
        "terbit",
        "ngày",
        "פורסם",
        "megjelent",
        "közzétéve",
        "publicat",
        "birt",
        "time",
        "pub",
        "from",
    ),
)
MODIFIED_LABELS = tuple(sorted({fold(label) for label in _MODIFIED_LABELS}, key=len, reverse=True))
PUBLISHED_LABELS = frozenset(fold(label) for label in _PUBLISHED_LABELS)


def says_modified(text: str) -> bool:
    """Do the words beside a date say that the text was altered then?"""
    folded = fold(text)
    return any(label in folded for label in MODIFIED_LABELS)


def is_date_label(text: str) -> bool:
    """Are these words nothing but a label for the date that follows: "نشر في", "Published:"?"""
    folded = fold(text).strip(" :：|-–—/•·()[]،,.")
    return not folded or folded in PUBLISHED_LABELS or any(folded == label for label in MODIFIED_LABELS)
