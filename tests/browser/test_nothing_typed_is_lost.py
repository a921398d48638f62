"""Session, network and server are cut before, during and after a form is sent; not one letter typed may be lost.

Every page with a box for more than a line, of the people who write there. `lost` counts letters: what was typed and is
neither in its box nor offered back.
"""

import re

import pytest

from awards.models import Nomination
from drafting.models import Comment
from tests.browser import world
from units.models import Bloc, EmulationYear
from units.sample import SAMPLE_PASSWORD

WORDS = "Đề nghị bổ sung: “bảo đảm an toàn hàng hải”, khoản 2 Điều 5;\ngiữ nguyên các nội dung khác, số 1.045 lượt."
# The boxes a person writes in; dates and numbers have forms of their own.
BOXES = """
  const skipped = ["hidden", "password", "file", "submit", "button"];
  const written = box => box.name && !box.readOnly && !box.disabled && !skipped.includes(box.type);
  const boxes = [...form.elements].filter(written);
"""
FILL = """(form, words) => {
  const dated = /_by|_at|_on|day|date|version|count/;
  for (const box of boxes) {
    if (box.tagName === "TEXTAREA") box.value = words;
    else if (box.type === "radio") {
      if (box !== [...form.elements[box.name]].at(-1)) continue;
      box.checked = true;
    } else if (box.type === "text" && !dated.test(box.name)) box.value = words.split("\\n")[0].slice(0, 60);
    else continue;
    box.dispatchEvent(new Event("input", {bubbles: true}));
  }
}""".replace("=> {", f"=> {{{BOXES}", 1)
VALUES = """form => {
  const kept = {}, add = (name, value) => { kept[name] = (kept[name] || "") + value; };
  for (const box of boxes) {
    if (box.type === "radio" || box.type === "checkbox") { if (box.checked) add(box.name, box.value + ";"); }
    else if (box.tagName === "TEXTAREA" || box.type === "text") add(box.name, box.value);
  }
  return kept;
}""".replace("=> {", f"=> {{{BOXES}", 1)


def pages() -> dict[str, tuple[str, str]]:
    """name: (who writes there, address)."""
    year = EmulationYear.objects.filter(bloc=world.pledge().bloc).order_by("-year").first()
    bloc, pledge, round_ = world.pledge().bloc, world.pledge(), world.consultation()
    conference, person = world.conference(), bloc.secretariat_seats.first()
    found = {
        "a new text": ("lan", "/du-thao/moi/"),
        "title and basis": ("lan", f"/du-thao/{world.draft().text_id}/ten-can-cu/"),
        "a comment": ("nam", f"/du-thao/lay-y-kien/{round_.pk}/gop-y/"),
        "an answer": ("lan", f"/du-thao/gop-y/{world.comment().pk}/tra-loi/"),
        "a conference": ("lan", f"/hoi-nghi/{conference.pk}/sua/"),
        "a new conference": ("lan", f"/hoi-nghi/du-kien/{year.pk}/"),
        "a leader's wish": ("son", f"/trinh-ky/{pledge.signing_id}/ky/sua-noi-dung/"),
        "a judgement": ("duc", f"/khen-thuong/tham-dinh/{world.nomination().pk}/"),
        "the bloc": ("lan", f"/don-vi/{bloc.slug}/sua/"),
    }
    draft = Nomination.objects.filter(state=Nomination.State.DRAFT, emulation_year__bloc=bloc).first()
    assert person is not None and draft is not None and Bloc.objects.exists()
    found["a report"] = ("lan", f"/khen-thuong/ho-so/{draft.pk}/bao-cao/")
    found["a dossier"] = ("lan", f"/khen-thuong/ho-so/{draft.pk}/noi-dung/")
    return found


NAMES = [
    "a new text", "title and basis", "a comment", "an answer", "a conference", "a new conference", "a leader's wish",
    "a judgement", "a report", "a dossier", "the bloc",
]  # fmt: skip


def form_of(page):
    """The form with the boxes one writes in."""
    forms = page.locator("main form[method=post]")
    return forms.filter(has=page.locator("textarea, input[type=text]")).first


def write(page) -> dict[str, str]:
    form = form_of(page)
    form.evaluate(FILL, WORDS)
    typed = form.evaluate(VALUES)
    assert any(len(value) > 30 for value in typed.values()), "no box to write in"
    return typed


def lost(typed: dict[str, str], found: dict[str, str]) -> int:
    """Letters typed that are not where they were."""
    plain = {name: value.replace("\r\n", "\n") for name, value in found.items()}
    return sum(len(value) for name, value in typed.items() if plain.get(name, "") != value)


def break_posts(page, answer) -> None:
    page.route("**/*", lambda route: answer(route) if route.request.method == "POST" else route.continue_())


def log_in(page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(SAMPLE_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("name", NAMES)
def test_the_session_ends_before_it_is_sent(screen_of, name):
    """The answer is the login page; after it the form is there again, with everything in it and one sentence."""
    username, path = pages()[name]
    page = screen_of(username).open(path).page
    typed = write(page)
    page.context.clear_cookies(name=re.compile("phien"))
    form_of(page).evaluate("form => form.requestSubmit()")
    page.wait_for_load_state()
    log_in(page, username)
    assert page.get_by_text("Phiên đăng nhập đã hết nên nội dung chưa được lưu").first.is_visible()
    assert lost(typed, form_of(page).evaluate(VALUES)) == 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("cut", ["network", "server", "tab"])
def test_the_line_the_server_or_the_tab_breaks(screen_of, name, cut):
    """Nothing arrived: when the page is opened again what was typed is offered back, beside what stands there."""
    username, path = pages()[name]
    page = screen_of(username).open(path).page
    before = form_of(page).evaluate(VALUES)
    typed = write(page)
    answers = {"network": lambda route: route.abort(), "server": lambda route: route.fulfill(status=502, body="")}
    if cut in answers:
        break_posts(page, answers[cut])
        with page.expect_event("requestfailed" if cut == "network" else "response"):
            form_of(page).evaluate("form => form.requestSubmit()")
    page.unroute_all(behavior="ignoreErrors")
    page.goto(path)
    bar = page.locator(".kept").first
    bar.get_by_text("So sánh với nội dung trên trang").click()
    assert bar.get_by_role("heading", name=re.compile("đã nhập")).first.is_visible()
    assert form_of(page).evaluate(VALUES) == before
    bar.get_by_role("button", name="Khôi phục nội dung").click()
    assert lost(typed, form_of(page).evaluate(VALUES)) == 0


def test_what_arrived_is_not_offered_again(screen_of):
    page = screen_of("nam").open(pages()["a comment"][1]).page
    write(page)
    form_of(page).evaluate("form => form.requestSubmit()")
    page.wait_for_load_state()
    page.get_by_text("Đã lưu góp ý").first.wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ktd:'))") == []
    Comment.objects.filter(body__startswith=WORDS[:20]).delete()  # other tests count the unit's comments


def test_what_one_person_typed_is_not_offered_to_another(screen_of):
    page = screen_of("nam").open(pages()["a comment"][1]).page
    write(page)
    page.context.clear_cookies(name=re.compile("phien"))
    page.goto(f"/dang-nhap/?next={pages()['a comment'][1]}")
    log_in(page, "hoa")
    assert page.locator(".kept").count() == 0


# --- The editor ------------------------------------------------------------------------------------------------------

EDITOR = "textarea[name=body]:visible"


@pytest.mark.parametrize("cut", ["session", "network", "login page", "refused"])
def test_the_editor_never_says_saved_when_it_is_not(screen_of, cut):
    """With the session gone it once said "saved", drew the login page into the article and dropped the copy."""
    path = f"/du-thao/{world.draft().text_id}/soan/"
    page = screen_of("lan").open(path).page
    box = page.locator(EDITOR).first
    before = box.input_value()
    if cut == "session":
        page.context.clear_cookies(name=re.compile("phien"))
    else:
        answers = {
            "network": lambda route: route.abort(),
            "login page": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Đăng nhập</h1>"),
            "refused": lambda route: route.fulfill(status=503, body=""),
        }
        break_posts(page, answers[cut])
    box.fill(f"{before} {WORDS}")
    box.blur()
    saved = page.locator(".node-form", has=box).locator(".saved").first
    saved.get_by_text("Chưa lưu được").wait_for()
    assert "Đăng nhập</h1>" not in page.content() and box.input_value() == f"{before} {WORDS}"
    page.unroute_all(behavior="ignoreErrors")
    page.goto(path)
    if cut == "session":
        log_in(page, "lan")
    assert page.locator(EDITOR).first.input_value() == before
    page.locator(".kept").first.get_by_role("button", name="Khôi phục nội dung").click()
    assert page.locator(EDITOR).first.input_value() == f"{before} {WORDS}"


def test_after_a_new_login_in_another_tab_the_editor_saves(screen_of):
    path = f"/du-thao/{world.draft().text_id}/soan/"
    page = screen_of("lan").open(path).page
    page.context.clear_cookies(name=re.compile("phien"))
    other = page.context.new_page()
    other.goto("/dang-nhap/")
    log_in(other, "lan")
    box = page.locator(EDITOR).first
    box.fill(f"{box.input_value()} Đã sửa lúc thử.")
    box.blur()
    page.get_by_text("Đã lưu lúc").first.wait_for()
