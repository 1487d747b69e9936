"""Articles told from other pages by their address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.discovery import LearnedShape, is_plainly_no_article, looks_like_article
from newscrawler.discovery.address import address_of, words_of
from newscrawler.discovery.address_words import ARTICLE_WORDS, INDEX_WORDS, SECTION_WORDS, SERVICE_WORDS
from newscrawler.discovery.learned import MIN_MEMBERS
from newscrawler.errors import UsageError

SITE = "https://example.org"

ARTICLES = [
    "/2016/07/16/moscow-no-cooperation",
    "/2016/7/16/x",
    "/world/2024/may/12/short-name",
    "/politics/2024-10-15/brussels-opens-centres.html",
    "/local/2020-02/19/c_1125597921.htm",
    "/sport/20241202/cup",
    "/sociedad/police-and-children-20241202105634-nt.html",
    "/details/4135",
    "/details/502660",
    "/article/367061",
    "/articles/view/sports/367061",
    "/news/articles/clymn8zyrp9o",
    "/articles/AST1F4445T1FUTIL02SM.html",
    "/article/economy-growth-3cc842471fb9df42315d658d88c8403a",
    "/wirtschaft/geld/so-kann-europa-paypal-schlagen-33420056.html",
    "/chemnitz/wann-das-fest-steigt-artikel13351201",
    "/ikhansela-lisola-uthishanhloko-ngezimbuzi",
    "/life/wine-guy-three-bottles-to-sip-on-a-sunny-day",
    "/story/2020/8/24/%D9%88%D8%B2%D9%8A%D8%B1-%D8%A7%D9%84%D8%B1%D9%89-%D9%8A%D8%B4%D9%87%D8%AF/4943459",
    "/arab_world/202003171044893040-مصر-تسجل-30-إصابة-جديدة/",
    "/أعلن-الكرملين-أن-الرئيس-بحث-الأزمة",
    "/news/lifestyle/898682/شعر-وردي-يشعل-السخرية/ar",
    "/2021/03/08/uk/interview-recap/index.html",
    "/index.php?page=article&id=58354",
    "/details.php?id=38877&y=2018",
    "/?p=12345",
    "/autonews.php?newsid=6486285",
    "/社会/停戦に関する協議は来週も続けられる",
    "/amp/2022/04/08/49027/",
    "/topics/2024/05/12/a-story-that-has-a-long-name.html",
]

OTHERS = [
    "",
    "/",
    "/index.html",
    "/index.php",
    "/politics",
    "/politics/",
    "/world/middle-east/",
    "/tag/moscow-no-cooperation-with-washington/",
    "/tags/2016-elections-results-and-news",
    "/category/politics/page/2/",
    "/category/arab-and-world-politics-today/",
    "/author/john-smith-12345/",
    "/page/2",
    "/politics/page-3",
    "/?page=2",
    "/?s=word",
    "/search?q=moscow",
    "/search/moscow-no-cooperation-with-washington",
    "/وسم/روسيا-والولايات-المتحدة-الأميركية/",
    "/%D8%AA%D8%B5%D9%86%D9%8A%D9%81/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9-%D8%B9%D8%B1%D8%A8%D9%8A%D8%A9-%D9%88%D8%AF%D9%88%D9%84%D9%8A%D8%A9/",
    "/کاتب/x",
    "/thema/krieg-in-der-ukraine-aktuell",
    "/auteur/jean-de-la-fontaine-1234",
    "/etiket/son-dakika-haberleri-turkiye",
    "/рубрика/политика-и-общество-сегодня",
    "/login?return=/2016/07/16/moscow-no-cooperation",
    "/wp-login.php",
    "/Συγγραφέας/ένα-όνομα-με-πολλές-λέξεις".replace("έας", "εας"),
    "/IMPRESSUM",
    "/privacy-policy",
    "/cookie-einwilligung-widerrufen-18832134.html",
    "/terms-of-use",
    "/about-us/",
    "/من-نحن",
    "/contact",
    "/2016/",
    "/2016/07/",
    "/2016/07/16/",
    "/archive/2016/07/16",
    "/2016/07/16/photo-of-the-day.jpg",
    "/media/2016/07/16/report-of-the-commission.pdf",
    "/video/2016/07/16/the-whole-speech.MP4",
    "/2016/07/16/moscow-no-cooperation/feed/",
    "/news/rss",
    "/feed.xml",
    "/sitemap.xml",
    "/comments/feed/",
    "/startseite-31148730.html",
]


@pytest.mark.parametrize("path", ARTICLES)
def test_addresses_of_articles(path):
    assert looks_like_article(SITE + path)
    assert not is_plainly_no_article(SITE + path)


@pytest.mark.parametrize("path", OTHERS)
def test_addresses_of_other_pages(path):
    assert not looks_like_article(SITE + path)


@pytest.mark.parametrize("host", ["shop", "newsletter", "epaper", "login"])
def test_a_host_of_services_has_no_articles(host):
    assert not looks_like_article(f"https://{host}.example.org/2098566/some-thing")


def test_the_name_of_the_host_is_no_evidence():
    assert not looks_like_article("https://2016-07-16-a-long-name-with-words.example/politics")


def test_the_sites_own_expression_is_the_last_word():
    assert looks_like_article(f"{SITE}/tag/4135", r"/tag/\d+$")
    assert not looks_like_article(f"{SITE}/2016/07/16/moscow-no-cooperation", r"/details/\d+")
    known = LearnedShape(f"{SITE}/x/{number}" for number in range(1_000, 1_100))
    assert not looks_like_article(f"{SITE}/x/1005", r"/details/\d+", known)


def test_the_sites_own_expression_may_be_in_its_own_script():
    url = f"{SITE}/%D8%AE%D8%A8%D8%B1/12"
    assert looks_like_article(url, r"/خبر/\d+")
    assert looks_like_article(url, r"/%d8%ae")


def test_an_expression_that_is_none_is_named():
    with pytest.raises(UsageError, match=r"article_urls: expected a regular expression, got '\('"):
        looks_like_article(SITE, "(")


def members(form: str) -> LearnedShape:
    return LearnedShape(SITE + form.format(number) for number in range(4_000, 4_040))


@pytest.mark.parametrize(
    ("form", "article", "other"),
    [
        ("/d/{}", "/d/99999", "/contact"),
        ("/news/{}/x", "/sport/123/y", "/news"),
        ("/go.php?cat=3&x={}", "/go.php?cat=9&x=1", "/go.php"),
        ("/archive/{}", "/archive/63076", "/archive"),
        ("/world/some-name-{}-x", "/sport/other-name-1-y", "/world/asia"),
        ("/2016/{}", "/2017/12345", "/2017"),
    ],
)
def test_a_shape_is_learned_from_members(form, article, other):
    shape = members(form)
    assert shape.verdict(SITE + article) is True
    assert looks_like_article(SITE + article, None, shape)
    assert shape.verdict(SITE + other) is False
    assert not looks_like_article(SITE + other, None, shape)


def test_too_few_members_teach_nothing():
    shape = LearnedShape(f"{SITE}/d/{number}" for number in range(1_000, 1_000 + MIN_MEMBERS - 1))
    assert shape.verdict(f"{SITE}/d/5000") is None
    shape.learn([f"{SITE}/d/2000"])
    assert shape.verdict(f"{SITE}/d/5000") is True


def test_a_rare_shape_among_members_is_an_accident():
    shape = members("/details/{}")
    shape.learn([f"{SITE}/about"] + [f"{SITE}/details/{number}" for number in range(5_000, 5_100)])
    assert shape.verdict(f"{SITE}/contact") is False


def test_strong_evidence_holds_against_another_shape_and_weak_does_not():
    shape = members("/details/{}")
    assert looks_like_article(f"{SITE}/2016/07/16/moscow-no-cooperation-with-washington", None, shape)
    assert not looks_like_article(f"{SITE}/moscow-no-cooperation-with-washington", None, shape)


def test_files_and_front_pages_stay_out_whatever_was_learned():
    shape = LearnedShape(f"{SITE}/a/b{number}.jpg" for number in range(1_000, 1_050))
    assert not looks_like_article(f"{SITE}/a/b1010.jpg", None, shape)
    assert not looks_like_article(f"{SITE}/", None, LearnedShape([f"{SITE}/"] * 50))


def test_the_tables_do_not_contradict_each_other():
    against = INDEX_WORDS | SECTION_WORDS | SERVICE_WORDS
    assert not against & ARTICLE_WORDS
    assert not INDEX_WORDS & SECTION_WORDS


@given(st.text() | st.text(alphabet="/?&=%#[]:.-_0aZ١ا ").map("https://example.org/".__add__))
def test_any_text_is_judged(url):
    assert looks_like_article(url) in {True, False}
    assert LearnedShape([url] * 9).verdict(url) in {True, False, None}
    words_of("".join(address_of(url).segments))


def test_a_very_long_address_is_judged_by_its_beginning():
    assert looks_like_article(f"{SITE}/2016/07/16/moscow/?{'a=1&' * 100_000}")


@pytest.mark.parametrize(
    "path", ["/middle-east-dialogue", "/200milur/afurdir/", "/sport/festival-sanremo-2024/", "/esteri/elezioni-2024"]
)
def test_sections_with_long_names_brands_and_years_are_no_articles(path):
    assert not looks_like_article(f"https://example.org{path}")


@pytest.mark.parametrize("path", ["/middle-east-dialogue-begins", "/a/k2h4j5x9", "/2024/02/harbour-report-17"])
def test_what_is_more_than_that_is_one(path):
    assert looks_like_article(f"https://example.org{path}")
