"""regulations:adoption_start and regulations:adopt"""

import re

from django.urls import reverse

from regulations.models import Regulation


def urls(row):
    return [reverse(f"regulations:{name}", args=[row.pk]) for name in ("adoption_start", "adoption_start")]


def test_doors(settled, ballot, client_of, lan, hoa, tuan, mai):
    show, act = urls(settled)
    assert client_of(lan).get(show).status_code == 200
    for stranger, status in ((hoa, 403), (tuan, 404), (mai, 404)):
        assert client_of(stranger).get(show).status_code == status
        assert client_of(stranger).post(act, {"ballot": ballot.pk}).status_code == status
    assert Regulation.objects.get(pk=settled.pk).state == "draft"


def test_the_right_ballot_is_chosen_already(settled, ballot, vote, client_of, lan):
    lost = vote("no", question="Thông qua Quy chế, phương án hai?")
    body = client_of(lan).get(urls(settled)[0]).content.decode()
    assert re.search(rf'value="{ballot.pk}"\s+id="bieu-quyet-{ballot.pk}" checked', body)
    assert f'value="{lost.pk}"' not in body and "Biểu quyết này không được thông qua." in body
    assert "9 đồng ý, 0 không đồng ý" in body


def test_adopting(settled, ballot, client_of, lan):
    response = client_of(lan).post(urls(settled)[1], {"ballot": ballot.pk})
    assert response.url == reverse("regulations:regulation_detail", args=[settled.pk])
    row = Regulation.objects.get(pk=settled.pk)
    assert (row.state, row.ballot) == ("adopted", ballot)


def test_a_ballot_that_does_not_carry_it(settled, vote, client_of, lan):
    lost = vote("no")
    response = client_of(lan).post(urls(settled)[1], {"ballot": lost.pk})
    assert response.status_code == 422 and "không được thông qua" in response.content.decode()
    for nonsense in ("", "999999", "x", "1" * 40):
        assert client_of(lan).post(urls(settled)[1], {"ballot": nonsense}).status_code == 422


def test_what_is_missing_is_said(draft, ballot, client_of, lan):
    body = client_of(lan).get(urls(draft)[0]).content.decode()
    assert "Nội dung chưa chốt" in body and "btn-primary" not in body
    response = client_of(lan).post(urls(draft)[1], {"ballot": ballot.pk})
    assert response.status_code == 422


def test_without_a_ballot_the_page_says_what_next(settled, client_of, lan):
    body = client_of(lan).get(urls(settled)[0]).content.decode()
    assert "Chưa có biểu quyết phù hợp" in body


def test_too_late_is_a_polite_page(adopted, ballot, client_of, lan):
    show, act = urls(adopted)
    assert client_of(lan).get(show).status_code == 409
    assert client_of(lan).post(act, {"ballot": ballot.pk}).status_code == 409


def test_same_queries_for_many_ballots(settled, vote, client_of, lan, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    vote()
    client = client_of(lan)
    client.get(urls(settled)[0])
    with CaptureQueriesContext(connection) as few:
        client.get(urls(settled)[0])
    for _ in range(4):
        vote("no")
    with django_assert_max_num_queries(len(few)):
        client.get(urls(settled)[0])
