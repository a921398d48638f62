"""Rules of the look that a reader of one template cannot see."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import render_to_string

from libraries.web import voice

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OWN_CSS = sorted((ROOT / "static/css").glob("*.css"))
OWN_JS = sorted((ROOT / "static/js").glob("*.js"))
ICONS = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/img/icons.svg").read_text()))

# Chrome 109, the last one for Windows 7 (docs/interface.md: Browsers)
TOO_NEW_CSS = [
    "color-mix(",
    "subgrid",
    ":popover-open",
    "[popover",
    "field-sizing",
    "view-transition",
    "@container",
    "light-dark(",
    "&:",
    "& .",
]
TOO_NEW_JS = ["withResolvers", "showPopover", "startViewTransition", "Object.groupBy", ".toSorted(", ".isWellFormed("]


def uses(paths, words):
    """(file, word) wherever one of these words stands outside of comments."""
    texts = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in paths}
    assert texts
    return [(name, word) for name, text in texts.items() for word in words if word in text]


def test_styles_and_scripts_run_on_chrome_109():
    assert uses([*OWN_CSS, ROOT / "static/vendor/bootstrap/bootstrap.min.css"], TOO_NEW_CSS) == []
    assert uses(OWN_JS, TOO_NEW_JS) == []


def test_scripts_set_no_style_and_read_nothing_as_code():
    assert uses(OWN_JS, [".style", "innerHTML", "eval("]) == []


def test_every_rule_of_the_style_sheets_is_for_a_page():
    """Each class is written somewhere, whole or as a beginning to which a word is added, as in "node-{{ kind }}"."""
    rooms = [ROOT / room for room in ("khoithidua", "libraries", *settings.ROOMS)]
    sources = [*TEMPLATES, *OWN_JS, *(path for room in rooms for path in room.rglob("*.py"))]
    written = "\n".join(path.read_text() for path in sources)
    words, beginnings = set(re.findall(r"[\w-]+", written)), set(re.findall(r"([\w-]+-)\{", written))
    # What crispy forms add.
    theirs = {"asteriskField", "invalid-feedback", "is-invalid"}
    rules = "\n".join(re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", path.read_text(), flags=re.DOTALL) for path in OWN_CSS)
    classes = set(re.findall(r"\.([A-Za-z][\w-]*)", rules)) - theirs
    assert len(classes) > 100
    assert {c for c in classes - words if not any(c.startswith(start) for start in beginnings)} == set()


def test_every_icon_drawn_is_in_the_sprite():
    named = {
        (name, path.name)
        for path in TEMPLATES
        for name in re.findall(r'(?:icon |icon_name=|icon=)"([a-z0-9-]+)"', path.read_text())
    }
    assert {pair for pair in named if pair[0] not in ICONS} == set()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read():
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (ROOT / "static/css/ktd.css").read_text()))
    for name in ("red", "red-deep", "blue", "ok", "muted", "error"):
        assert contrast(tokens[name], "#ffffff") >= 4.5, name
        assert contrast(tokens[name], tokens["ground"]) >= 4.5, name
    assert contrast(tokens["edge"], "#ffffff") >= 3
    assert contrast(tokens["warn-ink"], tokens["warn-ground"]) >= 4.5
    assert contrast(tokens["info-ink"], tokens["info-ground"]) >= 4.5
    assert contrast(tokens["error"], tokens["late-ground"]) >= 4.5


def render(text, **context):
    return engines["django"].from_string(text).render(context)


def test_a_tag_escapes_and_shows_a_sign_beside_its_colour():
    page = render('{% tag words tone="late" %}', words="<b>Quá hạn</b>")
    assert "&lt;b&gt;" in page and "<use href=" in page


def test_an_icon_alone_has_a_name():
    assert 'aria-hidden="true"' in render('{% icon "bell" %}')
    assert 'aria-label="Thông báo"' in render('{% icon "bell" label="Thông báo" %}')


def test_sample_rows_are_marked_and_real_ones_are_not():
    assert "dữ liệu mẫu" in render("{% sample_mark row %}", row=SimpleNamespace(is_sample=True))
    assert render("{% sample_mark row %}", row=SimpleNamespace(is_sample=False)) == ""


def test_blocks_escape_what_is_put_into_them():
    page = render("{% card title=name %}<p>{{ name }}</p>{% endcard %}", name="<i>Khối</i>")
    assert page.count("&lt;i&gt;Khối") == 2 and "<p>" in page


def test_crumbs_end_where_one_stands():
    page = render('{% crumbs "Quy chế" "/quy-che/" "Quy chế hoạt động" %}')
    assert '<a href="/quy-che/">Quy chế</a>' in page
    assert '<span aria-current="page">Quy chế hoạt động</span>' in page


@pytest.mark.parametrize("told", voice.EVERY, ids=lambda told: told.title)
def test_what_is_told_needs_nothing(told):
    """Error 500 is shown without any context, when everything else may be broken."""
    page = render_to_string("told.html", {"told": told})
    assert '<html lang="vi"' in page and f"<h1>{told.title}</h1>" in page and told.text in page
    assert f'href="{told.address}">{told.way}</a>' in page and "Tổ thư ký" in page


def test_what_is_told_says_what_to_do_now():
    """What happened in the title; then what to do: a polite request with a next step, never a bare order."""
    for told in voice.EVERY:
        assert "ề nghị" in told.text, told.title
        assert told.text.endswith(".") and not told.title.endswith(".")
    assert len({told.title for told in voice.EVERY}) == len(voice.EVERY)


def test_one_part_says_it_everywhere():
    """Nobody draws this part, or renders a page of refusal, by themselves."""
    drawn = {path.name for path in TEMPLATES if re.search(r'class="[^"]*(empty-state|done-panel)', path.read_text())}
    assert drawn == {"told.html"}
    assert [path.name for path in TEMPLATES if re.fullmatch(r"[45]\d\d\.html", path.name)] == []
    used = {
        path.relative_to(ROOT).as_posix()
        for room in ("khoithidua", "libraries", *settings.ROOMS)
        for path in (ROOT / room).rglob("*.py")
        if '"told.html"' in path.read_text()
    }
    # Without a database no request may be asked for account and session.
    assert used == {"libraries/web/voice.py", "records/trouble.py"}


@pytest.mark.parametrize("name", ["base.html", "base_leader.html", "base_public.html"])
def test_frames_have_what_every_page_needs(name):
    page = render_to_string(name, {"menu": []})
    for part in ('class="skip-link"', 'id="noi-dung"', 'name="viewport"', "Cần hỗ trợ", "– Khối thi đua</title>"):
        assert part in page, part
    assert page.count("<main") == 1


def test_two_digits_stand_on_papers_only():
    """A paper says "02 góp ý", a screen "2 góp ý" (style of the office); a count out of a whole is "3/9"."""
    padding = {
        path.relative_to(ROOT).as_posix()
        for room in ("khoithidua", "libraries", *settings.ROOMS)
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\bpadded\(", path.read_text())
    }
    # The statement that is signed and the lines of the list of recipients are papers too.
    elsewhere = {"libraries/web/formats.py", "signatures/workflow/signing.py", "awards/queries/recipient_rows.py"}
    assert elsewhere < padding and {one for one in padding - elsewhere if "/documents/" not in one} == set()
    said = {path.name: path.read_text() for path in TEMPLATES if "print" not in path.parts}
    assert [name for name, text in said.items() if re.search(r"}} trên {{|\|padded|>0[1-9] ", text)] == []
