"""/xac-minh/: records:verify_start, records:verify_file, records:verdict_detail, records:verdict_json."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from libraries.web import clock
from libraries.web.formats import spaced_code
from records import address_counts
from records.codes import LETTERS, objection, read_code
from records.documents import (
    new_code,
    replace_document,
    revoke_document,
    store_document,
)


@pytest.fixture
def issued(bloc, lan):
    return store(bloc, lan, b"%PDF-1.7 one")


def store(bloc, by, content):
    return store_document(
        content,
        chain=bloc.slug,
        kind="certificate",
        title="Bằng khen tặng Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II",
        filename="bang-khen.pdf",
        by=by,
        number="1832/QĐ-UBND",
        code=new_code(),
        public={"Tập thể được khen": "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II"},
    )


def page_of(code):
    return reverse("records:verdict_detail", args=[code])


def test_a_valid_document_says_so_to_anybody(visitor, issued):
    answer = visitor.get(page_of(issued.code))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert (
        "Đúng là văn bản do hệ thống phát hành, chưa bị thu hồi" in page
        and "Hoa tiêu hàng hải Khu vực II" in page
        and "1832/QĐ-UBND" in page
    )
    assert "noindex" in page
    for other in ("đã bị thu hồi", "thay thế", "Không có văn bản nào"):
        assert other not in page


def test_a_revoked_document_says_when_and_why(visitor, issued, lan):
    revoke_document(issued, by=lan, reason="Ghi sai tên đơn vị")
    page = visitor.get(page_of(issued.code)).content.decode()
    assert "Văn bản đã bị thu hồi" in page and "Ghi sai tên đơn vị" in page and "chưa bị thu hồi" not in page


def test_a_replaced_document_leads_to_the_new_one(visitor, issued, bloc, lan):
    new = store(bloc, lan, b"%PDF-1.7 two")
    replace_document(issued, new, by=lan, reason="Cấp lại do in sai")
    page = visitor.get(page_of(issued.code)).content.decode()
    assert "Văn bản đã được thay thế" in page and page_of(new.code) in page
    assert visitor.get(reverse("records:verdict_json", args=[issued.code])).json()["replaced_by"] == new.code


def test_an_unknown_code_is_unknown(visitor, issued):
    answer = visitor.get(page_of(new_code()))
    assert answer.status_code == 404
    assert "Không có văn bản nào mang mã này" in answer.content.decode()


def test_json_tells_the_same(visitor, issued):
    answer = visitor.get(reverse("records:verdict_json", args=[issued.code])).json()
    assert answer["status"] == "valid" and answer["sha256"] == issued.head.sha256
    unknown = visitor.get(reverse("records:verdict_json", args=["A" * 20]))
    assert (unknown.status_code, unknown.json()["status"]) == (404, "unknown")


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        spaced_code,
        lambda code: "-".join(code),
        lambda code: f" {code}.\u200b",
        lambda code: "\u00a0".join(code),
        lambda code: "".join(chr(ord(c) + 0xFEE0) for c in code),
        lambda code: f"https://thidua.haiphong.gov.vn/xac-minh/{code}/",
        lambda code: f"thidua.haiphong.gov.vn/xac-minh/{code.lower()}",
        lambda code: f"http://localhost:8000/XAC-MINH/{code}/?utm_source=zalo#a",
        lambda code: f"https://thidua.haiphong.gov.vn/xac-minh/?code={spaced_code(code)}",
        lambda code: f"https://thidua.haiphong.gov.vn/xac-minh/{code}.json",
        lambda code: f"ktd:{code}",
        lambda code: f"Mã xác thực: {spaced_code(code)} · Quét mã QR để kiểm tra",
    ],
)
def test_a_code_may_be_typed_in_any_way(visitor, issued, spell):
    answer = visitor.get(reverse("records:verify_start"), {"code": spell(issued.code)})
    assert answer.status_code == 302 and answer.url == page_of(issued.code)


def test_digits_that_look_like_letters_are_read_as_letters():
    assert read_code("0 1 8") == "OIB"


@pytest.mark.parametrize("length", [1, 19, 21, 40])
def test_a_code_of_another_length_is_told_so(visitor, db, length):
    sentence = f"Mã xác thực có 20 ký tự, mã đã nhập có {length}."
    answer = visitor.get(reverse("records:verify_start"), {"code": "A" * length})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    answer = visitor.get(page_of("A" * length))
    assert answer.status_code == 404 and sentence in answer.content.decode()


def test_letters_that_no_code_has_are_named(visitor, db):
    answer = visitor.get(reverse("records:verify_start"), {"code": "A" * 18 + "9Đ"})
    assert answer.status_code == 422 and "không có “9”, “Đ”" in answer.content.decode()


def test_every_code_we_make_is_one():
    assert not any(objection(read_code(spaced_code(new_code()))) for _ in range(200))
    assert set("".join(new_code() for _ in range(200))) == set(LETTERS)


@pytest.mark.parametrize("typed", ["", " ", "!!!", "x" * 61, "\x00", "mã số"])
def test_nonsense_gets_a_page_not_a_crash(visitor, db, typed):
    assert visitor.get(reverse("records:verify_start"), {"code": typed}, follow=True).status_code in (404, 422)


def test_a_right_code_is_answered_whatever_others_do(visitor, issued):
    """Whoever shares an address with somebody who guesses still gets the answer; so does a program."""
    for _ in range(31):
        visitor.get(page_of(new_code()))
    assert visitor.get(page_of(new_code())).status_code == 429
    assert visitor.get(page_of(issued.code)).status_code == 200
    assert visitor.get(reverse("records:verdict_json", args=[issued.code])).json()["status"] == "valid"


def test_the_count_is_one_for_all_processes_and_apart_for_each_address(db):
    for number in range(1, 4):
        assert address_counts.count("x", "192.0.2.1") == number
    assert address_counts.counted("x", "192.0.2.1") == 3 and address_counts.counted("x", "192.0.2.2") == 0
    assert address_counts.forget_counts(clock.now() + datetime.timedelta(hours=1)) == 1


@pytest.mark.parametrize(
    ("asked", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("rubbish", "?"),
    ],
)
def test_an_address_counts_as_its_household(rf, asked, counted_as):
    assert address_counts.household_of(rf.get("/", REMOTE_ADDR=asked)) == counted_as


def test_the_page_does_not_stand_for_guessing(visitor, db):
    answers = [visitor.get(page_of(new_code())) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    told = answers[-1].content.decode()
    assert "thử lại sau một phút" in told and "mật khẩu" not in told


def upload(visitor, content, name="tep.pdf"):
    return visitor.post(reverse("records:verify_file"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_file_that_is_not_ours_is_not_confirmed(visitor, db):
    page = upload(visitor, b"%PDF-1.4 not ours").content.decode()
    assert "Không xác nhận được tệp này" in page


def test_the_stored_file_is_recognised(visitor, issued):
    assert "Tệp đúng với bản lưu trên hệ thống" in upload(visitor, b"%PDF-1.7 one").content.decode()


def test_without_a_file_the_form_says_what_to_do(visitor, db):
    answer = visitor.post(reverse("records:verify_file"), {})
    assert answer.status_code == 422 and "Tệp PDF hoặc ảnh chụp cần kiểm tra" in answer.content.decode()


def test_the_root_certificate_is_there_for_checks_without_network(visitor, db):
    answer = visitor.get(reverse("records:root_certificate"))
    assert answer.status_code == 200 and answer.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert "chung-thu-goc.pem" in answer["Content-Disposition"]
    assert reverse("records:root_certificate") in visitor.get(reverse("records:verify_start")).text
