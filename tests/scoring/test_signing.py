"""The table of results: put before its signers, signed, numbered; then nothing of it changes."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from libraries.pades.verification import examine
from notices.models import Notice
from records.ledger import StoredDocuments
from records.transitions import NotAllowedNow
from scoring.models import CriteriaSet, ResultTable
from scoring.worklist import next_action, work_for
from signatures import workflow as signing
from tests.drafting.pages import browser
from tests.scoring.test_models import refused
from tests.support.pdf import text_of
from tests.support.signing import put, sign_and_issue, signed_already

START = "signatures:request_start"


@pytest.fixture
def issued(published, lan, minh):
    return sign_and_issue("results", published, by=lan)


def titles(user):
    return [item.title for item in work_for(user)]


def test_it_asks_the_secretariat_until_it_is_before_its_signers(published, lan, minh):
    asked = "Trình ký bảng tổng hợp điểm năm 2020"
    assert asked in titles(lan) and asked not in titles(minh)
    step = next_action(lan, published)
    assert (step.title, step.address) == ("Trình ký bảng tổng hợp điểm", reverse(START, args=["results", published.pk]))
    assert next_action(minh, published).act == "", "nothing to be pressed by who only reads"
    request = put("results", published, by=lan)
    assert asked not in titles(lan)
    signing.withdraw(request, by=lan, reason="Ghi sai ngày.")
    assert asked in titles(lan), "it asks again"


def test_who_may_put_it_before_its_signers(published, hoa, tuan, lan):
    address = reverse(START, args=["results", published.pk])
    assert [browser(one).get(address).status_code for one in (lan, hoa, tuan)] == [200, 403, 404]


def test_it_is_not_signed_before_the_results_are_public(going, lan):
    with pytest.raises(NotAllowedNow):
        put("results", going, by=lan)


def test_the_secretariat_signs_first_then_the_head(published, lan, minh):
    request = put("results", published, by=lan)
    parties = [(party.turn, party.meaning, party.printed_lines) for party in request.parties.order_by("turn")]
    assert parties == [(1, "prepares", "TỔ THƯ KÝ"), (2, "signs", "TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG")]


def test_signed_and_numbered_it_is_the_file_that_everybody_reads(issued, lan, hoa):
    table = ResultTable.objects.get()
    pdf = table.document.read()
    assert examine(pdf, StoredDocuments()).status == "valid"
    words = " ".join(text_of(pdf).split())
    assert table.number == table.document.number and table.number in words and "DỰ THẢO" not in words
    for ending, document in (("pdf", table.document), ("word", table.word)):
        answer = browser(hoa).get(reverse(f"scoring:results_{ending}", args=[issued.pk]))
        assert b"".join(answer) == document.read()
    page = browser(hoa).get(reverse("scoring:criteria_detail", args=[issued.pk])).text
    assert f"Bảng tổng hợp điểm số {table.number}" in page and "Xem trình ký" in page
    assert table.number in next_action(lan, issued).why
    assert Notice.objects.filter(user=hoa, title="Đã hoàn thành bảng tổng hợp điểm năm 2020").count() == 1


def test_it_is_issued_once(issued, lan):
    with pytest.raises(NotAllowedNow, match="đã hoàn thành"):
        put("results", issued, by=lan)


def test_no_table_without_its_signatures(published, lan, minh):
    request = put("results", published, by=lan)
    other = signed_already(published, by=lan, kind="minutes", field="signing")
    values = {"criteria_set": published, "number": "9", "issued_at": request.opened_at, "issued_by": lan}
    for one in (request, other):
        CriteriaSet.objects.filter(pk=published.pk).update(signing=one)
        with pytest.raises(DatabaseError, match="chỉ hoàn thành sau khi đủ chữ ký"), transaction.atomic():
            ResultTable.objects.create(document=other.document, word=request.document, signing=one, **values)


def test_an_issued_table_never_changes(issued):
    for sql in ("UPDATE scoring_resulttable SET number = '1'", "DELETE FROM scoring_resulttable"):
        refused(sql, says="chỉ ghi một lần")


def test_nothing_is_signed_of_a_set_that_is_not_public(going, lan):
    with pytest.raises(DatabaseError, match="sau khi công khai"), transaction.atomic():
        signed_already(going, by=lan, kind="results", field="signing")
