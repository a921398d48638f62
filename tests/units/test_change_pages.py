"""/thay-doi/: what waits for a second person, confirmed or refused on its page."""

import pytest

from libraries.web import clock
from tests import factories
from units import workflow
from units.models import AccessChange

DN2 = "doanh-nghiep-2"


@pytest.fixture
def thu(bloc):
    user = factories.UserFactory(username="thu", full_name="Phạm Minh Thư")
    factories.SecretariatSeatFactory(user=user, bloc=bloc)
    return user


@pytest.fixture
def change(nine, lan):
    workflow.add_person(
        nine[2],
        by=lan,
        username="moi",
        full_name="Ngô Văn Mới",
        salutation="Ông",
        title="Giám đốc",
        is_leader=True,
        valid_from=clock.today(),
        email="moi@example.vn",
    )
    return AccessChange.objects.get()


def test_the_page_says_what_changes_who_prepared_it_and_where_the_link_goes(client_of, thu, change, text_of):
    page = text_of(client_of(thu).get(f"/thay-doi/{change.pk}/"))
    for words in ("Ngô Văn Mới", "Giám đốc", "Trần Thị Lan", "moi@example.vn", "Xác nhận", "gọi điện"):
        assert words in page


def test_whoever_prepared_it_is_offered_no_confirmation(client_of, lan, change, text_of):
    page = text_of(client_of(lan).get(f"/thay-doi/{change.pk}/"))
    assert f"/thay-doi/{change.pk}/xac-nhan/" not in page
    assert f"/thay-doi/{change.pk}/khong-xac-nhan/" in page


def test_it_is_confirmed_by_its_button(post, client_of, thu, change, text_of):
    answer = post(thu, "units:confirm_change", change.pk)
    assert "Đã xác nhận" in text_of(client_of(thu).get(answer.url))
    change.refresh_from_db()
    assert (change.state, change.confirmed_by) == ("confirmed", thu)
    assert post(thu, "units:confirm_change", change.pk).status_code == 409


def test_lan_gets_a_refusal(post, lan, change):
    assert post(lan, "units:confirm_change", change.pk).status_code == 403


def test_refusing_asks_why(post, thu, change):
    assert post(thu, "units:change_refuse", change.pk, data={"reason": ""}).status_code == 422
    assert post(thu, "units:change_refuse", change.pk, data={"reason": "Không đúng người"}).status_code == 302
    change.refresh_from_db()
    assert change.state == "refused" and change.post.is_over


def test_the_list_and_the_home_page_ask_the_second(client_of, thu, lan, change, text_of):
    assert "Xem, xác nhận" in text_of(client_of(thu).get("/thay-doi/"))
    assert "Xem, xác nhận" not in text_of(client_of(lan).get("/thay-doi/"))
    assert "Xác nhận: Ngô Văn Mới" in text_of(client_of(thu).get("/", follow=True))


def test_a_strangers_change_is_not_found(status_of, tuan, change):
    assert status_of(tuan, "change_detail", change.pk) == 404


def test_a_lost_factor_is_asked_for_on_the_page_of_the_person(post, lan, nam):
    answer = post(lan, "units:factor_request", DN2, nam.pk, data={"reason": "Mất điện thoại"})
    change = AccessChange.objects.get()
    assert answer.url == f"/thay-doi/{change.pk}/" and (change.kind, change.person) == ("factor", nam)


def test_the_board_lets_somebody_sign_at_once_and_says_why(post, mai, duc, lan, thu, change, settings):
    settings.SIGNING_WAIT_HOURS = 24
    workflow.confirm_change(change, by=thu)
    assert post(lan, "units:waiting_shorten", DN2, change.person_id, data={"reason": "x"}).status_code == 403
    assert post(mai, "units:waiting_shorten", DN2, change.person_id, data={"reason": ""}).status_code == 422
    post(mai, "units:waiting_shorten", DN2, change.person_id, data={"reason": "Ký tại hội nghị"})
    change.person.refresh_from_db()
    assert change.person.signs_from <= clock.now()
