"""Cấp số và phát hành: the number is taken last, the row that waited for it is filled and sealed."""

import shutil
import subprocess

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from libraries.pades.verification import examine
from notices.worklist import work_for
from records.ledger import StoredDocuments
from records.models import NumberSeries
from regulations.models import Regulation
from tests.regulations.conftest import HOLDS_FROM, issue
from tests.support.pdf import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ANSWER = {"effective_from": "10/07/2020"}


def address(request):
    return reverse("signatures:request_issue", args=[request.pk])


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_only_the_secretariat_and_only_when_all_have_signed(asked, client_of, lan, minh, tuan):
    assert client_of(lan).get(address(asked)).status_code == 409
    assert [client_of(user).get(address(asked)).status_code for user in (minh, tuan)] == [403, 404]


def test_the_number_is_taken_now_and_not_before(complete, adopted, client_of, lan):
    assert not NumberSeries.objects.filter(series="QC-KTĐ").exists()
    words = text_of(complete.document.read())
    assert "Số:" not in words and "Ký bởi: Nguyễn Văn Minh" in words and "DỰ THẢO" not in words
    (item,) = [item for item in work_for(lan) if item.address == address(complete)]
    assert item.title == f"Cấp số và phát hành {complete.title}"
    page = client_of(lan).get(address(complete)).text
    assert "01/QC-KTĐ" in page and "Ngày có hiệu lực" in page
    answer = client_of(lan).post(address(complete), {"effective_from": "01/07/2020"})
    assert answer.status_code == 422 and "từ ngày ban hành" in answer.text
    assert client_of(lan).post(address(complete), ANSWER).status_code == 302
    complete.refresh_from_db()
    adopted = Regulation.objects.get(pk=adopted.pk)
    assert (complete.state, complete.issued, adopted.document) == ("issued", adopted.document, complete.issued)
    assert (adopted.number_text, adopted.signer_name, complete.issued.code) == (
        "01/QC-KTĐ",
        "Nguyễn Văn Minh",
        complete.code,
    )
    words = text_of(adopted.document.read())
    assert "Số: 01/QC-KTĐ" in words and "Hải Phòng, ngày 03 tháng 7 năm 2020" in words
    assert not [item for item in work_for(lan) if item.address == address(complete)]
    assert client_of(lan).post(address(complete), ANSWER).status_code == 409


def test_the_signed_file_without_number_is_no_issued_document(complete):
    """Whoever holds it is not told that it is genuine: it was never issued."""
    assert examine(complete.document.read(), StoredDocuments()).status != "valid"


def test_the_issued_file_is_whole_and_says_who_signed(adopted, minh, lan):
    issued = issue(adopted, lan)
    verdict = examine(issued.document.read(), StoredDocuments())
    assert verdict.status == "valid"
    assert [(row.signer, row.is_seal) for row in verdict.signatures if not row.is_seal] == [("Nguyễn Văn Minh", False)]
    assert examine(issued.document.read() + b"\n%", StoredDocuments()).status == "altered"


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_poppler_agrees(adopted, minh, lan, tmp_path):
    file = tmp_path / "quy-che.pdf"
    file.write_bytes(issue(adopted, lan).document.read())
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 3 and "Nguyễn Văn Minh" in said and "Total document signed" in said


# --- What the database holds -----------------------------------------------------------------------------------------


def test_nothing_is_issued_that_was_not_signed(asked, adopted):
    refused("UPDATE signatures_signingrequest SET state = 'complete', completed_at = now()", says="chưa ký")
    refused(
        "UPDATE signatures_signingrequest SET state = 'issued', completed_at = now(), issued_id = document_id, "
        "issued_at = now(), issued_by_id = opened_by_id",
        says="chưa đủ chữ ký, không phát hành",
    )
    refused("UPDATE regulations_regulation SET state = 'issued' WHERE id = %s", adopted.pk, says="sau khi đủ chữ ký")


def test_what_is_issued_has_its_number_and_code(complete):
    refused(
        "UPDATE signatures_signingrequest SET state = 'issued', issued_id = document_id, issued_at = now(), "
        "issued_by_id = opened_by_id",
        says="phải có số và mã xác thực",
    )


def test_what_is_before_its_signers_is_no_draft_again(asked, adopted):
    refused(
        "UPDATE regulations_regulation SET state = 'draft', ballot_id = NULL, adopted_version_id = NULL, "
        "adopted_at = NULL, adopted_by_id = NULL WHERE id = %s",
        adopted.pk,
        says="đang trình ký",
    )


def test_an_issued_request_stays(adopted, minh, lan):
    issued = issue(adopted, lan, HOLDS_FROM)
    refused(
        "UPDATE signatures_signingrequest SET state = 'withdrawn' WHERE id = %s", issued.signing_id, says="không sửa"
    )


def test_a_party_is_a_person_a_unit_or_a_name_on_paper(asked):
    refused("UPDATE signatures_party SET person_id = NULL, unit_id = NULL", says="không sửa|party_is_somebody")
    for columns in ("NULL, NULL, ''", "person_id, unit_id, 'Ai đó'"):
        refused(
            "INSERT INTO signatures_party (request_id, position, turn, meaning, capacity, printed_lines, printed_post, "
            "signs_for, field, box_width, box_height, release_reason, is_sample, person_id, unit_id, paper_name) "
            "SELECT request_id, 9, 1, meaning, '', '', '', 'X', 'other', 1, 1, '', false, "
            f"{columns} FROM signatures_party",
            says="party_is_somebody",
        )
