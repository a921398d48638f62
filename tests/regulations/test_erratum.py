"""Slips of an issued regulation corrected by a letter: only plain ones, signed by who signed, read everywhere."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from drafting.queries import working_content
from libraries.printing.paper import Signature
from libraries.web import clock
from notices.models import Notice
from records.issuing import to_pdf
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from regulations import workflow
from regulations.actions import ERRATUM_ACTIONS
from regulations.documents.erratum import erratum_paper
from regulations.models import Correction, Erratum
from regulations.queries.consolidated import consolidated
from signatures.kinds import PAPERS
from tests.drafting.pages import body, get, post
from tests.matrix import assert_matrix, in_state
from tests.regulations.conftest import AMENDED_ON, HOLDS_FROM
from tests.regulations.test_amendment import node_at
from tests.regulations.test_published import public
from tests.support.pdf import text_of
from tests.support.signing import put, sign_and_issue


def piece_at(regulation, citation):
    return next(row for row in regulation.adopted_version.content if row["citation"] == citation)


def slip(regulation, citation="khoản 2 Điều 3", wrong="", right=""):
    piece = piece_at(regulation, citation)
    words = piece["body"].split()
    wrong = wrong or " ".join(words[:3])
    return Correction(piece["key"], citation[0].upper() + citation[1:], wrong, right or f"{wrong} (đúng)")


@pytest.fixture
def begun(issued, lan, at):
    with at("2020-07-20 09:00"):
        return workflow.add_correction(issued, by=lan, correction=slip(issued))


@pytest.fixture
def corrected(begun, lan, at):
    with at("2020-07-21 09:00"):
        return sign_and_issue("erratum", begun, by=lan)


MATRIX = """
act             draft   issued  leads to
correct         lan     -       stays
remove_erratum  itself  -       stays
submit_erratum  lan     -       stays
issue_erratum   itself  -       issued
"""


def test_the_matrix_by_hand(begun, lan, minh, hoa, nam, tuan, mai):
    people = {user.username: user for user in (lan, minh, hoa, nam, tuan, mai)}
    assert_matrix(ERRATUM_ACTIONS, MATRIX, people, lambda action, state: in_state(begun, state))


# --- Which slips -----------------------------------------------------------------------------------------------------


def test_the_first_slip_begins_the_letter_and_the_next_goes_into_it(begun, issued, lan):
    again = workflow.add_correction(issued, by=lan, correction=slip(issued, "khoản 1 Điều 3"))
    assert again.pk == begun.pk and [line.place for line in again.lines] == ["Khoản 2 Điều 3", "Khoản 1 Điều 3"]
    assert AuditEvent.objects.filter(verb="regulations.start_erratum").count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"wrong": "không có từ này"}, "không có cụm từ này"),
        ({"wrong": "n"}, "vị trí giống nhau"),
        ({"key": "khong-co"}, "không có trong quy chế"),
    ],
)
def test_what_is_no_slip_of_the_part(issued, lan, change, says):
    line = slip(issued)
    with pytest.raises(NotAllowedNow, match=says):
        workflow.add_correction(issued, by=lan, correction=Correction(**{**line.as_json(), **change}))
    with pytest.raises(NotAllowedNow, match="giống cụm từ đã in"):
        workflow.add_correction(issued, by=lan, correction=Correction(line.key, line.place, line.wrong, line.wrong))
    assert not Erratum.objects.exists()


def test_a_setting_of_the_bloc_is_no_slip(issued, lan):
    node = issued.text.nodes.get(key=piece_at(issued, "khoản 2 Điều 3")["key"])
    issued.text.bound_parts.create(setting="quorum", node=node)
    words = piece_at(issued, "khoản 2 Điều 3")["body"].split()[0]
    line = slip(issued, wrong=words, right=f"{words} có ít nhất 2/3 số đơn vị dự họp")
    with pytest.raises(NotAllowedNow, match="đây là sửa nội dung"):
        workflow.add_correction(issued, by=lan, correction=line)


def test_only_of_what_was_issued(adopted, lan):
    with pytest.raises(NotAllowedNow, match="Chưa thể thực hiện"):
        workflow.add_correction(adopted, by=lan, correction=Correction("x", "x", "a", "b"))


def test_a_slip_is_taken_out_again_and_the_last_one_takes_the_letter_along(begun, issued, lan):
    workflow.add_correction(issued, by=lan, correction=slip(issued, "khoản 1 Điều 3"))
    post(lan, "regulations:correction_remove", begun.pk, **{"thu-tu": "1"})
    begun.refresh_from_db()
    assert [line.place for line in begun.lines] == ["Khoản 1 Điều 3"]
    gone = post(lan, "regulations:correction_remove", begun.pk, **{"thu-tu": "9"})
    assert gone.status_code == 409
    last = post(lan, "regulations:correction_remove", begun.pk, **{"thu-tu": "1"})
    assert last["Location"] == reverse("regulations:regulation_detail", args=[issued.pk])
    assert not Erratum.objects.exists()


# --- Signed ----------------------------------------------------------------------------------------------------------


def test_it_is_signed_by_who_signed(begun, issued):
    role = PAPERS["erratum"].roles(begun, clock.today())[-1]
    assert [row.name for row in role.candidates] == [issued.signer_name]


def test_the_letter_says_what_it_is_about_before_it_has_a_number(begun, issued, at):
    with at("2020-07-20 10:00"):
        unsigned = Signature(("KHỐI TRƯỞNG",), "Nguyễn Văn Minh", box="signer")
        printed = text_of(to_pdf(erratum_paper(begun, signature=unsigned, signed_on=clock.today())))
    assert f"V/v đính chính Quy chế số {issued.number_text}" in " ".join(printed.split())


def test_while_it_is_being_signed_nothing_changes(begun, issued, lan, at):
    with at("2020-07-20 10:00"):
        put("erratum", begun, by=lan)
        with pytest.raises(NotAllowedNow, match="đang trình ký"):
            workflow.add_correction(issued, by=lan, correction=slip(issued, "khoản 1 Điều 3"))
        assert "Xóa<span" not in body(get(lan, "regulations:erratum_detail", begun.pk))
    refused(f"UPDATE regulations_erratum SET corrections = '[1]' WHERE id = {begun.pk}", says="đang trình ký")


def test_it_is_issued_under_a_number_and_the_bloc_is_told(corrected, issued, nam):
    assert corrected.is_issued and corrected.number_text and corrected.document.code
    assert Notice.objects.filter(user=nam, title__contains=f"Đính chính Quy chế số {issued.number_text}").exists()
    assert corrected.document.kind == "erratum"


def refused(sql, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_it(corrected, begun, issued, draft):
    where = f"WHERE id = {corrected.pk}"
    refused(f"UPDATE regulations_erratum SET signer_name = 'x' {where}", says="không sửa, không xóa")
    refused(f"DELETE FROM regulations_erratum {where}", says="không sửa, không xóa")


def test_the_database_asks_for_signatures(begun):
    where = f"WHERE id = {begun.pk}"
    refused(f"UPDATE regulations_erratum SET state = 'issued' {where}", says="sau khi đủ chữ ký")
    refused(f"UPDATE regulations_erratum SET corrections = '[]' {where}", says="erratum_corrects_something")
    refused(f"UPDATE regulations_erratum SET number_text = 'x' {where}", says="erratum_issued_when_issued")
    refused(
        "INSERT INTO regulations_erratum (regulation_id, state, corrections, started_at, started_by_id, is_sample) "
        f"SELECT regulation_id, state, corrections, started_at, started_by_id, false FROM regulations_erratum {where}",
        says="one_erratum_at_a_time",
    )


# --- Read ------------------------------------------------------------------------------------------------------------


def test_the_consolidated_text_reads_right_and_says_why(corrected, issued):
    found = consolidated(issued, HOLDS_FROM)
    line = corrected.lines[0]
    assert line.right in next(row["body"] for row in found.content if row["key"] == line.key)
    assert found.origins[0].words.startswith(
        f"Cụm từ “{line.wrong}” được đính chính thành “{line.right}” theo Công văn"
    )


def test_everybody_is_led_from_the_regulation_to_its_correction(corrected, issued, hoa):
    line = corrected.lines[0]
    for page in (
        body(public("published_detail", issued.pk)),
        body(get(hoa, "regulations:regulation_detail", issued.pk)),
    ):
        assert corrected.number_text in page and line.right in page
    assert public("published_erratum_pdf", corrected.pk)["Content-Type"] == "application/pdf"
    seal = body(public_code(issued.document.code))
    assert f"Công văn số {corrected.number_text}" in seal


def public_code(code):
    from django.test import Client

    return Client().get(reverse("records:verdict_detail", args=[code]))


def test_a_draft_is_the_secretariats_alone(begun, hoa, lan):
    assert get(hoa, "regulations:erratum_detail", begun.pk).status_code == 404
    assert public("published_erratum_pdf", begun.pk).status_code == 404
    assert get(lan, "regulations:erratum_pdf", begun.pk)["Content-Type"] == "application/pdf"


def test_an_amendment_begins_from_the_corrected_words(corrected, issued, amend):
    text = amend(issued).text
    assert corrected.lines[0].right in node_at(text, "khoản 2 Điều 3").body
    assert working_content(text) == consolidated(issued, AMENDED_ON).content


def test_the_page_keeps_what_was_typed(issued, lan):
    piece = piece_at(issued, "khoản 2 Điều 3")
    shown = body(get(lan, "regulations:erratum_start", issued.pk))
    assert "Khoản 2 Điều 3" in shown
    wrong = post(lan, "regulations:erratum_start", issued.pk, part=piece["key"], wrong="không có", right="đúng")
    assert wrong.status_code in (409, 422) and 'value="không có"' in body(wrong)
    words = " ".join(piece["body"].split()[:3])
    right = post(lan, "regulations:erratum_start", issued.pk, part=piece["key"], wrong=words, right="Lời đúng")
    assert right["Location"] == reverse("regulations:erratum_detail", args=[Erratum.objects.get().pk])
