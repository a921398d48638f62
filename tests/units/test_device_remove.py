"""Taking the app and the static codes away asks for the password every time."""

from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of
from units import workflow
from units.codes import has_device


def test_removed_with_the_password_and_other_logins_end(post, client_of, hoa):
    app_of(hoa)
    workflow.issue_static_codes(hoa, by=hoa)
    here, elsewhere = client_of(hoa), client_of(hoa)
    assert elsewhere.get("/tai-khoan/").status_code == 200
    assert post(None, "units:device_remove", data={"password": PASSWORD}, client=here).url == "/tai-khoan/"
    assert not has_device(hoa)
    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302


def test_not_without(post, hoa, text_of):
    app_of(hoa)
    answer = post(hoa, "units:device_remove", data={"password": "sai-mat-khau-roi"})
    assert answer.status_code == 422
    assert "Mật khẩu chưa đúng" in text_of(answer)
    assert has_device(hoa)
