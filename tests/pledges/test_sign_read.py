"""The leader's reading page, in this order: salutation, title, deadline, text, PDF, one red button.

docs/interface.md: The page to read and sign.
"""

import pytest

from pledges.models import Signature, SigningIntent
from tests.pledges.conftest import sign

pytestmark = pytest.mark.django_db


def test_the_page_in_its_order(opened, go, hoa):
    page = go(hoa, "pledges:sign_read", opened.pk).text
    order = [
        "Kính gửi Ông Đỗ Thị Hòa, Giám đốc", "<h1", "Hạn ký:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bảo đảm an toàn hàng hải.", "Tải PDF", "Đề nghị sửa nội dung", "action-bar", "Ký giao ước",
    ]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.count("btn-primary") == 1 and 'class="menu"' not in page


def test_who_reads(opened, go, lan, nam, tuan, mai):
    for other in (lan, nam, mai):
        assert go(other, "pledges:sign_read", opened.pk).url == f"/giao-uoc/{opened.pk}/"
    assert go(tuan, "pledges:sign_read", opened.pk).status_code == 404
    assert go(None, "pledges:sign_read", opened.pk).status_code == 302


def test_before_opening_there_is_nothing_to_read(draft, go, minh):
    assert go(minh, "pledges:sign_read", draft.pk).status_code == 409


def test_pressing_the_button_signs_nothing_yet(opened, post, hoa):
    answer = post(hoa, "pledges:start_signing", opened.pk, unit="hoa-tieu-kv2")
    intent = SigningIntent.objects.get()
    assert answer.url == f"/giao-uoc/xac-nhan/{intent.pk}/"
    assert intent.base_sha256 == opened.document.head.sha256 and not Signature.objects.exists()


def test_starting_is_refused_to_everybody_else(opened, post, lan, nam, mai, tuan, minh):
    for other in (lan, nam, mai):
        assert post(other, "pledges:start_signing", opened.pk, unit="hoa-tieu-kv2").status_code == 403
    assert post(tuan, "pledges:start_signing", opened.pk, unit="hoa-tieu-kv2").status_code == 404
    assert post(minh, "pledges:start_signing", opened.pk, unit="hoa-tieu-kv2").status_code == 409
    assert post(minh, "pledges:start_signing", opened.pk, unit="khong-co").status_code == 404
    assert not SigningIntent.objects.exists()


def test_after_signing_it_stays_readable_without_the_button(opened, go, hoa, nine):
    sign(opened, nine[5], hoa)
    page = go(hoa, "pledges:sign_read", opened.pk).text
    assert "Đơn vị đã ký" in page and "action-bar" not in page and "Đề nghị sửa nội dung" not in page


def test_after_the_deadline_it_says_what_to_do(opened, go, hoa):
    opened.sign_by = opened.opened_at + (opened.sign_by - opened.opened_at) / 10_000_000
    opened.save(update_fields=["sign_by"])
    page = go(hoa, "pledges:sign_read", opened.pk).text
    assert "Đã hết hạn ký" in page and "action-bar" not in page
