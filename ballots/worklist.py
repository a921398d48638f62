"""What waits for whom with ballots: for a person, and on the ballot's own page."""

from collections.abc import Iterator

from django.urls import reverse

from ballots.models import Ballot
from ballots.queries import Tally, ballots_waiting_for
from notices.worklist import Who, WorkItem, register_work
from units.models import User


def page(name: str, ballot: Ballot) -> str:
    """The address of a page of this room."""
    return reverse(f"ballots:{name}", args=[ballot.pk])


def about_ballot(ballot: Ballot) -> str:
    """The name that a ballot's item and its notices share."""
    return f"ballots.ballot:{ballot.pk}"


def work_for(user: User) -> Iterator[WorkItem]:
    """Ballots that wait for this delegate."""
    for ballot in ballots_waiting_for(user):
        yield asked_to_vote(ballot)


def asked_to_vote(ballot: Ballot) -> WorkItem:
    """A ballot has no deadline: it is open until the votes are counted, and the whole hall waits."""
    return WorkItem(
        f"Biểu quyết: {ballot.question}",
        "Đang chờ ý kiến của đơn vị.",
        Who.UNIT,
        act="Cho ý kiến biểu quyết",
        address=page("ballot_detail", ballot),
        icon="hand-thumbs-up",
        at_once=True,
        about=about_ballot(ballot),
    )


def votes_to_count(ballot: Ballot, tally: Tally) -> WorkItem:
    """For whoever counts the votes. While some wait the count is not what is next: its button stands aside."""
    why = "Sau khi kết thúc biểu quyết, kết quả không thay đổi được và không nhận thêm ý kiến."
    if tally.waited_for:
        return WorkItem(tally.words, why)
    return WorkItem(
        tally.words,
        why,
        Who.SECRETARIAT,
        act=f"Kết thúc biểu quyết ({tally.cast}/{tally.here})",
        address=page("close_ballot", ballot),
        icon="list-check",
        posts=True,
        confirm=f"Kết thúc biểu quyết khi đã có {tally.cast}/{tally.here} ý kiến?",
    )


register_work(29, work_for)
