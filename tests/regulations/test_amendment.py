"""A regulation amended: drafted from what holds, named by article, issued, worked into the consolidated text."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from drafting import workflow as drafting
from drafting.queries import working_content
from drafting.queries.amended import amending_as_written, base_of
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow
from regulations import workflow
from regulations.models import Regulation
from regulations.queries import basis_of
from regulations.queries.consolidated import consolidated
from tests.drafting.pages import body, get, post
from tests.regulations.conftest import AMENDED_ON, HOLDS_FROM, issue
from tests.regulations.test_models import refused, update
from tests.regulations.test_published import public

State = Regulation.State


def node_at(text, citation):
    key = next(
        row["key"] for row in working_content(text) if row["citation"] == citation and row["kind"] != "paragraph"
    )
    return text.nodes.get(key=key)


def labels(content):
    return [row["label"] for row in content]


def rewrite(amendment, by, citation, words):
    node = node_at(amendment.text, citation)
    drafting.save_node(node, by=by, heading=node.heading, body=words, revision=node.revision)


@pytest.fixture
def begun(issued, amend):
    return amend(issued)


@pytest.fixture
def changed(begun, lan):
    """A Khoản reworded, an Điều put in between, a Khoản taken out."""
    text = begun.text
    rewrite(begun, lan, "khoản 1 Điều 3", "Tự nguyện, công khai, bình đẳng.")
    before = node_at(text, "Điều 2")
    article = drafting.add_node(
        text, by=lan, kind="article", parent=before.parent, after=before, heading="Giải thích từ ngữ"
    )
    for words in ("Khối là Khối thi đua.", "Đơn vị là thành viên của Khối."):
        drafting.add_node(text, by=lan, kind="clause", parent=article, body=words)
    drafting.remove_node(node_at(text, "khoản 2 Điều 3"), by=lan)
    return begun


@pytest.fixture
def amended(issued, changed, carry):
    return carry(changed, "2020-08-10", AMENDED_ON)


# --- Drafting --------------------------------------------------------------------------------------------------------


def test_it_begins_as_the_text_that_holds_reads(issued, begun):
    assert working_content(begun.text) == issued.adopted_version.content == base_of(begun.text).content
    assert begun.amends == issued and begun.text.amends == issued.cited
    assert str(base_of(begun.text)) == "Văn bản được sửa đổi"


def test_what_was_issued_keeps_its_numbers(issued, changed):
    before, now = labels(issued.adopted_version.content), labels(working_content(changed.text))
    assert "Điều 2a." in now and now.index("Điều 2a.") == now.index("Điều 2.") + len(inside(changed.text, "Điều 2"))
    gone = [label for label in before if label not in now]
    assert set(now) >= {label for label in before if label.startswith("Điều")} and len(gone) <= 1


def inside(text, citation):
    content = working_content(text)
    key = str(node_at(text, citation).key)
    return [row for row in content if key in (row["key"], row["parent"])]


def test_a_number_taken_out_is_given_to_nobody_else(changed, lan):
    text = changed.text
    article = node_at(text, "Điều 3")
    kept = [node.kept_number for node in text.nodes.filter(parent=article)]
    new = drafting.add_node(text, by=lan, kind="clause", parent=article, body="Khoản mới.")
    row = next(row for row in working_content(text) if row["key"] == str(new.key))
    assert row["label"] == f"{max(int(number) for number in kept if number) + 1}."


def test_the_amending_text_says_all_that_was_changed_and_nothing_else(changed, issued):
    content = amending_as_written(changed.text).content
    words = [f"{row['label']} {row['heading']}{row['body']}".strip() for row in content]
    assert words[0] == f"Điều 1. Sửa đổi, bổ sung một số điều của {issued.cited}"
    assert words[1:] == [
        "1. Bổ sung Điều 2a vào sau Điều 2 như sau:",
        "“Điều 2a. Giải thích từ ngữ",
        "1. Khối là Khối thi đua.",
        "2. Đơn vị là thành viên của Khối.”.",
        "2. Sửa đổi khoản 1 Điều 3 như sau:",
        "“1. Tự nguyện, công khai, bình đẳng.”.",
        "3. Bãi bỏ khoản 2 Điều 3.",
        "Điều 2. Hiệu lực thi hành",
        "1. Quy chế này có hiệu lực kể từ ngày ký ban hành.",
        "2. Các đơn vị chịu trách nhiệm thi hành.",
    ]


def test_without_a_change_it_goes_nowhere(begun, lan):
    for act in (
        lambda: drafting.freeze(begun.text, by=lan),
        lambda: drafting.open_consultation(
            begun.text, by=lan, closes_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC), reason="x"
        ),
    ):
        with pytest.raises(NotAllowedNow, match="Chưa sửa nội dung nào"):
            act()


def test_what_was_issued_stays_in_its_place(begun, lan):
    with pytest.raises(NotAllowedNow, match="giữ nguyên số và vị trí"):
        drafting.move_node(node_at(begun.text, "Điều 3"), by=lan, up=True)


def test_one_at_a_time_and_of_a_whole_text(begun, issued, amend):
    with pytest.raises(NotAllowedNow, match="Đang soạn thảo văn bản sửa đổi"):
        amend(issued)
    with pytest.raises(DatabaseError, match="one_amendment_at_a_time"), transaction.atomic():
        text = drafting.create_text(begun.emulation_year, by=begun.started_by, kind="regulation", title="Lần hai")
        type(text).objects.filter(pk=text.pk).update(amends="x")
        again = Regulation.objects.get(pk=begun.pk)
        again.pk, again.text_id = None, text.pk
        again.save(force_insert=True)


def test_the_database_knows_what_it_amends(begun, issued, year2020, lan):
    plain = workflow.start_regulation(year2020, by=lan, title="Quy chế khác")
    says = "không khớp quy chế được sửa đổi"
    update(begun, "amends_id = NULL", says=says)
    update(begun, "amends_id = id", says=says)
    update(begun, "amends_id = %s", plain.pk, says=says)
    update(plain, "amends_id = %s", issued.pk, says=says)
    refused(
        f"UPDATE drafting_text SET own_provisions = 'x' WHERE id = {plain.text_id}",
        says="own_provisions_of_a_text_that_amends",
    )


def test_a_draft_of_it_prints_the_changes_only(changed, lan):
    assert "Chưa có bản dự thảo nào" in body(get(lan, "regulations:regulation_detail", changed.pk))
    version = drafting.freeze(changed.text, by=lan)
    page = body(get(lan, "drafting:version_detail", changed.text_id, version.no))
    assert "Bổ sung Điều 2a vào sau Điều 2 như sau:" in page and "So sánh với văn bản được sửa đổi" in page
    whole = body(get(lan, "drafting:version_detail", changed.text_id, version.no, xem="toan-van"))
    assert "Bổ sung Điều 2a vào sau" not in whole and "Đơn vị là thành viên của Khối." in whole


# --- Issued ----------------------------------------------------------------------------------------------------------


def test_it_is_issued_like_a_regulation_and_the_amended_one_goes_on(issued, amended):
    issued.refresh_from_db()
    assert (issued.state, amended.state) == (State.ISSUED, State.ISSUED)
    assert amended.number_text != issued.number_text and amended.document is not None
    assert [row.place for row in amended.articles.all()] == ["Điều 1", "Điều 2"]
    assert basis_of(issued.bloc, AMENDED_ON).endswith(
        f"được sửa đổi, bổ sung theo Quy chế số {amended.number_text} ngày 10 tháng 8 năm 2020"
    )
    assert "sửa đổi" not in basis_of(issued.bloc, AMENDED_ON - datetime.timedelta(days=1))


def test_the_consolidated_text_changes_on_its_day_and_names_where_each_piece_is_from(issued, amended):
    day = AMENDED_ON - datetime.timedelta(days=1)
    assert consolidated(issued, day).content == issued.adopted_version.content
    found = consolidated(issued, AMENDED_ON)
    by_citation = {row["citation"]: row for row in found.content if row["kind"] != "paragraph"}
    assert by_citation["khoản 1 Điều 3"]["body"] == "Tự nguyện, công khai, bình đẳng."
    assert by_citation["khoản 2 Điều 3"]["body"] == "(được bãi bỏ)"
    assert by_citation["Điều 2a"]["heading"] == "Giải thích từ ngữ"
    source = f"Quy chế số {amended.number_text} ngày 10 tháng 8 năm 2020, có hiệu lực từ ngày 01 tháng 9 năm 2020."
    assert [origin.words for origin in found.origins] == [
        f"Điều này được bổ sung theo khoản 1 Điều 1 {source}",
        f"Khoản này được sửa đổi theo khoản 2 Điều 1 {source}",
        f"Khoản này được bãi bỏ theo khoản 3 Điều 1 {source}",
    ]


def test_the_next_one_begins_from_what_this_one_made(issued, amended, amend, carry, lan):
    second = amend(issued, "Quy chế sửa đổi, bổ sung lần hai", "2020-09-10")
    content = working_content(second.text)
    assert content == consolidated(issued, AMENDED_ON).content and "Điều 2a." in labels(content)
    before = node_at(second.text, "Điều 2a")
    drafting.add_node(
        second.text, by=lan, kind="article", parent=before.parent, after=before, heading="Thêm", body="Lời."
    )
    with pytest.raises(NotAllowedNow, match="có hiệu lực từ 01/9/2020"):
        carry(second, "2020-08-20", datetime.date(2020, 8, 25))


def test_the_public_reads_both_and_the_text_of_a_day(issued, amended):
    page = body(public("published_detail", issued.pk))
    assert reverse("regulations:published_consolidated", args=[issued.pk]) in page and amended.number_text in page
    assert reverse("regulations:published_detail", args=[issued.pk]) in body(public("published_detail", amended.pk))
    whole = body(public("published_consolidated", issued.pk, ngay=short_date(AMENDED_ON)))
    assert "Giải thích từ ngữ [1]" in whole and "(được bãi bỏ) [3]" in whole and "Khoản này được bãi bỏ theo" in whole
    assert "văn bản hợp nhất" in body(public("published_article", issued.pk, "dieu-3"))
    earlier = body(public("published_consolidated", issued.pk, ngay=short_date(HOLDS_FROM)))
    assert "Giải thích từ ngữ" not in earlier
    none = body(public("published_consolidated", issued.pk, ngay="01/01/2020"))
    assert "chưa có hiệu lực tại ngày này" in none
    assert public("published_consolidated", issued.pk, ngay="31/6/2020").status_code == 422
    assert "Giải thích từ ngữ [1]" in body(public("published_consolidated", amended.pk))
    assert public("consolidated_pdf", issued.pk)["Content-Type"] == "application/pdf"
    assert "wordprocessing" in public("consolidated_word", issued.pk)["Content-Type"]
    assert public("consolidated_pdf", issued.pk, ngay="01/01/2020").status_code == 404


@pytest.mark.slow
def test_it_ends_with_what_it_amends(issued, amended, short_adopted, amend, lan, at):
    waiting = amend(issued, "Quy chế sửa đổi, bổ sung lần hai", "2020-09-10")
    newer = short_adopted("Quy chế mới của Khối", "2020-06-20")
    with at("2020-10-01 09:00"):
        newer = issue(newer, lan, datetime.date(2020, 10, 5))
    for row in (issued, amended):
        row.refresh_from_db()
        assert (row.state, row.successor_id) == (State.SUPERSEDED, newer.pk)
    page = body(get(lan, "regulations:adoption_start", waiting.pk))
    assert "đã có quy chế thay thế, không sửa đổi, bổ sung được nữa" in page


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_the_page_begins_one_and_keeps_what_was_typed(issued, lan, year2020):
    shown = body(get(lan, "regulations:amendment_start", issued.pk))
    assert f"Quy chế sửa đổi, bổ sung một số điều của {issued.title}" in shown
    typed = {"emulation_year": year2020.pk, "title": "", "own_provisions": "Có hiệu lực từ ngày ký.", "legal_basis": ""}
    wrong = post(lan, "regulations:amendment_start", issued.pk, **typed)
    assert wrong.status_code == 422 and "Có hiệu lực từ ngày ký." in body(wrong)
    right = post(lan, "regulations:amendment_start", issued.pk, **(typed | {"title": "Quy chế sửa đổi"}))
    amendment = Regulation.objects.get(amends=issued)
    assert right["Location"] == reverse("drafting:text_edit", args=[amendment.text_id])
    again = post(lan, "regulations:amendment_start", issued.pk, **(typed | {"title": "Lần nữa"}))
    assert again.status_code == 409 and "Đang soạn thảo văn bản sửa đổi" in body(again)


def test_units_see_the_changes_first_and_comment_on_the_whole(changed, lan, hoa, at):
    with at("2020-08-10 09:00"):
        drafting.open_consultation(
            changed.text, by=lan, closes_at=datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC), reason="Đã rõ"
        )
        page = body(get(hoa, "drafting:consultation_detail", changed.text.consultations.get().pk))
        assert page.index("Bãi bỏ khoản 2 Điều 3.") < page.index('id="dieu-1"') and 'id="sua-dieu-1"' in page
        assert get(hoa, "drafting:version_detail", changed.text_id, 0).status_code == 200


def test_the_closing_provisions_are_edited_with_the_title(begun, lan):
    text = begun.text
    assert "Điều khoản thi hành" in body(get(lan, "drafting:text_title", text.pk))
    typed = {"title": text.title, "legal_basis": "", "own_provisions": "Có hiệu lực từ 01/9/2020."}
    post(lan, "drafting:text_title", text.pk, revision=text.revision, **typed)
    text.refresh_from_db()
    assert text.own_provisions == "Có hiệu lực từ 01/9/2020."


def test_settings_of_the_regulation_go_along(issued, amend, lan):
    node = issued.text.nodes.filter(kind="clause").first()
    issued.text.bound_parts.create(setting="quorum", node=node)
    amendment = amend(issued)
    assert [str(part.node.key) for part in amendment.text.bound_parts.all()] == [str(node.key)]
