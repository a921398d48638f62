"""The files: the newest signed one, the draft, the annex of evidence."""

import io
import shutil
import subprocess

import pypdfium2
import pytest

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
                 "tại Hội trường Cảng vụ Hàng hải Hải Phòng"):  # fmt: skip
        assert said in text, said
    for unit in nine:
        assert unit.name in text
    assert go(mai, "pledges:pledge_pdf", opened.pk).status_code == 200


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
    assert go(lan, "pledges:evidence_pdf", opened.pk).status_code == 409
    first, second = sign(opened, nine[5], hoa), sign(opened, nine[0], minh)
    whole = words_of(go(lan, "pledges:evidence_pdf", opened.pk).getvalue())
    assert first.reference in whole and second.reference in whole and "không có giá trị pháp lý" in whole
    own = words_of(go(hoa, "pledges:evidence_pdf", opened.pk).getvalue())
    assert first.reference in own and second.reference not in own
    assert go(nam, "pledges:evidence_pdf", opened.pk).status_code == 403
