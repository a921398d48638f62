"""What waits for whom with ballots: for a person, and on the ballot's own page."""

from collections.abc import Iterator

from django.urls import reverse

from ballots.models import Ballot, CountingMinutes
from ballots.queries import Tally, ballots_waiting_for, counts_waiting_for, papers_to_count
from notices.worklist import Who, WorkItem, register_work
from signatures.worklist import paper_step
from units.models import User


def page(name: str, ballot: Ballot) -> str:
    """The address of a page of this room."""
    return reverse(f"ballots:{name}", args=[ballot.pk])


def about_ballot(ballot: Ballot) -> str:
    """The name that a ballot's item and its notices share."""
    return f"ballots.ballot:{ballot.pk}"


def work_for(user: User) -> Iterator[WorkItem]:
    """Ballots that wait for this delegate, and secret ones that wait for this teller."""
    for ballot in ballots_waiting_for(user):
        yield asked_to_vote(ballot)
    for ballot in counts_waiting_for(user):
        yield asked_to_count(ballot)
    for ballot in papers_to_count(user):
        yield asked_to_count_papers(ballot)


def asked_to_count(ballot: Ballot) -> WorkItem:
    """A teller's next step: the code before the vote, the count after it."""
    if ballot.state == Ballot.State.PREPARING:
        return WorkItem(
            f"Nhận mã kiểm phiếu: {ballot.question}",
            "Bỏ phiếu kín bắt đầu khi mọi người kiểm phiếu đã nhận mã.",
            act="Nhận mã kiểm phiếu",
            address=page("teller_key", ballot),
            icon="key",
            at_once=True,
        )
    return WorkItem(
        f"Kiểm phiếu: {ballot.question}",
        "Đã kết thúc bỏ phiếu kín. Nhập mã kiểm phiếu để mở kết quả.",
        act="Kiểm phiếu",
        address=page("papers_count", ballot),
        icon="list-check",
        at_once=True,
    )


def asked_to_count_papers(ballot: Ballot) -> WorkItem:
    """A teller of printed papers: alone, and once more where the counts differ."""
    return WorkItem(
        f"Kiểm phiếu: {ballot.question}",
        "Đếm phiếu đã thu và nhập số phiếu. Có kết quả khi số liệu của những người kiểm phiếu khớp nhau.",
        act="Nhập kết quả kiểm phiếu",
        address=page("papers_tally", ballot),
        icon="list-check",
        at_once=True,
    )


def papers_to_gather(ballot: Ballot) -> WorkItem:
    """For the secretariat, while printed papers are out."""
    title = "Phát phiếu, thu phiếu tại hội trường"
    why = "Phiếu không ghi tên. Thu đủ phiếu rồi kết thúc; từng người kiểm phiếu đếm và nhập kết quả."
    return WorkItem(
        title,
        why,
        Who.SECRETARIAT,
        act="Kết thúc bỏ phiếu",
        address=page("end_vote", ballot),
        icon="list-check",
        posts=True,
        confirm="Kết thúc bỏ phiếu? Sau đó không nhận thêm phiếu.",
    )


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


def counting_to_sign(ballot: Ballot, *, mine: bool) -> WorkItem:
    """The minutes of a count: put before the tellers, how far that is, then the number."""
    row = CountingMinutes.objects.filter(ballot=ballot).select_related("signing").first()
    return paper_step("counting_minutes", ballot, row.signing if row else None, mine=mine, what="biên bản kiểm phiếu")


def votes_to_count(ballot: Ballot, tally: Tally) -> WorkItem:
    """For whoever counts the votes. While some wait the count is not what is next: its button stands aside."""
    why = "Sau khi kết thúc biểu quyết, kết quả không thay đổi được và không nhận thêm ý kiến."
    if tally.waited_for:
        return WorkItem(tally.words, why)
    if ballot.is_secret:
        return WorkItem(
            "Mọi đại biểu đã bỏ phiếu",
            "Sau khi kết thúc, không nhận thêm phiếu; người kiểm phiếu mở kết quả.",
            Who.SECRETARIAT,
            act=f"Kết thúc bỏ phiếu kín ({tally.cast}/{tally.here})",
            address=page("end_vote", ballot),
            icon="list-check",
            posts=True,
            confirm=f"Kết thúc bỏ phiếu kín khi đã có {tally.cast}/{tally.here} phiếu?",
        )
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
