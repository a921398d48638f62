"""Check answers, prove who you are, sign: the confirm page and its refusals."""

import pytest

from libraries.web import clock
from signatures.models import Signature
from tests.pledges.conftest import PASSWORD, new_code, sign, start_signing
from units.codes import WRONG_CODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def intent(opened, nine, hoa):
    return start_signing(opened, nine[5], by=hoa)


def test_it_shows_who_for_whom_what_and_the_statement(intent, go, hoa, opened):
    page = go(hoa, "signatures:sign_confirm", intent.pk).text
    for words in ("Đỗ Thị Hòa, Giám đốc", "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II", "nội dung khóa lúc",
                  "đã đọc toàn văn", "không có giá trị pháp lý của chữ ký số", 'inputmode="numeric"',
                  'autocomplete="one-time-code"', 'autocomplete="current-password"', "Đồng ý ký"):  # fmt: skip
        assert words in page, words
    assert page.count("btn-primary") == 1


def test_it_is_the_signers_own(intent, go, post, minh, lan):
    for other in (minh, lan):
        assert go(other, "signatures:sign_confirm", intent.pk).status_code == 404
        assert post(other, "signatures:sign_confirm", intent.pk, password=PASSWORD, code="1").status_code == 404
    assert go(None, "signatures:sign_confirm", intent.pk).status_code == 302


@pytest.mark.parametrize(
    ("password", "code", "words"),
    [("sai-mat-khau", "123456", "Mật khẩu chưa đúng"), (PASSWORD, "987654", WRONG_CODE), ("", "", "Nhập")],
)
def test_wrong_proof_is_said_and_no_secret_comes_back(intent, post, hoa, password, code, words):
    new_code(hoa)
    answer = post(hoa, "signatures:sign_confirm", intent.pk, password=password, code=code)
    assert answer.status_code == 422 and words in answer.text
    assert "sai-mat-khau" not in answer.text and "987654" not in answer.text
    assert not Signature.objects.exists()


def test_five_wrong_ones_stop(intent, post, hoa):
    new_code(hoa)
    for _ in range(5):
        post(hoa, "signatures:sign_confirm", intent.pk, password="sai", code="123456")
    answer = post(hoa, "signatures:sign_confirm", intent.pk, password=PASSWORD, code=new_code(hoa))
    assert answer.status_code == 429 and "Đề nghị thử lại sau" in answer.text and not Signature.objects.exists()


def test_who_has_no_codes_is_told_where_to_get_them(intent, post, hoa):
    answer = post(hoa, "signatures:sign_confirm", intent.pk, password=PASSWORD, code="123456")
    assert answer.status_code == 422 and "Tài khoản" in answer.text


def test_sent_twice_it_signs_once(intent, client_of, hoa, post):
    browser, code = client_of(hoa, HTTP_USER_AGENT="Trình duyệt thử"), new_code(hoa)
    first = post(None, "signatures:sign_confirm", intent.pk, client=browser, password=PASSWORD, code=code)
    second = post(None, "signatures:sign_confirm", intent.pk, client=browser, password=PASSWORD, code=code)
    assert first.url == second.url == f"/trinh-ky/xac-nhan/{intent.pk}/xong/"
    made = Signature.objects.get()
    assert made.ip == "127.0.0.1" and made.evidence["browser"] == "Trình duyệt thử"
    key = browser.session.session_key
    assert key not in str(made.evidence) and len(made.evidence["login_sha256"]) == 64
    assert browser.get(f"/trinh-ky/xac-nhan/{intent.pk}/").url == first.url


def test_a_refusal_leads_back_to_the_text(intent, post, hoa, opened, nine, client_of):
    other = start_signing(opened, nine[5], by=hoa)
    sign(opened, nine[5], hoa)
    answer = post(hoa, "signatures:sign_confirm", other.pk, password=PASSWORD, code=new_code(hoa))
    assert (
        answer.status_code == 409 and "đã ký lúc" in answer.text and f"/trinh-ky/{opened.signing_id}/ky/" in answer.text
    )


def test_an_expired_page_says_so(intent, post, hoa, client_of):
    browser, code = client_of(hoa), new_code(hoa)
    with clock.travel(intent.expires_at):
        answer = post(None, "signatures:sign_confirm", intent.pk, client=browser, password=PASSWORD, code=code)
    assert answer.status_code == 409 and "10 phút" in answer.text


def test_sample_mode_shows_the_code_of_invented_people_only(intent, go, hoa, settings):
    settings.SAMPLE_MODE = True
    assert "Bản dùng thử</h2>" not in go(hoa, "signatures:sign_confirm", intent.pk).text
