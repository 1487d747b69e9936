"""The switchboard: Scrapy's settings and our own, each with its reason. The only file naming spiders/ and pipelines/.

A setting that begins with NEWSCRAWLER_ may also be given as an environment variable of the same name; `-s NAME=VALUE`
on the command line wins over both.
"""

from __future__ import annotations

import sys
from os import environ
from pathlib import Path

from newscrawler import __version__

_PROJECT = Path(__file__).resolve().parent.parent


def _own(name: str, default: str) -> str:
    return environ.get(name, default)


# What belongs to this project ----------------------------------------------------------------------

BOT_NAME = "newscrawler"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "newscrawler.crawling.commands"  # our `scrapy crawl` ends with a verdict and an exit status
TEMPLATES_DIR = str(_PROJECT / "templates")  # `scrapy genspider -t site NAME DOMAIN`

# Our own -------------------------------------------------------------------------------------------

# The archive: one SQLite file, relative to the current folder.
NEWSCRAWLER_ARCHIVE = _own("NEWSCRAWLER_ARCHIVE", "news.db")
# Where a site's owner finds who crawls: an address or a URL. It stands in the User-Agent.
NEWSCRAWLER_CONTACT = _own("NEWSCRAWLER_CONTACT", "")
# Allow every private address. Without it only the very hosts and ports typed on the command line may be private.
NEWSCRAWLER_ALLOW_PRIVATE = _own("NEWSCRAWLER_ALLOW_PRIVATE", "0")
# When articles are looked at again for edits, counted from their publication: 1 h, 6 h, 1 d, 7 d, 30 d. 0 = every run.
NEWSCRAWLER_REVISIT_SECONDS = _own("NEWSCRAWLER_REVISIT_SECONDS", "3600,21600,86400,604800,2592000")
# How long a source rests at least, and at first: well below an hour, so that an hourly cron run that starts early finds
# it due. 0 = every run, whatever it brings.
NEWSCRAWLER_SOURCE_INTERVAL_SECONDS = _own("NEWSCRAWLER_SOURCE_INTERVAL_SECONDS", "900")
# To what it grows where a source brings nothing new: below a day, so that a daily run finds every feed due.
NEWSCRAWLER_SOURCE_CEILING_SECONDS = _own("NEWSCRAWLER_SOURCE_CEILING_SECONDS", "79200")
# A lease outlives the slowest fetch with its retries; dead runs are known by their lock, this is the second line.
NEWSCRAWLER_LEASE_SECONDS = _own("NEWSCRAWLER_LEASE_SECONDS", "900")
# Sections below the front page, sitemaps below a sitemap index.
NEWSCRAWLER_MAX_DEPTH = _own("NEWSCRAWLER_MAX_DEPTH", "2")
# Links taken from one page: real front pages have a few hundred, traps have a hundred thousand.
NEWSCRAWLER_MAX_LINKS = _own("NEWSCRAWLER_MAX_LINKS", "1000")
# Section pages that are followed when a site has neither feed nor news sitemap.
NEWSCRAWLER_MAX_SECTIONS = _own("NEWSCRAWLER_MAX_SECTIONS", "30")
# Sitemaps and pages of lists, and articles, that one run with -a since= or -a backfill= fetches of the past.
NEWSCRAWLER_MAX_PAST_SOURCES = _own("NEWSCRAWLER_MAX_PAST_SOURCES", "300")
NEWSCRAWLER_MAX_PAST_ARTICLES = _own("NEWSCRAWLER_MAX_PAST_ARTICLES", "5000")
# The longest robots.txt Crawl-delay that is honoured; some sites ask for hours, which means "never finish".
NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS = _own("NEWSCRAWLER_MAX_CRAWL_DELAY_SECONDS", "60")
# How long a robots.txt is believed before a run reads it again; RFC 9309 (2.4) asks for a day at most.
NEWSCRAWLER_ROBOTS_SECONDS = _own("NEWSCRAWLER_ROBOTS_SECONDS", "21600")
# How often a host is asked for /.well-known/tdmrep.json, which says what it reserves against text mining; 0 is never.
NEWSCRAWLER_TDM_FILE_SECONDS = _own("NEWSCRAWLER_TDM_FILE_SECONDS", "604800")
# A Retry-After up to this is waited for; a longer one puts the page back for a later run. SIGTERM has to end in 30 s.
NEWSCRAWLER_PATIENCE_SECONDS = _own("NEWSCRAWLER_PATIENCE_SECONDS", "20")
# Keep no copy of a page that asks for none: X-Robots-Tag or meta robots `noarchive` or `none`. 0 keeps it all the same.
NEWSCRAWLER_RESPECT_NOARCHIVE = _own("NEWSCRAWLER_RESPECT_NOARCHIVE", "1")
# How long a run may take; 0 is without limit. `newscrawler crawl --max-minutes` sets it for each site.
NEWSCRAWLER_MAX_SECONDS = _own("NEWSCRAWLER_MAX_SECONDS", "0")
# auto (live on a terminal, else plain), live, plain, off; told is for `newscrawler crawl`.
NEWSCRAWLER_PROGRESS = _own("NEWSCRAWLER_PROGRESS", "auto")
# Each event of the log as one line of JSON, for programs that collect logs.
NEWSCRAWLER_LOG_JSON = _own("NEWSCRAWLER_LOG_JSON", "0")
# A file for the log of all crawls beside what stderr gets, from the archive's folder; so many bytes, so many old ones.
NEWSCRAWLER_LOG_FILE = _own("NEWSCRAWLER_LOG_FILE", "")
NEWSCRAWLER_LOG_FILE_BYTES = _own("NEWSCRAWLER_LOG_FILE_BYTES", "10000000")
NEWSCRAWLER_LOG_FILES = _own("NEWSCRAWLER_LOG_FILES", "5")
# Who is told when a site's verdict changes: a program, a web hook, mail addresses; `newscrawler crawl` reads them.
NEWSCRAWLER_NOTIFY_COMMAND = _own("NEWSCRAWLER_NOTIFY_COMMAND", "")
NEWSCRAWLER_NOTIFY_WEBHOOK = _own("NEWSCRAWLER_NOTIFY_WEBHOOK", "")
NEWSCRAWLER_NOTIFY_MAIL = _own("NEWSCRAWLER_NOTIFY_MAIL", "")
NEWSCRAWLER_SMTP = _own("NEWSCRAWLER_SMTP", "smtp://localhost")

# Who we are: an honest name, so that a site can find us, slow us or shut us out --------------------


def user_agent(contact: str) -> str:
    """Return the User-Agent header with a contact."""
    return f"newscrawler/{__version__} ({contact or 'news archive'})"


USER_AGENT = user_agent(NEWSCRAWLER_CONTACT)
ROBOTSTXT_USER_AGENT = "newscrawler"  # the product token alone is matched against robots.txt (RFC 9309, 2.2.1)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # No Accept-Language: a site shows its own language, not ours.
}

# Gentle --------------------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # of a registered domain, over all crawls on an archive
CONCURRENT_REQUESTS = 4  # what is leased and waits for its turn; small, so that an interrupt ends soon
DOWNLOAD_DELAY = 1.0  # seconds between requests to a domain; `pace` lengthens it where it is slow or asks for more
DOWNLOAD_DELAY_JITTER = 0.25
COOKIES_ENABLED = True  # "take this cookie and come back" walls; cookies end with the run

# Safe: only http and https, bounded in size, time and number ---------------------------------------

DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("file", "ftp", "s3", "data")),
    **dict.fromkeys(("http", "https"), "newscrawler.crawling.sending.PoliteDownload"),
}
TWISTED_DNS_RESOLVER = "newscrawler.crawling.addresses.PublicAddressResolver"
DNS_TIMEOUT = 10
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # of the body after decompression; sitemaps of 50 MB are cut off, news pages never
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 25  # seconds for the whole answer, so that SIGTERM ends within 30
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page is no page
REDIRECT_MAX_TIMES = 5  # as RFC 9309 asks for robots.txt
METAREFRESH_MAXDELAY = 5  # longer ones are pages that reload themselves
METAREFRESH_IGNORE_TAGS = ["noscript", "script"]
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the visit's outcome says it
TELNETCONSOLE_ENABLED = False  # both run code for whoever reaches their port
REMOTE_CONTROL_ENABLED = False
HTTPPROXY_ENABLED = False  # behind a proxy the address guard would see the proxy alone
HTTPERROR_ALLOW_ALL = True  # every answer comes to the spider: no URL is without an outcome

# The way through -----------------------------------------------------------------------------------

SCHEDULER = "newscrawler.crawling.scheduler.FrontierScheduler"  # the archive is the frontier
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # drops without a word
    "newscrawler.crawling.sending.DomainMiddleware": 40,  # the delay is a registered domain's, not a host's
    "newscrawler.crawling.guards.GuardMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # takes 5xx and timeouts for "allowed"
    "newscrawler.crawling.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # knows no Retry-After
    "newscrawler.crawling.retry.PatientRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # decodes by whatever charset a page names
    "newscrawler.crawling.redirects.BoundedMetaRefreshMiddleware": 580,
    "newscrawler.crawling.completeness.CompletenessMiddleware": 595,  # before decompression, which forgives
}
SPIDER_MIDDLEWARES = {
    # Spiders yield visits, never requests: nothing to refer, measure or cut.
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
ITEM_PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.dedupe.DedupePipeline": 200,
    "pipelines.store.StorePipeline": 300,
}
CONCURRENT_ITEMS = 1  # visits are stored one after another
EXTENSIONS = {
    "newscrawler.crawling.log_lines.LogLines": -100,
    "newscrawler.crawling.keeper.SessionKeeper": 0,
    "newscrawler.crawling.pace.Pace": 100,
    "newscrawler.crawling.brake.Brake": 150,
    "newscrawler.crawling.deadline.Deadline": 160,
    "newscrawler.crawling.progress.Progress": 200,
    "newscrawler.crawling.watch.ParentWatch": 300,
    "scrapy.extensions.logstats.LogStats": None,  # Progress says it in our words
}

# What is said --------------------------------------------------------------------------------------

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
LOG_FORMATTER = "newscrawler.crawling.logs.BriefLogFormatter"
LOG_VERSIONS: list[str] = []  # the first lines of a cron mail should be about the crawl
STATS_DUMP = False  # the verdict line and the row in `runs` say it
if NEWSCRAWLER_PROGRESS in {"live", "told"} or (NEWSCRAWLER_PROGRESS == "auto" and sys.stderr.isatty()):
    LOG_LEVEL = "WARNING"  # a live line shows what goes on
