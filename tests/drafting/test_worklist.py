"""What waits for whom with texts and rounds, and that every way out of it ends the item and the notices that asked."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from drafting import workflow
from notices.models import Notice
from notices.worklist import work_for
from tests.asking import asked as matters
from tests.asking import asked_in_vain
from tests.drafting.conftest import CLOSES

COMMENT, COLLECT, ANSWER = "drafting.comment", "drafting.collect", "drafting.answer"


def titles(user):
    return [item.title for item in work_for(user)]


def test_sending_ends_what_was_asked_of_the_unit(minh, hoa, nam, asked, written, lan, at):
    with at("2020-06-13 09:00"):
        assert matters(hoa) == matters(nam) == matters(minh) == [COMMENT]
        workflow.send_comments(asked, written.unit, by=hoa)
        assert matters(hoa) == matters(nam) == [] and not titles(nam)
        assert matters(minh) == [COMMENT] and matters(lan) == [ANSWER]
        assert not asked_in_vain()


def test_plain_agreement_asks_the_secretariat_for_nothing_but_to_wait(asked, hoa_tieu, hoa, lan, at):
    with at("2020-06-13 09:00"):
        workflow.agree_fully(asked, hoa_tieu, by=hoa)
        assert matters(hoa) == [] and matters(lan) == [COLLECT] and not asked_in_vain()


def test_the_deadline_ends_it_without_an_act(minh, asked, hoa_tieu, hoa, lan, at):
    with at("2020-06-13 09:00"):
        workflow.agree_fully(asked, hoa_tieu, by=hoa)
    with at("2020-06-20 17:01"):
        assert matters(minh) == matters(lan) == [] and not titles(minh) and not asked_in_vain()


def test_ending_the_round_early_ends_it(minh, asked, lan, at):
    with at("2020-06-13 09:00"):
        workflow.close_consultation(asked, by=lan, reason="Đã họp.")
        assert matters(minh) == [] and not titles(minh) and not asked_in_vain()


def test_an_extension_leaves_one_request_with_the_new_deadline(minh, hoa, asked, hoa_tieu, lan, at):
    with at("2020-06-13 09:00"):
        workflow.agree_fully(asked, hoa_tieu, by=hoa)
        workflow.extend(asked, by=lan, closes_at=CLOSES + datetime.timedelta(days=3))
        notice = Notice.objects.open().get(user=minh, about__startswith=COMMENT)
        assert notice.title.startswith("Gia hạn góp ý đến 23/6/2020") and matters(hoa) == [] and not asked_in_vain()
    with at("2020-06-21 09:00"):
        assert matters(minh) == [COMMENT] and matters(lan) == [COLLECT]


def test_the_last_answer_ends_what_comments_asked(sent, lan, at):
    with at("2020-06-21 09:00"):
        assert matters(lan) == [ANSWER]
        assert any(title.startswith("Trả lời 1 góp ý") for title in titles(lan))
        workflow.answer_comment(sent, by=lan, result="accepted", body="Đã sửa.")
        assert matters(lan) == [] and any(title.startswith("Chốt nội dung") for title in titles(lan))
        workflow.settle(sent.consultation.text, by=lan, reason="Hội nghị trù bị đã thống nhất.")
        assert not asked_in_vain()


def test_a_text_opened_again_is_worked_on_not_settled(settled, lan, at):
    with at("2020-06-23 09:00"):
        workflow.reopen(settled, by=lan, reason="Sửa Điều 2.")
        assert titles(lan) == [f"Soạn thảo {settled.title}"]


def test_twenty_rounds_cost_home_what_one_costs(asked, year2020, hoa, nam, lan, client_of, at):
    with at("2020-06-12 09:00"):
        few = {user: queries_at_home(client_of(user)) for user in (hoa, nam, lan)}
        for n in range(19):
            text = workflow.create_text(
                year2020, by=lan, kind="regulation", title=f"Văn bản {n}", tree=[("article", "Một", "Nội dung.", [])]
            )
            workflow.open_consultation(text, by=lan, closes_at=CLOSES)
        assert len(work_for(hoa)) == len(work_for(nam)) == 20
        assert {user: queries_at_home(client_of(user)) for user in (hoa, nam, lan)} == few


def queries_at_home(browser):
    home = browser.get("/").url  # of the person's bloc and year
    browser.get(home)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(home).status_code == 200
    return len(seen)
