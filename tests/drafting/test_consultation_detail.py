"""The round as each side sees it: the text to comment on, who has sent, and nobody's drafts but one's own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drafting import workflow
from notices.models import Notice
from records.models import AuditEvent
from tests import factories
from tests.drafting.pages import body, browser, get, post


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc):
    return {"lan": lan, "minh": minh, "hoa": hoa, "nam": nam, "tuan": tuan, "mai": mai, "duc": duc}


WHO_MAY = {"lan": 200, "minh": 200, "hoa": 200, "nam": 200, "tuan": 404, "mai": 404, "duc": 404}


@pytest.mark.parametrize("name", WHO_MAY)
def test_the_bloc_sees_the_round_and_nobody_else(name, asked, personas, at):
    with at("2020-06-14 09:00"):
        assert get(personas[name], "drafting:consultation_detail", asked.pk).status_code == WHO_MAY[name]


def test_a_visitor_is_sent_to_the_login(asked):
    assert get(None, "drafting:consultation_detail", asked.pk).status_code == 302


def test_the_first_screen_says_what_whose_turn_by_when_and_the_next_button(asked, nam, hoa, lan, at):
    with at("2020-06-14 09:00"):
        staff, leader, secretary = (body(get(who, "drafting:consultation_detail", asked.pk)) for who in (nam, hoa, lan))
    until = "17:00, thứ Bảy, ngày 20/6/2020 (còn 6 ngày)"
    for page in (staff, leader, secretary):
        assert "Quy chế hoạt động" in page and "Dự thảo lần 1" in page and until in page
        assert page.count("btn-primary") == 1
        assert 'id="dieu-2"' in page and 'id="dieu-2-khoan-1"' in page and 'id="dieu-2-khoan-2-diem-a"' in page
    assert "Nhất trí toàn văn" in leader and "Nhất trí toàn văn" not in staff
    assert "Gửi nhắc đơn vị chưa góp ý" in secretary and "Chờ góp ý của 9 đơn vị" in secretary


def test_a_waiting_comment_is_the_leaders_to_send(written, asked, hoa, nam, at):
    with at("2020-06-14 09:00"):
        leader, staff = (
            body(get(hoa, "drafting:consultation_detail", asked.pk)),
            body(get(nam, "drafting:consultation_detail", asked.pk)),
        )
    assert "Gửi 1 góp ý" in leader and "Nhất trí toàn văn" not in leader
    assert "1 góp ý chờ thủ trưởng đơn vị gửi" in staff and "Gửi 1 góp ý" not in staff


CANARY = "Nêu rõ nguyên tắc tự nguyện"


def test_no_draft_of_another_unit_is_in_any_page(written, asked, lan, minh, hoa, nam, at):
    pages = [
        "drafting:consultation_detail",
        "drafting:consultation_close",
        "drafting:consultation_extend",
        "drafting:response_table",
        "drafting:comment_start",
    ]
    with at("2020-06-14 09:00"):
        for who in (lan, minh):
            for name in pages:
                response = get(who, name, asked.pk)
                assert CANARY not in body(response) and "Tự nguyện, công khai" not in body(response), (who, name)
            for name in ("drafting:comment_edit", "drafting:answer_edit"):
                assert get(who, name, written.pk).status_code == 404
            for name in (
                "drafting:comment_edit",
                "drafting:remove_comment",
                "drafting:send_comment",
                "drafting:answer_edit",
            ):
                response = post(who, name, written.pk, stance="agree", body="x", result="accepted")
                assert response.status_code == 404 and CANARY not in body(response)
        secretary = body(get(lan, "drafting:consultation_detail", asked.pk))
        assert "Đang soạn 1 góp ý" in secretary
        log = browser(lan).get(reverse("records:audit_log"))
        assert log.status_code == 200 and CANARY not in body(log)
        assert CANARY in body(get(nam, "drafting:consultation_detail", asked.pk))
    with at("2020-06-25 09:00"):  # ended, never sent
        for who in (lan, minh):
            for name in ("drafting:consultation_detail", "drafting:response_table"):
                assert CANARY not in body(get(who, name, asked.pk))


def test_a_sent_comment_is_the_secretariats_at_once_and_the_other_units_after_the_end(sent, asked, lan, minh, at):
    with at("2020-06-14 09:00"):
        assert CANARY in body(get(lan, "drafting:consultation_detail", asked.pk))
        assert CANARY not in body(get(minh, "drafting:consultation_detail", asked.pk))
    with at("2020-06-20 17:00"):
        assert CANARY in body(get(minh, "drafting:consultation_detail", asked.pk))


def test_after_the_end_all_units_read_comments_and_answers(answered, asked, minh, hoa, at):
    with at("2020-06-22 09:00"):
        for who in (minh, hoa):
            page = body(get(who, "drafting:consultation_detail", asked.pk))
            assert CANARY in page and "Đã sửa khoản 1 Điều 2." in page
        assert "/tra-loi/" not in body(get(minh, "drafting:consultation_detail", asked.pk))


def test_an_answer_given_early_waits_for_the_end(sent, asked, lan, hoa, at):
    with at("2020-06-14 09:00"):
        workflow.answer_comment(sent, by=lan, result="accepted", body="Sẽ sửa.")
        assert "Sẽ sửa." in body(get(lan, "drafting:consultation_detail", asked.pk))
        assert "Sẽ sửa." not in body(get(hoa, "drafting:consultation_detail", asked.pk))


def test_who_works_for_two_units_chooses(asked, nine, nam, at):
    factories.PostFactory(user=nam, unit=nine[0], is_leader=True, title="Giám đốc")
    with at("2020-06-14 09:00"):
        page = body(get(nam, "drafting:consultation_detail", asked.pk, **{"don-vi": nine[5].pk}))
        assert f"?don-vi={nine[0].pk}" in page and "Nhất trí toàn văn" not in page
        assert "Nhất trí toàn văn" in body(get(nam, "drafting:consultation_detail", asked.pk, **{"don-vi": nine[0].pk}))


def test_a_secretary_who_also_works_for_a_unit_has_both(asked, lan, nine, at):
    factories.PostFactory(user=lan, unit=nine[0])
    with at("2020-06-14 09:00"):
        page = body(get(lan, "drafting:consultation_detail", asked.pk))
    assert "Gửi nhắc đơn vị chưa góp ý" in page and "Góp ý của" in page and 'name="phan"' in page


@pytest.mark.slow
@pytest.mark.parametrize("who", ["lan", "minh"])
def test_few_and_many_comments_cost_the_same_queries(who, asked, personas, nine, hoa, lan, at):
    keys = [row["key"] for row in asked.on_version.content]

    def cost():
        client = browser(personas[who])
        with (
            at("2020-06-25 09:00"),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            response = client.get(reverse("drafting:consultation_detail", args=[asked.pk]))
        assert response.status_code == 200
        return len(queries), body(response)

    def add(count):
        for number in range(count):
            with at("2020-06-14 09:00"):
                comment = workflow.write_comment(
                    asked, nine[number % 9], by=hoa, stance="question", body=f"Ý kiến số {number}.",
                    node_key=keys[number % len(keys)],
                )  # fmt: skip
                comment = workflow.send_comment(comment, by=hoa)
                if number % 2:
                    workflow.answer_comment(comment, by=lan, result="explained", body="Đã rõ.")

    add(2)
    few, _ = cost()
    add(100)
    many, page = cost()
    assert many == few
    assert "Trang 1/2" in page


def test_reading_writes_nothing(sent, asked, lan, nam, at):
    for who in (lan, nam):
        client = browser(who)
        with at("2020-06-14 09:00"), CaptureQueriesContext(connection) as queries:
            client.get(reverse("drafting:consultation_detail", args=[asked.pk]))
        assert all(query["sql"].startswith("SELECT") for query in queries), who


# --- Reminding, extending, ending -----------------------------------------------------------------


def test_remind(asked, lan, hoa, at):
    with at("2020-06-14 09:00"):
        response = post(lan, "drafting:remind", asked.pk)
        assert response.status_code == 302
        reminder = hoa.notices.get(title__startswith="Kính đề nghị góp ý")
        assert "(nhắc lần 1, hạn 20/6/2020)" in reminder.title
        assert "chưa gửi ý kiến" in reminder.body and "được coi là nhất trí" in reminder.body
        post(lan, "drafting:remind", asked.pk)
        assert hoa.notices.filter(title__startswith="Kính đề nghị góp ý").count() == 1, "once a day"
        assert post(hoa, "drafting:remind", asked.pk).status_code == 403
    with at("2020-06-15 09:00"):
        post(lan, "drafting:remind", asked.pk)
        assert hoa.notices.filter(title__contains="(nhắc lần 2,").count() == 1
    with at("2020-06-20 17:00"):
        assert post(lan, "drafting:remind", asked.pk).status_code == 409


def test_consultation_extend(asked, lan, hoa, tuan, at):
    with at("2020-06-14 09:00"):
        assert "23/06/2020 17:00" in body(get(lan, "drafting:consultation_extend", asked.pk))
        assert get(hoa, "drafting:consultation_extend", asked.pk).status_code == 403
        assert get(tuan, "drafting:consultation_extend", asked.pk).status_code == 404
        early = post(lan, "drafting:consultation_extend", asked.pk, closes_at="19/6/2020")
        assert early.status_code == 422 and "phải sau hạn cũ" in body(early) and 'value="19/6/2020"' in body(early)
        wrong = post(lan, "drafting:consultation_extend", asked.pk, closes_at="31/6/2020")
        assert wrong.status_code == 422 and "không có ngày 31" in body(wrong) and 'value="31/6/2020"' in body(wrong)
        assert post(lan, "drafting:consultation_extend", asked.pk, closes_at="25/6/2020").status_code == 302
        assert post(hoa, "drafting:consultation_extend", asked.pk, closes_at="28/6/2020").status_code == 403
    asked.refresh_from_db()
    assert f"{asked.closes_at:%d/%m %H:%M}" == "25/06 10:00"  # 17:00 in Hải Phòng
    with at("2020-06-25 17:00"):
        late = post(lan, "drafting:consultation_extend", asked.pk, closes_at="30/6/2020")
        assert late.status_code == 409 and 'value="30/6/2020"' in body(late)


def test_consultation_close(written, asked, lan, hoa, tuan, at):
    with at("2020-06-14 09:00"):
        page = body(get(lan, "drafting:consultation_close", asked.pk))
        assert "được coi là nhất trí" in page and "1 góp ý đơn vị đang soạn, chưa gửi, sẽ không được tổng hợp" in page
        assert get(hoa, "drafting:consultation_close", asked.pk).status_code == 403
        assert post(hoa, "drafting:consultation_close", asked.pk).status_code == 403
        assert post(tuan, "drafting:consultation_close", asked.pk).status_code == 404
        refused = post(lan, "drafting:consultation_close", asked.pk)
        assert refused.status_code == 422 and "Nhập lý do kết thúc trước hạn." in body(refused)
        assert post(lan, "drafting:consultation_close", asked.pk, reason="Đã thống nhất.").status_code == 302
        assert post(lan, "drafting:consultation_close", asked.pk).status_code == 409
        told = Notice.objects.filter(title__startswith="Kết thúc lấy ý kiến trước hạn", user=hoa)
        assert told.exists() and "Lý do: Đã thống nhất." in body(get(hoa, "drafting:consultation_detail", asked.pk))
        event = AuditEvent.objects.filter(verb="drafting.close_consultation").get()
        assert len(event.data["silent"]) == 9 and event.reason == "Đã thống nhất."
        assert "đã kết thúc" in body(get(lan, "drafting:consultation_close", asked.pk))
        page = body(get(hoa, "drafting:consultation_detail", asked.pk))
        assert "Đã kết thúc" in page and "1 góp ý chưa gửi không được tổng hợp" in page


def test_a_hostile_comment_is_text(asked, hoa, hoa_tieu, lan, at):
    with at("2020-06-14 09:00"):
        comment = workflow.write_comment(
            asked, hoa_tieu, by=hoa, stance="question", body="<script>alert(1)</script> & “ngoặc” {{ x }}"
        )
        workflow.send_comment(comment, by=hoa)
        page = body(get(lan, "drafting:consultation_detail", asked.pk))
    assert "<script>alert" not in page and "&lt;script&gt;" in page
