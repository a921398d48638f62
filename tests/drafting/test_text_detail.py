"""/du-thao/7/: what is this, whose turn, by when, the one next button; keeping a version, settling, opening again."""

import pytest

from drafting import workflow
from drafting.models import Text
from tests.drafting.pages import body, browser, get, post


def test_a_draft(draft, lan, hoa, tuan):
    page = body(get(lan, "drafting:text_detail", draft.pk))
    assert "Gửi lấy ý kiến" in page and f"/du-thao/{draft.pk}/lay-y-kien/" in page
    assert "Chưa gửi lấy ý kiến các đơn vị." in page
    assert page.count("btn-primary") == 1
    for user in (hoa, tuan):
        assert get(user, "drafting:text_detail", draft.pk).status_code == 404


def test_an_empty_text_is_written_first(year2020, lan):
    empty = workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước")
    page = body(get(lan, "drafting:text_detail", empty.pk))
    assert "Dự thảo chưa có nội dung." in page and "Thêm ít nhất một điều." in page


def test_a_round(asked, lan, hoa, at):
    with at("2020-06-15 09:00"):
        for user, button in ((lan, "Xem góp ý"), (hoa, "Góp ý")):
            page = body(get(user, "drafting:text_detail", asked.text_id))
            assert button in page and "17:00, thứ Bảy, ngày 20/6/2020" in page and "các đơn vị" in page
        for words in ("Soạn thảo nội dung", "Lưu thành", "Việc còn lại trước khi chốt nội dung"):
            assert words not in page


def test_answers_wait(sent, asked, lan, hoa, at):
    with at("2020-06-21 09:00"):
        page = body(get(lan, "drafting:text_detail", asked.text_id))
        assert "Trả lời góp ý" in page and "Còn 1 góp ý chưa trả lời." in page
        assert "Tổ thư ký đang trả lời góp ý" in body(get(hoa, "drafting:text_detail", asked.text_id))


def test_settling(answered, asked, lan, hoa, at):
    with at("2020-06-22 09:00"):
        page = body(get(lan, "drafting:text_detail", asked.text_id))
        assert f'href="/du-thao/{asked.text_id}/chot/"' in page and "Lấy ý kiến thêm" in page
        assert post(hoa, "drafting:settle", asked.text_id).status_code == 403
        assert post(lan, "drafting:settle", asked.text_id, reason="Đã thống nhất.").status_code == 302
        text = Text.objects.get(pk=asked.text_id)
        assert text.settled_version is not None
        assert "Đã chốt nội dung" in body(get(lan, "drafting:text_detail", asked.text_id))
        again = post(lan, "drafting:settle", asked.text_id)
        assert again.status_code == 409 and "Chốt nội dung" in body(again)


def test_what_is_missing_stops_the_settling(sent, asked, lan, at):
    with at("2020-06-21 09:00"):
        answer = post(lan, "drafting:settle", asked.text_id, reason="Vội.")
        assert answer.status_code == 409 and "chưa trả lời" in body(answer)


def test_opening_again(settled, asked, lan, hoa):
    page = body(get(lan, "drafting:text_detail", settled.pk))
    assert "Mở lại dự thảo" in page and "Xem bản đã chốt" in page
    assert "Mở lại dự thảo" not in body(get(hoa, "drafting:text_detail", settled.pk))
    answer = post(lan, "drafting:reopen", settled.pk, reason="")
    assert answer.status_code == 422 and "Nhập lý do mở lại." in body(answer)
    assert post(hoa, "drafting:reopen", settled.pk, reason="x").status_code == 403
    assert post(lan, "drafting:reopen", settled.pk, reason="Thêm Điều về kinh phí.").status_code == 302
    settled.refresh_from_db()
    assert "Sửa" in body(get(lan, "drafting:text_detail", settled.pk)) and settled.settled_at is None
    assert post(lan, "drafting:reopen", settled.pk, reason="Lần nữa.").status_code == 409


def test_freezing(draft, lan, hoa):
    answer = post(lan, "drafting:freeze", draft.pk, note="sau cuộc họp")
    assert answer.status_code == 302
    page = body(get(lan, "drafting:text_detail", draft.pk))
    assert "Dự thảo lần 1" in page and "sau cuộc họp" in page
    unchanged = post(lan, "drafting:freeze", draft.pk)
    assert unchanged.status_code == 409 and "chưa thay đổi" in body(unchanged)
    long = post(lan, "drafting:freeze", draft.pk, note="n" * 301)
    assert long.status_code == 422 and "n" * 301 in body(long)
    assert post(hoa, "drafting:freeze", draft.pk).status_code == 404


def test_units_see_only_versions_they_were_asked_about(draft, lan, hoa, asked):
    workflow.save_node(draft.nodes.get(body="Tập trung dân chủ."), by=lan, revision=1, heading="", body="Khác.")
    workflow.freeze(draft, by=lan)
    assert "Dự thảo lần 2" in body(get(lan, "drafting:text_detail", draft.pk))
    assert "Dự thảo lần 2" not in body(get(hoa, "drafting:text_detail", draft.pk))


def test_the_visitor_logs_in(draft):
    assert get(None, "drafting:text_detail", draft.pk).status_code == 302


@pytest.mark.parametrize("many", [1, 10])
def test_queries_do_not_grow(draft, lan, many, django_assert_max_num_queries):
    node = draft.nodes.get(body="Tập trung dân chủ.")
    for number in range(many):
        workflow.save_node(node, by=lan, revision=number + 1, heading="", body=f"Lần {number}.")
        workflow.freeze(draft, by=lan)
    client = browser(lan)
    client.get(f"/du-thao/{draft.pk}/")
    with django_assert_max_num_queries(25):
        assert client.get(f"/du-thao/{draft.pk}/").status_code == 200


def test_a_form_posted_twice_acts_once(draft, lan):
    intent = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    first = post(lan, "drafting:freeze", draft.pk, submission_token=intent)
    second = post(lan, "drafting:freeze", draft.pk, submission_token=intent)
    assert (first.status_code, second.status_code) == (302, 303)
    assert draft.versions.count() == 1


def test_a_get_does_not_act(answered, asked, lan):
    for name, status in (("drafting:freeze", 200), ("drafting:settle", 200), ("drafting:reopen", 409)):
        assert get(lan, name, asked.text_id).status_code == status, name
    assert not asked.text.versions.filter(no__gt=1).exists()
