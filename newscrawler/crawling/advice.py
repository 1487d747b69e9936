"""What to do about it: a sentence for each reason that a run gives, else for its verdict."""

from __future__ import annotations

from newscrawler.crawling import reasons

_SLOWER = "set NEWSCRAWLER_CONTACT so that it knows who asks, crawl slower (--set DOWNLOAD_DELAY=5), ask the publisher"
_ONLINE = "Is this machine online? Does the site open in a browser? If so, wait: what was due stays due."

OF_REASONS = {
    reasons.DISALLOWED: "The site's robots.txt forbids this. Ask the publisher, or leave the site out.",
    reasons.ROBOTS_UNREACHABLE: "A robots.txt that cannot be read means: not now (RFC 9309, 2.3.1.4). It is asked "
    "again at every run; if it lasts for days, look at it in a browser.",
    reasons.ASKED_TO_WAIT: f"The site asked to come back later, and it will be. If it lasts: {_SLOWER}.",
    f"{reasons.BLOCKED} 401": "The site wants a login. Look at the page in a browser; leave out what is shut.",
    f"{reasons.BLOCKED} 429": f"The site finds the crawl too fast: {_SLOWER}.",
    f"{reasons.BLOCKED} 451": "The site may not be shown here for legal reasons. Leave it out.",
    reasons.BLOCKED: f"The site refuses the crawler: {_SLOWER}.",
    reasons.REFUSED: f"Nothing listens there. {_ONLINE}",
    reasons.NO_HOST: f"The name is not known. {_ONLINE} If the site has moved, crawl its new address.",
    reasons.TIMEOUT: f"The site does not answer in time. {_ONLINE}",
    reasons.CONNECTION: f"The connection broke. {_ONLINE}",
    reasons.BAD_CERTIFICATE: "The site's certificate is not valid. Is this machine's clock right? If so, only the "
    "publisher can mend it; nothing is fetched meanwhile.",
    reasons.NOARCHIVE: "The site asks that no copy be kept, and none is (`NEWSCRAWLER_RESPECT_NOARCHIVE`). Ask the "
    "publisher, or leave the site out.",
    reasons.GONE: "Pages are no more. One article is everyday; if it is a feed or a section, look for its new address "
    "and crawl that, or declare it in the site's file.",
    "server error": "The site itself is in trouble. It is asked again with growing pauses; look at it in a browser if "
    "it lasts for days.",
    reasons.CRASHED: "A page broke the reading, which is a fault of newscrawler or of the site's file: the log has the "
    "traceback, and `newscrawler extract URL` shows it again.",
    reasons.VANISHED: "Requests were lost inside the crawl, which is a fault of newscrawler: keep the log.",
    reasons.NOT_AN_ARTICLE: "What is linked is not read as articles: see `newscrawler extract URL --explain`; declare "
    "`article_urls` or `fields` in the site's file.",
    reasons.BAD_SOURCE: "The feed or sitemap cannot be read. Look at it in a browser: an error page in its place?",
    reasons.INCOMPLETE: "Answers broke off in the middle. Wait; if it lasts, the site or a proxy between is at fault.",
    reasons.TOO_LARGE: "Answers are larger than DOWNLOAD_MAXSIZE. Look at the page; raise it only for this site.",
    reasons.TOO_MANY_REDIRECTS: "The site sends the crawler in circles, as walls for consent or logins do. Look at the "
    "page in a private window of a browser.",
    "without title or body": "The site's layout may have changed: see `newscrawler extract URL --explain`; declare "
    "`fields` in the site's file for what comes out wrong.",
    "not one article found": "No page was read as an article. Name a feed or a section instead of the front page, or "
    "declare `sources` and `article_urls` in a file of its own.",
    "killed": "The process ended without a word: was it killed, or the machine short of memory? The next run goes on.",
    "closed: ": "Scrapy ended the crawl on its own: the log says why.",
}
"""A phrase of a run's reason -> what to do. Where several stand in it, the first in the reason, then here, counts."""

OF_VERDICTS = {
    "nothing new": "Open the front page: is there news? Then its feed or sections may have moved.",
    "degraded": "See the reasons: newscrawler runs NUMBER.",
    "blocked": f"The site refuses the crawler: {_SLOWER}.",
    "network down": _ONLINE,
    "disk full": "Make room on the disk of the archive; what was committed stands, the next run goes on.",
    "crashed": "The run itself broke off: the log has the traceback. The next run goes on where it was.",
}

NO_RUN = "Is cron at work? `newscrawler schedule` prints the line; look into the log that it writes."
FIELD_LOST = (
    "The site's layout may have changed: see `newscrawler extract URL --explain`; declare `fields` in its file. What "
    "was fetched is kept as it was served."
)
SILENT = OF_VERDICTS["nothing new"]
FEWER = (
    "Open the front page: is there less news, or is less of it seen? See `newscrawler sources --known`; a feed may "
    "have moved, or the layout of a section changed."
)
LATE = "Crawl more often, or look for a source that has stopped: `newscrawler sources --known`."
FAILING = "See what fails, and why: newscrawler queue SITE --state failed."
SET_ASIDE = "They are left out until they are asked for again: newscrawler retry. See one: newscrawler extract URL"
LOST_SOURCE = "Look for its new address and crawl that, or declare it in the site's file."
CLOCK_ONLY = (
    "The pages print only the day on which they are read; articles stand by when they were first seen. If a page says "
    "when it came out, declare where: `fields`."
)
CUT_OFF = "The next run goes on where it was."


def advice_for(verdict: str, reason: str) -> str:
    """Return what to do about a run; empty where there is nothing to do.

    >>> advice_for("degraded", "9 of 25 failed: 5 timeout, 4 gone 404").partition(".")[0]
    'The site does not answer in time'
    """
    places = [(reason.find(phrase), number, phrase) for number, phrase in enumerate(OF_REASONS) if phrase in reason]
    return OF_REASONS[min(places)[2]] if places else OF_VERDICTS.get(verdict, "")
