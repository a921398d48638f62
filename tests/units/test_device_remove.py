"""Taking the app and the static codes away asks for password and code every time."""

from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, shown_by
from units import workflow
from units.codes import has_device


def test_removed_with_password_and_code_and_other_logins_end(post, client_of, hoa):
    typed = {"password": PASSWORD, "code": shown_by(app_of(hoa))}
    workflow.issue_static_codes(hoa, by=hoa)
    here, elsewhere = client_of(hoa), client_of(hoa)
    assert elsewhere.get("/tai-khoan/").status_code == 200
    assert post(None, "units:device_remove", data=typed, client=here).url == "/tai-khoan/"
    assert not has_device(hoa)
    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302


def test_not_with_a_wrong_password(post, hoa, text_of):
    typed = {"password": "sai-mat-khau-roi", "code": shown_by(app_of(hoa))}
    answer = post(hoa, "units:device_remove", data=typed)
    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng" in text_of(answer)
    assert has_device(hoa)


def test_not_with_the_password_alone(post, hoa):
    app_of(hoa)
    assert post(hoa, "units:device_remove", data={"password": PASSWORD}).status_code == 422
    assert has_device(hoa)
