"""/bieu-quyet/7/: a delegate votes, the secretariat counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ballots import workflow as ballots
from ballots.models import Vote
from conferences import workflow


def at_(name, ballot):
    return reverse(f"ballots:{name}", args=[ballot.pk])


def text_of(client, ballot, words=""):
    page = client.get(at_("ballot_detail", ballot) + words)
    assert page.status_code == 200
    return page.content.decode()


def test_a_leader_votes_in_three_steps(ballot, client_of, hoa, nine):
    browser = client_of(hoa)
    text = text_of(browser, ballot)
    assert [word in text for word in ("Đồng ý", "Không đồng ý", "Không có ý kiến")] == [True] * 3
    assert 'name="choice"' not in text
    text = text_of(browser, ballot, f"?don-vi={nine[5].pk}&chon=no")
    assert 'name="choice" value="no"' in text and "Ý kiến đã gửi không thay đổi được" in text
    assert not Vote.objects.exists()
    answer = browser.post(
        reverse("ballots:vote_cast", args=[ballot.pk]), {"unit": nine[5].pk, "choice": "no"}, follow=True
    )
    assert "Đã nhận ý kiến biểu quyết của" in answer.content.decode()
    vote = Vote.objects.get()
    assert (vote.elector.unit, vote.choice, vote.cast_by, vote.on_paper) == (nine[5], "no", hoa, False)


@pytest.mark.parametrize("words", ["?chon=maybe", "?don-vi=x&chon=yes", "?chon=", "?don-vi=999999"])
def test_odd_addresses(ballot, client_of, hoa, words):
    text_of(client_of(hoa), ballot, words)


@pytest.mark.parametrize("data", [{}, {"choice": "maybe"}, {"choice": "yes", "unit": "x"}, {"choice": "yes"}])
def test_a_vote_without_a_choice_or_unit(ballot, client_of, hoa, data):
    answer = client_of(hoa).post(at_("vote_cast", ballot), data)
    assert answer.status_code == 422 and "Chưa gửi được ý kiến biểu quyết" in answer.content.decode()
    assert not Vote.objects.exists()


def test_nobody_votes_for_another_unit(ballot, client_of, hoa, minh, nam, lan, tuan, mai, nine):
    assert client_of(hoa).post(at_("vote_cast", ballot), {"unit": nine[0].pk, "choice": "yes"}).status_code == 422
    for user, status in ((nam, 403), (lan, 403), (tuan, 404), (mai, 404)):
        answer = client_of(user).post(at_("vote_cast", ballot), {"unit": nine[0].pk, "choice": "yes"})
        assert answer.status_code == status
    assert not Vote.objects.exists()


def test_a_second_vote_is_refused_politely(ballot, client_of, hoa, nine):
    for status in (302, 409):
        answer = client_of(hoa).post(at_("vote_cast", ballot), {"unit": nine[5].pk, "choice": "yes"})
        assert answer.status_code == status
    assert "Mỗi đơn vị biểu quyết một lần" in answer.content.decode()


def test_while_it_is_open_nobody_reads_the_others_choices(ballot, client_of, hoa, minh, nam, lan, nine):
    ballots.cast(ballot, unit=nine[0], choice="abstain", by=minh)
    ballots.record_votes(ballot, by=lan, choices=dict.fromkeys(nine[1:], "yes"))
    for user in (hoa, nam, lan):
        assert "Không có ý kiến" not in text_of(client_of(user), ballot)
    assert "Không có ý kiến" in text_of(client_of(minh), ballot)
    ballots.close_ballot(ballot, by=lan)
    assert "Không có ý kiến" in text_of(client_of(nam), ballot)


def test_hands_stay_a_tally(show_of_hands, client_of, lan, hoa, nam, nine):
    assert "chon=yes" not in text_of(client_of(hoa), show_of_hands)
    ballots.record_votes(show_of_hands, by=lan, choices=dict.fromkeys(nine, "yes"))
    ballots.close_ballot(show_of_hands, by=lan)
    text = text_of(client_of(nam), show_of_hands)
    assert "9 đồng ý, 0 không đồng ý" in text and "Ý kiến biểu quyết của các đơn vị" not in text


def test_the_secretariat_records_and_counts(ballot, client_of, lan, minh, nine):
    browser = client_of(lan)
    ballots.cast(ballot, unit=nine[0], choice="yes", by=minh)
    assert "Còn chờ ý kiến của 8 đơn vị" in text_of(browser, ballot)
    answer = browser.post(
        reverse("ballots:record_votes", args=[ballot.pk]), {f"choice_{nine[1].pk}": "no", "others": "yes"}
    )
    assert answer.status_code == 302
    assert Vote.objects.filter(on_paper=True).count() == 8
    assert "Đã có ý kiến của 9 đơn vị" in text_of(browser, ballot)
    answer = browser.post(reverse("ballots:close_ballot", args=[ballot.pk]), follow=True)
    text = answer.content.decode()
    assert "8 đồng ý, 1 không đồng ý" in text and "88,9%" in text and "Thông qua" in text


def test_records_without_a_choice(ballot, client_of, lan, nine):
    assert client_of(lan).post(at_("record_votes", ballot), {}).status_code == 409
    answer = client_of(lan).post(at_("record_votes", ballot), {f"choice_{nine[1].pk}": "maybe", "others": "no"})
    assert answer.status_code == 422
    assert not Vote.objects.exists()


def test_others_do_not_count(ballot, client_of, minh, nam, tuan, mai):
    for name in ("record_votes", "close_ballot"):
        for user, status in ((minh, 403), (nam, 403), (tuan, 404), (mai, 404)):
            assert client_of(user).post(at_(name, ballot)).status_code == status


def test_an_absent_unit_is_told_why(planned, arrive, client_of, lan, hoa):
    arrive(planned, 5)
    arrive(planned, 5)
    roll = [workflow.Presence(planned.emulation_year.units()[6], "present")]
    workflow.record_attendance(planned, by=lan, roll=roll)
    workflow.open_conference(planned, by=lan)
    ballot = workflow.open_ballot(planned.agenda.first(), by=lan, question="Thông qua?")
    assert "chưa được điểm danh có mặt khi bắt đầu biểu quyết" in text_of(client_of(hoa), ballot)


def test_few_and_many_votes_cost_the_same(ballot, client_of, lan, nine):
    browser = client_of(lan)
    ballots.record_votes(ballot, by=lan, choices={nine[0]: "yes"})
    text_of(browser, ballot)
    with CaptureQueriesContext(connection) as few:
        text_of(browser, ballot)
    ballots.record_votes(ballot, by=lan, choices=dict.fromkeys(nine[1:8], "yes"))
    with CaptureQueriesContext(connection) as many:
        text_of(browser, ballot)
    assert len(many) == len(few)
