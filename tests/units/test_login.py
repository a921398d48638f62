"""/dang-nhap/: let in by name and password, nothing told to guessers, five wrong ones wait."""

import pytest
from django.urls import reverse

from tests import factories
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, shown_by
from units.models import LoginTry, User
from units.sample import SAMPLE_PASSWORD
from units.views.login import NOT_LET_IN

LOGIN = "/dang-nhap/"


def enter(client, username="hoa", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_the_page_is_for_everybody_and_needs_no_script(visitor, text_of, db):
    page = text_of(visitor.get(LOGIN))
    assert 'autocomplete="current-password"' in page
    assert "Tài khoản mẫu" not in page
    assert SAMPLE_PASSWORD not in page


def test_the_right_password_lets_in_with_a_new_key(visitor, hoa):
    visitor.get(LOGIN)
    before = visitor.session.session_key
    answer = enter(visitor)
    assert (answer.status_code, answer.url) == (302, "/")
    assert visitor.session.session_key != before
    assert visitor.get(reverse("units:account_detail")).status_code == 200


@pytest.mark.parametrize("typed", ["HOA", " hoa ", "ｈｏａ"])
def test_capitals_and_full_width_letters_are_the_same_name(visitor, hoa, typed):
    assert enter(visitor, typed).status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("hoa", "sai-mat-khau-roi"), ("khong-co-ai", PASSWORD), ("hòa", PASSWORD), ("ngung", PASSWORD)],
)
def test_wrong_unknown_and_closed_are_answered_alike(visitor, hoa, text_of, username, password):
    User.objects.filter(pk=factories.UserFactory(username="ngung").pk).update(is_active=False)
    answer = enter(visitor, username, password)
    assert answer.status_code == 422
    assert NOT_LET_IN in text_of(answer)
    assert f'value="{username}"' in text_of(answer)
    assert PASSWORD not in text_of(answer)
    assert not visitor.session.get("_auth_user_id")


def test_unknown_names_cost_a_hash_too(visitor, db, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    enter(visitor, "khong-co-ai")
    assert hashed == [PASSWORD]


@pytest.mark.parametrize("username", ["", "x" * 5000, "a\x00b", "a\nb", "' OR 1=1 --", "<b>hoa</b>"])
def test_hostile_names_get_a_sentence(visitor, hoa, username):
    assert enter(visitor, username).status_code == 422


def test_five_wrong_passwords_lock_this_name_from_this_address(visitor, hoa, nam, text_of):
    for _ in range(5):
        assert enter(visitor, password="sai-mat-khau-roi").status_code == 422
    locked = enter(visitor)
    assert locked.status_code == 429
    assert "thử lại sau 15 phút" in text_of(locked)
    assert enter(visitor, "HOA").status_code == 429
    assert enter(visitor, "nam").status_code == 302


def test_the_leader_is_not_locked_out_by_somebody_elsewhere(client_of, visitor, hoa):
    for _ in range(6):
        visitor.post(LOGIN, {"username": "hoa", "password": "sai"}, REMOTE_ADDR="198.51.100.7")
    assert enter(visitor).status_code == 302


def test_a_good_login_forgets_the_wrong_tries(visitor, hoa):
    for _ in range(4):
        enter(visitor, password="sai-mat-khau-roi")
    enter(visitor)
    visitor.post(reverse("units:logout"))
    for _ in range(4):
        assert enter(visitor, password="sai-mat-khau-roi").status_code == 422


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/tai-khoan/", "/tai-khoan/"),
        ("https://gia-mao.example/", "/"),
        ("//gia-mao.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("\\\\gia-mao.example", "/"),
        ("", "/"),
    ],
)
def test_next_stays_on_this_installation(visitor, hoa, wanted, goes):
    assert enter(visitor, next=wanted).url == goes


def test_next_survives_a_wrong_password(visitor, hoa, text_of):
    answer = enter(visitor, password="sai-mat-khau-roi", next="/don-vi/")
    assert 'name="next" value="/don-vi/"' in text_of(answer)


def test_who_is_in_already_goes_on(client_of, hoa):
    assert client_of(hoa).get(LOGIN + "?next=/tai-khoan/").url == "/tai-khoan/"


def test_logging_out_ends_the_login_and_is_a_post(client_of, hoa):
    browser = client_of(hoa)
    assert browser.get(reverse("units:logout")).url == "/"
    assert browser.post(reverse("units:logout")).url == LOGIN
    assert browser.get(reverse("units:account_detail")).status_code == 302


def test_a_code_is_asked_only_where_the_installation_says_so(visitor, hoa, settings):
    app_of(hoa)
    settings.LOGIN_CODE = False
    assert enter(visitor).url == "/"


def test_without_a_device_no_code_is_asked(visitor, hoa, settings):
    settings.LOGIN_CODE = True
    assert enter(visitor).url == "/"


def test_with_a_device_the_password_alone_does_not_let_in(visitor, hoa, settings):
    settings.LOGIN_CODE = True
    app_of(hoa)
    assert enter(visitor).url == reverse("units:login_code")
    assert visitor.get(reverse("units:account_detail")).status_code == 302


class TestSampleMode:
    @pytest.fixture(autouse=True)
    def sample_mode(self, settings):
        settings.SAMPLE_MODE = True

    def test_the_page_lists_invented_people_and_what_they_may_do(self, visitor, lan, minh, nam, mai, year2020, text_of):
        for person in (lan, minh, nam, mai):
            User.objects.filter(pk=person.pk).update(is_sample=True)
        page = text_of(visitor.get(LOGIN))
        assert SAMPLE_PASSWORD in page
        for words in (
            "Trần Thị Lan",
            "Tổ thư ký",
            "ký giao ước",
            "(đơn vị Khối trưởng)",
            "soạn góp ý",
            "nhập quyết định",
        ):
            assert words in page

    def test_real_people_are_not_listed(self, visitor, hoa, text_of):
        assert "Đỗ Thị Hòa" not in text_of(visitor.get(LOGIN))

    def test_choosing_one_fills_the_form(self, visitor, hoa, nam, text_of):
        User.objects.filter(pk=hoa.pk).update(is_sample=True)
        assert 'value="hoa"' in text_of(visitor.get(LOGIN + "?ten=hoa"))
        assert 'value="nam"' not in text_of(visitor.get(LOGIN + "?ten=nam"))

    def test_few_and_many_people_cost_the_same_queries(self, visitor, nine, django_assert_num_queries, settings):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def count():
            with CaptureQueriesContext(connection) as seen:
                visitor.get(LOGIN)
            return len(seen)

        User.objects.filter(pk=factories.leader(nine[0], "a1", "An").pk).update(is_sample=True)
        few = count()
        for number in range(8):
            factories.leader(nine[number + 1], f"b{number}", f"Bình {number}")
        User.objects.update(is_sample=True)
        assert count() == few


def test_sample_password_is_a_password_the_house_accepts(hoa):
    from django.contrib.auth.password_validation import validate_password

    validate_password(SAMPLE_PASSWORD, hoa)


def test_the_log_does_not_keep_the_password(visitor, hoa):
    enter(visitor, password="sai-mat-khau-roi")
    assert "sai-mat-khau-roi" not in str(LoginTry.objects.values().get())


def test_shown_by_reads_the_same_code_as_the_device(hoa):
    device = app_of(hoa)
    assert device.verify_token(shown_by(device))
