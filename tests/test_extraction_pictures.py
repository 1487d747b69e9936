"""Pictures of the article: those of the text with their captions, and no marks of the page."""

from __future__ import annotations

from newscrawler.extraction.pictures import MAX_IMAGES, read_images
from newscrawler.items import Image
from newscrawler.markup import parse_markup
from tests.extraction_scene import scene_of


def images_of(body: str, head: str = "") -> list[Image]:
    html = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    markup = parse_markup(html, "https://example.org/news/1")
    return read_images(markup, scene_of(markup, None, markup.root.find(".//div[@class='text']")))[0]


def test_pictures_above_and_in_the_text_with_captions() -> None:
    body = (
        "<figure><img src=/lead.jpg alt='A port'><figcaption>The port at dawn. Photo: A. Sample</figcaption></figure>"
        "<div class=text><p>Text</p><div class=image-box><img data-src=/late.jpg src='data:image/gif;base64,R0'>"
        "<span class=image-caption>A ship</span></div></div>"
    )
    assert images_of(body) == [
        Image("https://example.org/lead.jpg", "The port at dawn. Photo: A. Sample", "A port"),
        Image("https://example.org/late.jpg", "A ship", ""),
    ]


def test_marks_and_pictures_of_others_are_left_out() -> None:
    body = (
        "<div class=text><p>Text</p><img src=/logo.png><img src=/a.jpg width=16 height=16><img src=/avatar-ann.jpg>"
        "<div class=related><img src=/teaser.jpg></div><div class=share><img src=/s.jpg></div><img src='javascript:x'>"
        "<img></div><div class=after><img src=/after.jpg></div>"
    )
    assert images_of(body) == []


def test_the_widest_of_a_set() -> None:
    body = "<div class=text><p>Text</p><img srcset='/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w'></div>"
    assert [image.url for image in images_of(body)] == ["https://example.org/l.jpg"]


def test_the_same_picture_twice_is_one() -> None:
    body = "<div class=text><p>Text</p><img src=/a.jpg?w=100><img src=/a.jpg?w=900></div>"
    assert [image.url for image in images_of(body)] == ["https://example.org/a.jpg?w=100"]


def test_the_declared_picture_where_the_text_shows_none() -> None:
    head = '<meta property="og:image" content="/og.jpg"><meta property="og:image:alt" content="A port">'
    assert images_of("<div class=text><p>Text</p></div>", head) == [Image("https://example.org/og.jpg", "", "A port")]


def test_no_page_has_too_many() -> None:
    body = "<div class=text>" + "".join(f"<img src=/{number}.jpg>" for number in range(500)) + "</div>"
    assert len(images_of(body)) == MAX_IMAGES
    markup = parse_markup("", "https://example.org/")
    assert read_images(markup, scene_of(markup))[0] == []


def test_a_picture_for_those_without_scripts_is_the_one_before_it() -> None:
    late = "<img data-src=/w/a.webp src='data:image/gif;base64,R0'><noscript><img src=/a.jpg></noscript>"
    body = f"<div class=text><p>Text</p>{late}<img src=/spacer.gif><noscript><img src=/b.jpg></noscript></div>"
    assert [image.url for image in images_of(body)] == ["https://example.org/w/a.webp", "https://example.org/b.jpg"]


def test_portraits_of_authors_and_small_pictures_are_left_out() -> None:
    body = (
        "<div class=text><p>Text</p><figure><a href=/author/ann><img src=/ann.jpg></a></figure>"
        "<img src=/resizer/84x84/morning><img src=/photos/16x9/port.jpg><img src=/port-251x300.jpg></div>"
    )
    assert [image.url for image in images_of(body)] == [
        "https://example.org/photos/16x9/port.jpg",
        "https://example.org/port-251x300.jpg",
    ]


def test_a_declared_logo_is_no_picture_of_the_article() -> None:
    assert images_of("<div class=text><p>Text</p></div>", "<meta property=og:image content=/x/placeholder.jpg>") == []


def test_an_address_that_a_script_left_empty_is_none() -> None:
    assert images_of("<p>Text</p><img src=null>") == []
    assert images_of("<p>Text</p>", "<meta property=og:image content=undefined>") == []


def test_what_belongs_to_the_look_of_the_site_is_no_picture_of_the_text() -> None:
    looks = ["/wp-content/themes/daily/images/time.png", "/sites/all/themes/daily/pen.png", "/icons/preload.gif"]
    body = "".join(f"<img src={look}>" for look in looks)
    assert images_of(f"<div class=text><p>Text</p>{body}</div>") == []
