"""The decision as it was signed: received, compared, kept byte by byte; the page says where the original lies."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from awards import workflow
from awards.models import DecisionOriginal
from libraries.pades.keys import KeyStore
from libraries.printing.paper import Paper, Paragraph
from libraries.printing.pdf import paper_to_pdf
from records.models import AuditEvent
from records.write_once import WrittenOnce
from tests.support.token_signed import changed, signed_by_token


@pytest.fixture(scope="module")
def scan() -> bytes:
    """As a province's system kept it: bytes before the header, which readers look for within the first 1,024."""
    return b"\x75\xab\x5a\x01" * 5 + paper_to_pdf(Paper(issuer="UBND", kind="Quyết định", body=[Paragraph("Điều 1.")]))


def handed_in(content, **change):
    file = SimpleUploadedFile("qd-1234.pdf", content, content_type="application/pdf")
    return {"file": file, "form": "scan", "kept_at": "Văn thư UBND thành phố", "compared": "on"} | change


def test_whoever_records_decisions_hands_in_the_original(client_of, mai, lan, decided, scan):
    decision = decided
    page, mine = reverse("awards:decision_detail", args=[decision.pk]), client_of(mai)
    assert "Chưa có tệp của bản gốc" in mine.get(page).content.decode()
    assert mine.post(reverse("awards:original_edit", args=[decision.pk]), handed_in(scan)).url == page
    shown = client_of(lan).get(page).content.decode()
    assert "Bản quét của quyết định giấy, bản gốc lưu tại Văn thư UBND thành phố" in shown
    assert f"{mai.full_name} nhận và đối chiếu" in shown and "Tải bản gốc lên" not in shown
    answer = client_of(lan).get(reverse("awards:original_file", args=[decision.pk]))
    assert answer.content == scan  # a signature depends on every byte
    event = AuditEvent.objects.get(verb="awards.keep_original")
    assert event.data["kept_at"] == "Văn thư UBND thành phố"


def test_a_newer_file_is_the_document_and_the_older_stays(client_of, mai, decided, scan):
    decision = decided
    for name in ("Kho A", "Kho B"):
        assert client_of(mai).post(
            reverse("awards:original_edit", args=[decision.pk]), handed_in(scan + name.encode(), kept_at=name)
        )
    assert [row.kept_at for row in decision.originals.all()] == ["Kho B", "Kho A"]
    answer = client_of(mai).get(reverse("awards:original_file", args=[decision.pk]))
    assert answer.content.endswith(b"Kho B")


@pytest.mark.parametrize(
    "change, words",
    [
        ({"kept_at": ""}, "nơi lưu bản gốc"),
        ({"compared": ""}, "đối chiếu với bản gốc"),
        ({"form": "signed"}, "Tệp này không có chữ ký số"),
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(client_of, mai, decided, scan, change, words):
    answer = client_of(mai).post(reverse("awards:original_edit", args=[decided.pk]), handed_in(scan, **change))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not DecisionOriginal.objects.exists()


def test_others_do_not(client_of, lan, hoa, decided, scan):
    address = reverse("awards:original_edit", args=[decided.pk])
    assert client_of(lan).post(address, handed_in(scan)).status_code == 403
    assert client_of(hoa).get(reverse("awards:original_file", args=[decided.pk])).status_code == 404


def test_a_row_is_never_changed(mai, decided, scan):
    row = workflow.keep_original(decided, by=mai, content=scan, filename="qd.pdf", form="scan", kept_at="Kho")
    row.kept_at = "Nơi khác"
    with pytest.raises(WrittenOnce):
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionOriginal.objects.all()._raw_delete("default")


# --- Signed with a token, outside of this system ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> KeyStore:
    """The certificates of somebody else: what the city signs with."""
    return KeyStore(tmp_path_factory.mktemp("office"), "x")


@pytest.fixture
def trusted(office, settings, tmp_path):
    (tmp_path / "goc.cer").write_bytes(office.root.der)
    settings.SIGNATURE_ROOTS = str(tmp_path)


@pytest.fixture(scope="module")
def by_token(office) -> bytes:
    return signed_by_token(office)


def test_a_file_signed_by_token_is_judged_when_it_comes(client_of, mai, lan, decided, by_token, trusted):
    address = reverse("awards:original_edit", args=[decided.pk])
    assert client_of(mai).post(address, handed_in(by_token, form="signed")).status_code == 302
    signed = decided.originals.get().signed
    assert [row.is_good for row in signed.rows] == [True, True] and signed.rows[1].name == "Nguyễn Văn Chủ"
    shown = client_of(lan).get(reverse("awards:decision_detail", args=[decided.pk])).text
    assert "Nguyễn Văn Chủ, UBND thành phố" in shown and "theo đồng hồ của máy ký" in shown
    assert "Tệp nguyên vẹn, chứng thư do nơi được tin cấp; tệp không kèm danh sách thu hồi" in shown
    assert AuditEvent.objects.get(verb="awards.keep_original").data["signed_by"][1] == "Nguyễn Văn Chủ"


def test_a_certificate_of_nobody_known_is_told(client_of, mai, decided, by_token):
    address = reverse("awards:original_edit", args=[decided.pk])
    assert client_of(mai).post(address, handed_in(by_token, form="signed")).status_code == 302
    shown = client_of(mai).get(reverse("awards:decision_detail", args=[decided.pk])).text
    assert "chưa xác nhận được nơi cấp chứng thư" in shown and "nơi được tin cấp" not in shown


@pytest.mark.parametrize("break_it", [changed, lambda pdf: pdf + b"\n\n"])
def test_a_file_changed_after_it_was_signed_is_not_taken(client_of, mai, decided, by_token, trusted, break_it):
    answer = client_of(mai).post(
        reverse("awards:original_edit", args=[decided.pk]), handed_in(break_it(by_token), form="signed")
    )
    assert answer.status_code == 422, answer.text
    assert "đã bị sửa sau khi ký số" in answer.text
    assert not DecisionOriginal.objects.exists()


def test_the_database_keeps_no_signed_original_that_was_not_judged(mai, decided, by_token):
    with pytest.raises(DatabaseError, match="signed_original_was_judged"), transaction.atomic():
        workflow.keep_original(decided, by=mai, content=by_token, filename="a.pdf", form="signed", kept_at="Kho")
