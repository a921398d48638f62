"""A question is put, answered and counted: every refusal, and what a verb leaves behind."""

import pytest

from ballots import workflow as ballots
from ballots.models import Ballot, Vote
from conferences import workflow
from libraries.threshold import Threshold
from notices.models import Notice
from records.transitions import NotAllowedNow


def test_a_ballot_needs_a_quorum(planned, arrive, lan):
    arrive(planned, 5)
    workflow.open_conference(planned, by=lan)
    with pytest.raises(NotAllowedNow, match=r"Có mặt 5/9 đơn vị, đạt 55,6%; cần từ 6 đơn vị"):
        workflow.open_ballot(planned.agenda.first(), by=lan, question="?")
    assert not Ballot.objects.exists()


def test_a_ballot_needs_an_open_conference(planned, arrive, lan):
    arrive(planned)
    with pytest.raises(NotAllowedNow, match="Dự kiến"):
        workflow.open_ballot(planned.agenda.first(), by=lan, question="?")


def test_the_threshold_is_the_blocs_or_higher(items, lan, bloc):
    with pytest.raises(NotAllowedNow, match="không được thấp hơn mức của Khối"):
        workflow.open_ballot(items[0], by=lan, question="?", threshold=Threshold(2, 5, inclusive=False))
    ballot = workflow.open_ballot(items[0], by=lan, question="?")
    bloc.adoption_numerator = 80
    bloc.save()
    ballot.refresh_from_db()
    assert (ballot.threshold.written, ballot.members, ballot.base) == ("50%", 9, "all_members")
    assert ballot.threshold_words == "quá 50% tổng số đơn vị thành viên"


def test_one_question_at_a_time_on_an_item(ballot, lan):
    with pytest.raises(NotAllowedNow, match="đang có biểu quyết"):
        workflow.open_ballot(ballot.held_at.agenda_item, by=lan, question="?")


def test_leaders_are_told(opened, minh, hoa, nam, lan):
    workflow.open_ballot(opened.agenda.first(), by=lan, question="Thông qua Quy chế?")
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"minh", "hoa"}
    assert Notice.objects.first().title == "Kính mời biểu quyết: Thông qua Quy chế?"


def test_a_unit_votes_once(ballot, nine, minh):
    ballots.cast(ballot, unit=nine[0], choice="yes", by=minh)
    with pytest.raises(NotAllowedNow, match="đã biểu quyết"):
        ballots.cast(ballot, unit=nine[0], choice="no", by=minh)
    assert Vote.objects.get().choice == "yes"


def test_who_votes_is_fixed_when_it_opens(planned, arrive, lan, hoa, nine):
    """Who was away then does not answer this question, and is not counted as here; the next one it does."""
    arrive(planned, 5)
    workflow.record_attendance(planned, by=lan, roll=[workflow.Presence(nine[8], "present")])
    workflow.open_conference(planned, by=lan)
    first = workflow.open_ballot(planned.agenda.first(), by=lan, question="?", base="present")
    workflow.record_attendance(planned, by=lan, roll=[workflow.Presence(nine[5], "present")])
    with pytest.raises(NotAllowedNow, match="chưa được điểm danh có mặt khi bắt đầu"):
        ballots.record_votes(first, by=lan, choices={nine[5]: "yes"})
    assert ballots.close_ballot(first, by=lan).present == 6
    second = workflow.open_ballot(planned.agenda.last(), by=lan, question="?")
    assert ballots.cast(second, unit=nine[5], choice="yes", by=hoa).pk


def test_only_the_delegate_on_the_roll_votes(ballot, nine, minh, hoa, lan):
    """K7: nobody else of the unit, and nobody of another one."""
    with pytest.raises(NotAllowedNow, match=r"Đại biểu biểu quyết thay .* là Nguyễn Văn Minh"):
        ballots.cast(ballot, unit=nine[0], choice="yes", by=hoa)
    nobody = ballot.electors.get(unit=nine[1])
    assert nobody.delegate is None
    with pytest.raises(NotAllowedNow, match="là người khác"):
        ballots.cast(ballot, unit=nine[1], choice="yes", by=minh)
    assert not Vote.objects.exists()


def test_a_delegate_is_replaced_at_noon(ballot, nine, minh, hoa, nam, lan):
    """The new one votes and is told, the old one no longer; who has voted stays the one who did."""
    conference = ballot.held_at.conference
    nam_here = workflow.Presence(nine[5], "present", nam.full_name, "Chuyên viên")
    workflow.record_attendance(conference, by=lan, roll=[nam_here])
    with pytest.raises(NotAllowedNow, match=f"là {nam.full_name}"):
        ballots.cast(ballot, unit=nine[5], choice="yes", by=hoa)
    assert Notice.objects.filter(user=nam, about=f"ballots.ballot:{ballot.pk}").exists()
    ballots.cast(ballot, unit=nine[5], choice="yes", by=nam)
    workflow.record_attendance(conference, by=lan, roll=[workflow.Presence(nine[5], "present")])
    assert ballot.electors.get(unit=nine[5]).delegate == nam
    with pytest.raises(NotAllowedNow, match="đã biểu quyết"):
        ballots.cast(ballot, unit=nine[5], choice="no", by=nam)


def test_who_stands_aside_is_counted_nowhere(items, nine, lan, hoa):
    """Five of eight where the rule is more than half of all members: nine would need five as well, eight need five."""
    ballot = workflow.open_ballot(items[0], by=lan, question="?", recused={nine[5]: "Hồ sơ của đơn vị"})
    assert (ballot.members, ballot.present, ballot.recused) == (8, 8, 1)
    with pytest.raises(NotAllowedNow, match="không tham gia biểu quyết nội dung này: Hồ sơ của đơn vị"):
        ballots.cast(ballot, unit=nine[5], choice="yes", by=hoa)
    ballots.record_votes(ballot, by=lan, choices=dict.fromkeys(nine[:4], "yes"))
    closed = ballots.close_ballot(ballot, by=lan)
    assert (closed.yes, closed.needed, closed.passed) == (4, 5, False)


def test_somebody_must_be_left_to_vote(items, nine, lan):
    with pytest.raises(NotAllowedNow, match="Không còn đơn vị nào biểu quyết"):
        workflow.open_ballot(items[0], by=lan, question="?", recused=dict.fromkeys(nine, "x"))


def test_hands_are_recorded_by_the_secretariat(show_of_hands, nine, minh, lan):
    with pytest.raises(NotAllowedNow, match="giơ tay"):
        ballots.cast(show_of_hands, unit=nine[0], choice="yes", by=minh)
    with pytest.raises(NotAllowedNow, match="Chưa chọn ý kiến"):
        ballots.record_votes(show_of_hands, by=lan, choices={})
    votes = ballots.record_votes(show_of_hands, by=lan, choices={nine[0]: "yes", nine[1]: "no"})
    assert all(vote.on_paper and vote.cast_by == lan for vote in votes)


@pytest.mark.parametrize(
    ("yes", "no", "threshold", "inclusive", "base", "passed"),
    [
        (5, 4, 50, False, "all_members", True),
        (4, 2, 50, False, "all_members", False),
        (4, 2, 50, False, "present", True),
        (3, 3, 50, False, "present", False),
        (3, 3, 50, True, "present", True),
        (7, 0, 80, True, "all_members", False),
        (8, 0, 80, True, "all_members", True),
        (6, 0, "2/3", True, "all_members", True),
        (6, 0, "2/3", False, "all_members", False),
        (6, 0, 67, True, "all_members", False),
        (2, 1, 50, False, "valid", True),
        (1, 1, 50, False, "valid", False),
        (1, 1, 50, True, "valid", True),
        (7, 0, 67, True, "all_members", True),
    ],
)
def test_the_count(planned, arrive, lan, nine, yes, no, threshold, inclusive, base, passed):
    arrive(planned, max(6, yes + no))
    workflow.open_conference(planned, by=lan)
    ballot = workflow.open_ballot(
        planned.agenda.first(),
        by=lan,
        question="?",
        threshold=Threshold.read(str(threshold), inclusive=inclusive),
        base=base,
    )
    choices = dict.fromkeys(nine[:yes], "yes") | dict.fromkeys(nine[yes : yes + no], "no")
    ballots.record_votes(ballot, by=lan, choices=choices)
    ballot = ballots.close_ballot(ballot, by=lan)
    assert (ballot.yes, ballot.no, ballot.abstain, ballot.passed) == (yes, no, 0, passed)
    assert list(Ballot.objects.passed()) == ([ballot] if passed else [])


def test_nothing_after_the_count(counted, nine, minh, lan):
    with pytest.raises(NotAllowedNow, match=r"“Biểu quyết”.*“Đã có kết quả”"):
        ballots.cast(counted, unit=nine[0], choice="no", by=minh)
    with pytest.raises(NotAllowedNow):
        ballots.record_votes(counted, by=lan, choices={nine[0]: "no"})
    with pytest.raises(NotAllowedNow):
        ballots.close_ballot(counted, by=lan)
