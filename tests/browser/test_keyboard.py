"""Without a mouse: past the head of the page, to the red button, and to what is wrong."""

import pytest

from tests.browser import world
from units.sample import SAMPLE_PASSWORD

FOCUS = """() => {
  const here = document.activeElement, look = getComputedStyle(here);
  return {words: here.innerText || here.value || "", tag: here.tagName, name: here.getAttribute("name"),
          ring: parseFloat(look.outlineWidth) > 0 && look.outlineStyle !== "none" || look.boxShadow !== "none",
          box: here.getBoundingClientRect().toJSON(), height: window.innerHeight};
}"""


def tab_to(screen, *, words="", name="", most=60) -> dict:
    """Press Tab until the box or button has the focus; every stop on the way can be seen."""
    for _ in range(most):
        screen.page.keyboard.press("Tab")
        here = screen.page.evaluate(FOCUS)
        assert here["ring"], f"the focus on {here} cannot be seen"
        assert here["box"]["bottom"] > 0 and here["box"]["top"] < here["height"], f"{here} is outside of the window"
        if (words and here["words"].strip().startswith(words)) or (name and here["name"] == name):
            return here
    raise AssertionError(f"{most} times Tab do not reach “{words or name}”")


@pytest.mark.parametrize(("username", "path"), [("lan", "/"), ("hoa", "/"), ("", "/xac-minh/")])
def test_the_first_stop_leads_past_the_head(screen_of, username, path):
    screen = screen_of(username).open(path)
    screen.page.keyboard.press("Tab")
    assert screen.page.evaluate(FOCUS)["words"] == "Chuyển đến nội dung chính"
    screen.page.keyboard.press("Enter")
    assert screen.page.evaluate("document.activeElement.id") == "noi-dung"


def test_the_pledge_is_signed_by_keyboard(screen_of):
    son = screen_of("son", 390).open(f"/trinh-ky/{world.pledge().signing_id}/ky/")
    tab_to(son, words="Ký giao ước")
    son.page.keyboard.press("Enter")
    son.reads("Xác nhận ký")
    code = son.page.locator(".bar .code").last.inner_text()
    for name, words in (("password", SAMPLE_PASSWORD), ("code", code)):
        tab_to(son, name=name)
        son.page.keyboard.type(words)
    tab_to(son, words="Đồng ý ký")
    son.page.keyboard.press("Enter")
    son.reads("Đã ký thành công")


def test_what_is_wrong_takes_the_focus_and_leads_to_the_box(screen_of):
    lan = screen_of("lan").open(f"/trinh-ky/{world.pledge().signing_id}/")
    lan.type("Hạn ký mới", "31/02/2027").press("Gia hạn")
    lan.page.locator(".error-summary").wait_for()
    assert lan.page.evaluate("document.activeElement.classList.contains('error-summary')")
    assert lan.page.title().startswith("Chưa lưu")
    tab_to(lan, words="Hạn ký mới", most=2)
    lan.page.keyboard.press("Enter")
    assert lan.page.evaluate("document.activeElement.name") == "sign_by"
    assert lan.page.evaluate("document.activeElement.value") == "31/02/2027"


def test_the_box_for_a_file_speaks_vietnamese_and_names_what_was_chosen(screen_of, tmp_path):
    visitor = screen_of("").open("/xac-minh/")
    frame = visitor.page.locator(".file-box")
    assert frame.inner_text().split("\n") == ["Chọn tệp", "Chưa chọn tệp"]
    box = visitor.page.get_by_label("Tệp PDF")
    box.focus()
    assert frame.evaluate("here => getComputedStyle(here).outlineStyle") == "solid"
    file = tmp_path / "giao-uoc.pdf"
    file.write_bytes(b"%PDF-1.7")
    box.set_input_files(file)
    assert frame.inner_text().split("\n") == ["Chọn tệp khác", "giao-uoc.pdf"]
