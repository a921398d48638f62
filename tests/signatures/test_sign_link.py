"""/trinh-ky/ky/<token>/: reading without login; alone it signs nothing, and a robot that opens it changes nothing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pledges import workflow
from signatures.models import Signature, SigningIntent
from tests.pledges.conftest import PASSWORD, new_code, place_of, token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(opened, hoa):
    return token_of(hoa)


def test_it_opens_the_text_and_writes_nothing(token, go):
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            page = go(None, "signatures:sign_link", token)
    assert page.status_code == 200 and "Kính gửi Ông Đỗ Thị Hòa" in page.text and "Ký giao ước" in page.text
    assert not [row["sql"] for row in queries if not row["sql"].startswith("SELECT")]
    assert not SigningIntent.objects.exists()


def test_the_file_by_the_link(token, go, opened):
    answer = go(None, "signatures:link_pdf", token)
    assert answer.getvalue() == opened.document.read()
    assert go(None, "signatures:link_pdf", "sai").status_code == 410


def test_a_wrong_an_old_and_a_foreign_link(token, go, opened, lan, minh, hoa, post):
    assert go(None, "signatures:sign_link", token[:-1]).status_code == 410
    assert go(minh, "signatures:sign_link", token).status_code == 403
    assert place_of("hoa-tieu-kv2") in go(hoa, "signatures:sign_link", token).text, (
        "for this unit, whoever is logged in"
    )
    workflow.withdraw_opening(opened, by=lan, reason="Sửa nội dung")
    assert go(None, "signatures:sign_link", token).status_code == 410
    assert post(None, "signatures:start_by_link", token).status_code == 410


def test_three_steps_without_login_but_with_proof(token, visitor, post, hoa, opened):
    answer = post(None, "signatures:start_by_link", token, client=visitor, place=place_of("hoa-tieu-kv2"))
    page = visitor.get(answer.url)
    assert page.status_code == 200 and "Đỗ Thị Hòa, Giám đốc" in page.text
    intent = SigningIntent.objects.get()
    assert intent.user == hoa and intent.link
    code = new_code(hoa)
    done = post(None, "signatures:sign_confirm", intent.pk, client=visitor, password=PASSWORD, code=code)
    assert done.url.endswith("/xong/")
    assert "Đã ký thành công" in visitor.get(done.url).text
    assert visitor.get(f"/trinh-ky/xac-nhan/{intent.pk}/pdf/").getvalue() == opened.document.read()
    assert Signature.objects.get().evidence["link_sha256"] == intent.link.token_hash
    # The visitor is still nobody.
    assert visitor.get("/giao-uoc/").status_code == 302


def test_another_browser_does_not_take_over(token, visitor, post, hoa):
    post(None, "signatures:start_by_link", token, client=visitor)
    intent = SigningIntent.objects.get()
    stranger = Client()
    for name in ("sign_confirm", "sign_done", "signed_pdf"):
        path = {"sign_confirm": "", "sign_done": "xong/", "signed_pdf": "pdf/"}[name]
        assert stranger.get(f"/trinh-ky/xac-nhan/{intent.pk}/{path}").status_code == 302, f"pledges:{name}"
    answer = post(None, "signatures:sign_confirm", intent.pk, client=stranger, password=PASSWORD, code=new_code(hoa))
    assert answer.status_code == 302 and "/dang-nhap/" in answer.url and not Signature.objects.exists()


def test_the_secret_of_a_link_is_nowhere_in_the_pledge(token, opened, go, lan):
    assert token not in go(lan, "pledges:pledge_detail", opened.pk).text
