"""Templates: used, Vietnamese, nothing inline, nothing trusted that was typed."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
SCREENS = [path for path in FOLDER.rglob("*.html") if "print" not in path.parts and not path.name.endswith(".pdf.html")]
ALL = [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]


def named(path):
    return path.relative_to(FOLDER).as_posix()


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_screens_have_nothing_inline(path):
    text = path.read_text()
    assert "|safe" not in text and "autoescape off" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text), "inline script"
    assert "<style" not in text and not re.search(r"\sstyle=", text), "inline style"
    assert not re.search(r"\son[a-z]+=", text), "inline handler"


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_screens_are_vietnamese(path):
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL)
    english = re.findall(
        r">\s*(Submit|Save|Cancel|Delete|Edit|Login|Logout|Search|Home|Back|Next|Error|Name|Date|Status|OK|Confirm)\s*<",
        text,
    )
    assert english == []


def test_every_template_compiles():
    engine = engines["django"].engine
    for path in ALL:
        engine.get_template(named(path))


def test_every_template_is_used():
    sources = [
        path.read_text()
        for room in ["khoithidua", "libraries", *settings.ROOMS]
        for path in (ROOT / room).rglob("*.py")
    ]
    sources += [path.read_text() for path in ALL]
    written = "\n".join(sources)
    by_django = re.compile(r"^(4\d\d|500)\.html$|^bootstrap5/|^components/|^notices/mails/")
    unused = [named(path) for path in ALL if not by_django.search(named(path)) and named(path) not in written]
    assert unused == []


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_acting_forms_act_once(path):
    """Every form that posts carries the CSRF token; and the intent, unless it posts to a page that anybody may open."""
    for form in re.findall(r"<form\b[^>]*method=.post.*?</form>", path.read_text(), flags=re.DOTALL):
        assert "{% csrf_token %}" in form, form[:200]
        open_to_all = re.search(r"dang-xuat|units:(login|logout)|records:verify_file", form)
        assert (
            open_to_all or "{% submission_token %}" in form or "_public" in path.name or "units/login" in named(path)
        ), form[:200]


@pytest.mark.parametrize("path", SCREENS, ids=named)
def test_templates_never_compare_states(path):
    assert not re.search(r"{%\s*(el)?if [^%]*\.state\s*(==|!=|in)\s", path.read_text())
