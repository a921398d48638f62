"""A unit's files: kept through the gate, read by who may, found again, written once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from evidence.models import Evidence
from evidence.queries import shown
from evidence.workflow import add_evidence
from records.documents import store_document
from records.transitions import NotAllowedNow
from records.write_once import WrittenOnce
from tests import factories
from tests.evidence.conftest import DAY, add
from tests.support.pdf import blank_pdf
from tests.support.pictures import blank_jpeg, jpeg_of_a_phone

pytestmark = pytest.mark.django_db


def pdf(name="xac-nhan.pdf"):
    return SimpleUploadedFile(name, blank_pdf(), content_type="application/pdf")


def another_document(unit, by):
    return store_document(b"x", chain=unit.chain, kind="unit_evidence", title="x", filename="x", by=by)


def text(answer):
    return answer.content.decode()


def test_staff_adds_a_file_and_reads_its_pages(client_of, nine, nam, upload):
    browser = client_of(nam)
    answer = browser.post(f"/minh-chung/them/{nine[5].pk}/", upload(pdf()))
    made = Evidence.objects.get()
    assert answer.url == f"/minh-chung/{made.pk}/" and made.pages == 1 and made.issued_on == DAY
    page = text(browser.get(answer.url))
    assert f"/minh-chung/{made.pk}/trang/1/" in page and "Giấy xác nhận" in page
    picture = browser.get(f"/minh-chung/{made.pk}/trang/1/")
    assert picture["Content-Type"] == "image/jpeg" and picture.content[:2] == b"\xff\xd8"
    assert browser.get(f"/minh-chung/{made.pk}/trang/2/").status_code == 404
    file = browser.get(f"/minh-chung/{made.pk}/tep/")
    assert file.content[:5] == b"%PDF-" and "xac-nhan.pdf" in file["Content-Disposition"]


def test_the_phone_takes_a_photo(client_of, nine, nam, upload):
    browser, page = client_of(nam), f"/minh-chung/them/{nine[5].pk}/"
    assert 'capture="environment"' in text(browser.get(page))
    taken = upload(SimpleUploadedFile("IMG_1.jpg", jpeg_of_a_phone(), content_type="image/jpeg"))
    browser.post(page, taken | {"photo": taken.pop("file")})
    made = Evidence.objects.get()
    assert made.is_hard_to_read is False and made.document.head.filename == "IMG_1.jpg"
    assert browser.get(f"/minh-chung/{made.pk}/trang/1/")["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"file": ""}, "Chọn tệp hoặc chụp văn bản."),
        ({"title": ""}, "Nhập tên minh chứng."),
        ({"issued_on": "01/01/2099"}, "Ngày văn bản không sau hôm nay."),
        ({"issued_on": ""}, "Nhập ngày văn bản."),
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(client_of, nine, nam, upload, typed, sentence):
    answer = client_of(nam).post(f"/minh-chung/them/{nine[5].pk}/", upload(pdf()) | typed)
    assert answer.status_code == 422 and sentence in text(answer)
    assert not Evidence.objects.exists()


def test_two_files_at_once_and_a_workbook_are_refused(client_of, nine, nam, upload):
    browser, page = client_of(nam), f"/minh-chung/them/{nine[5].pk}/"
    photo = SimpleUploadedFile("a.jpg", blank_jpeg(), content_type="image/jpeg")
    assert "Mỗi lần một tệp" in text(browser.post(page, upload(pdf()) | {"photo": photo}))
    sheet = SimpleUploadedFile("a.pdf", b"no file of any kind")
    assert browser.post(page, upload(sheet)).status_code == 422
    assert not Evidence.objects.exists()


def test_who_reads_it(client_of, piece, nam, hoa, lan, minh, tuan, mai):
    for address in (f"/minh-chung/{piece.pk}/", f"/minh-chung/{piece.pk}/tep/", f"/minh-chung/{piece.pk}/trang/1/"):
        found = [client_of(one).get(address).status_code for one in (nam, hoa, lan, minh, tuan, mai)]
        assert found == [200, 200, 200, 404, 404, 404], address
    assert "Giấy xác nhận thuế" not in text(client_of(minh).get("/minh-chung/"))


def test_nobody_adds_to_another_unit(client_of, nine, lan, minh, tuan):
    address = f"/minh-chung/them/{nine[5].pk}/"
    assert [client_of(one).get(address).status_code for one in (lan, minh, tuan)] == [403, 403, 404]


def test_the_list_is_searched_and_names_the_unit(client_of, piece, nine, nam, lan):
    add(nine[5], nam, colour="#ff0000", title="Quyết định khen thưởng", number="7/QĐ", issuer="")
    page = text(client_of(lan).get("/minh-chung/?tim=xac+nhan"))
    assert "Giấy xác nhận thuế" in page and "Quyết định khen thưởng" not in page and nine[5].name in page
    assert "Không có minh chứng nào khớp" in text(client_of(lan).get("/minh-chung/?tim=khong"))


def test_the_same_file_is_kept_once_a_unit(piece, nine, nam):
    with pytest.raises(NotAllowedNow, match="Đơn vị đã có tệp này"):
        add(nine[5], nam)
    values = {one: getattr(piece, one) for one in ("unit", "title", "issued_on", "sha256", "added_at", "added_by")}
    with pytest.raises(IntegrityError, match="one_file_of_a_unit_once"), transaction.atomic():
        Evidence.objects.create(document=another_document(nine[5], nam), **values)


def test_what_a_checker_should_look_at(piece, nine, lan):
    assert shown([piece])[0].warnings == ()
    other = add(nine[6], factories.staff(nine[6], "khanh", "Lê Khánh"))
    (one,) = shown([other], year=2021)
    assert one.warnings == (
        "Văn bản của năm 2020, không phải năm 2021.",
        f"Trùng tệp với minh chứng của {nine[5].name}.",
    )


def test_a_small_picture_is_named(client_of, nine, nam, upload):
    small = SimpleUploadedFile("nho.jpg", blank_jpeg(size=(300, 200)), content_type="image/jpeg")
    answer = client_of(nam).post(f"/minh-chung/them/{nine[5].pk}/", upload(small))
    assert "Ảnh nhỏ, khó đọc." in text(client_of(nam).get(answer.url))


def test_it_is_written_once(piece):
    with pytest.raises(WrittenOnce):
        piece.save()
    with pytest.raises(IntegrityError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_evidence SET title = 'khác' WHERE id = %s", [piece.pk])


@pytest.mark.parametrize(("change", "name"), [({"title": ""}, "evidence_has_title"), ({"sha256": "x"}, "its_content")])
def test_the_database_refuses(piece, nine, nam, change, name):
    values = {one: getattr(piece, one) for one in ("unit", "title", "issued_on", "added_at", "added_by")}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Evidence.objects.create(document=another_document(nine[5], nam), **values | {"sha256": "a" * 64} | change)


def test_a_verb_and_not_a_form_measures_nothing(nine, nam):
    """Who calls the verb says how many pages there are; one is a picture's."""
    made = add_evidence(
        nine[5],
        by=nam,
        content=blank_pdf(),
        filename="a.pdf",
        mime="application/pdf",
        title="x",
        issued_on=DAY,
        pages=3,
    )
    assert list(shown([made])[0].pages) == [1, 2, 3]
