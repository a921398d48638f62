"""Đề nghị sửa nội dung: a leader says what, the secretariat reads it."""

import pytest

from signatures.models import Decline

pytestmark = pytest.mark.django_db


def test_only_leaders_before_they_signed(opened, go, hoa, nam, lan, tuan):
    found = [go(user, "signatures:request_decline", opened.signing_id).status_code for user in (hoa, nam, lan, tuan)]
    assert found == [200, 403, 403, 404]


def test_it_needs_words_and_tells_the_secretariat(opened, post, go, hoa, lan, minh):
    assert post(hoa, "signatures:request_decline", opened.signing_id, reason="").status_code == 422
    answer = post(hoa, "signatures:request_decline", opened.signing_id, reason="Điều 2 cần ghi rõ thời hạn báo cáo.")
    assert "Đã gửi đề nghị sửa nội dung" in go(hoa, "signatures:sign_read", opened.signing_id, query="?da-gui=1").text
    assert answer.status_code == 302 and Decline.objects.get().user == hoa
    assert "Điều 2 cần ghi rõ" in go(lan, "pledges:pledge_detail", opened.pk).text
    assert "Điều 2 cần ghi rõ" not in go(minh, "pledges:pledge_detail", opened.pk).text
