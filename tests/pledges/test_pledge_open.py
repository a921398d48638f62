"""/giao-uoc/<n>/mo-ky/: check answers, then seal."""

import pytest

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_said_and_the_button_is_not_there(draft, go, lan, minh):
    page = go(lan, "pledges:pledge_open", draft.pk).text
    assert "Chưa chốt nội dung giao ước" in page and "Khóa nội dung và bắt đầu ký" not in page
    assert go(minh, "pledges:pledge_open", draft.pk).status_code == 403


def test_bad_input_keeps_what_was_typed(ready, post, lan):
    answer = post(lan, "pledges:pledge_open", ready.pk, sign_by="mai", place="Hội trường A")
    assert answer.status_code == 422 and "Hội trường A" in answer.text and "Ngày chưa đúng" in answer.text
    answer = post(lan, "pledges:pledge_open", ready.pk, sign_by="01/01/2020")
    assert answer.status_code == 409 and "Hạn ký đã qua" in answer.text


def test_it_seals_and_says_so(ready, go, post, lan, minh, client_of):
    assert "Khóa nội dung và bắt đầu ký" in go(lan, "pledges:pledge_open", ready.pk).text
    assert post(minh, "pledges:pledge_open", ready.pk, sign_by="01/01/2099").status_code == 403
    browser = client_of(lan)
    answer = post(None, "pledges:pledge_open", ready.pk, client=browser, sign_by="01/01/2099")
    assert "Đã khóa nội dung và bắt đầu ký" in browser.get(answer.url).text
    assert go(lan, "pledges:pledge_open", ready.pk).status_code == 409
