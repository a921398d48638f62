"""What is read of a conference: its programme, its roll, how a ballot stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferences import workflow
from conferences.queries import agenda_of, roll_of

pytestmark = pytest.mark.django_db


def test_an_item_lacks_a_ballot_until_one_is_opened_and_is_recorded_from_then_on(opened, lan):
    item = workflow.add_agenda_item(opened, by=lan, kind="vote", title="Thông qua quy chế")

    def line():
        return next(line for line in agenda_of(opened) if line.item == item)

    assert line().lacks_ballot and not line().is_recorded
    ballot = workflow.open_ballot(item, by=lan, question="Thông qua?")
    assert not line().lacks_ballot and line().is_recorded and line().ballots == (ballot,)


def test_an_item_with_a_note_is_recorded(opened):
    item = opened.agenda.first()
    opened.agenda.filter(pk=item.pk).update(note="Đã trình bày.")
    assert [line.is_recorded for line in agenda_of(opened) if line.item == item] == [True]


def test_the_programme_takes_as_many_queries_for_many_ballots(opened, lan):
    for n in range(4):
        item = workflow.add_agenda_item(opened, by=lan, kind="vote", title=f"Nội dung {n}")
        workflow.open_ballot(item, by=lan, question="Thông qua?")
    with CaptureQueriesContext(connection) as asked:
        assert [ballot.bloc for line in agenda_of(opened) for ballot in line.ballots]
    assert len(asked) == 3


def test_the_roll_names_every_unit_in_its_order(opened, nine):
    opened.attendances.filter(unit=nine[3]).delete()
    roll = roll_of(opened)
    assert [line.unit for line in roll] == nine
    assert [line.attendance is None for line in roll].index(True) == 3
