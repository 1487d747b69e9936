"""The body: what is the article's text on a page, and what only stands beside it."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files

import pytest

from newscrawler.extraction import extract_article
from newscrawler.extraction.bare_lines import CAPTION_PARTS
from newscrawler.extraction.object_literals import returned_state
from newscrawler.extraction.phrases import is_boilerplate_line, phrases
from tests.harbour_bridge import FIRST, SECOND, TEXT, THIRD, paragraphs

URL = "https://example.org/news/2024/05/harbour-bridge"
AR_FIRST = "أعلنت بلدية المدينة اليوم إغلاق جسر الميناء القديم لمدة ثمانية عشر شهراً اعتباراً من يوم الإثنين المقبل."
AR_SECOND = "وقال المهندسون إنهم عثروا على تشققات في ثلاثة من أعمدة الجسر السبعة، وإن معبراً مؤقتاً سيفتتح هذا الصيف."


def page(content: str, head: str = "", title: str = "Harbour bridge closes for eighteen months") -> str:
    return (
        f"<html><head><title>{title} | The Example</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<main><h1>{title}</h1>{content}</main>"
        "<footer>All rights reserved. The Example, Harbour Street 1.</footer></body></html>"
    )


def body(content: str, head: str = "") -> list[str]:
    return extract_article(page(content, head), URL).body.split("\n\n")


def test_paragraphs_are_as_printed_with_white_space_folded():
    shown = [
        "He said “no”,  and\n  left the «hall» at\u00a0once.",
        "می\u200cگوید که این پل بسته خواهد شد و مردم باید از راه دیگری بروند.",
    ]
    assert body(paragraphs(FIRST, *shown)) == [FIRST, "He said “no”, and left the «hall» at once.", shown[1]]


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
        "<div class='wp-caption-text'>{}</div>",
        "<div><img src=a.jpg><span>{}</span></div>",
        "<div class='sharedaddy'>{}</div>",
        "<div class='e3lan e3lan-post'>{}</div>",
        "<section id='related_posts'><p>{}</p></section>",
        "<aside><p>{}</p></aside>",
        "<div class='newsletter-signup'><p>{}</p></div>",
        "<p class='post-tags'>{}</p>",
        "<div class='author-box'><p>{}</p></div>",
        "<div id='comments'><p>{}</p></div>",
        "<div class='cookie-consent'><p>{}</p></div>",
        "<div style='display:none'><p>{}</p></div>",
        "<div hidden><p>{}</p></div>",
        "<div aria-hidden='true'><div>{}</div></div>",
        "<span class='visually-hidden'>{}</span>",
        "<div class='cdk-visually-hidden'>{}</div>",
        "<p class='u-sr-only'>{}</p>",
        "<noscript><p>{}</p></noscript>",
        "<p><a href='/other'>{}</a></p>",
        "<button>{}</button>",
        "<blockquote class='twitter-tweet'><p>{}</p></blockquote>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(box: str):
    other = "A line of some length that the site prints here, and that no reader would call the article itself."
    assert body(paragraphs(FIRST, SECOND) + box.format(other) + paragraphs(THIRD)) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Ferry fares to rise in autumn",
        "Advertisement",
        "Lesen Sie auch: Neue Fähre startet",
        "À lire aussi : le pont fermé",
        "اقرأ أيضًا: رسوم العبّارة ترتفع",
        "إلى الأعلى",
        "関連記事",
        "Читайте также: новый паром",
        "لمتابعة أخبار الميناء عبر تلغرام اضغط هنا",
        "عدد القراءات 1907",
        "انتهى/25ن",
        "انتهى..م",
        "انتهای پیام/ ۴۱",
        "פורסם לראשונה: 07:12, 18.06.24",
        "請繼續往下閱讀...",
        "Penulis: Ratna Contoh",
        "이 기사는 언론사에서 사회 섹션으로 분류했습니다.",
        "Коментари (3)",
        "Naujienlaiškis",
        "Original-Content von: Die Hafengesellschaft",
        "Editor : I.V.",
        "Bonus video:",
        "All rights reserved. " + "No part of this text may be copied, printed or sent on without leave. " * 4,
    ],
)
def test_lines_that_sites_print_in_any_text_are_left_out(line: str):
    assert body(paragraphs(FIRST, SECOND, line, THIRD)) == TEXT


def test_a_line_is_not_dropped_for_words_inside_it():
    spoken = "Related families said they had read more about the advertisement than about the bridge."
    assert spoken in body(paragraphs(FIRST, spoken, SECOND))


@pytest.mark.parametrize(
    "line",
    [
        "انتهى الاجتماع.",
        "انتهى كل شيء",
        "انضموا إلى العمال في المرفأ أمس.",
        "20 people were waiting for the ferry.",
    ],
)
def test_a_sentence_that_begins_like_such_a_line_stays(line: str):
    assert line in body(paragraphs(AR_FIRST, line, AR_SECOND))


def test_a_label_may_say_how_many_there_are():
    box = f"<div><h3>التعليقات (3)</h3><p>{AR_SECOND}</p></div>"
    assert body(f"<div>{paragraphs(AR_FIRST, AR_FIRST)}{box}</div>") == [AR_FIRST, AR_FIRST]


WHOLE = "<div class=wrap><article class=art><h1 class=t>{title}</h1>{text}</article></div>"


def test_the_next_article_of_a_page_without_end_is_not_the_article():
    texts = {"Harbour bridge closes": TEXT, "Ferry fares rise": [f"Elsewhere: {line}" for line in TEXT]}
    shown = "".join(WHOLE.format(title=title, text=paragraphs(*lines)) for title, lines in texts.items())
    article = extract_article(
        f"<html><head><title>Harbour bridge closes</title></head><body>{shown}</body></html>", URL
    )
    assert article.body.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("headline", "box", "following"),
    [
        ("h1 class=t", "div class=item", "div class='item next'"),
        ("h1", "div class=item", "div class='item next' data-url=/2026/ferry-fares"),
        ("h1 class=t", "article class='post-12 category-town item'", "article class='post-11 tag-sea item loaded'"),
    ],
)
def test_a_next_article_may_have_names_of_its_own(headline: str, box: str, following: str):
    whole = f"<{{box}}><{headline}>{{title}}</h1>{{text}}</{{tag}}>"
    tag, other = box.partition(" ")[0], [f"Elsewhere: {line}" for line in TEXT]
    shown = whole.format(box=box, tag=tag, title="Harbour bridge closes", text=paragraphs(*TEXT))
    shown += whole.format(box=following, tag=tag, title="Ferry fares rise", text=paragraphs(*other))
    html = f"<html><head><title>Harbour bridge closes</title></head><body><div>{shown}</div></body></html>"
    assert extract_article(html, URL).body.split("\n\n") == TEXT


def test_numbered_sections_of_one_text_are_no_next_articles():
    sections = "".join(
        f"<div class='part part_{at}'><h1>{title}</h1>{paragraphs(*TEXT)}</div>"
        for at, title in enumerate(("Harbour bridge closes", "What happens now"))
    )
    html = f"<html><head><title>Harbour bridge closes</title></head><body><div>{sections}</div></body></html>"
    assert extract_article(html, URL).body.count(FIRST) == 2


def test_the_parts_of_one_article_are_no_next_articles():
    entries = "".join(f"<section class=post><h3 class=t>{hour}:00</h3>{paragraphs(*TEXT)}</section>" for hour in (9, 8))
    assert body(f"<article class=live>{entries}</article>")[-4:] == ["8:00", *TEXT]


SIGNED = '<meta name="author" content="Ann Example">'
NOTE = "Ann Example is the editor of the harbour pages and has written about bridges for twenty years."


def test_a_note_about_the_author_at_the_end_is_left_out():
    assert body(paragraphs(*TEXT, SECOND, NOTE), SIGNED) == [*TEXT, SECOND]


def test_a_note_in_italics_that_names_nobody_is_left_out():
    note = "The author is a historian and keeps the archive of the harbour."
    assert body(paragraphs(*TEXT, SECOND) + f"<p><em>{note}</em></p>") == [*TEXT, SECOND]
    assert body(paragraphs(*TEXT, SECOND, note)) == [*TEXT, SECOND, note]


@pytest.mark.parametrize(
    "note",
    ["* كاتب وباحث من أهل الميناء", "*The writer is a retired engineer.", "(كاتبة من أهل الميناء)", "(*) Periodista"],
)
def test_a_footnote_on_who_writes_is_left_out(note: str):
    assert body(paragraphs(*TEXT, SECOND, note)) == [*TEXT, SECOND]


@pytest.mark.parametrize("line", ["* The names were changed.", "(الكاتب) قال إن الجسر قديم", "كاتب من أهل الميناء"])
def test_other_footnotes_and_lines_stay(line: str):
    assert body(paragraphs(*TEXT, SECOND, line)) == [*TEXT, SECOND, line]


def test_a_paragraph_about_somebody_else_stays():
    assert body(paragraphs(*TEXT, SECOND, NOTE)) == [*TEXT, SECOND, NOTE]


def test_an_author_named_within_a_text_stays():
    assert body(paragraphs(FIRST, NOTE, SECOND, THIRD, *TEXT), SIGNED) == [FIRST, NOTE, SECOND, THIRD, *TEXT]


def test_a_label_closes_its_own_box_alone():
    box = f"<div><h3>Related stories</h3><p>{SECOND.replace('Engineers', 'Divers')}</p></div>"
    assert body(f"<div>{paragraphs(FIRST)}{box}{paragraphs(SECOND, THIRD)}</div>") == TEXT


def test_sub_headings_quotes_and_lists_stay():
    content = f"<p>{FIRST}</p><h2>A long history</h2><p>{SECOND}</p><blockquote>{THIRD}</blockquote>"
    content += "<ul><li>1907 opened</li></ul>"
    assert body(content) == [FIRST, "A long history", SECOND, THIRD, "1907 opened"]


def test_a_heading_without_text_goes():
    assert body(paragraphs(*TEXT) + "<h2>Up to date</h2>") == TEXT


def test_two_breaks_part_paragraphs():
    assert body(f"<div>{FIRST}<br><br>{SECOND}<br>\n<br/>{THIRD}</div>") == TEXT


def test_single_breaks_part_long_lines_and_join_short_ones():
    assert body(f"<div>{FIRST}<br>{SECOND}<br>{THIRD}</div>") == TEXT
    assert (
        body(f"<p>{FIRST}</p><p>Roses are red,<br>violets are blue</p><p>{SECOND}</p>")[1]
        == "Roses are red, violets are blue"
    )


def test_text_straight_in_a_div_is_read():
    assert body(f"<div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div>") == TEXT


def test_comments_in_the_markup_do_not_cut_the_text():
    assert body(paragraphs(FIRST.replace("long", "<!-- x -->lo<!-- y -->ng"), SECOND)) == [FIRST, SECOND]


def test_the_text_in_several_containers_is_joined():
    parts = f"<div class=part>{paragraphs(FIRST)}</div>", f"<div class=part>{paragraphs(SECOND, THIRD)}</div>"
    content = "<div class=ad>Buy now</div>".join(parts)
    assert body(content) == TEXT


def test_the_lead_before_the_text_is_kept_and_known():
    lead = "Cracks in three pillars force the council to act at once."
    article = extract_article(
        page(f"<p class=standfirst>{lead}</p><div class=article-body>{paragraphs(*TEXT)}</div>"), URL
    )
    assert article.lead == lead
    assert article.body.split("\n\n") == [lead, *TEXT]


def test_a_lead_that_the_description_repeats_is_known_without_marks():
    lead = "Cracks in three pillars force the council to act at once."
    head = f'<meta name=description content="{lead}">'
    article = extract_article(page(f"<div>{lead}</div><div class=article-body>{paragraphs(*TEXT)}</div>", head), URL)
    assert article.lead == lead


@pytest.mark.parametrize(
    "name", ["nav-header", "content-lock paywall", "article-widget", "has-sidebar comments-open", "tag-bridge"]
)
def test_a_mark_round_the_whole_page_is_not_believed(name: str):
    html = page(paragraphs(*TEXT)).replace("<main>", f"<div class='{name}'>").replace("</main>", "</div>")
    assert extract_article(html, URL).body.split("\n\n") == TEXT


def test_comments_longer_than_the_article_are_not_the_article():
    comments = "".join(f"<div class=comment><p>{number}: {SECOND} {THIRD}</p></div>" for number in range(40))
    assert body(paragraphs(*TEXT) + f"<div class=comment-list>{comments}</div>") == TEXT


def test_teasers_without_a_label_are_left_out():
    cards = "".join(
        f"<div class=box><h3><a href=/{n}>Another headline of the day {n}</a></h3>"
        f"<p>{n} A summary of some length stands here, always.</p></div>"
        for n in range(4)
    )
    assert body(f"<div>{paragraphs(*TEXT, FIRST + ' Again.')}</div><div>{cards}</div>") == [*TEXT, FIRST + " Again."]


def test_a_text_without_spaces_is_measured_by_letters():
    first = "市议会周一表示，由于三根桥墩出现裂缝，旧海港大桥将关闭十八个月。"
    second = "工程师说，临时通道将于今年夏天晚些时候开放。"
    assert body(paragraphs(first, second)) == [first, second]


def test_arabic_text_is_read_like_any_other():
    assert body(f"<div class=entry>{paragraphs('دمشق ــ الوطن: ' + AR_FIRST, AR_SECOND)}<p>إلى الأعلى</p></div>") == [
        "دمشق ــ الوطن: " + AR_FIRST,
        AR_SECOND,
    ]


def test_a_text_in_unmarked_pages_hidden_until_a_script_runs_is_read():
    assert body(f"<div style='display:none'>{paragraphs(*TEXT)}</div>") == TEXT


SCRIPTS = {
    "next data": '<script id=__NEXT_DATA__ type="application/json">{}</script>',
    "assigned state": "<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={};Fusion.x=1;</script>",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_text_that_stands_in_a_script_alone_is_read(script: str):
    elements = [{"type": "text", "_id": f"{n}" * 400, "content": text} for n, text in enumerate(TEXT)]
    state = {
        "props": {"story": {"headline": "Harbour", "content_elements": elements}},
        "menu": ["Home page", "Contact"],
    }
    html = page("<div id=app></div>", script.format(json.dumps(state)))
    article = extract_article(html, URL)
    assert article.body.split("\n\n") == TEXT
    assert article.provenance["body"] == "script"


def test_a_text_in_flight_scripts_is_read():
    row = json.dumps(
        ["$", "div", None, {"children": [["$", "p", str(n), {"children": text}] for n, text in enumerate(TEXT)]}]
    )
    push = f"<script>self.__next_f.push({json.dumps([1, '7:' + row + chr(10)])})</script>".replace(
        "self", " " * 1000 + "self"
    )
    assert body("<div id=app></div>" + push) == TEXT


def test_a_text_row_of_flight_scripts_ends_where_its_length_says():
    text = "".join(f"<p>{line}</p>" for line in [*TEXT, AR_FIRST])
    rows = f"89:T{len(text.encode()):x},", text, '7d:["$","section",null,{"className":"flex"}]' + chr(10)
    pushes = "".join(f"<script>self.__next_f.push({json.dumps([1, row])})</script>" for row in rows)
    assert body("<div id=app></div>" + pushes) == [*TEXT, AR_FIRST]


@pytest.mark.parametrize("rows", ["1:T,", "1:Tffffffff,x", ":T0,:T0,", "1:T5,ééééé", "\n\n:", "T1,"])
def test_broken_flight_rows_are_passed_over(rows: str):
    push = f"<script>self.__next_f.push({json.dumps([1, rows])})</script>"
    assert body(paragraphs(*TEXT) + push) == TEXT
    assert (
        extract_article(page("<div id=app></div>" + push, '<meta property="og:type" content="article">'), URL).body
        == ""
    )


def test_a_declared_text_is_used_where_none_is_shown():
    thing = {"@type": "NewsArticle", "headline": "Harbour bridge", "articleBody": "\n".join(TEXT)}
    article = extract_article(page("", f'<script type="application/ld+json">{json.dumps(thing)}</script>'), URL)
    assert article.body.split("\n\n") == TEXT
    assert article.provenance["body"] == "json-ld articleBody"


def test_a_cut_declared_text_does_not_replace_the_shown_one():
    thing = {"@type": "NewsArticle", "articleBody": FIRST[:60] + " ..."}
    assert body(paragraphs(*TEXT), f'<script type="application/ld+json">{json.dumps(thing)}</script>') == TEXT


@pytest.mark.parametrize("opening", ["", "» ", "— \u200f", "“"])
def test_a_line_of_the_table_is_known_whatever_mark_it_opens_with(opening):
    lines = sorted(phrases().lines - {""})
    assert [line for line in lines if not is_boilerplate_line(opening + line)] == []
    assert not is_boilerplate_line(opening + "The harbour froze over that night.")


@pytest.mark.parametrize("line", ["Who pays for it?", "He did not know.", "<b>Nobody asked</b>"])
@pytest.mark.parametrize("form", ["<div>{}</div>", "{}<br><br>"])
def test_a_short_line_between_prose_like_it_is_text(form: str, line: str):
    lines = "".join(form.format(text) for text in (FIRST, line, SECOND, THIRD))
    assert body(f"<div>{lines}</div>") == [FIRST, line.replace("<b>", "").replace("</b>", ""), SECOND, THIRD]


@pytest.mark.parametrize(
    "line", ["<div class=x>Local news</div>", "<span class=n>13.03./2.</span>", "<div class=x>Close.</div>"]
)
def test_a_short_line_that_looks_different_is_none(line: str):
    assert body(f"<div><div>{FIRST}</div>{line}<div>{SECOND}</div><div>{THIRD}</div></div>") == TEXT


def test_a_line_with_place_and_agency_opens_the_text():
    assert (
        body(f"<div class=x><h5>بغداد - الميناء بوست</h5>{paragraphs(AR_FIRST, AR_SECOND)}</div>")[0]
        == "بغداد - الميناء بوست"
    )


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Example12. nov. 2025, kl. 11.55 Updated 14.05",
        "خاص - الإثنين 29 مارس 2021 الساعة 08 مساءً / عدد الزوار 1907",
    ],
)
def test_who_wrote_the_text_and_when_is_neither_text_nor_lead(line: str):
    article = extract_article(page(f"<div class=zx>{line}</div><div class=qv>{paragraphs(*TEXT)}</div>"), URL)
    assert (article.lead, article.body.split("\n\n")) == (None, TEXT)


NO_LEADS = {
    "a byline with its date": "<p class=zx>By Ann Example <time>Friday, January 13, 2017 at 4:45 pm EST</time></p>",
    "a byline that counts from today": "<p class=zx>Par Ann Marie Example, publié à 13h59, mis à jour à 15h25</p>",
    "what is said of the author": "<div class=author-card-description><p>Ann is an editor of the Post.</p></div>",
    "the credit of a picture": "<p class=zx>© Example Archive/Bridges of the World Picture Service</p>",
}


@pytest.mark.parametrize("line", NO_LEADS.values(), ids=NO_LEADS.keys())
def test_a_byline_with_its_date_and_a_credit_are_no_lead(line: str):
    content = f"<header>{line}</header><div class=article-body>{paragraphs(*TEXT)}</div>"
    assert extract_article(page(content), URL).lead is None


def test_a_sentence_that_begins_like_a_byline_may_be_the_lead():
    lead = "By 2030 the council wants to have 30 bridges built anew"
    content = f"<p class=standfirst>{lead}</p><div class=article-body>{paragraphs(*TEXT)}</div>"
    assert extract_article(page(content), URL).lead == lead


def test_a_sentence_with_a_date_may_be_the_lead():
    lead = "The bridge closes on 12 May 2024 and opens again in the autumn of the year after, says the council."
    assert body(f"<div class=zx>{lead}</div><div class=qv>{paragraphs(*TEXT)}</div>") == [lead, *TEXT]


def test_the_headline_is_not_text_once_more():
    assert body(f"<div>Harbour bridge closes for eighteen months<br><br>{FIRST}<br><br>{SECOND}</div>") == TEXT[:2]


FOLLOW = "<p>Ikuti Contoh di <a href='https://news.google.com/publications/x'>Google</a> dan <a href='{}'>sini</a>.</p>"


@pytest.mark.parametrize("address", ["https://t.me/contoh", "https://www.youtube.com/@contoh", "https://x.com/contoh"])
def test_a_plea_to_follow_is_known_by_its_links_in_any_language(address: str):
    assert body(paragraphs(*TEXT) + FOLLOW.format(address)) == TEXT


@pytest.mark.parametrize("address", ["https://t.me/contoh/17/4", "https://x.com/contoh/status/17", "/contoh", "//[/x"])
def test_a_last_line_that_links_to_something_said_stays(address: str):
    assert len(body(paragraphs(*TEXT) + FOLLOW.format(address))) == len(TEXT) + 1


def test_a_line_about_a_channel_within_the_text_stays():
    assert (
        len(body(paragraphs(FIRST) + FOLLOW.format("https://t.me/contoh") + paragraphs(SECOND, THIRD))) == len(TEXT) + 1
    )


@pytest.mark.parametrize(
    "box",
    [
        "<div><div><h3>Comments</h3></div><div>{}</div></div>",
        "<table><tr><td><b>Comments</b></td></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_a_label_in_a_box_alone_speaks_for_what_stands_behind_it(box: str):
    other = "".join(f"<div>{text.replace('the', 'their')}</div>" for text in TEXT[:2])
    assert body(f"<div>{paragraphs(*TEXT, *TEXT)}{box.format(other)}</div>") == TEXT * 2


def test_a_label_in_a_box_within_the_text_does_not_end_it():
    box = "<div><h3>Comments</h3></div>"
    assert body(f"<div>{paragraphs(*TEXT)}{box}{paragraphs(THIRD)}</div>") == [*TEXT, THIRD]


def test_a_label_among_the_paragraphs_of_the_text_closes_nothing():
    promo = (
        "<div class=tip><p>Try the newest ovens for nothing and tell us at once how your cakes turned out.</p></div>"
    )
    links = "<p>Related:</p><p><a href=/a>The debate of the council, word for word</a></p>"
    text = f"<div class=text>{links}{paragraphs(*TEXT, *TEXT)}</div>"
    assert body(f"<div class=main>{promo}{text}</div>")[-6:] == [*TEXT, *TEXT]


def test_a_label_closes_teasers_longer_than_the_text():
    cards = "".join(
        f"<li><a href=/{one}>A title of some other story {one}</a><p>{SECOND} {THIRD}</p></li>" for one in "abc"
    )
    text = f"<div class=box><div class=text>{paragraphs(FIRST, SECOND)}</div></div>"
    assert body(f"{text}<div class=box><div>Most read</div><ul>{cards}</ul></div>") == [FIRST, SECOND]


LEAD = "Cracks in three of the seven pillars force the council to act at once."


@pytest.mark.parametrize(
    "content",
    [
        "<div class=itemIntroText><p>{}</p></div><div class=itemFullText>",
        "<div class=entry-excerpt>{}</div><div class=entry-content>",
        "<h2>{}</h2><div class=qv>",
        "<div class=qv><span class=perex><b>{}</b></span><br><br>",
    ],
)
def test_a_standfirst_is_known_by_its_class_or_its_place(content: str):
    article = extract_article(page(content.format(LEAD) + paragraphs(*TEXT)), URL)
    assert (article.lead, article.body.split("\n\n")) == (LEAD, [LEAD, *TEXT])


@pytest.mark.parametrize(
    "content",
    [
        "<h2>Harbour: old bridge closes for eighteen months, council says again</h2><div class=qv>",
        "<div class=qv><h2>{}</h2>",
        "<div class=qv><div><p>{}</p></div>",
    ],
)
def test_what_only_stands_first_is_no_standfirst(content: str):
    assert extract_article(page(content.format(LEAD) + paragraphs(*TEXT)), URL).lead is None


def test_a_first_paragraph_apart_is_the_standfirst_where_the_page_declares_it_so():
    head = f'<meta name=description content="{LEAD}">'
    apart = f"<article><p class=zx>{LEAD}</p><p>{SECOND}</p><div class=qv>{paragraphs(*TEXT, *TEXT)}</div></article>"
    same = f"<div class=qv>{paragraphs(LEAD, *TEXT)}</div>"
    leads = [
        extract_article(page(content, head), URL).lead for content in (apart.replace(f"<p>{SECOND}</p>", ""), same)
    ]
    assert leads == [LEAD, None]


@pytest.mark.parametrize(
    "line",
    [
        "م.س",
        "د/ح س/ر ل",
        "/العُمانية/",
        "(Ann Example)",
        "（记者 鲁一帆）",
        "백서린 기자 seo@example.org",
        "« Ferry fares rise | Main | Snow »",
        "18:32 ت م",
        "16:05 GMT<br>0143",
    ],
)
def test_initials_and_links_to_other_articles_do_not_end_a_text(line: str):
    linked = "<a href=/a>Ferry fares rise</a> | <a href=/>Main</a> | <a href=/b>Snow</a>"
    line = line.replace("Ferry fares rise | Main | Snow", linked)
    assert body(paragraphs(*TEXT, line)) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "So it is.",
        "Write to us at harbour@example.org before Monday.",
        "(He did not say why.)",
        "Go to 1/2 or 3/4.",
        "12:30 the first ferry",
        "No/yes/maybe, said the mayor.",
    ],
)
def test_a_short_last_sentence_stays(line: str):
    assert body(paragraphs(*TEXT, line)) == [*TEXT, line]


CAPTION = "The old bridge seen from the ferry, with two of the seven pillars. Photo: The Example"


@pytest.mark.parametrize("box", ["<p><span class=img_desc>{}</span></p>", "<p class='js-ImageDescription'>{}</p>"])
def test_a_caption_in_a_line_or_called_a_description_of_a_picture_is_no_text(box: str):
    assert body(paragraphs(FIRST) + box.format(CAPTION) + paragraphs(SECOND, THIRD)) == TEXT


@pytest.mark.parametrize("beside", ["<div class=pic><img src=a.jpg></div>", "<img src=a.jpg>"])
def test_a_single_paragraph_beside_its_picture_is_the_text(beside: str):
    others = "".join(f"<li><a href=/{one}>Another story of the day, number {one}</a></li>" for one in range(9))
    text = f"<div class=content>{beside}<p>{FIRST} {SECOND}</p><div>(Desk: AB)</div></div>"
    assert body(f"{text}<ul>{others}</ul>") == [f"{FIRST} {SECOND}"]


def test_all_names_of_captions_hold_a_part_that_is_looked_for_first():
    table = tomllib.loads(files("newscrawler.extraction").joinpath("class_words.toml").read_text("utf-8"))
    assert [word for word in table["caption"]["words"] if not any(part in word for part in CAPTION_PARTS)] == []


def test_a_paragraph_that_holds_a_word_styled_as_a_caption_stays():
    line = "The ferry <span class=caption>Gull</span> sails until the bridge opens again, which nobody can promise."
    assert len(body(paragraphs(FIRST, line, SECOND))) == 3


def test_who_wrote_the_text_and_when_may_stand_behind_the_standfirst():
    box = f"<div class=a>{LEAD}</div><div class=b>By Ann Example 12 November 2025, 11.55</div>"
    assert body(f"<article>{box}<div class=qv>{paragraphs(*TEXT)}</div></article>") == [LEAD, *TEXT]


@pytest.mark.parametrize(
    "classes",
    [
        "node node-article node-promoted node-full",
        "node node--type-video node--promoted node--view-mode-full",
        "post tag-comments category-promotion featured",
        "post-12 post type-post status-publish format-gallery category-menu tag-related",
        "gallery type-gallery status-publish",
    ],
)
def test_what_an_article_is_filed_under_is_no_mark_of_its_box(classes: str):
    assert body(f"<div class='{classes}'>{paragraphs(FIRST, SECOND)}</div>") == [FIRST, SECOND]


@pytest.mark.parametrize("classes", ["node node-teaser", "promo", "promoted-box", "post related-card tag-town"])
def test_what_a_box_is_called_beside_that_is_a_mark(classes: str):
    other = "The ferry company expects twice as many passengers in the summer, it said on Tuesday evening."
    assert body(f"<div>{paragraphs(*TEXT)}</div><div class='{classes}'><p>{other}</p></div>") == TEXT


PAID = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour bridge", "hasPart": %s}</script>'
)


def test_a_part_that_the_page_declares_as_its_paid_text_is_text():
    content = f"<div>{paragraphs(FIRST, SECOND)}<div class=paywall><p>{THIRD}</p></div></div>"
    part = '{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"}'
    assert body(content, PAID % part) == TEXT
    assert body(content, PAID % "[]") == TEXT[:2]


def test_a_line_under_a_picture_that_its_alt_repeats_is_its_caption():
    pictured = "<p><img src=/a.jpg alt='The bridge at the harbour in March'><br>{}</p>"
    caption = pictured.format("The bridge at the harbour in March")
    assert body(paragraphs(FIRST) + caption + paragraphs(SECOND, THIRD)) == TEXT
    behind = caption.replace("<br>", "</p><p>")
    assert body(paragraphs(FIRST) + behind + behind.replace("March", "May") + paragraphs(SECOND, THIRD)) == TEXT
    told = "The ferry has sailed every ten minutes since."
    assert body(paragraphs(FIRST) + pictured.format(told) + paragraphs(SECOND)) == [FIRST, told, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Saturday 14 March 2026, by Ann Example, Bo Sample</p>",
        "<p>14 mars 2026 - par Anne Exemple</p>",
        "<p>First published: 14 March 2026</p>",
        "<p>Published 22:00, 13 May 2024 BST</p>",
        "<p>By Ann Example Monday, May 13, 2024 at 4:45 pm EST</p>",
        "<p class='meta meta__publisher'>Ann Example, our correspondent, today at noon</p>",
    ],
)
def test_a_first_paragraph_of_date_and_byline_is_no_text(line: str):
    assert body(f"<div>{line}{paragraphs(*TEXT)}</div>") == TEXT


def test_a_first_paragraph_that_tells_of_a_day_stays():
    line = "14 March 2026, by the old harbour: a ferry runs aground and nobody is hurt."
    assert body(f"<div><p>{line}</p>{paragraphs(*TEXT)}</div>") == [line, *TEXT]


def test_a_heading_over_a_heading_stays_where_nothing_parts_them():
    under = "<h2>What closes</h2><h3>The bridge</h3>" + paragraphs(SECOND)
    assert body(paragraphs(FIRST) + under) == [FIRST, "What closes", "The bridge", SECOND]
    parted = "<h2>What closes</h2><ul><li><a href=/a>All that is known of the bridge</a></ul><h3>The bridge</h3>"
    assert body(paragraphs(FIRST) + parted + paragraphs(SECOND)) == [FIRST, "The bridge", SECOND]


def test_the_headline_is_not_text_once_more_further_down():
    player = "<div class=enhancement><div>Harbour bridge closes for eighteen months</div></div>"
    assert body(paragraphs(FIRST, SECOND) + player + paragraphs(THIRD)) == TEXT


def test_who_wrote_the_text_is_no_standfirst_whatever_the_line_is_called():
    bio = "Ann Lee writes about bridges, and was an engineer for the harbour board before she came to the paper."
    aside = f"<aside><div class=author-card><div class=summary>{bio}</div></div></aside>"
    article = extract_article(page(aside + f"<div class=text>{paragraphs(*TEXT)}</div>"), URL)
    assert (article.lead, article.body.split("\n\n")) == (None, TEXT)


def test_a_standfirst_that_the_text_repeats_but_for_a_comma_is_printed_once():
    lead = f"<div class=toolbar><p class=standfirst>{FIRST.replace(',', '')}</p></div>"
    article = extract_article(page(lead + f"<div class=text>{paragraphs(*TEXT)}</div>"), URL)
    assert (article.lead, article.body.split("\n\n")) == (FIRST.replace(",", ""), TEXT)


def test_a_plea_may_be_a_small_paragraph_and_its_channel_kept_by_a_web_archive():
    words = "Join the readers of our channel and be the first to know what the council decides on bridges, ferries and "
    copy = "https://web.archive.org/web/20240516120000/https://t.me/example"
    plea = f"<p>{words}all that moves the town, all day long: <a href={copy}>our channel</a></p>"
    assert body(paragraphs(*TEXT) + plea) == TEXT


@pytest.mark.parametrize(
    "line", ["Продолжение после рекламы", "Yuk, Simak Juga Video ini!", "For more on news and the town, visit us."]
)
def test_a_line_round_what_is_put_into_the_text_is_none(line: str):
    assert body(paragraphs(FIRST) + f"<div>{line}</div>" + paragraphs(SECOND)) == [FIRST, SECOND]


NUXT = {
    "function": '__NUXT__=(function(a,b){{return {{x:"x",data:[{{id:7,n:-.5,at:a,is:!0,no:void 0,{}}}]}}}}("0",1));',
    "literal": 'window.__NUXT__={{layout:"x",made:new Date(0),0:[1e3,b],data:[{{{}}}]}};',
}


@pytest.mark.parametrize("state", NUXT.values(), ids=NUXT)
def test_a_text_in_the_state_of_nuxt_is_read(state: str):
    said = json.dumps(paragraphs(*TEXT)).replace("<", "\\u003C").replace("/", "\\u002F")
    key = "k" * 999
    script = f"<script>{state.format(f'body:{said},{key}:null')}</script>"
    article = extract_article(page("<div id=app></div>" + script), URL)
    assert (article.body.split("\n\n"), article.provenance["body"]) == (TEXT, "script")


def test_end_tags_in_braces_are_end_tags():
    said = paragraphs(*TEXT).replace("</p>", "{/p}")
    state = {"story": {"text": said, "key": "0" * 999}}
    script = f"<script type=application/json>{json.dumps(state)}</script>"
    assert body("<div id=app></div>" + script) == TEXT


@pytest.mark.parametrize("state", ['{"' + '\\"' * 99_999, "(function" * 99_999, "{a:A(" * 99_999, "{a:[" * 99_999, ""])
def test_a_broken_state_says_nothing_and_is_soon_known(state: str):
    assert returned_state(f"window.__NUXT__={state}") is None


@pytest.mark.parametrize(
    "line",
    [
        "<p class=is-update>7 marzo 2024 (modifica il 8 marzo 2024 | 10:19)</p>",
        "<p>Published: 2024-03-07 10:19</p>",
        "<div class=list-head><span>All that is written of the bridge</span></div>",
    ],
)
def test_dates_and_labels_do_not_end_a_text(line: str):
    assert body(f"<div>{paragraphs(*TEXT)}<div class=end>{line}</div></div>") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "<p>The ferry begins to run on 7 March 2024 at 10:19, and will run until the bridge is open.</p>",
        "<p>Bridges closed in the town since 1990: 14</p>",
        "<div><span>The ferry will run every ten minutes.</span></div>",
        "<table><tr><td>Ferries an hour, day and night</table>",
    ],
)
def test_a_last_line_that_says_something_stays(line: str):
    assert len(body(f"<div>{paragraphs(*TEXT)}<div class=end>{line}</div></div>")) == len(TEXT) + 1
