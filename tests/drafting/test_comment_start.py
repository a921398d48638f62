"""Writing, changing, taking away and sending what a unit says."""

import pytest
from django.urls import reverse

from drafting import workflow
from drafting.models import Comment
from drafting.views import comment
from tests import factories
from tests.drafting.pages import body, get, post, unmarked

OFFICE = "2020-06-14 09:00"


@pytest.fixture
def clause(asked):
    """The key of khoản 1 Điều 2."""
    return next(row["key"] for row in asked.on_version.content if row["body"] == "Tập trung dân chủ.")


def test_the_page_shows_the_words_and_the_wording_to_rewrite(asked, clause, nam, at):
    with at(OFFICE):
        page = body(get(nam, "drafting:comment_start", asked.pk, phan=clause))
    assert "Góp ý Khoản 1 Điều 2" in page and "gửi trước 17:00, thứ Bảy, ngày 20/6/2020" in page
    assert page.count("Tập trung dân chủ.") == 2, "as it stands, and in the box"
    assert "Nguyên tắc" in page, "the Khoản is read in its Điều"
    assert f'value="{clause}"' in page and page.count("btn-primary") == 1


def test_an_article_with_khoan_is_rewritten_as_a_whole(asked, nam, at):
    article = next(row["key"] for row in asked.on_version.content if row["heading"] == "Nguyên tắc")
    with at(OFFICE):
        page = body(get(nam, "drafting:comment_start", asked.pk, phan=article))
    assert "1. Tập trung dân chủ.\n2. Công khai, minh bạch:\na) điểm thứ nhất;</textarea>" in page


def test_the_whole_text_and_a_chapter_have_no_wording_to_rewrite(asked, nam, at):
    chapter = asked.on_version.content[0]["key"]
    with at(OFFICE):
        for phan in ("", chapter):
            page = body(get(nam, "drafting:comment_start", asked.pk, phan=phan))
            assert 'name="stance"' in page and 'name="replacement"' not in page


@pytest.mark.parametrize("phan", ["không-có", "11111111-1111-4111-8111-111111111111", "<b>"])
def test_an_unknown_piece_is_not_found(phan, asked, nam, at):
    with at(OFFICE):
        assert get(nam, "drafting:comment_start", asked.pk, phan=phan).status_code == 404
        response = post(nam, "drafting:comment_start", asked.pk, node=phan, stance="question", body="Giữ lại câu này.")
    assert response.status_code == 422 and "Giữ lại câu này." in body(response)
    assert not Comment.objects.exists()


def test_who_may(asked, lan, minh, hoa, nam, tuan, mai, at):
    with at(OFFICE):
        for who, status in ((nam, 200), (hoa, 200), (minh, 200), (lan, 403), (tuan, 404), (mai, 404)):
            assert get(who, "drafting:comment_start", asked.pk).status_code == status, who
            written = post(who, "drafting:comment_start", asked.pk, node="", stance="question", body="Hỏi.")
            assert written.status_code == (302 if status == 200 else status), who
    assert Comment.objects.count() == 3


def test_write_comment(asked, clause, nam, hoa_tieu, at):
    with at(OFFICE):
        response = post(
            nam,
            "drafting:comment_start",
            asked.pk,
            node=clause,
            stance="agree_with_change",
            body="Nêu rõ.",
            replacement="Tự nguyện.",
        )
        page = body(get(nam, "drafting:consultation_detail", asked.pk))
    assert response.status_code == 302
    comment = Comment.objects.get()
    assert (comment.unit, comment.stance, comment.replacement) == (hoa_tieu, "agree_with_change", "Tự nguyện.")
    assert comment.state == Comment.State.DRAFT and str(comment.node_key) == clause
    assert "Khoản 1 Điều 2" in page and "Nêu rõ." in page and "Chưa gửi" in page


def test_wording_left_as_it_stood_proposes_nothing(asked, clause, nam, at):
    with at(OFFICE):
        post(
            nam, "drafting:comment_start", asked.pk,
            node=clause, stance="disagree", body="Bỏ khoản này.", replacement="Tập trung  dân chủ. ",
        )  # fmt: skip
    assert Comment.objects.get().replacement == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"stance": "", "body": "Nội dung dài."}, "Chọn một ý kiến có trong danh sách|Chọn ý kiến"),
        ({"stance": "khác", "body": "Nội dung dài."}, "Chọn một ý kiến"),
        ({"stance": "disagree", "body": "", "replacement": "Câu khác hẳn."}, "Nhập nội dung góp ý, hoặc chọn"),
        ({"stance": "agree", "body": "", "replacement": "Câu khác hẳn."}, "Chọn “Nhất trí, đề nghị sửa”"),
        ({"stance": "question", "body": "x" * 5001}, "tối đa 5.000 ký tự"),
        ({"stance": "question", "body": "a\x00b", "replacement": "Câu khác hẳn."}, "ký tự không đọc được"),
    ],
)
def test_bad_input_keeps_what_was_typed(typed, says, asked, clause, nam, at):
    with at(OFFICE):
        response = post(nam, "drafting:comment_start", asked.pk, node=clause, **typed)
    page = body(response)
    assert response.status_code == 422 and any(part in page for part in says.split("|"))
    for words in (typed.get("body"), typed.get("replacement")):
        assert not words or words.replace("\x00", "") in page.replace("\x00", "")
    assert not Comment.objects.exists()


def test_decomposed_letters_are_stored_composed(asked, nam, at):
    with at(OFFICE):
        post(
            nam,
            "drafting:comment_start",
            asked.pk,
            node="",
            stance="question",
            body="Co\u0302ng ty co\u0301 ho\u031bp kho\u0302ng?",
        )
    assert Comment.objects.get().body == "Công ty có hơp không?"


def test_a_form_sent_twice_writes_once(asked, nam, client_of, at):
    form = {
        "node": "",
        "stance": "question",
        "body": "Hỏi.",
        "submission_token": "22222222-2222-4222-8222-222222222222",
    }
    client = client_of(nam)
    with at(OFFICE):
        answers = [client.post(f"/du-thao/lay-y-kien/{asked.pk}/gop-y/", form).status_code for _ in range(2)]
    assert answers == [302, 303] and Comment.objects.count() == 1


def test_a_second_full_agreement_is_refused_in_words(asked, nam, at):
    with at(OFFICE):
        assert post(nam, "drafting:comment_start", asked.pk, node="", stance="agree", body="").status_code == 302
        again = post(nam, "drafting:comment_start", asked.pk, node="", stance="agree", body="")
    assert again.status_code == 409 and "đã có ý kiến nhất trí toàn văn" in body(again)


def test_who_works_for_two_units_says_for_which(asked, nine, nam, at):
    factories.PostFactory(user=nam, unit=nine[0])
    with at(OFFICE):
        assert 'name="unit"' in body(get(nam, "drafting:comment_start", asked.pk))
        missing = post(nam, "drafting:comment_start", asked.pk, node="", stance="question", body="Của ai?")
        assert missing.status_code == 422 and "Của ai?" in body(missing)
        foreign = post(
            nam, "drafting:comment_start", asked.pk, node="", stance="question", body="Của ai?", unit=nine[1].pk
        )
        assert foreign.status_code == 422
        post(nam, "drafting:comment_start", asked.pk, node="", stance="question", body="Của ai?", unit=nine[0].pk)
    assert Comment.objects.get().unit == nine[0]


# --- Changing and taking away -----------------------------------------------------------------


def test_comment_edit(written, nam, hoa, minh, lan, tuan, at):
    with at(OFFICE):
        for who in (nam, hoa):
            page = body(get(who, "drafting:comment_edit", written.pk))
            assert "Nêu rõ nguyên tắc tự nguyện." in page and "Tự nguyện, công khai.</textarea>" in page
        for who in (minh, lan, tuan):
            assert get(who, "drafting:comment_edit", written.pk).status_code == 404
            assert post(who, "drafting:comment_edit", written.pk, stance="agree").status_code == 404
            assert post(who, "drafting:remove_comment", written.pk).status_code == 404


def test_rewrite_comment(written, hoa, at):
    with at(OFFICE):
        response = post(
            hoa, "drafting:comment_edit", written.pk,
            revision=1, node=written.node_key, stance="disagree", body="Viết lại.", replacement="Câu mới.",
        )  # fmt: skip
    assert response.status_code == 302
    written.refresh_from_db()
    assert (written.stance, written.body, written.revision, written.written_by) == ("disagree", "Viết lại.", 2, hoa)


def test_rewrite_keeps_what_was_typed(written, hoa, at):
    with at(OFFICE):
        response = post(
            hoa, "drafting:comment_edit", written.pk, revision=1, stance="disagree", body="", replacement="Còn đây."
        )
    assert response.status_code == 422 and "Còn đây." in body(response)


def test_two_people_of_a_unit_see_both_texts(written, hoa, nam, at):
    with at(OFFICE):
        post(hoa, "drafting:comment_edit", written.pk, revision=1, stance="disagree", body="Của Hòa.", replacement="")
        loser = post(
            nam, "drafting:comment_edit", written.pk, revision=1, stance="question", body="Của Nam.", replacement=""
        )
        page = unmarked(loser)
        assert loser.status_code == 409 and "Của Hòa." in page and "Của Nam.</textarea>" in page
        assert 'name="revision" value="2"' in page, "saving again is a new decision"
        assert (
            post(nam, "drafting:comment_edit", written.pk, revision=2, stance="question", body="Của Nam.").status_code
            == 302
        )


def test_sent_meanwhile_shows_what_was_sent_and_what_was_typed(written, hoa, nam, at):
    with at(OFFICE):
        workflow.send_comment(written, by=hoa)
        response = post(nam, "drafting:comment_edit", written.pk, revision=1, stance="question", body="Chưa kịp sửa.")
        page = body(response)
        assert response.status_code == 409 and "Chưa kịp sửa." in page and "Góp ý đã gửi" in page
        assert "Nêu rõ nguyên tắc tự nguyện." in page and 'name="stance"' not in page
        assert get(nam, "drafting:comment_edit", written.pk).status_code == 409
        assert post(nam, "drafting:remove_comment", written.pk).status_code == 409


def test_remove_comment(written, nam, asked, at):
    with at(OFFICE):
        assert post(nam, "drafting:remove_comment", written.pk).status_code == 302
        assert "Chưa có góp ý" in body(get(nam, "drafting:consultation_detail", asked.pk))
    assert not Comment.objects.exists()


# --- Sending -----------------------------------------------------------------


def test_send_comment_is_the_leaders(written, nam, hoa, lan, at):
    with at(OFFICE):
        assert post(nam, "drafting:send_comment", written.pk).status_code == 403
        assert post(hoa, "drafting:send_comment", written.pk).status_code == 302
        assert post(hoa, "drafting:send_comment", written.pk).status_code == 409
    written.refresh_from_db()
    assert written.state == Comment.State.SENT and written.sent_by == hoa
    assert lan.notices.filter(title__startswith="Đã gửi 1 góp ý").exists()


def test_send_comments(written, asked, hoa, nam, lan, minh, tuan, nine, at):
    with at(OFFICE):
        workflow.write_comment(asked, nine[5], by=nam, stance="question", body="Câu hỏi thứ hai?")
        for who, status in ((nam, 403), (lan, 403), (tuan, 404), (minh, 409)):
            assert post(who, "drafting:send_comments", asked.pk).status_code == status, who
        assert post(hoa, "drafting:send_comments", asked.pk, unit=nine[0].pk).status_code == 403, "not her unit"
        assert post(hoa, "drafting:send_comments", asked.pk, unit="x").status_code == 403
        assert post(hoa, "drafting:send_comments", asked.pk, unit=nine[5].pk).status_code == 302
        again = post(hoa, "drafting:send_comments", asked.pk)
        assert again.status_code == 409 and "Chưa có góp ý nào để gửi" in body(again)
    assert Comment.objects.sent().count() == 2


def test_agree_fully(asked, hoa, nam, lan, tuan, at):
    with at(OFFICE):
        for who, status in ((nam, 403), (lan, 403), (tuan, 404)):
            assert post(who, "drafting:agree_fully", asked.pk).status_code == status
        assert post(hoa, "drafting:agree_fully", asked.pk).status_code == 302
        assert post(hoa, "drafting:agree_fully", asked.pk).status_code == 409
        page = body(get(hoa, "drafting:consultation_detail", asked.pk))
        assert "đã nhất trí toàn văn" in page and "/nhat-tri/" not in page


def test_agreement_prepared_by_staff_is_sent_by_the_leaders_button(asked, hoa, nam, hoa_tieu, at):
    with at(OFFICE):
        workflow.write_comment(asked, hoa_tieu, by=nam, stance="agree")
        workflow.agree_fully(asked, hoa_tieu, by=hoa)
    assert Comment.objects.get().state == Comment.State.SENT


@pytest.mark.parametrize(
    "name",
    [
        "drafting:send_comments",
        "drafting:agree_fully",
    ],
)
def test_a_get_of_a_button_leads_to_the_round(name, asked, hoa, at):
    with at(OFFICE):
        assert get(hoa, name, asked.pk).url == reverse("drafting:consultation_detail", args=[asked.pk])


def test_a_get_of_the_reminder_leads_to_the_board(asked, lan, at):
    with at(OFFICE):
        assert get(lan, "drafting:remind", asked.pk).url == reverse("drafting:consultation_board", args=[asked.pk])


def test_taken_away_meanwhile_shows_what_was_typed(written, asked, hoa, nam, at, monkeypatch):
    long = "Đề nghị bổ sung khoản về chế độ họp trực tuyến của Khối."
    typed = {"revision": 1, "stance": "question", "body": long}
    read = comment._comment

    def read_and_gone(request, pk):
        row = read(request, pk)
        workflow.remove_comment(row, by=hoa)
        return row

    with at(OFFICE):
        with monkeypatch.context() as at_once:
            at_once.setattr(comment, "_comment", read_and_gone)
            response = post(nam, "drafting:comment_edit", written.pk, **typed)
        assert response.status_code == 409 and f"{long}</textarea>" in body(response)
        later = post(nam, "drafting:comment_edit", written.pk, **typed)
        assert later.status_code == 404 and f"{long}</textarea>" in body(later)
        assert "Đề nghị sao chép nếu cần" not in body(get(nam, "drafting:comment_edit", written.pk))
    assert not Comment.objects.exists()
