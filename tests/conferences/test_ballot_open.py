"""/hoi-nghi/7/bieu-quyet/"""

import pytest
from django.urls import reverse

from ballots.models import Ballot


def page(conference):
    return reverse("conferences:ballot_open", args=[conference.pk])


def act(conference):
    return reverse("conferences:ballot_open", args=[conference.pk])


def typed(item, **change):
    return {
        "agenda_item": item.pk, "question": "Thông qua Quy chế?", "kind": "named", "base": "all_members",
        "threshold": "50%", "threshold_inclusive": "qua",
    } | change  # fmt: skip


def test_a_question_is_put(opened, items, client_of, lan):
    text = client_of(lan).get(f"{page(opened)}?noi-dung={items[0].pk}").content.decode()
    assert f'value="{items[0].title}"' in text
    answer = client_of(lan).post(act(opened), typed(items[0]))
    assert answer.url == reverse("ballots:ballot_detail", args=[Ballot.objects.get().pk])


@pytest.mark.parametrize(("chosen", "inclusive"), [("tu", True), ("qua", False)])
def test_the_regulation_says_from_or_more_than(opened, items, client_of, lan, chosen, inclusive):
    client_of(lan).post(act(opened), typed(items[0], threshold_inclusive=chosen))
    assert Ballot.objects.get().threshold_inclusive is inclusive


@pytest.mark.parametrize("words", ["?noi-dung=x", "?noi-dung=99999999999999999999", "?noi-dung=²"])
def test_odd_addresses(opened, client_of, lan, words):
    assert client_of(lan).get(page(opened) + words).status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"threshold": "2/5"}, "không được thấp hơn mức của Khối (50%)"),
        ({"threshold": "100"}, "Không thể quá 100%"),
        ({"threshold": "101"}, "Tỷ lệ phải từ 1% đến 100%"),
        ({"threshold": "nửa"}, ""),
        ({"threshold_inclusive": ""}, "Chọn cách tính ngưỡng"),
        ({"kind": "secret"}, "Chọn"),
        ({"agenda_item": "0"}, "Chọn"),
        ({"question": ""}, "Nhập câu hỏi biểu quyết"),
    ],
)
def test_bad_input_keeps_what_was_typed(opened, items, client_of, lan, change, sentence):
    answer = client_of(lan).post(act(opened), typed(items[0], question="Câu tôi đã gõ?") | change)
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text
    assert "question" in change or "Câu tôi đã gõ?" in text
    assert not Ballot.objects.exists()


def test_without_a_quorum_the_sentence_says_so(planned, arrive, client_of, lan):
    from conferences import workflow

    arrive(planned, 5)
    workflow.open_conference(planned, by=lan)
    answer = client_of(lan).post(act(planned), typed(planned.agenda.first()))
    assert answer.status_code == 409
    assert "Có mặt 5/9 đơn vị" in answer.content.decode() and "Thông qua Quy chế?" in answer.content.decode()


def test_others_do_not(opened, items, planned, client_of, minh, tuan):
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).get(page(opened)).status_code == status
        assert client_of(user).post(act(opened), typed(items[0])).status_code == status


def test_not_before_the_opening(planned, client_of, lan):
    assert client_of(lan).get(page(planned)).status_code == 409
