"""/giao-uoc/<n>/: who has signed, whose turn it is, and the secretariat's steps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from libraries.web import clock
from notices.models import OutgoingMail
from notices.worklist import work_for
from pledges import workflow
from tests import factories
from tests.pledges.conftest import sign

pytestmark = pytest.mark.django_db


def test_before_opening_each_sees_what_is_theirs_to_do(draft, go, lan, nam, minh, nine, tuan, mai):
    page = go(lan, "pledges:pledge_detail", draft.pk).text
    assert "Chốt nội dung giao ước" in page and "Chưa đăng ký" in page
    assert "Đăng ký chỉ tiêu thi đua của Công ty TNHH MTV Hoa tiêu" in go(nam, "pledges:pledge_detail", draft.pk).text
    for stranger in (tuan, mai):
        assert go(stranger, "pledges:pledge_detail", draft.pk).status_code == 404


def test_other_units_targets_are_closed_before_sealing(ready, go, lan, nam, nine):
    workflow.save_targets(ready, nine[1], by=lan, rows=[workflow.TargetRow("Bí mật của đơn vị", "%", 1)])
    assert "Bí mật của đơn vị" in go(lan, "pledges:pledge_detail", ready.pk).text
    page = go(nam, "pledges:pledge_detail", ready.pk).text
    assert "Bí mật của đơn vị" not in page and "Đã đăng ký" in page


def test_while_signing_the_count_and_the_one_next_button(opened, go, lan, hoa, nam, mai, nine):
    sign(opened, nine[5], hoa)
    page = go(lan, "pledges:pledge_detail", opened.pk).text
    assert "1/9 đơn vị đã ký" in page and "Gửi nhắc 8 đơn vị chưa ký" in page and "Đỗ Thị Hòa" in page
    assert page.count("btn-primary") == 1
    for reader in (hoa, nam, mai):
        page = go(reader, "pledges:pledge_detail", opened.pk).text
        assert "Đang chờ các đơn vị ký" in page and "Gia hạn ký</h2>" not in page


def test_a_leader_is_led_to_the_reading_page(opened, go, hoa):
    page = go(hoa, "pledges:pledge_detail", opened.pk).text
    assert "Đọc và ký" in page and f"/trinh-ky/{opened.signing_id}/ky/" in page
    assert [item.address for item in work_for(hoa)] == [f"/trinh-ky/{opened.signing_id}/ky/"]


def test_in_force_it_says_since_when_and_can_be_closed(in_force, go, lan, hoa, post, at):
    for reader in (lan, hoa):
        with at("2020-09-01 09:00"):
            page = go(reader, "pledges:pledge_detail", in_force.pk).text
        assert "Có hiệu lực từ" in page and "Cả 9 đơn vị đã ký. Việc tiếp theo:" in page
        assert "Tải bản có đủ chữ ký" in page
    with at("2021-01-04 09:00"):
        assert (
            "Năm 2020 đã hết. Việc tiếp theo: xác nhận kết thúc" in go(lan, "pledges:pledge_detail", in_force.pk).text
        )
        assert "chờ Tổ thư ký xác nhận kết thúc" in go(hoa, "pledges:pledge_detail", in_force.pk).text
    assert work_for(hoa) == []
    with at("2020-12-01 09:00"):
        answer = post(lan, "pledges:pledge_close", in_force.pk, **{"close-reason": ""})
        assert answer.status_code == 409 and "chưa kết thúc" in answer.text
        answer = post(lan, "pledges:pledge_close", in_force.pk, **{"close-reason": "Khối giải thể"})
    assert answer.status_code == 302
    in_force.refresh_from_db()
    assert in_force.state == "closed" and in_force.closing_reason == "Khối giải thể"


def test_a_reminder_can_be_undone_for_ten_seconds(opened, client_of, post, lan):
    browser = client_of(lan)
    post(None, "signatures:request_remind", opened.signing_id, client=browser)
    page = browser.get(f"/trinh-ky/{opened.signing_id}/").text
    assert "Đã gửi nhắc 9 nơi chưa ký" in page and "Hoàn tác" in page
    assert OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").count() == 9
    assert post(None, "signatures:take_back_reminder", opened.signing_id, client=browser).status_code == 302
    assert not OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").exists()
    assert "Đã hoàn tác" in browser.get(f"/trinh-ky/{opened.signing_id}/").text
    assert post(None, "signatures:take_back_reminder", opened.signing_id, client=browser).status_code == 409


def test_extending_keeps_what_was_typed(opened, post, lan, minh):
    answer = post(lan, "signatures:request_extend", opened.signing_id, sign_by="31/02/2027")
    assert answer.status_code == 422 and "31/02/2027" in answer.text and "không có ngày 31" in answer.text
    answer = post(lan, "signatures:request_extend", opened.signing_id, sign_by="01/01/2020")
    assert answer.status_code == 409 and "sau hạn cũ" in answer.text
    assert post(minh, "signatures:request_extend", opened.signing_id, sign_by="01/01/2099").status_code == 403
    assert post(lan, "signatures:request_extend", opened.signing_id, sign_by="01/01/2099").status_code == 302
    opened.refresh_from_db()
    assert clock.now() < opened.sign_by and opened.sign_by.hour == 10, "17:00 in Hải Phòng"


def test_withdrawing_from_the_page(opened, post, lan, nine, hoa):
    answer = post(lan, "pledges:withdraw_opening", opened.pk, **{"withdraw-reason": ""})
    assert answer.status_code == 422
    assert post(lan, "pledges:withdraw_opening", opened.pk, **{"withdraw-reason": "Sai tên"}).status_code == 302
    assert post(lan, "pledges:withdraw_opening", opened.pk, **{"withdraw-reason": "Lần nữa"}).status_code == 409


def test_few_and_many_units_cost_the_same(draft, lan, client_of, bloc):
    browser = client_of(lan)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/giao-uoc/{draft.pk}/").status_code == 200
        return len(queries)

    few = count()
    for order in range(100, 120):
        unit = factories.UnitFactory(bloc=bloc)
        factories.SeatFactory(emulation_year=draft.emulation_year, unit=unit, display_order=order)
        factories.leader(unit, f"ld{order}", f"Nguyễn Thị {order}")
    assert count() == few


def test_a_get_writes_nothing(opened, lan, client_of):
    browser = client_of(lan)
    browser.get("/giao-uoc/")
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"/giao-uoc/{opened.pk}/")
    assert not [row["sql"] for row in queries if not row["sql"].startswith("SELECT")]
