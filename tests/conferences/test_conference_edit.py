"""/hoi-nghi/7/sua/"""

from django.urls import reverse

GOOD = {
    "kind": "midyear",
    "title": "Tên mới",
    "starts_at": "02/07/2020 08:30",
    "place": "Hội trường A",
    "revision": "1",
}


def test_the_secretariat_edits(planned, client_of, lan):
    page = client_of(lan).get(reverse("conferences:conference_edit", args=[planned.pk]))
    assert planned.title in page.content.decode() and "02/07/2020 08:00" in page.content.decode()
    answer = client_of(lan).post(reverse("conferences:conference_edit", args=[planned.pk]), GOOD)
    assert answer.status_code == 302
    planned.refresh_from_db()
    assert (planned.title, planned.place, planned.revision) == ("Tên mới", "Hội trường A", 2)


def test_the_second_editor_keeps_the_words(planned, client_of, lan):
    act = reverse("conferences:conference_edit", args=[planned.pk])
    client_of(lan).post(act, GOOD)
    answer = client_of(lan).post(act, GOOD | {"place": "Hội trường B"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Hội trường <mark>A</mark>" in text and "Hội trường <mark>B</mark>" in text
    assert 'value="Hội trường B"' in text and 'name="revision" value="2"' in text
    planned.refresh_from_db()
    assert planned.place == "Hội trường A"


def test_bad_input_keeps_what_was_typed(planned, client_of, lan):
    act = reverse("conferences:conference_edit", args=[planned.pk])
    for change in ({"title": ""}, {"starts_at": "99/99/2020"}):
        answer = client_of(lan).post(act, GOOD | change)
        assert answer.status_code == 422 and "Hội trường A" in answer.content.decode()
    for unread in ("", "x"):
        answer = client_of(lan).post(act, GOOD | {"revision": unread})
        assert answer.status_code == 409 and "Hội trường A" in answer.content.decode()


def test_others_do_not(planned, closed, client_of, lan, minh, tuan):
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).get(reverse("conferences:conference_edit", args=[planned.pk])).status_code == status
        assert (
            client_of(user).post(reverse("conferences:conference_edit", args=[planned.pk]), GOOD).status_code == status
        )
    assert client_of(lan).get(reverse("conferences:conference_edit", args=[closed.pk])).status_code == 409
