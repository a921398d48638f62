"""The minutes of a secret count: signed by two tellers, numbered last, never changed after that."""

import pytest
from django.db import DatabaseError, transaction

from ballots.documents.counting_minutes import counting_paper
from ballots.models import CountingMinutes
from conferences import workflow
from records.transitions import NotAllowedNow
from tests.ballots.test_secret import at_, counted, delegates, put, voted, voting
from tests.support.signing import put as put_before
from tests.support.signing import sign, sign_all, sign_and_issue

__all__ = ["counted", "delegates", "put", "voted", "voting"]


def test_the_tellers_sign_the_first_of_them_last(counted, lan, minh, client_of):
    request = put_before("counting_minutes", counted, by=lan)
    member, head = request.parties.order_by("turn")
    assert (member.person, head.person) == (minh, lan)
    with pytest.raises(NotAllowedNow):
        sign(head)
    page = client_of(lan).get(at_("ballot_detail", counted)).content.decode()
    assert "Đang trình ký biên bản kiểm phiếu" in page
    sign_all(request)


def test_numbered_last_with_all_signatures_it_is_what_is_downloaded(counted, lan, nam, client_of):
    done = sign_and_issue("counting_minutes", counted, by=lan)
    row = CountingMinutes.objects.get(ballot=done)
    assert row.number.endswith("/BB-KTĐ") and row.document.code
    assert [signed["field"] for signed in row.document.head.signatures] == ["member", "head", "Number"]
    assert client_of(nam).get(at_("counting_pdf", done)).content == row.document.read()
    assert client_of(nam).get(at_("counting_word", done)).content == row.word.read()
    page = client_of(nam).get(at_("ballot_detail", done)).content.decode()
    assert f"Biên bản kiểm phiếu số {row.number}" in page
    with pytest.raises(NotAllowedNow, match="đã hoàn thành"):
        put_before("counting_minutes", done, by=lan)


def test_a_draft_says_that_nobody_has_signed(counted):
    assert {signature.mark for signature in counting_paper(counted).signatures} == {"(chưa ký)"}


def test_no_number_without_signatures_and_no_change_after_it(counted, lan):
    request = put_before("counting_minutes", counted, by=lan)
    rows = CountingMinutes.objects.filter(ballot=counted)
    stamps = {"number": "1/BB", "document": request.document, "word": request.document, "issued_by": lan}
    with pytest.raises(DatabaseError, match="sau khi Ban kiểm phiếu đã ký"), transaction.atomic():
        rows.update(**stamps, issued_at=request.opened_at)


def test_what_is_issued_stays(counted, lan):
    sign_and_issue("counting_minutes", counted, by=lan)
    rows = CountingMinutes.objects.filter(ballot=counted)
    for spoil in (lambda: rows.update(number="9/BB"), lambda: rows.delete()):
        with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
            spoil()


def test_an_open_vote_has_no_minutes_of_its_count(voted, lan):
    with pytest.raises(NotAllowedNow):
        put_before("counting_minutes", voted, by=lan)


def test_only_of_a_secret_count_that_is_done(counted, items, lan):
    """The database asks, whoever writes."""
    request = put_before("counting_minutes", counted, by=lan)
    CountingMinutes.objects.filter(ballot=counted).delete()
    other = workflow.open_ballot(items[1], by=lan, question="Thông qua nội dung giao ước?")
    with pytest.raises(DatabaseError, match="đã có kết quả"), transaction.atomic():
        CountingMinutes.objects.create(ballot=other, signing=request)
