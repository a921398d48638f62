"""The end of the three steps: time, reference, how many have signed, the file."""

import pytest

from tests.pledges.conftest import sign, start_signing

pytestmark = pytest.mark.django_db


def test_it_says_when_and_what_follows(opened, nine, hoa, go):
    made = sign(opened, nine[5], hoa)
    page = go(hoa, "signatures:sign_done", made.intent_id).text
    for words in ("Đã ký thành công", made.reference, "1/9 đơn vị đã ký", "Ông có thể đóng trang này"):
        assert words in page
    assert go(hoa, "signatures:signed_pdf", made.intent_id).getvalue() == opened.document.read()


def test_it_survives_being_kept_and_is_nobody_elses(opened, nine, hoa, minh, go):
    made = sign(opened, nine[5], hoa)
    sign(opened, nine[0], minh)
    assert "2/9 đơn vị đã ký" in go(hoa, "signatures:sign_done", made.intent_id).text
    assert go(minh, "signatures:sign_done", made.intent_id).status_code == 404


def test_before_signing_it_leads_to_the_confirm_page(opened, nine, hoa, go):

    intent = start_signing(opened, nine[5], by=hoa)
    assert go(hoa, "signatures:sign_done", intent.pk).url == f"/trinh-ky/xac-nhan/{intent.pk}/"
