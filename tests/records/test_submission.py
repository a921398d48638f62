"""A form page: posted twice it acts once, and what cannot be accepted now comes back with everything in it."""

import html
import re
import threading
import uuid

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory

from libraries.web import clock, forms
from records import submission
from records.current_form import acting_for
from records.models import SubmissionToken
from records.submission import author_tag, idempotent_post, post_action, show_again
from records.transitions import Action, NotAllowedNow, SomeoneWasFaster, finish
from tests.racing import at_once
from units.models import Bloc
from units.sample import SAMPLE_PASSWORD

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def sent(user, token, path="/thu/", **words):
    request = RequestFactory().post(path, {"submission_token": f"{token}.{submission.author_tag(user)}", **words})
    request.user, request.session = user, SessionStore()
    return request


def asked(user, path="/thu/"):
    request = RequestFactory().get(path)
    request.user, request.session = user, SessionStore()
    return request


class WordsForm(forms.Form):
    words = forms.VnCharField(label="Nội dung")


def form_page(acts):
    @idempotent_post
    def page(request):
        form = WordsForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            acts.append(form.cleaned_data["words"])
            return HttpResponseRedirect("/ket-qua/7/")
        return HttpResponse("|".join([form["words"].value() or "", *form.non_field_errors()]), status=422)

    return page


# --- Twice -----------------------------------------------------------------------------------------------------------


def test_a_form_posted_twice_acts_once(lan):
    acts, token = [], uuid.uuid4()
    page = form_page(acts)
    first, second = page(sent(lan, token, words="Một")), page(sent(lan, token, words="Một"))
    assert acts == ["Một"]
    assert (first.status_code, second.status_code, second.url) == (302, 303, "/ket-qua/7/")
    page(sent(lan, uuid.uuid4(), words="Một"))
    assert acts == ["Một", "Một"]


def test_the_same_form_with_other_words_comes_back_with_them(lan):
    acts, token = [], uuid.uuid4()
    page = form_page(acts)
    page(sent(lan, token, words="Một"))
    request = sent(lan, token, words="Hai")
    second = page(request)
    said = second.content.decode()
    assert acts == ["Một"] and second.status_code == 409
    assert said.startswith("Hai|Biểu mẫu này đã gửi lúc ") and "chưa được lưu" in said
    assert request.first_result == "/ket-qua/7/"


def test_a_form_shown_again_with_errors_can_be_posted_again(lan):
    answers = [HttpResponse("sai", status=422), HttpResponseRedirect("/xong/")]
    page, token = idempotent_post(lambda request: answers.pop(0)), uuid.uuid4()
    assert [page(sent(lan, token)).status_code for _ in range(2)] == [422, 302]


def test_a_form_whose_act_failed_can_be_posted_again(lan):
    def fail(request):
        raise NotAllowedNow("chưa được")

    token = uuid.uuid4()
    for _ in range(2):
        with pytest.raises(NotAllowedNow):
            idempotent_post(fail)(sent(lan, token))


def test_another_persons_token_is_another_token(lan, minh):
    page = idempotent_post(lambda request: HttpResponseRedirect(f"/cua/{request.user.username}/"))
    token = uuid.uuid4()
    assert [page(sent(user, token)).url for user in (lan, minh)] == ["/cua/lan/", "/cua/minh/"]


@pytest.mark.django_db(transaction=True)
def test_two_posts_of_one_form_at_the_same_moment_act_once(lan):
    acts, second_is_there = [], threading.Event()

    @idempotent_post
    def page(request):
        acts.append(1)
        second_is_there.wait(10)  # the second post meets the first one under way
        return HttpResponseRedirect("/xong/")

    token = uuid.uuid4()

    def second():
        try:
            return page(sent(lan, token))
        finally:
            second_is_there.set()

    results = at_once([lambda: page(sent(lan, token)), second])
    second_is_there.set()
    assert acts == [1]
    assert any(isinstance(result, SomeoneWasFaster) or getattr(result, "status_code", 0) == 303 for result in results)


# --- Killed on the way -----------------------------------------------------------------------------------------------


def killed(lan, token, acted):
    """What a request leaves behind whose process was killed: its token, without an answer."""
    row = SubmissionToken.objects.create(user=lan, token=token, digest="0" * 64, created_at=clock.now())
    if acted:
        with acting_for(row):
            finish(ACT, None, by=lan, chain="he-thong")
    return row


ACT = Action("records.test_act", "Việc thử")


def test_a_form_whose_request_was_killed_before_it_acted_can_be_sent_again(lan):
    """It used to be "being worked on" for ever."""
    acts, token = [], uuid.uuid4()
    killed(lan, token, acted=False)
    assert form_page(acts)(sent(lan, token, words="Một")).status_code == 302
    assert acts == ["Một"]
    assert form_page(acts)(sent(lan, token, words="Một")).status_code == 303 and acts == ["Một"]


def test_a_form_whose_request_was_killed_after_it_acted_does_not_act_twice(lan):
    acts, token = [], uuid.uuid4()
    killed(lan, token, acted=True)
    request = sent(lan, token, words="Một")
    request._messages = FallbackStorage(request)
    answer = form_page(acts)(request)
    assert acts == [] and answer.status_code == 302 and answer.url == "/thu/"
    assert "đã được thực hiện" in str(next(iter(request._messages)))


def test_an_act_that_is_taken_back_is_not_noted(lan):
    row = killed(lan, uuid.uuid4(), acted=False)
    with pytest.raises(ValueError), transaction.atomic(), acting_for(row):
        finish(ACT, None, by=lan, chain="he-thong")
        raise ValueError
    row.refresh_from_db()
    assert not row.acted


def test_a_fault_after_the_act_does_not_open_the_form_again(lan):
    token = uuid.uuid4()

    @idempotent_post
    def page(request):
        finish(ACT, None, by=lan, chain="he-thong")
        raise ValueError("the answer could not be made")

    with pytest.raises(ValueError):
        page(sent(lan, token))
    assert SubmissionToken.objects.get().acted


def test_old_tokens_go(lan, at):
    with at("2020-07-01 08:00"):
        form_page([])(sent(lan, uuid.uuid4(), words="Một"))
    row = SubmissionToken.objects.get()
    assert submission.forget_old_tokens(row.created_at) == 0
    with at("2020-07-02 09:00"):
        assert submission.forget_old_tokens(clock.now()) == 1


def test_the_browser_is_told_which_forms_arrived(lan):
    page, tokens = form_page([]), [uuid.uuid4() for _ in range(7)]
    known = ""
    for token in tokens:
        request = sent(lan, token, words="Một")
        request.COOKIES[submission.ACCEPTED_COOKIE] = known
        known = page(request).cookies[submission.ACCEPTED_COOKIE].value
    assert known.split(".") == [str(token) for token in reversed(tokens[-5:])]


# --- Back to the form --------------------------------------------------------------------------------------------


def test_returned_words_are_never_acted_on_and_leave_no_trace(lan, bloc):
    """Even a view that forgets to look at its form writes nothing."""

    def careless(request):
        Bloc.objects.filter(pk=bloc.pk).update(name="Khác")
        return HttpResponse("trang")

    shown = show_again(careless, sent(lan, uuid.uuid4()), (), {}, [("words", "Một")], "Vì sao.")
    bloc.refresh_from_db()
    assert shown.content == b"trang" and bloc.name != "Khác"


def test_a_form_bound_to_returned_words_is_not_valid():
    from libraries.web.forms.returned import returned_data

    form = WordsForm(returned_data([("words", "Một"), ("password", "mật khẩu"), ("code", "123456")], "Vì sao."))
    assert not form.is_valid() and form.errors == {"__all__": ["Vì sao."]} and form["words"].value() == "Một"
    assert "password" not in form.data and "code" not in form.data
    assert form.data.copy().because == "Vì sao."


def test_a_page_that_shows_no_form_is_not_shown_again(lan):
    assert show_again(lambda request: HttpResponseRedirect("/"), sent(lan, uuid.uuid4()), (), {}, [], "") is None


def test_a_button_leads_a_get_to_its_page(lan, bloc):
    pressed = []
    button = post_action("units:bloc_detail", kept=("bloc",))(
        lambda request, bloc, pk: pressed.append(pk) or HttpResponse()
    )
    answer = button(asked(lan), bloc=bloc.slug, pk=7)
    assert (answer.status_code, answer.url, pressed) == (302, f"/don-vi/{bloc.slug}/", [])


def test_a_button_whose_row_is_gone_leads_to_the_list_and_says_so(client_of, lan, year2020):
    browser = client_of(lan)
    answer = browser.get("/hoi-nghi/987654/khai-mac/", follow=True)
    assert answer.redirect_chain == [("/hoi-nghi/", 302)] and "Nội dung này không còn" in answer.text


def test_a_button_without_a_list_answers_itself_when_its_row_is_gone(client_of, lan, bloc):
    button = post_action("units:bloc_detail", kept=("bloc",))(lambda request, bloc, pk: HttpResponse())
    with pytest.raises(Http404):
        button(asked(lan), bloc="khong-con", pk=7)


def test_words_for_a_row_that_was_removed_meanwhile_can_be_copied(client_of, lan, year2020):
    browser = client_of(lan)
    address = "/hoi-nghi/987654/sua/"
    answer = browser.post(address, {"location": WORDS, "submission_token": f"{uuid.uuid4()}.{author_tag(lan)}"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 404 and "chưa được lưu" in page and WORDS in page
    short = html.unescape(browser.post(address, {"location": "Phòng 3"}).content.decode())
    assert "Không tìm thấy trang" in short and "Phòng 3" not in short


# --- Through the whole house: login ended, page too old ------------------------------------------------------------


PAGE = "/don-vi/doanh-nghiep-2/sua/"
HERE = {"HTTP_ORIGIN": "http://testserver"}
WORDS = "Liên hệ: chị Lan, phòng 305; gọi trước 17:00 — số máy lẻ 12."


def token_in(page: str) -> str:
    return re.search(r'name="submission_token" value="([^"]+)"', page).group(1)


def value_of(page: str, name: str) -> str:
    box = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>([^<]*)', page)
    written = re.search(r'value="([^"]*)"', box.group(0))
    return html.unescape(written.group(1) if written else box.group(1).strip())


@pytest.fixture
def filled(lan, bloc):
    """(lan's browser, what she is about to send)."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lan, backend=BACKEND)
    page = browser.get(PAGE).content.decode()
    csrf = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    data = {"submission_token": token_in(page), "csrfmiddlewaretoken": csrf, "contact": WORDS, "place": "Hải Phòng"}
    return browser, data


def log_in(browser, page: str, username: str):
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields = {name: html.unescape(value) for name, value in fields.items()}
    return browser.post("/dang-nhap/", {**fields, "username": username, "password": SAMPLE_PASSWORD}, **HERE)


@pytest.fixture
def passwords(lan, minh):
    for user in (lan, minh):
        user.set_password(SAMPLE_PASSWORD)
        user.save()


def test_what_was_sent_after_the_login_ended_comes_back(passwords, filled, bloc):
    browser, data = filled
    del browser.cookies["phien"]
    asked_in = browser.post(PAGE, data, **HERE)
    assert asked_in.status_code == 401 and "còn nguyên" in asked_in.content.decode()
    onward = log_in(browser, asked_in.content.decode(), "lan")
    assert (onward.status_code, onward.url) == (302, PAGE)
    page = browser.get(PAGE)
    text = html.unescape(page.content.decode())
    assert page.status_code == 200 and value_of(text, "contact") == WORDS
    assert "Phiên đăng nhập đã hết nên nội dung chưa được lưu" in text
    bloc.refresh_from_db()
    assert bloc.contact != WORDS
    # Read again it is still there.
    assert value_of(html.unescape(browser.get(PAGE).content.decode()), "contact") == WORDS


def test_words_of_one_person_are_not_shown_to_another(passwords, filled):
    browser, data = filled
    del browser.cookies["phien"]
    asked_in = browser.post(PAGE, data, **HERE)
    log_in(browser, asked_in.content.decode(), "minh")
    assert "returned_post" not in browser.session


def test_nothing_is_carried_from_another_site(filled):
    browser, data = filled
    del browser.cookies["phien"]
    page = browser.post(PAGE, data, HTTP_ORIGIN="https://noi-khac.example")
    assert WORDS not in page.content.decode() and 'name="carried"' not in page.content.decode()


def test_a_page_that_is_too_old_comes_back_with_its_words(filled, bloc):
    browser, data = filled
    page = browser.post(PAGE, data | {"csrfmiddlewaretoken": "x" * 64}, **HERE)
    text = html.unescape(page.content.decode())
    assert page.status_code == 403 and value_of(text, "contact") == WORDS and "gửi lại một lần nữa" in text
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text).group(1)
    again = data | {"csrfmiddlewaretoken": fresh, "submission_token": token_in(text)}
    assert browser.post(PAGE, again, **HERE).status_code in (302, 422)


def test_another_sites_words_do_not_get_into_our_form(filled):
    browser, data = filled
    for origin in ("https://noi-khac.example", "null"):
        page = browser.post(PAGE, data | {"csrfmiddlewaretoken": "x" * 64}, HTTP_ORIGIN=origin)
        assert page.status_code == 403 and WORDS not in html.unescape(page.content.decode())


def test_a_button_pressed_after_the_login_ended_leads_home_to_its_page(lan):
    answer = Client().post("/thong-bao/da-xem-tat-ca/", **HERE)
    assert answer.status_code == 302 and answer.url == "/dang-nhap/?next=/thong-bao/"


def test_a_part_of_a_page_is_not_answered_with_the_login_page():
    answer = Client().post("/thong-bao/da-xem-tat-ca/", HTTP_HX_REQUEST="true", **HERE)
    assert answer.status_code == 401 and "<html" not in answer.content.decode() and answer.content.decode()


def test_a_wrong_method_is_answered_in_words(lan, client_of):
    answer = client_of(lan).post("/thong-bao/")
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD" and "Về trang chủ" in answer.content.decode()
