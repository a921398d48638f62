"""The files: the newest signed one, the draft, the annex of evidence."""

import datetime
import io
import shutil
import subprocess
from unittest import mock

import pypdfium2
import pytest

from conferences.models import Conference
from libraries.printing.paper import Paragraph, Table
from libraries.web import clock
from pledges import workflow
from pledges.documents import agreement
from tests.pledges.conftest import sign

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def test_the_draft_is_for_the_secretariat(ready, go, lan, minh, tuan):
    text = words_of(go(lan, "pledges:pledge_pdf", ready.pk).getvalue())
    assert "DỰ THẢO" in text and "GIAO ƯỚC THI ĐUA" in text and "Mã xác thực" not in text
    assert go(minh, "pledges:pledge_pdf", ready.pk).status_code == 403
    assert go(tuan, "pledges:pledge_pdf", ready.pk).status_code == 404


def test_the_sealed_file_says_everything(opened, go, nam, mai, nine):
    text = words_of(go(nam, "pledges:pledge_pdf", opened.pk).getvalue())
    for said in ("Căn cứ Luật Thi đua, khen thưởng", "chúng tôi là đại diện 09 đơn vị", "Đỗ Thị Hòa",
                 "Bảo đảm an toàn hàng hải.", "Chỉ tiêu đúng hạn", "99,5", "không có giá trị pháp lý của chữ ký số",
                 "tại hội trường Cảng vụ Hàng hải Hải Phòng",
                 "bản có giá trị như nhau: mỗi đơn vị 01 bản, Khối trưởng lưu 01 bản"):  # fmt: skip
        assert said in text, said
    for unit in nine:
        assert unit.name in text
    assert go(mai, "pledges:pledge_pdf", opened.pk).status_code == 200


def test_the_targets_are_an_annex_after_the_signatures(opened, go, nam):
    """NĐ 30/2020, Phụ lục I, III.1: label, title in capitals, what it belongs to; the body points at it."""
    text = words_of(go(nam, "pledges:pledge_pdf", opened.pk).getvalue())
    points, signs, annex = (
        text.index("nêu tại Phụ lục kèm theo Giao ước này"),
        text.index("ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC"),
        text.index("Phụ lục CHỈ TIÊU THI ĐUA ĐĂNG KÝ CỦA CÁC ĐƠN VỊ (Kèm theo Bản giao ước thi đua năm 2020 của"),
    )
    assert points < signs < annex < text.index("Chỉ tiêu đúng hạn")


def test_a_witness_and_the_regulation_are_sealed_into_it(ready):
    content = agreement.content_of(ready)
    assert content["witnesses"] == [] and not any("Quy chế" in line for line in content["bases"])
    conference = Conference.objects.create(
        emulation_year=ready.emulation_year, kind="signing", title="Hội nghị", starts_at=clock.now(), place="Hải Phòng"
    )
    for name, here in (("Vũ Thị Hương", True), ("Người Vắng", False)):
        conference.guests.create(name=name, post="Trưởng Ban Thi đua - Khen thưởng thành phố", attended=here)
    ready.conference = conference
    with mock.patch.object(agreement, "basis_of", lambda bloc, day: "Căn cứ Quy chế hoạt động (số 01/QC-KTĐ)"):
        content = agreement.content_of(ready)
    paper = agreement.agreement_paper(content, sealed=True)
    words = [block.text for block in paper.body if isinstance(block, Paragraph)]
    assert "Chứng kiến việc ký kết: Vũ Thị Hương, Trưởng Ban Thi đua - Khen thưởng thành phố." in words
    assert paper.legal_basis[-1] == "Căn cứ Quy chế hoạt động (số 01/QC-KTĐ)"
    assert not any(isinstance(block, Table) and block.columns == agreement.TARGETS for block in paper.body)


def test_who_was_there_witnesses_what_is_opened(ready, lan):
    conference = Conference.objects.create(
        emulation_year=ready.emulation_year, kind="signing", title="Hội nghị", starts_at=clock.now(), place="Hải Phòng"
    )
    conference.guests.create(name="Vũ Thị Hương", post="Trưởng Ban", attended=True)
    opened = workflow.open_signing(
        ready, by=lan, sign_by=clock.now() + datetime.timedelta(days=2), conference=conference
    )
    assert opened.content["witnesses"] == ["Vũ Thị Hương, Trưởng Ban"]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_the_signed_file_shows_the_stamps(in_force, leaders, tmp_path):
    file = tmp_path / "giao-uoc.pdf"
    file.write_bytes(in_force.document.read())
    shown = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    text = " ".join(shown.split())
    assert all(leader.full_name in text for leader in leaders)
    assert text.count("Loại xác nhận: xác nhận ký") == 9 and text.count("+07:00") == 9


@pytest.mark.slow
def test_evidence_is_whole_for_the_secretariat_and_own_for_a_leader(opened, go, lan, hoa, minh, nam, nine):
    assert go(lan, "signatures:evidence_pdf", opened.signing_id).status_code == 409
    first, second = sign(opened, nine[5], hoa), sign(opened, nine[0], minh)
    whole = words_of(go(lan, "signatures:evidence_pdf", opened.signing_id).getvalue())
    assert first.reference in whole and second.reference in whole and "không có giá trị pháp lý" in whole
    own = words_of(go(hoa, "signatures:evidence_pdf", opened.signing_id).getvalue())
    assert first.reference in own and second.reference not in own
    assert go(nam, "signatures:evidence_pdf", opened.signing_id).status_code == 403
