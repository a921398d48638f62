"""/hoi-nghi/7/diem-danh/"""

import pytest
from django.urls import reverse


def typed(nine, present=9, **change):
    data = {f"status_{unit.pk}": "present" if n < present else "absent" for n, unit in enumerate(nine)}
    return data | {f"name_{nine[0].pk}": "Nguyễn Văn Minh", f"post_{nine[0].pk}": "Giám đốc"} | change


def act(conference):
    return reverse("conferences:attendance_edit", args=[conference.pk])


def test_the_roll_is_called(planned, client_of, lan, nine):
    page = client_of(lan).get(reverse("conferences:attendance_edit", args=[planned.pk]))
    assert page.content.decode().count('type="radio"') == 27
    guest = planned.guests.get()
    answer = client_of(lan).post(act(planned), typed(nine, 8) | {f"guest_{guest.pk}": "on"}, follow=True)
    assert "Có mặt 8/9 đơn vị, đạt 88,9%" in answer.content.decode()
    assert planned.attendances.get(unit=nine[0]).representative_name == "Nguyễn Văn Minh"
    guest.refresh_from_db()
    assert guest.attended is True


def test_a_unit_may_wait(planned, client_of, lan, nine):
    client_of(lan).post(act(planned), {f"status_{nine[0].pk}": "present"})
    assert planned.attendances.count() == 1


@pytest.mark.parametrize("status", ["late", "x" * 500, "present\x00"])
def test_bad_input_keeps_what_was_typed(planned, client_of, lan, nine, status):
    answer = client_of(lan).post(act(planned), typed(nine, **{f"status_{nine[3].pk}": status}))
    assert answer.status_code == 422 and "Nguyễn Văn Minh" in answer.content.decode()
    assert not planned.attendances.exists()


def test_a_name_without_a_status_is_asked_about(planned, client_of, lan, nine):
    answer = client_of(lan).post(act(planned), {f"name_{nine[2].pk}": "Lê Hoài Nam"})
    assert answer.status_code == 422 and "Chọn có mặt hoặc vắng" in answer.content.decode()


def test_leaving_during_a_ballot_is_refused_in_words(ballot, client_of, lan, nine):
    answer = client_of(lan).post(act(ballot.held_at.conference), typed(nine, 8))
    assert answer.status_code == 409 and "sau khi kết thúc biểu quyết" in answer.content.decode()
    assert ballot.held_at.conference.attendances.filter(status="present").count() == 9


def test_others_do_not(planned, closed, client_of, lan, minh, tuan, nine):
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).get(reverse("conferences:attendance_edit", args=[planned.pk])).status_code == status
        assert client_of(user).post(act(planned), typed(nine)).status_code == status
    assert client_of(lan).post(act(closed), typed(nine)).status_code == 409


def test_the_whole_bloc_is_here_in_one_click(planned, client_of, lan, nine, minh):
    browser = client_of(lan)
    browser.post(act(planned), {f"status_{nine[5].pk}": "absent", f"name_{nine[5].pk}": "Phạm Văn Thay"})
    answer = browser.post(reverse("conferences:everybody_here", args=[planned.pk]), follow=True)
    assert "Có mặt 9/9 đơn vị, đạt 100%" in answer.content.decode()
    rows = {row.unit_id: row for row in planned.attendances.all()}
    # Who was named stays; of whom nobody spoke the leader stands for the unit.
    assert rows[nine[5].pk].representative_name == "Phạm Văn Thay"
    assert (rows[nine[0].pk].representative_name, rows[nine[0].pk].representative_post) == (
        "Nguyễn Văn Minh",
        "Giám đốc",
    )


def test_specialists_come_along(planned, client_of, lan, nine):
    others = "Lê Hoài Nam, Chuyên viên Phòng Tổ chức\n\nTrần Thu Trang"
    typed_roll = typed(nine, **{f"others_{nine[0].pk}": others})
    client_of(lan).post(act(planned), typed_roll)
    row = planned.attendances.get(unit=nine[0])
    assert [(one.name, one.post) for one in row.companions.all()] == [
        ("Lê Hoài Nam", "Chuyên viên Phòng Tổ chức"), ("Trần Thu Trang", ""),
    ]  # fmt: skip
    page = client_of(lan).get(act(planned)).content.decode()
    assert "Lê Hoài Nam, Chuyên viên Phòng Tổ chức" in page
    client_of(lan).post(act(planned), typed_roll | {f"others_{nine[0].pk}": "Trần Thu Trang"})
    assert [one.name for one in row.companions.all()] == ["Trần Thu Trang"]


def test_a_companion_is_a_person_with_a_name(planned, client_of, lan, nine):
    answer = client_of(lan).post(act(planned), typed(nine, **{f"others_{nine[0].pk}": "x" * 101}))
    assert answer.status_code == 422 and "Mỗi dòng một người" in answer.content.decode()
