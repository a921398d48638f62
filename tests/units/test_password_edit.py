"""Changing one's password ends the other logins."""

import pytest

from tests.units.conftest import PASSWORD

NEW = "con tàu ra khơi buổi sớm"


def typed(**changes):
    return {"password": PASSWORD, "new_password": NEW, "again": NEW, **changes}


def test_changed_here_and_out_everywhere_else(post, client_of, hoa):
    here, elsewhere = client_of(hoa), client_of(hoa)
    # The second login shares nothing with the first but the person.
    assert elsewhere.get("/tai-khoan/").status_code == 200
    assert post(None, "units:password_edit", data=typed(), client=here).url == "/tai-khoan/"
    assert here.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    hoa.refresh_from_db()
    assert hoa.check_password(NEW)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password": "sai-mat-khau-roi"}, "Mật khẩu chưa đúng"),
        ({"password": ""}, "Nhập mật khẩu hiện nay"),
        ({"new_password": "ngan", "again": "ngan"}, "ít nhất 12 ký tự"),
        ({"again": "khác hẳn câu trước"}, "chưa giống nhau"),
        ({"new_password": "x" * 5000}, "tối đa 200 ký tự"),
    ],
)
def test_refusals_are_sentences_and_passwords_are_not_shown_again(post, hoa, text_of, changes, says):
    answer = post(hoa, "units:password_edit", data=typed(**changes))
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert NEW not in text_of(answer)
    hoa.refresh_from_db()
    assert hoa.check_password(PASSWORD)


def test_guessing_the_old_password_is_stopped(post, hoa, text_of):
    for _ in range(5):
        post(hoa, "units:password_edit", data=typed(password="sai-mat-khau-roi"))
    assert "Đã nhập sai 5 lần" in text_of(post(hoa, "units:password_edit", data=typed()))
    hoa.refresh_from_db()
    assert hoa.check_password(PASSWORD)


def test_composed_and_decomposed_typing_are_one_password(post, hoa):
    decomposed = "con ta\u0300u ra kho\u031bi buo\u0302\u0309i so\u031b\u0301m"
    assert post(hoa, "units:password_edit", data=typed(new_password=decomposed, again=NEW)).status_code == 302
