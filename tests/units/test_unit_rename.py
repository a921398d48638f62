"""A unit gets a new name from a day on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from records.models import DocumentFile
from tests.libraries.test_uploads import pdf
from units.models import OrganisationChange

DN2 = "doanh-nghiep-2"
HOA_TIEU = "hoa-tieu-kv2"


def test_the_form_says_what_happens_to_papers(client_of, lan, nine, text_of):
    page = text_of(client_of(lan).get("/don-vi/doanh-nghiep-2/thanh-vien/hoa-tieu-kv2/doi-ten/"))
    assert "giữ tên tại ngày ban hành" in page


def test_renamed(post, lan, nine):
    data = {"name": "Công ty mới", "on": "05/3/2013", "reason": "Đổi tên", "number": "QĐ 1", "date": "01/3/2013"}
    assert post(lan, "units:unit_rename", DN2, HOA_TIEU, data=data).status_code == 302
    name = nine[5].names.get(valid_to=None)
    assert (name.valid_from.isoformat(), name.source) == ("2013-03-05", "QĐ 1 ngày 01/3/2013")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("31/02/2020", "không có ngày 31"),
        ("01/01/2010", "Chọn ngày sau ngày đó"),
        ("", "Nhập ngày có hiệu lực"),
        ("mai", "Ngày chưa đúng"),
    ],
)
def test_bad_days_are_said_and_the_name_is_kept(post, lan, nine, text_of, day, says):
    answer = post(lan, "units:unit_rename", DN2, HOA_TIEU, data={"name": "Công ty mới", "on": day, "reason": "Đổi tên"})
    assert answer.status_code in (409, 422)
    assert says in text_of(answer)
    assert "Công ty mới" in text_of(answer)


def test_sent_twice_acts_once(post, client_of, lan, nine):
    data = {
        "name": "Công ty mới",
        "on": "05/3/2013",
        "reason": "Đổi tên",
        "submission_token": "5b3c1c1e-6f0a-4a57-9f5e-0d7f5e1d2c3b",
    }
    browser = client_of(lan)
    assert post(lan, "units:unit_rename", DN2, HOA_TIEU, data=data, client=browser).status_code == 302
    assert post(lan, "units:unit_rename", DN2, HOA_TIEU, data=data, client=browser).status_code == 303
    assert nine[5].names.count() == 2


def test_the_paper_that_is_sent_along_is_kept(post, lan, nine):
    data = {
        "name": "Công ty mới",
        "on": "05/3/2013",
        "reason": "Đổi tên",
        "file": SimpleUploadedFile("quyet-dinh.pdf", pdf()),
    }
    assert post(lan, "units:unit_rename", DN2, HOA_TIEU, data=data).status_code == 302
    change = OrganisationChange.objects.get()
    assert DocumentFile.objects.get(sha256=change.file_sha256).filename == "quyet-dinh.pdf"


def test_a_paper_that_is_none_is_refused(post, lan, nine, text_of):
    data = {
        "name": "Công ty mới",
        "on": "05/3/2013",
        "reason": "Đổi tên",
        "file": SimpleUploadedFile("quyet-dinh.pdf", b"MZ"),
    }
    answer = post(lan, "units:unit_rename", DN2, HOA_TIEU, data=data)
    assert answer.status_code == 422
    assert "Tệp “quyet-dinh.pdf” không phải là" in text_of(answer)
    assert not OrganisationChange.objects.exists()
