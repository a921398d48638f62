"""A regulation at each stage of its life, lived in June and July 2020."""

import datetime
from dataclasses import replace

import pytest

from ballots import workflow as ballots
from ballots.subjects import find_subject
from conferences import workflow as meeting
from conferences.models import Conference
from drafting import workflow as drafting
from khoithidua.sample.texts import REGULATION, REGULATION_TITLE, regulation_basis
from regulations import workflow
from regulations.models import Regulation
from tests.conftest import HAI_PHONG
from tests.pledges.conftest import few_keys
from tests.support.rows_built_once import built_once
from tests.support.signing import sign_and_issue

__all__ = ["few_keys"]

SIGNED_ON = datetime.date(2020, 7, 3)
HOLDS_FROM = datetime.date(2020, 7, 10)
SHORT_TREE = [("article", "Phạm vi điều chỉnh", "Quy chế này áp dụng cho các đơn vị của Khối.", [])]


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=HAI_PHONG)


@built_once
def draft(year2020, lan, at):
    """Dự thảo: one chapter of the sample regulation, not yet sent to anybody."""
    with at("2020-06-01 09:00"):
        return workflow.start_regulation(
            year2020, by=lan, title=REGULATION_TITLE, legal_basis=regulation_basis(), tree=REGULATION[:1]
        )


@pytest.fixture
def settle(lan, at, minh, nine):
    """`settle(regulation)`: sent to the units, agreed with by one of them, closed, settled."""

    def run(regulation, day="2020-06-10"):
        with at(f"{day} 09:00"):
            round_ = drafting.open_consultation(regulation.text, by=lan, closes_at=moment(f"{day} 17:00"))
            drafting.agree_fully(round_, nine[0], by=minh)
        with at(f"{day} 18:00"):
            regulation.text = drafting.settle(regulation.text, by=lan)
        return regulation

    return run


@built_once
def settled(draft, settle):
    return settle(draft)


@built_once
def opened(year2020, nine, lan, at):
    """The conference of 02/7/2020, open, all nine here."""
    with at("2020-07-02 08:00"):
        conference = meeting.plan(
            year2020,
            by=lan,
            kind=Conference.Kind.LAUNCH_AND_SIGNING,
            title="Hội nghị phát động và ký kết giao ước thi đua năm 2020",
            starts_at=moment("2020-07-02 08:00"),
            place="Trụ sở Cảng vụ Hàng hải Hải Phòng",
        )
        for kind, title in (
            ("regulation", "Thông qua dự thảo Quy chế hoạt động của Khối"),
            ("vote", "Ký kết giao ước thi đua năm 2020"),
        ):
            meeting.add_agenda_item(conference, by=lan, kind=kind, title=title)
        meeting.record_attendance(conference, by=lan, roll=[meeting.Presence(unit, "present") for unit in nine])
        return meeting.open_conference(conference, by=lan)


@pytest.fixture
def vote(opened, nine, lan, at):
    """`vote("yes")`: one more ballot on the first item about the first regulation, nine of nine alike, counted.

    Of a text that is not settled too: the refusals of regulations are tried with it.
    """

    def run(choice="yes", *, of=None, question="Thông qua Quy chế hoạt động của Khối?", day="2020-07-02", count=True):
        regulation = of or Regulation.objects.order_by("pk").first()
        subject = regulation and find_subject(regulation.emulation_year, "regulation", regulation.pk)
        with at(f"{day} 09:00"):
            ballot = meeting.open_ballot(
                opened.agenda.all()[0], by=lan, question=question, repeats_because="Biểu quyết lại",
                subject=subject and replace(subject, hindrance=""),
            )  # fmt: skip
            ballots.record_votes(ballot, by=lan, choices=dict.fromkeys(nine, choice))
            return ballots.close_ballot(ballot, by=lan) if count else ballot

    return run


@built_once
def ballot(vote, draft):
    """Nine of nine agree."""
    return vote()


@built_once
def adopted(settled, ballot, lan, at):
    with at("2020-07-02 11:00"):
        return workflow.adopt(settled, by=lan, ballot=ballot)


def issue(regulation, by, effective_from=HOLDS_FROM):
    """Put before Minh, signed, numbered."""
    return sign_and_issue("regulation", regulation, by=by, typed={"effective_from": effective_from})


@built_once
def issued(adopted, minh, lan, at):
    with at("2020-07-03 09:00"):
        return issue(adopted, lan)


AMENDED_ON = datetime.date(2020, 9, 1)
PROVISIONS = "Quy chế này có hiệu lực kể từ ngày ký ban hành.\nCác đơn vị chịu trách nhiệm thi hành."


@pytest.fixture
def amend(year2020, lan, at):
    """`amend(issued)`: an amendment begun; nothing is changed yet."""

    def run(regulation, title="Quy chế sửa đổi, bổ sung một số điều của Quy chế của Khối", day="2020-08-01"):
        with at(f"{day} 08:00"):
            return workflow.start_amendment(
                regulation, by=lan, year=year2020, title=title, legal_basis="", own_provisions=PROVISIONS
            )

    return run


@pytest.fixture
def carry(settle, vote, minh, lan, at):
    """`carry(amendment, "2020-08-10", effective)`: consulted on, settled, voted on, adopted, signed, issued."""

    def run(amendment, day, effective_from):
        settle(amendment, day)
        carried = vote(of=amendment, question=f"Thông qua {amendment.title}?", day=day)
        with at(f"{day} 19:00"):
            adopted = workflow.adopt(amendment, by=lan, ballot=carried)
        with at(f"{day} 20:00"):
            return issue(adopted, lan, effective_from)

    return run


@pytest.fixture
def short_adopted(year2020, lan, at, settle, vote):
    """`short_adopted("Quy chế mới")`: one more adopted regulation of the same bloc, one article long."""

    def run(title, day="2020-06-15"):
        with at(f"{day} 08:00"):
            regulation = workflow.start_regulation(year2020, by=lan, title=title, tree=SHORT_TREE)
        settle(regulation, day)
        carried = vote(of=regulation, question=f"Thông qua {title}?")
        with at("2020-07-02 11:30"):
            return workflow.adopt(regulation, by=lan, ballot=carried)

    return run
