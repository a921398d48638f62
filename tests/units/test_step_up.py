"""The password again, before the account is changed."""

from tests.units.conftest import PASSWORD


def test_the_right_password_opens_five_minutes_and_renews_the_key(post, client_of, hoa):
    browser = client_of(hoa)
    before = browser.session.session_key
    assert post(None, "units:step_up", data={"password": PASSWORD}, client=browser).url == "/tai-khoan/"
    assert browser.session.session_key != before
    assert post(None, "units:issue_static_codes", client=browser).status_code == 200


def test_a_wrong_one_opens_nothing(post, client_of, hoa, text_of):
    browser = client_of(hoa)
    answer = post(None, "units:step_up", data={"password": "sai-mat-khau-roi"}, client=browser)
    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng" in text_of(answer)
    assert post(None, "units:issue_static_codes", client=browser).status_code == 302


def test_it_leads_back_to_where_one_was_and_nowhere_else(post, hoa):
    device = {"password": PASSWORD, "tiep": "device_setup"}
    assert post(hoa, "units:step_up", data=device).url == "/tai-khoan/ung-dung/"
    for wrong in ("https://gia-mao.example/", "units:logout", "x" * 5000):
        assert post(hoa, "units:step_up", data={"password": PASSWORD, "tiep": wrong}).url == "/tai-khoan/"
