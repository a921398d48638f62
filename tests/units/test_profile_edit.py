"""Somebody mends how they are named and reached; what is not theirs to write stays with the others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from records.models import AuditEvent
from records.transitions import NotAllowedNow
from units import workflow
from units.models import AccessChange, User
from units.queries import rights_of

pytestmark = pytest.mark.django_db
PAGE = "units:profile_edit"


def typed(person, **changes):
    return {
        "full_name": person.full_name,
        "salutation": person.salutation,
        "phone": person.phone,
        "email": person.email,
        "revision": person.revision,
        **changes,
    }


def test_spelling_salutation_and_telephone_are_saved(post, nam):
    answer = post(nam, PAGE, data=typed(nam, full_name="Lê Hoài Năm", salutation="Ông", phone="0912 345 678"))
    assert answer.status_code == 302
    nam.refresh_from_db()
    assert (nam.full_name, nam.salutation, nam.phone) == ("Lê Hoài Năm", "Ông", "0912 345 678")
    assert User.objects.found_by("hoai nam").get() == nam
    event = AuditEvent.objects.get(verb="units.edit_profile")
    assert event.data["changed"]["full_name"] == ["Lê Hoài Nam", "Lê Hoài Năm"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"full_name": "Lê Hoài Bắc"}, "do Tổ thư ký Khối cập nhật"),
        ({"full_name": ""}, "Nhập họ và tên"),
        ({"phone": "gọi sau"}, "Số điện thoại chưa đúng"),
        ({"email": "nam@"}, "Địa chỉ thư chưa đúng"),
        ({"salutation": "Ngài"}, "có trong danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(post, nam, text_of, changes, says):
    answer = post(nam, PAGE, data=typed(nam, **changes))
    assert answer.status_code == 422 and says in text_of(answer)
    assert not AuditEvent.objects.filter(verb="units.edit_profile").exists()


def test_another_address_waits_for_a_second_person(post, nam, lan):
    before = nam.email
    post(nam, PAGE, data=typed(nam, email="moi@example.vn"))
    nam.refresh_from_db()
    change = AccessChange.objects.open().get(person=nam)
    assert (nam.email, change.address, change.prepared_by) == (before, "moi@example.vn", nam)
    with pytest.raises(IntegrityError), transaction.atomic():
        workflow.confirm_change(change, by=nam)
    change = workflow.confirm_change(change, by=lan)
    assert (change.state, change.invitation.address) == ("confirmed", "moi@example.vn")


def test_two_windows_the_second_is_shown_both(post, nam, text_of):
    post(nam, PAGE, data=typed(nam, phone="0912 345 678", revision=nam.revision))
    answer = post(nam, PAGE, data=typed(nam, phone="0900 000 001", revision=nam.revision))
    assert answer.status_code == 409 and "0912 345 678" in text_of(answer)


def test_nobody_mends_another(nam, hoa):
    with pytest.raises(PermissionDenied):
        workflow.edit_profile(hoa, by=nam, phone="0912 345 678")
    with pytest.raises(NotAllowedNow):
        workflow.edit_profile(nam, by=nam, full_name="Người Khác")


def test_rights_follow_from_what_is_held(lan, hoa, nam, mai, bach):
    said = {person.username: [right.what for right in rights_of(person)] for person in (lan, hoa, nam, mai, bach)}
    assert said["hoa"] == ["Soạn thảo, gửi ý kiến của đơn vị; ký thay mặt đơn vị"]
    assert said["nam"] == ["Soạn thảo, gửi ý kiến của đơn vị"]
    assert said["lan"] == ["Soạn thảo, tổ chức lấy ý kiến và ký"]
    assert said["bach"] == ["Quản trị hệ thống"] and "thẩm định" in said["mai"][0]
