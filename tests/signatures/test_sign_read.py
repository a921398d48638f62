"""The leader's reading page, in this order: salutation, title, deadline, text, PDF, one red button.

docs/interface.md: The page to read and sign.
"""

import pytest

from signatures.models import Signature, SigningIntent, SigningRequest
from tests.pledges.conftest import place_of, sign

pytestmark = pytest.mark.django_db


def test_the_page_in_its_order(opened, go, hoa):
    page = go(hoa, "signatures:sign_read", opened.signing_id).text
    order = [
        "Kính gửi Ông Đỗ Thị Hòa, Giám đốc", "<h1", "Hạn ký:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bảo đảm an toàn hàng hải.", "Tải PDF", "Đề nghị sửa nội dung", "action-bar", "Ký giao ước",
    ]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.count("btn-primary") == 1 and 'class="menu"' not in page


def test_who_reads(opened, go, lan, nam, tuan, mai):
    for other in (lan, nam, mai):
        assert go(other, "signatures:sign_read", opened.signing_id).url == f"/giao-uoc/{opened.pk}/"
    assert go(tuan, "signatures:sign_read", opened.signing_id).status_code == 404
    assert go(None, "signatures:sign_read", opened.signing_id).status_code == 302


def test_pressing_the_button_signs_nothing_yet(opened, post, hoa):
    answer = post(hoa, "signatures:start_signing", opened.signing_id, place=place_of("hoa-tieu-kv2"))
    intent = SigningIntent.objects.get()
    assert answer.url == f"/trinh-ky/xac-nhan/{intent.pk}/"
    assert intent.base_sha256 == opened.document.head.sha256 and not Signature.objects.exists()


def test_starting_is_refused_to_everybody_else(opened, post, lan, nam, mai, tuan, minh):
    def start(user, place):
        return post(user, "signatures:start_signing", opened.signing_id, place=place).status_code

    place = place_of("hoa-tieu-kv2")
    assert [start(user, place) for user in (lan, nam, mai)] == [403, 403, 403]
    assert (start(tuan, place), start(minh, place), start(minh, "khong-co")) == (404, 409, 404)
    assert not SigningIntent.objects.exists()


def test_after_signing_it_stays_readable_without_the_button(opened, go, hoa, nine):
    sign(opened, nine[5], hoa)
    page = go(hoa, "signatures:sign_read", opened.signing_id).text
    assert "ký thay mặt" in page and "action-bar" not in page and "Đề nghị sửa nội dung" not in page


def test_after_the_deadline_it_says_what_to_do(opened, go, hoa):
    soon = opened.opened_at + (opened.sign_by - opened.opened_at) / 10_000_000
    SigningRequest.objects.filter(pk=opened.signing_id).update(sign_by=soon)
    page = go(hoa, "signatures:sign_read", opened.signing_id).text
    assert "Đã hết hạn ký" in page and "action-bar" not in page
