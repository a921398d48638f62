"""/du-thao/7/so-sanh/: three views, a summary, the working text too; drafting:compare_word with tracked changes."""

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from drafting import workflow
from drafting.documents.paper import text_blocks
from drafting.models import Text, Version
from tests.drafting.pages import body, browser, get, unmarked
from tests.support.libreoffice import Changes, LibreOffice, needs_libreoffice


@pytest.fixture
def two(draft, lan):
    """Two versions: khoản 1 Điều 2 rewritten, a clause new, Điều 1 gone."""
    workflow.freeze(draft, by=lan)
    node = draft.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Tự nguyện, công khai, dân chủ.")
    workflow.add_node(draft, by=lan, kind="clause", parent=node.parent, body="Không thay nhiệm vụ của đơn vị.")
    workflow.remove_node(draft.nodes.get(heading="Phạm vi điều chỉnh"), by=lan)
    workflow.edit(draft, by=lan, revision=1, title="Quy chế tổ chức và hoạt động", legal_basis="Căn cứ mới")
    workflow.freeze(draft, by=lan)
    return draft


def test_what_was_changed(two, lan):
    page = body(get(lan, "drafting:version_compare", two.pk, tu="1", den="2"))
    assert "So sánh với Dự thảo lần 1" in page
    assert "<ins>" in page and "<del>" in page and "[đã xóa]" in page and "[thêm mới]" in page
    assert "· xóa" in page and "· 1 sửa, 1 thêm, trước là Điều 2" in page
    assert "tổ chức và " in page and "Căn cứ mới" in page
    assert 'aria-current="true">Đánh dấu sửa đổi' in page


def test_the_other_views(two, lan):
    old = body(get(lan, "drafting:version_compare", two.pk, tu="1", den="2", xem="goc"))
    new = body(get(lan, "drafting:version_compare", two.pk, tu="1", den="2", xem="sach"))
    assert "Tập trung dân chủ." in old and "Phạm vi điều chỉnh" in old and "<ins>" not in old
    assert (
        "Tự nguyện, công khai" in new and "<del>" not in new and "Phạm vi điều chỉnh" not in new.split("paper-desk")[1]
    )
    odd = body(get(lan, "drafting:version_compare", two.pk, xem="?")).split("<main")[1]  # the band marks the year
    assert odd.count('aria-current="true"') == 1


def test_with_the_working_text(two, lan):
    page = body(get(lan, "drafting:version_compare", two.pk, den="dang-soan"))
    assert "So sánh với Dự thảo lần 2" in page and "Hai bản hoàn toàn giống nhau." in page
    node = two.nodes.get(body="Không thay nhiệm vụ của đơn vị.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Không thay nhiệm vụ từng đơn vị.")
    assert "1 sửa" in body(get(lan, "drafting:version_compare", two.pk))


@pytest.mark.parametrize(
    "odd",
    [{"tu": "9"}, {"den": "9"}, {"tu": "x"}, {"tu": "dang-soan"}, {"den": "-1"}, {"tu": "1", "den": "٢"}],
)
def test_versions_that_are_not_there(two, lan, odd):
    assert get(lan, "drafting:version_compare", two.pk, **odd).status_code == 404
    assert get(lan, "drafting:compare_word", two.pk, **odd).status_code == 404


def test_without_a_version(draft, lan):
    assert get(lan, "drafting:version_compare", draft.pk).status_code == 404


def test_units_never_see_the_working_text(asked, lan, hoa, tuan):
    node = asked.text.nodes.get(body="Tập trung dân chủ.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Bí mật của Tổ thư ký.")
    workflow.freeze(asked.text, by=lan)
    for name in ("drafting:version_compare", "drafting:compare_word"):
        assert get(hoa, name, asked.text_id, den="dang-soan").status_code == 404
        assert get(hoa, name, asked.text_id, tu="1", den="2").status_code == 404
        assert get(tuan, name, asked.text_id).status_code == 404
        assert get(None, name, asked.text_id).status_code == 302
    assert "Bí mật" not in body(get(hoa, "drafting:version_compare", asked.text_id))


def test_units_compare_what_they_read_with_what_was_settled(settled, asked, hoa):
    last = settled.settled_version.no
    assert get(hoa, "drafting:version_compare", settled.pk, tu="1", den=str(last)).status_code == 200


def paragraphs(document, refused):
    """Every body paragraph after refusing (or accepting) all changes; one that is wholly gone is left out."""
    gone = "ins" if refused else "del"
    lines = []
    for paragraph in document.element.body.findall(qn("w:p")):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(f'w:{gone}')}")
        text = ""
        for run in paragraph.iter(qn("w:r")):
            if run.getparent().tag == qn(f"w:{gone}"):
                continue
            text += "".join(
                "\n" if piece.tag == qn("w:br") else piece.text or ""
                for piece in run
                if piece.tag in (qn("w:t"), qn("w:delText"), qn("w:br"))
            )
        if mark is None and text:
            lines.append(text)
    return lines


def test_word_gives_back_both_texts(two, lan):
    answer = get(lan, "drafting:compare_word", two.pk, tu="1", den="2")
    document = docx.Document(BytesIO(answer.getvalue()))
    old, new = two.versions.order_by("no")
    for version, refused in ((old, True), (new, False)):
        lines = paragraphs(document, refused)
        for row in version.content:
            words = [row["label"], row["heading"] or row["body"]]
            assert any(all(word in line for word in words) for line in lines), (words, lines)
    assert not any("Phạm vi điều chỉnh" in line for line in paragraphs(document, refused=False))
    assert not any("Không thay nhiệm vụ" in line for line in paragraphs(document, refused=True))


def body_lines(lines):
    """From the first Chương to the place for the signature."""
    first = next(place for place, line in enumerate(lines) if line.startswith("Chương"))
    last = next(place for place, line in enumerate(lines) if line.startswith("TM. KHỐI") or place == len(lines) - 1)
    return lines[first : last + 1]


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_accepts_to_the_new_text_and_refuses_to_the_old_one(two, lan, tmp_path):
    """Also with a clause that moved to another article."""
    clause = two.nodes.get(body="Công khai, minh bạch:")
    workflow.move_node(clause, by=lan, up=True)
    workflow.freeze(two, by=lan)
    office = LibreOffice(tmp_path)
    compared = get(lan, "drafting:compare_word", two.pk, tu="1", den="3").getvalue()
    for number, changes in (("1", Changes.REFUSED), ("3", Changes.ACCEPTED)):
        clean = get(lan, "drafting:version_word", two.pk, int(number)).getvalue()
        wanted = body_lines(office.lines(clean, Changes.ACCEPTED))
        assert len(wanted) > 4
        assert body_lines(office.lines(compared, changes)) == wanted


def test_what_changed_is_said_in_words(two, lan):
    page = unmarked(get(lan, "drafting:version_compare", two.pk, tu="1", den="2"))
    said = html.fromstring(page).xpath("//ol[@class='changes-said']/li")
    assert [" ".join(one.text_content().split()) for one in said] == [
        "Sửa tên văn bản",
        "Sửa căn cứ ban hành",
        "Bỏ Điều 1",
        "Tại khoản 1 Điều 1, sửa cụm từ “Tập trung” thành “Tự nguyện, công khai,”",
        "Bổ sung khoản 3 Điều 1",
    ]
    anchors = {anchor.get("href").lstrip("#") for one in said for anchor in one.xpath("a")}
    assert anchors <= set(html.fromstring(page).xpath("//*/@id")) and len(anchors) == 3


def test_only_what_changed_is_shown_and_the_rest_is_counted(draft, lan):
    for number in range(3, 9):
        chapter = draft.nodes.get(kind="chapter")
        article = workflow.add_node(draft, by=lan, kind="article", parent=chapter, heading=f"Tên Điều {number}")
        workflow.add_node(draft, by=lan, kind="clause", parent=article, body=f"Lời khoản của Điều {number}.")
    workflow.freeze(draft, by=lan)
    node = draft.nodes.get(body="Lời khoản của Điều 6.")
    workflow.save_node(node, by=lan, revision=1, heading="", body="Lời mới của Điều 6.")
    page = body(get(lan, "drafting:version_compare", draft.pk)).split("paper-desk")[1]
    assert "Tên Điều 6" in page and "Tên Điều 5" not in page and "Tên Điều 7" not in page
    assert "Điều 1 đến Điều 5 không thay đổi" in page and "Điều 7 đến Điều 8 không thay đổi" in page
    whole = body(get(lan, "drafting:version_compare", draft.pk, phan="toan-van")).split("paper-desk")[1]
    assert "Tên Điều 5" in whole and "không thay đổi" not in whole


@pytest.mark.slow
@pytest.mark.parametrize("articles", [2, 30])
def test_queries_do_not_grow(year2020, lan, articles, django_assert_max_num_queries):
    clauses = [("clause", "", "Gửi báo cáo đúng hạn.", [])] * 4
    tree = [("article", f"Điều {number}", "", clauses) for number in range(articles)]
    text = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=tree)
    workflow.freeze(text, by=lan)
    for node in text.nodes.filter(kind="clause"):
        workflow.save_node(node, by=lan, revision=1, heading="", body="Gửi báo cáo trước ngày 10.")
    client = browser(lan)
    client.get(f"/du-thao/{text.pk}/so-sanh/")
    with django_assert_max_num_queries(18):
        assert client.get(f"/du-thao/{text.pk}/so-sanh/").status_code == 200


def test_markup_in_a_version_is_text(draft, lan):
    node = draft.nodes.get(body="Tập trung dân chủ.")
    workflow.freeze(draft, by=lan)
    workflow.save_node(node, by=lan, revision=1, heading="", body="<script>alert(1)</script> dân chủ")
    for view in ("goc", "sua-doi", "sach"):
        assert "<script>alert" not in body(get(lan, "drafting:version_compare", draft.pk, xem=view))


def test_facts(two):
    assert Text.objects.get(pk=two.pk).versions.count() == 2
    assert all(text_blocks(version.content) for version in Version.objects.all())
