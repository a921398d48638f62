"""What waits for whom with ballots: open ballots before everything with a date, and gone when voted or counted."""

from ballots import workflow
from conferences import workflow as conferences
from conferences.queries import conference_of
from notices.models import Notice
from notices.worklist import work_for
from tests.asking import asked, asked_in_vain


def votes_asked_of(user):
    return [item for item in work_for(user) if item.title.startswith("Biểu quyết: ")]


def test_an_open_ballot_has_no_deadline_and_comes_first(ballot, client_of, hoa):
    item = work_for(hoa)[0]
    assert (item.title, item.due, item.at_once) == (f"Biểu quyết: {ballot.question}", None, True)
    page = client_of(hoa).get("/", follow=True).content.decode()
    assert "Cho ý kiến biểu quyết" in page
    assert "quá hạn" not in page and "Hạn:" not in page, "its opening time is no deadline"


def test_a_ballot_is_asked_until_the_unit_has_voted(ballot, hoa, nam, nine):
    assert len(votes_asked_of(hoa)) == 1 and not votes_asked_of(nam)
    workflow.cast(ballot, unit=nine[5], choice="yes", by=hoa)
    assert not votes_asked_of(hoa)


def test_a_ballot_is_asked_until_it_is_counted(ballot, lan, hoa):
    workflow.close_ballot(ballot, by=lan)
    assert not votes_asked_of(hoa)


def test_a_second_ballot_is_asked_beside_the_first_in_order(ballot, lan, hoa):
    item = conferences.add_agenda_item(conference_of(ballot), by=lan, kind="vote", title="Một việc nữa")
    conferences.open_ballot(item, by=lan, question="Câu hai?")
    assert [row.title for row in work_for(hoa)] == [f"Biểu quyết: {ballot.question}", "Biểu quyết: Câu hai?"]


def test_the_notices_of_a_ballot_end_with_it(minh, hoa, ballot, lan, nine):
    assert asked(hoa) == asked(minh) == ["ballots.ballot"]
    workflow.cast(ballot, unit=nine[5], choice="yes", by=hoa)
    assert asked(hoa) == [] and asked(minh) == ["ballots.ballot"] and not asked_in_vain()
    workflow.record_votes(ballot, by=lan, choices={nine[0]: "yes"})
    assert asked(minh) == [] and not asked_in_vain()
    workflow.close_ballot(ballot, by=lan)
    assert not Notice.objects.open().exclude(about="").exists()
