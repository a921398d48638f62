"""/hoi-nghi/7/dien-bien/"""

from django.urls import reverse


def typed(conference, **change):
    conference.refresh_from_db()
    notes = {f"note_{item.pk}": f"Diễn biến {item.position}" for item in conference.agenda.all()}
    return notes | {"conclusions": "Nhất trí.", "revision": str(conference.revision)} | change


def test_what_happened_is_written_down(opened, client_of, lan):
    page = client_of(lan).get(reverse("conferences:events_edit", args=[opened.pk]))
    assert "6. Ký kết giao ước thi đua năm 2020" in page.content.decode()
    answer = client_of(lan).post(reverse("conferences:events_edit", args=[opened.pk]), typed(opened))
    assert answer.status_code == 302
    opened.refresh_from_db()
    assert opened.conclusions == "Nhất trí."
    assert opened.agenda.last().note == "Diễn biến 6"


def test_the_second_writer_keeps_the_words(opened, client_of, lan):
    act, first = reverse("conferences:events_edit", args=[opened.pk]), typed(opened)
    client_of(lan).post(act, first)
    answer = client_of(lan).post(act, first | {"conclusions": "Kết luận thứ hai"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Nội dung vừa được cập nhật ở nơi khác" in text and "<mark>Nhất trí.</mark>" in text
    assert ">\nKết luận thứ hai</textarea>" in text


def test_bad_input_keeps_what_was_typed(opened, client_of, lan):
    act = reverse("conferences:events_edit", args=[opened.pk])
    assert client_of(lan).post(act, typed(opened, revision="x")).status_code == 409
    for change in ({"conclusions": "x" * 20_001}, {"conclusions": "a\x07b"}):
        answer = client_of(lan).post(act, typed(opened, **change))
        assert answer.status_code == 422 and "Diễn biến 6" in answer.content.decode()


def test_it_is_still_written_after_the_end_but_not_before_the_start(closed, planned, client_of, lan, minh):
    assert client_of(lan).get(reverse("conferences:events_edit", args=[closed.pk])).status_code == 200
    assert client_of(minh).get(reverse("conferences:events_edit", args=[closed.pk])).status_code == 403


def test_a_planned_conference_has_no_events(planned, client_of, lan, tuan):
    assert client_of(lan).get(reverse("conferences:events_edit", args=[planned.pk])).status_code == 409
    assert client_of(tuan).post(reverse("conferences:events_edit", args=[planned.pk])).status_code == 404
