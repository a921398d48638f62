"""Ký trên giấy: the scan, or the file signed with a token, comes in as the document, certified by who received it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from libraries.pades.keys import KeyStore
from libraries.pades.verification import examine
from records.ledger import StoredDocuments
from records.models import NumberSeries
from regulations.models import Regulation
from signatures.models import PaperOriginal
from tests.support.pdf import blank_pdf
from tests.support.token_signed import changed, signed_by_token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def address(request):
    return reverse("signatures:original_receive", args=[request.pk])


SCAN = blank_pdf()


def answers(**more):
    file = SimpleUploadedFile("quy-che-da-ky.pdf", SCAN, content_type="application/pdf")
    return {
        "file": file, "form": "scan", "number": "01/QC-KTĐ", "signed_on": "03/07/2020", "kept_at": "Văn thư Cảng vụ",
        "compared": "on", "effective_from": "10/07/2020",
    } | more  # fmt: skip


def test_only_the_secretariat_receives_it(asked, client_of, lan, minh, tuan):
    assert [client_of(user).get(address(asked)).status_code for user in (lan, minh, tuan)] == [200, 403, 404]
    page = client_of(lan).get(address(asked)).text
    assert "Viết số 01/QC-KTĐ" in page and "Nguyễn Văn Minh" in page


def test_the_scan_is_the_document_and_says_so(asked, adopted, client_of, lan, mai):
    answer = client_of(lan).post(address(asked), answers())
    assert answer.status_code == 302, answer.text
    asked.refresh_from_db()
    issued = Regulation.objects.get(pk=adopted.pk)
    assert (asked.state, issued.state, issued.number_text) == ("issued", "issued", "01/QC-KTĐ")
    assert issued.document.read() == SCAN and issued.document.code == asked.code
    assert issued.document.public["Hình thức ký"] == "Ký trên giấy, lưu bản quét"
    assert issued.document.public["Người nhận, đối chiếu"] == "Trần Thị Lan"
    original = asked.on_paper
    assert original.signers == ["Nguyễn Văn Minh, Khối trưởng, Giám đốc Cảng vụ Hàng hải Hải Phòng"]
    assert (original.received_by, original.kept_at) == (lan, "Văn thư Cảng vụ")
    page = client_of(lan).get(reverse("signatures:request_detail", args=[asked.pk])).text
    assert "Ký trên giấy ngày 03/7/2020" in page and "nhận và đối chiếu" in page
    assert asked.signatures.count() == 0
    assert examine(SCAN, StoredDocuments()).status == "valid"
    told = client_of(mai).get(reverse("records:verdict_detail", args=[asked.code])).text
    assert "Ký trên giấy, lưu bản quét" in told
    assert "Ký trên giấy" in client_of(mai).get(reverse("regulations:regulation_detail", args=[adopted.pk])).text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"number": "07/QC-KTĐ"}, "Số tiếp theo trong sổ là 01/QC-KTĐ"),
        ({"compared": ""}, "đối chiếu"),
        ({"form": "token"}, "không có chữ ký số"),
        ({"signed_on": "04/07/2020"}, "không được sau ngày hôm nay"),
        ({"effective_from": "01/07/2020"}, "từ ngày ban hành"),
        ({"kept_at": ""}, "Nơi lưu bản giấy"),
        ({"file": ""}, "Tệp văn bản đã ký"),
    ],
)
def test_what_is_wrong_is_said_and_takes_no_number(asked, client_of, lan, typed, says):
    answer = client_of(lan).post(address(asked), answers(**typed))
    assert answer.status_code in (409, 422) and says in answer.text
    assert not PaperOriginal.objects.exists() and not NumberSeries.objects.filter(series="QC-KTĐ").exists()


def test_a_file_signed_by_token_is_judged_and_one_changed_afterwards_not_taken(asked, client_of, lan, tmp_path):
    file = signed_by_token(KeyStore(tmp_path, "x"))

    def hand_in(content):
        sent = SimpleUploadedFile("quy-che-da-ky.pdf", content, content_type="application/pdf")
        return client_of(lan).post(address(asked), answers(file=sent, form="token"))

    for broken in (changed(file), file + b"\n\n"):
        answer = hand_in(broken)
        assert answer.status_code == 422 and "đã bị sửa sau khi ký số" in answer.text
        assert not PaperOriginal.objects.exists()
    assert hand_in(file).status_code == 302
    assert PaperOriginal.objects.get().document.read() == file


def test_the_database_takes_no_original_of_what_is_not_asked(asked, complete):
    sql = (
        "INSERT INTO signatures_paperoriginal (request_id, form, document_id, signed_on, signers, kept_at, "
        "received_at, received_by_id, is_sample) SELECT id, 'scan', document_id, '2020-07-03', '[\"A\"]', 'X', "
        "now(), opened_by_id, false FROM signatures_signingrequest"
    )
    refusal = pytest.raises(DatabaseError, match="Chỉ nhận bản ký trên giấy")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
