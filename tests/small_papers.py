"""Two small papers on loopback, alike to the eye: one prints the day when it is read, the other when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.loopback import Answer, Loopback, Route, html, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
DAYS = ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
HEADLINES = (
    "إعادة فتح الجسر القديم أمام حركة السير بعد ترميمه",
    "مجلس المدينة يقر موازنة العام المقبل بأغلبية الأصوات",
    "الأمطار تملأ سد الوادي للمرة الأولى منذ عشر سنوات",
    "معرض الكتاب يستقبل ضيوفه في القاعة الجديدة",
    "فريق الميناء يفوز على ضيفه بثلاثة أهداف مقابل هدف",
    "افتتاح مدرسة جديدة في حي البساتين شمال المدينة",
)
PROSE = (
    "قال مصدر في البلدية إن الأعمال انتهت قبل موعدها، وإن السكان شاركوا في الاحتفال الذي أقيم في الساحة. "
    "وأضاف أن المرحلة التالية تشمل إنارة الشوارع المجاورة وغرس الأشجار على جانبيها، ووعد بنشر تفاصيلها قريبا. "
)
FEED = "<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"


def printed(day: date) -> str:
    """Return a day as the papers print it."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


class SmallPaper(Loopback):
    """A paper whose pages print one date in a place that tells nothing; `written` has the day of each article."""

    def __init__(self, written: Mapping[str, date], today: date, *, prints_today: bool) -> None:
        self.written, self.today, self.prints_today = written, today, prints_today
        self.dates: dict[str, datetime] = {}
        """What its feed says by now."""
        super().__init__({"/": lambda _: self.front(), "/feed": lambda _: self.feed()})
        self.routes |= {path: self._route(path) for path in written}

    def _route(self, path: str) -> Route:
        return lambda _: self.article(path)

    def front(self) -> Answer:
        """Return the front page."""
        links = "".join(f'<h2><a href="{path}">{self.headline(path)}</a></h2>' for path in self.written)
        return html(f'<head><link rel=alternate type="application/rss+xml" href="/feed"></head><body>{links}</body>')

    def feed(self) -> Answer:
        """Return the feed: without dates, until somebody has them."""
        items = "".join(
            f"<item><title>{self.headline(path)}</title><link>{path}</link>{self._feed_date(path)}</item>"
            for path in self.written
        )
        return text(FEED.format(items=items), content_type="application/rss+xml")

    def _feed_date(self, path: str) -> str:
        moment = self.dates.get(path)
        return f"<pubDate>{moment:%a, %d %b %Y %H:%M:%S %z}</pubDate>" if moment else ""

    def headline(self, path: str) -> str:
        """Return the headline of an article."""
        return HEADLINES[list(self.written).index(path)]

    def article(self, path: str) -> Answer:
        """Return an article's page."""
        day = self.today if self.prints_today else self.written[path]
        title = self.headline(path)
        prose = "".join(f"<p>{title}. {PROSE}</p>" for _ in range(4))
        return html(
            f"<head><title>{title}</title></head><body><div class=wrap><h1>{title}</h1>"
            f"<div class=tools><span>{printed(day)}</span></div><div class=text>{prose}</div></div></body>"
        )
