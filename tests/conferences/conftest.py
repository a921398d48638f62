"""The conference of 02/7/2020, as far as a test needs it."""

import datetime

import pytest

from ballots import workflow as ballots
from ballots.models import Ballot
from conferences import workflow
from conferences.models import Conference
from conferences.queries import conference_of
from tests import factories
from tests.conftest import HAI_PHONG
from tests.pledges.conftest import few_keys
from tests.support.rows_built_once import built_once

__all__ = ["few_keys"]

STARTS = datetime.datetime(2020, 7, 2, 8, 0, tzinfo=HAI_PHONG)
# The order of the public article: adoption, opinions, the guest speaks, awards, signing.
AGENDA = [
    ("vote", "Thông qua dự thảo Quy chế hoạt động của Khối"),
    ("vote", "Thông qua nội dung ký kết giao ước thi đua năm 2020"),
    ("other", "Các đơn vị đóng góp ý kiến"),
    ("speech", "Phát biểu của Trưởng Ban Thi đua – Khen thưởng thành phố"),
    ("award", "Trao Cờ thi đua và Bằng khen năm 2019"),
    ("signing", "Ký kết giao ước thi đua năm 2020"),
]


@built_once
def chair(nine):
    """Who presides: a deputy of the head unit."""
    user = factories.UserFactory(username="thang", full_name="Hà Quang Thắng")
    factories.PostFactory(user=user, unit=nine[0], title="Phó Giám đốc", is_leader=False)
    return user


@built_once
def planned(year2020, nine, lan, chair):
    """Dự kiến: programme and guest are there, nobody was counted yet."""
    conference = workflow.plan(
        year2020,
        by=lan,
        kind=Conference.Kind.LAUNCH_AND_SIGNING,
        title="Hội nghị phát động và ký kết giao ước thi đua năm 2020",
        starts_at=STARTS,
        place="Trụ sở Cảng vụ Hàng hải Hải Phòng",
        host=nine[0],
        chair=chair,
        chair_name="Hà Quang Thắng",
        chair_post="Phó Giám đốc, Chủ tịch Công đoàn Cảng vụ Hàng hải Hải Phòng",
        secretary_name="Trần Thị Lan",
    )
    for kind, title in AGENDA:
        workflow.add_agenda_item(conference, by=lan, kind=kind, title=title)
    workflow.invite_guest(
        conference, by=lan, name="Vũ Thị Hương", post="Trưởng Ban Thi đua – Khen thưởng thành phố Hải Phòng"
    )
    return conference


@pytest.fixture
def arrive(lan, nine, minh, hoa):
    """`arrive(conference, 8)`: the first eight units are here, the others are away. Who leads a unit stands for it."""

    def record(conference, present=9, absent="absent"):
        roll = [workflow.Presence(unit, "present" if n < present else absent) for n, unit in enumerate(nine)]
        return workflow.record_attendance(conference, by=lan, roll=roll, guests_here=conference.guests.all())

    return record


@built_once
def opened(planned, arrive, lan):
    """Đang họp: all nine are here."""
    arrive(planned)
    return workflow.open_conference(planned, by=lan)


@built_once
def items(opened):
    return list(opened.agenda.all())


@built_once
def ballot(items, lan):
    """A named ballot on the first item, open."""
    return workflow.open_ballot(items[0], by=lan, question="Thông qua Quy chế hoạt động của Khối?")


@built_once
def counted(ballot, nine, lan):
    """Nine of nine agree; counted."""
    ballots.record_votes(ballot, by=lan, choices=dict.fromkeys(nine, "yes"))
    return ballots.close_ballot(ballot, by=lan)


@built_once
def closed(counted, lan, at):
    """Đã bế mạc, with what happened at every item."""
    conference = conference_of(counted)
    notes = {item.pk: f"Đã tiến hành: {item.title}." for item in conference.agenda.all()}
    workflow.record_events(
        conference, by=lan, revision=conference.revision, notes=notes, conclusions="Hội nghị nhất trí ký kết giao ước."
    )
    with at("2020-07-02 11:30"):
        return workflow.close_conference(conference, by=lan)


@built_once
def show_of_hands(items, lan):
    return workflow.open_ballot(items[1], by=lan, question="Thông qua nội dung giao ước?", kind=Ballot.Kind.OPEN)
