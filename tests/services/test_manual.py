"""The manual as it ships: chapters, links and pictures fit together; searching finds without marks."""

import re

import pytest

from kehoach_desktop.services import manual

PICTURE = re.compile(r'<img src="pictures/([^"]+)" alt="([^"]+)">')
LINK = re.compile(r'href="([^"]+)"')
TAGS = re.compile(r"<(/?)([a-z0-9]+)")
ALLOWED = {
    *("h1", "h2", "h3", "p", "ul", "ol", "li", "b", "kbd", "em", "code", "pre", "a", "img"),
    *("table", "tr", "th", "td"),
}
MOST_BYTES = 1_500_000


def places() -> set[str]:
    return {
        f"{chapter.key}.html" + (f"#{section.anchor}" if section.anchor else "")
        for chapter in manual.chapters()
        for section in chapter.sections
    }


def test_every_chapter_of_the_folder_is_listed_and_stands_there():
    assert {path.stem for path in manual.folder().glob("*.html")} == set(manual.CHAPTERS)
    for chapter in manual.chapters():
        assert chapter.html.startswith("<h1>"), chapter.key
        assert chapter.html.count("<h1>") == 1
        anchors = [section.anchor for section in chapter.sections]
        assert anchors[0] == ""
        assert all(anchors[1:]), "each heading can be led to"
        assert len(set(anchors)) == len(anchors)


def test_every_link_leads_to_a_heading_of_the_manual_and_nowhere_else():
    wrong = [
        (chapter.key, link)
        for chapter in manual.chapters()
        for link in LINK.findall(chapter.html)
        if link not in places()
    ]
    assert wrong == []


def test_every_picture_named_exists_and_each_that_exists_is_named():
    named = [name for chapter in manual.chapters() for name, _ in PICTURE.findall(chapter.html)]
    there = {path.name for path in (manual.folder() / "pictures").iterdir()}
    assert set(named) == there
    assert len(named) == len(set(named))
    assert sum(chapter.html.count("<img") for chapter in manual.chapters()) == len(named), (
        "each tells what it shows"
    )


def test_the_pictures_are_small():
    sizes = [path.stat().st_size for path in (manual.folder() / "pictures").iterdir()]
    assert sum(sizes) <= MOST_BYTES


@pytest.mark.parametrize("key", manual.CHAPTERS)
def test_a_chapter_has_only_what_the_page_can_show_and_is_well_formed(key):
    open_tags: list[str] = []
    for closing, tag in TAGS.findall(manual.chapter(key).html):
        assert tag in ALLOWED
        if tag == "img":
            continue
        if closing:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert open_tags == []


@pytest.mark.parametrize(
    ("words", "chapter", "anchor"),
    [
        ("chep them usb", "ban-sao-luu", "usb"),
        ("lap ban dieu chinh", "ban-hanh", "dieu-chinh"),
        ("Thùng rác", "ban-sao-luu", "thung-rac"),
        ("smartscreen", "cai-dat", "smartscreen"),
        ("may moi", "cau-hoi", "may-moi"),
        ("doi tuong", "phu-luc", "cot"),
    ],
)
def test_searching_without_marks_finds_the_section(words, chapter, anchor):
    found = [(hit.section.chapter, hit.section.anchor) for hit in manual.search(words)]
    assert (chapter, anchor) in found[:3]


def test_words_that_stand_together_come_before_those_that_are_scattered():
    found = [hit.section.anchor for hit in manual.search("cot rieng")]
    assert found.index("cot") < found.index("dong")


def test_marks_that_are_typed_count_and_every_word_must_be_there():
    assert manual.search("chờ")
    with_marks = {hit.section.title for hit in manual.search("chờ")}
    assert with_marks < {hit.section.title for hit in manual.search("cho")}
    assert manual.search("chép zzzz") == ()
    assert manual.search("  ") == ()


def test_a_word_still_being_typed_finds_too():
    assert manual.search("smartscr")[0].section.anchor == "smartscreen"


def test_an_excerpt_shows_the_word_found_with_a_little_around_it():
    hit = next(one for one in manual.search("certutil") if one.section.chapter == "cai-dat")
    assert "certutil" in hit.excerpt
    assert len(hit.excerpt) < 200
