"""The guide tells of every page: each has its paragraph, each paragraph and each link of the guide exists."""

import re

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from django.urls import resolve

from khoithidua.guide import pages
from khoithidua.guide.cards import CARDS, SIZES, card_pdf
from khoithidua.guide.chapters import FOLDER, ORDER, chapter_of, chapters, found
from khoithidua.guide.drawing import PICTURES
from tests.house import walk
from tests.house.walk import page_names


def anchors():
    return {f"{section.chapter}#{section.anchor}" for chapter in chapters().values() for section in chapter.sections}


def test_every_page_has_its_paragraph():
    shown = page_names()
    assert len(shown) > 80
    assert sorted(shown - pages.PARAGRAPHS.keys()) == []
    assert sorted(pages.PARAGRAPHS.keys() - set(walk.url_names())) == []


def test_every_paragraph_exists():
    named = {paragraph for row in pages.PARAGRAPHS.values() for paragraph in row.values()} | {pages.LOST}
    assert len(named) > 50
    assert sorted(named - anchors()) == []


def test_readers_of_a_page_are_known():
    known = {"", pages.SECRETARY, pages.BOARD, pages.LEADER, pages.STAFF, pages.OPERATOR}
    assert {reader for row in pages.PARAGRAPHS.values() for reader in row} <= known
    assert all("" in row for row in pages.PARAGRAPHS.values())


def test_every_paragraph_is_opened_by_a_page_or_read_in_its_chapter():
    """The files are those that are read, and each says something."""
    assert {path.stem for path in FOLDER.glob("*.md")} == {"README", *ORDER}
    assert [section.title for chapter in chapters().values() for section in chapter.sections if not section.text] == []


def test_links_and_pictures_lead_somewhere():
    for slug in ORDER:
        source = (FOLDER / f"{slug}.md").read_text()
        for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", source):
            file, _, anchor = link.partition("#")
            if file.startswith("/"):
                assert resolve(file), (slug, link)
            else:
                chapter = chapters()[file.removesuffix(".md")]
                assert not anchor or anchor in {section.anchor for section in chapter.sections}, (slug, link)
        for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", source):
            assert picture.startswith(PICTURES) and (FOLDER / picture).is_file(), (slug, picture)


def test_what_is_written_in_a_chapter_is_text():
    chapter = chapter_of("x", "# A\n\nLời <b>dẫn</b>\n\n## Một & hai\n\n- `x`\n".replace("`x`", "<script>x</script>"))
    assert "&lt;b&gt;" in chapter.lead and chapter.sections[0].anchor == "mot-hai"
    assert "<script" not in chapter.sections[0].html


REFUSED = {
    "no title": "## Không có tên\n",
    "two of one address": "# A\n\n## Một\n\n## Mốt\n",
    "a link to elsewhere": "# A\n\n[x](https://x.vn)\n",
    "a kind of node not drawn": "# A\n\n```\nx\n```\n",
    "a picture from elsewhere": "# A\n\n![x](/x.png)\n",
}


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_what_the_guide_does_not_know_is_refused(source):
    with pytest.raises(ValueError):
        chapter_of("x", source)


def test_found_without_accents_titles_first():
    hits = found("hoan tac duoc")
    assert "hoàn tác được" in hits[0].section.text and "hoàn tác được" in hits[0].excerpt
    assert all(word in hit.section.key for hit in found("gia han ky") for word in ("gia", "han", "ky"))
    assert found("Ký giao ước")[0].section.anchor in {"ky-giao-uoc-trong-ba-buoc", "bat-dau-ky-giao-uoc"}
    assert found("không có từ này zzz") == [] == found("  ")


@pytest.mark.django_db
def test_anybody_reads_searches_and_prints_it():
    visitor = Client()
    contents = visitor.get("/huong-dan/").content.decode()
    for chapter in chapters().values():
        assert chapter.title in contents
        page = visitor.get(f"/huong-dan/{chapter.slug}/").content.decode()
        assert all(f'id="{section.anchor}"' in page for section in chapter.sections)
    assert "ky-giao-uoc-trong-ba-buoc" in visitor.get("/huong-dan/", {"tim": "ba buoc"}).content.decode()
    assert "Không có đoạn nào" in visitor.get("/huong-dan/", {"tim": "zzz"}).content.decode()
    whole = visitor.get("/huong-dan/ban-in/").content.decode()
    assert all(section.title in whole for chapter in chapters().values() for section in chapter.main_sections)
    assert visitor.get("/huong-dan/khong-co/").status_code == 404


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_one_page_and_leads_to_this_installation(settings, card, size):
    settings.PUBLIC_ADDRESS = "https://thidua.haiphong.example.vn"
    contact = {
        "name": "Tổ thư ký Khối, Phòng Tổ chức cán bộ - Lao động " * 3,
        "phone": "0225 384 2000",
        "email": "a@b.vn",
    }
    content = card_pdf(card, size, contact, "Khối thi đua Doanh nghiệp hàng hải 2")
    pdf = pypdfium2.PdfDocument(content)
    assert len(pdf) == 1
    assert [round(length / 72 * 25.4) for length in pdf[0].get_size()] == list(SIZES[size][:2])
    words = pdf[0].get_textpage().get_text_bounded()
    assert card.title in words and "0225 384 2000" in words and "thidua.haiphong.example.vn" in words
    picture = pdf[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["https://thidua.haiphong.example.vn/"]


@pytest.mark.django_db
def test_anybody_takes_a_card():
    answer = Client().get("/huong-dan/the/thu-truong/", {"kho": "a4"})
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert Client().get("/huong-dan/the/khong-co/").status_code == 404


@pytest.mark.django_db
def test_the_head_of_a_page_opens_its_paragraph(lan, hoa, nam, mai, bach, year2020):
    def opened(user, path):
        browser = Client()
        if user:
            browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return re.findall(
            r'href="(/huong-dan/[^"]*#[^"]*)"[^>]*target="_blank"', browser.get(path, follow=True).content.decode()
        )

    assert opened(None, "/dang-nhap/") == ["/huong-dan/bat-dau/#dang-nhap"]
    assert opened(None, "/xac-minh/")[0].startswith("/huong-dan/tra-cuu/#")
    assert opened(None, "/khong-co/") == ["/huong-dan/bat-dau/#khi-mot-trang-khong-mo-duoc"]
    for user, chapter in ((hoa, "thu-truong"), (nam, "chuyen-vien"), (mai, "ban-tdkt"), (bach, "quan-tri")):
        assert opened(user, "/")[0].startswith(f"/huong-dan/{chapter}/#"), chapter
    assert opened(lan, "/giao-uoc/")[0] == "/huong-dan/to-thu-ky/#lap-giao-uoc"


def test_an_image_of_the_product_holds_the_guide():
    """docs/ is part of an installation: a chapter without its picture could not be shown."""
    left_out = (FOLDER.parents[1] / ".dockerignore").read_text().split()
    assert [name for name in left_out if name.startswith("docs")] == []
