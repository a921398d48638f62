"""What waits for whom with a dossier, and that every way out of it ends the item and the notices that asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards import workflow
from awards.models import Nomination
from awards.task_list import Progress, Task
from awards.worklist import next_action
from notices.worklist import work_for
from tests import factories
from tests.asking import asked, asked_in_vain
from tests.awards.conftest import agree, fill
from tests.awards.sending import send

REVIEW, DECIDE, COMPLETE = "awards.review", "awards.decide", "awards.complete"


def test_an_opinion_ends_what_was_asked_of_its_author(submitted, mai, duc):
    assert asked(mai) == asked(duc) == [REVIEW]
    agree(submitted, mai)
    assert asked(mai) == [] and asked(duc) == [REVIEW] and not asked_in_vain()


def test_the_last_opinion_asks_for_the_decision(submitted, mai, duc):
    agree(submitted, mai, duc)
    assert asked(duc) == [] and asked(mai) == [DECIDE] and not asked_in_vain()


def test_sending_back_ends_the_review_and_asks_the_secretariat(submitted, mai, duc, lan, hoa):
    workflow.send_back(submitted, by=duc, reason="Thiếu số liệu.")
    assert asked(mai) == asked(duc) == [] and asked(lan) == [COMPLETE] and asked(hoa) == [] and not asked_in_vain()
    nomination = fill(Nomination.objects.get(pk=submitted.pk), lan)
    send(nomination, by=lan)
    assert asked(lan) == [] and asked(mai) == asked(duc) == [REVIEW] and not asked_in_vain()


def test_a_request_for_more_sends_back_too(submitted, mai, duc, lan):
    workflow.review(submitted, by=mai, standard="met", conclusion="request_more", comment="Bổ sung số liệu.")
    assert asked(mai) == asked(duc) == [] and asked(lan) == [COMPLETE] and not asked_in_vain()


def test_a_reviewed_dossier_sent_back_is_not_to_be_decided(reviewed, mai, lan):
    workflow.send_back(reviewed, by=mai, reason="Thiếu số liệu.")
    assert asked(mai) == [] and asked(lan) == [COMPLETE] and not asked_in_vain()


def test_the_next_step_hangs_on_no_word(draft, lan, monkeypatch):
    assert next_action(lan, draft).icon == "pencil"
    rows = [Task("content", "", "", Progress.DONE), Task("report", "", "", Progress.BEGUN)]
    expected = next_action(lan, draft, rows).act
    monkeypatch.setattr(Task, "words", "một chữ khác")
    assert next_action(lan, draft, rows).act == expected == "Lập báo cáo"
    assert {row.tone for row in rows} == {"mut", "warn"}


def test_the_decision_ends_it(decided, mai, duc):
    assert asked(mai) == asked(duc) == [] and not asked_in_vain()


@pytest.fixture
def more_dossiers(year2020, diploma, lan, submitted):
    """Nineteen more of other units, submitted; and nineteen drafts."""

    def make():
        for n in range(19):
            unit = factories.UnitFactory(bloc=year2020.bloc, named=f"Đơn vị {n}")
            facts = {"citation": "x", "summary": "x", "created_by": lan, "search_key": "x", "recipient_name": "x"}
            stamps = {
                "state": "submitted",
                "submitted_at": submitted.submitted_at,
                "submitted_by": lan,
                "submission": submitted.submission,
            }
            for kind, more in ((diploma, stamps), (submitted.kind, stamps)):
                if not Nomination.objects.filter(unit=unit, kind=kind).exists():
                    Nomination.objects.create(emulation_year=year2020, unit=unit, kind=kind, **facts, **more)

    return make


@pytest.mark.parametrize("page", ["/", "bao-cao", "bien-ban", "to-trinh", "da-khen"])
def test_twenty_dossiers_cost_the_board_what_one_costs(page, submitted, more_dossiers, client_of, mai, duc):
    browser = client_of(duc)
    address = page if page == "/" else f"/khen-thuong/tham-dinh/{submitted.pk}/?xem={page}"
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    more_dossiers()
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(work_for(duc)) >= 20
    assert len(many) == len(few)
    if page != "/":
        assert len(few) <= 20, "\n".join(query["sql"][:150] for query in few.captured_queries)
