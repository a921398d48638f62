"""Printed papers: several questions on one, two tellers who count alone, compared; what both found is the result."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from lxml import html

from ballots import workflow as ballots
from ballots.documents.counting_minutes import counting_paper
from ballots.documents.voting_paper import voting_paper
from ballots.models import Ballot, PaperTally, Vote
from ballots.queries import counting_of, questions_on
from ballots.workflow import Counted
from conferences import workflow
from libraries.printing.paper import Paragraph, Table
from libraries.threshold import Threshold
from libraries.web import clock
from notices.worklist import work_for
from records.audit import canonical
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests.support.rows_built_once import built_once
from tests.support.signing import sign_and_issue

FIRST, SECOND = "Suy tôn Cảng vụ làm Khối trưởng?", "Suy tôn Hoa tiêu làm Khối phó?"
AGREED = Counted(7, 1, 0, 1)


def at_(name, ballot):
    return reverse(f"ballots:{name}", args=[ballot.pk])


@built_once
def handed_out(items, minh, lan):
    """Two questions on one paper, nine of which are handed out; Lan and Minh count."""
    return workflow.open_ballot(
        items[0], by=lan, question=FIRST, more_questions=[SECOND], kind="paper", tellers=[lan, minh],
        threshold=Threshold(2, 3, inclusive=True),
    )  # fmt: skip


@built_once
def gathered(handed_out, lan):
    return ballots.end_vote(handed_out, by=lan)


def both(ballot, first, second):
    """The two questions of the paper, each with its numbers."""
    one, other = questions_on(ballot)
    return {one.pk: first, other.pk: second}


def test_one_paper_for_all_questions(handed_out, nine, hoa):
    one, other = questions_on(handed_out)
    assert (one.question, other.question, other.on_paper_of) == (FIRST, SECOND, one)
    (table,) = [block for block in voting_paper(handed_out).body if isinstance(block, Table)]
    assert [row[1] for row in table.rows] == [FIRST, SECOND] and all(row[2:] == ("", "", "") for row in table.rows)
    assert "không ghi tên" in voting_paper(handed_out).body[-1].text
    assert not any("Biểu quyết" in item.title for item in work_for(hoa))  # nobody votes on a phone
    with pytest.raises(NotAllowedNow):
        ballots.cast(handed_out, unit=nine[5], choice="yes", by=hoa)


def test_alike_is_the_result_of_every_question(gathered, lan, minh):
    assert "Kiểm phiếu" in [item.title.partition(":")[0] for item in work_for(minh)]
    counts = both(gathered, AGREED, Counted(5, 3, 1, 0))
    ballots.count_papers(gathered, by=lan, counts=counts)
    assert {row.state for row in questions_on(gathered)} == {"counting"}  # nothing is half counted
    assert [item for item in work_for(lan) if "Kiểm phiếu" in item.title] == []
    ballots.count_papers(gathered, by=minh, counts=counts)
    one, other = questions_on(gathered)
    assert (one.state, one.yes, one.no, one.abstain, one.needed, one.passed) == ("closed", 7, 1, 0, 6, True)
    assert (other.yes, other.no, other.abstain, other.passed) == (5, 3, 1, False)
    assert not Vote.objects.exists()


def test_differences_are_named_and_no_teller_reads_the_others_numbers(gathered, lan, minh, client_of):
    ballots.count_papers(gathered, by=lan, counts=both(gathered, AGREED, AGREED))
    page = client_of(minh).get(at_("papers_tally", gathered)).content.decode()
    boxes = html.fromstring(page).xpath("//main//input[@type='text']")
    assert len(boxes) == 8 and not any(box.get("value") for box in boxes)
    counting = counting_of(gathered)
    assert counting.lines == () and len(counting.counted) == 1
    ballots.count_papers(gathered, by=minh, counts=both(gathered, AGREED, Counted(6, 2, 0, 1)))
    assert counting_of(gathered).lines == (f"{SECOND}: số phiếu đồng ý", f"{SECOND}: số phiếu không đồng ý")
    assert {row.state for row in questions_on(gathered)} == {"counting"}
    for user in (lan, minh):
        assert any("Kiểm phiếu" in item.title for item in work_for(user))
        assert f"{SECOND}: số phiếu đồng ý" in client_of(user).get(at_("papers_tally", gathered)).content.decode()
    logged = canonical([row.data for row in AuditEvent.objects.filter(verb="ballots.count_papers")])
    assert "7" not in logged and "yes" not in logged
    ballots.count_papers(gathered, by=minh, counts=both(gathered, AGREED, AGREED))
    assert {row.state for row in questions_on(gathered)} == {"closed"}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Counted(8, 1, 0, 1), Counted(8, 1, 0, 1), "nhiều hơn số phiếu phát ra"),
        (AGREED, Counted(7, 1, 0, 0), "phải bằng nhau"),
    ],
)
def test_numbers_that_cannot_be(gathered, lan, first, second, said):
    with pytest.raises(NotAllowedNow, match=said):
        ballots.count_papers(gathered, by=lan, counts=both(gathered, first, second))
    one, _ = questions_on(gathered)
    with pytest.raises(NotAllowedNow, match="Nhập đủ"):
        ballots.count_papers(gathered, by=lan, counts={one.pk: AGREED})
    assert not PaperTally.objects.exists()


def test_acts_are_done_at_the_first_question(handed_out, lan):
    _, other = questions_on(handed_out)
    for act in (
        lambda: ballots.end_vote(other, by=lan),
        lambda: ballots.void_ballot(other, by=lan, reason="Hết giờ"),
        lambda: ballots.close_ballot(handed_out, by=lan),
        lambda: ballots.record_votes(handed_out, by=lan, choices={}),
        lambda: ballots.open_sum(handed_out, by=lan, code="x"),
    ):
        with pytest.raises(NotAllowedNow):
            act()
    ballots.void_ballot(handed_out, by=lan, reason="Phiếu in sai")
    assert {row.state for row in questions_on(handed_out)} == {"void"}


def test_several_questions_only_on_paper(items, lan):
    with pytest.raises(NotAllowedNow, match="phiếu in"):
        workflow.open_ballot(items[0], by=lan, question="Một?", more_questions=["Hai?"])
    with pytest.raises(NotAllowedNow, match="ít nhất hai người"):
        workflow.open_ballot(items[0], by=lan, question="Một?", kind="paper", tellers=[lan])


def test_the_database_takes_no_count_that_two_did_not_find(gathered, lan, minh, hoa):
    one, other = questions_on(gathered)
    teller = gathered.tellers.get(user=lan)
    now = clock.now()
    result = {
        "state": "closed", "closed_at": now, "closed_by": lan, "yes": 7, "no": 1, "abstain": 0, "needed": 6,
        "passed": True,
    }  # fmt: skip

    def refused(act):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            act()

    numbers = {"yes": 7, "no": 1, "abstain": 0, "invalid": 1}
    refused(lambda: Ballot.objects.filter(pk=one.pk).update(**result))  # nobody counted
    row = PaperTally.objects.create(teller=teller, ballot=one, entered_at=now, **numbers)
    refused(lambda: Ballot.objects.filter(pk=one.pk).update(**result))  # one did
    PaperTally.objects.create(
        teller=gathered.tellers.get(user=minh), ballot=one, entered_at=now, **numbers | {"yes": 6, "invalid": 2}
    )
    refused(lambda: Ballot.objects.filter(pk=one.pk).update(**result))  # two did, differently
    refused(lambda: PaperTally.objects.filter(pk=row.pk).update(yes=9))  # more than were handed out
    refused(row.delete)
    PaperTally.objects.filter(ballot=one).update(**numbers)
    Ballot.objects.filter(pk=one.pk).update(**result)
    refused(lambda: PaperTally.objects.filter(pk=row.pk).update(yes=6, no=2))  # behind the result
    elector = other.electors.first()
    refused(lambda: Vote.objects.create(elector=elector, choice="yes", cast_at=now, cast_by=hoa))


def test_minutes_of_the_count_tell_every_question_and_are_signed_by_the_tellers(gathered, lan, minh):
    for teller in (lan, minh):
        ballots.count_papers(gathered, by=teller, counts=both(gathered, AGREED, Counted(5, 3, 1, 0)))
    ballot = Ballot.objects.get(pk=gathered.pk)
    paper = counting_paper(ballot)
    text = " ".join(block.text for block in paper.body if isinstance(block, Paragraph))
    assert FIRST in text and SECOND in text and "đếm riêng, kết quả khớp nhau" in text and "mã hóa" not in text
    assert "thu về: 09; hợp lệ: 08; không hợp lệ: 01" in text and "từ 2/3" in text
    sign_and_issue("counting_minutes", ballot, by=lan)
    assert ballot.minutes.number
    with pytest.raises(NotAllowedNow):
        sign_and_issue("counting_minutes", questions_on(ballot)[1], by=lan)


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_from_the_form_to_the_result(opened, items, client_of, lan, minh, hoa):
    browser = client_of(lan)
    address = reverse("conferences:ballot_open", args=[opened.pk])
    typed = {
        "agenda_item": items[0].pk, "subject": "", "question": FIRST, "more_questions": f"{SECOND}\n\n",
        "kind": "paper", "base": "present", "threshold": "2/3", "threshold_inclusive": "tu",
        "tellers": [lan.pk, minh.pk],
    }  # fmt: skip
    assert browser.post(address, typed | {"kind": "named", "tellers": []}).status_code == 422
    assert browser.post(address, typed).status_code == 302
    ballot = Ballot.objects.get(question=FIRST)
    page = browser.get(at_("ballot_detail", ballot)).content.decode()
    assert "Phiếu để in" in page and SECOND in page and "Kết thúc bỏ phiếu" in page
    answer = browser.get(at_("paper_pdf", ballot))
    assert (
        answer["Content-Type"] == "application/pdf" and client_of(hoa).get(at_("paper_pdf", ballot)).status_code == 403
    )
    other = Ballot.objects.get(question=SECOND)
    assert browser.get(at_("paper_pdf", other)).status_code == 404
    assert "nội dung đầu tiên của phiếu" in browser.get(at_("ballot_detail", other)).content.decode()
    assert client_of(hoa).get(at_("papers_tally", ballot)).status_code == 403
    assert browser.get(at_("papers_tally", ballot)).status_code == 409  # nothing was gathered yet
    browser.post(at_("end_vote", ballot))
    names = ("yes", "no", "abstain", "invalid")
    numbers = {f"{name}_{row.pk}": n for row in (ballot, other) for name, n in zip(names, (7, 1, 0, 1), strict=True)}
    assert browser.post(at_("papers_tally", ballot), numbers | {f"yes_{ballot.pk}": "10"}).status_code == 422
    assert browser.post(at_("papers_tally", ballot), numbers).status_code == 302
    assert client_of(minh).post(at_("papers_tally", ballot), numbers).status_code == 302
    page = browser.get(at_("ballot_detail", ballot)).content.decode()
    assert "Thông qua" in page and "Số phiếu không hợp lệ: 1" in page and "Biên bản kiểm phiếu (PDF)" in page
    assert browser.get(at_("counting_pdf", ballot)).status_code == 200
    assert browser.get(at_("papers_published", ballot)).status_code == 404  # there is no list of printed papers
