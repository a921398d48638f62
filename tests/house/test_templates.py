"""Templates: used, Vietnamese, nothing inline, nothing trusted that was typed. Each test names the offenders."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import engines

from tests.house import walk

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"


def named(path):
    return path.relative_to(FOLDER).as_posix()


# Name → text.
ALL = {named(path): path.read_text() for path in [*FOLDER.rglob("*.html"), *FOLDER.rglob("*.txt")]}
# Papers, and a file that is given away with its look.
NO_SCREEN = re.compile(r"\.pdf\.|(^|/)print/|(^|/)news_file\.")
SCREENS = {name: text for name, text in ALL.items() if name.endswith(".html") and not NO_SCREEN.search(name)}
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text()
    for room in ["khoithidua", "libraries", *settings.ROOMS]
    for path in (ROOT / room).rglob("*.py")
}
FORBIDDEN = {
    "text trusted as it is": r"\|\s*safe\b|autoescape off",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "inline style": r"<style|\sstyle=",
    "inline handler": r"\son[a-z]+=",
    "a permission looked up": r"{%\s*has_perm\b|{%\s*load [^%]*\brules\b",
    "a role asked for": r"{[%{][^%}]*\b(?<!\.)user\.(is_(?!authenticated\b|active\b|sample\b)|roles|bloc_ids)",
    "a state compared": r"{%\s*(el)?if [^%]*\.state\s*(==|!=|in)\s",
}


def test_a_form_says_its_errors_once():
    """{% crispy form %} brings the summary and both texts (templates/bootstrap5/errors.html)."""
    summary = re.compile(r'include "components/(error_summary|both_texts)\.html"')
    pages = {path.name: path.read_text() for path in FOLDER.rglob("*.html")}
    twice = {name for name, text in pages.items() if "{% crispy form %}" in text and summary.search(text)}
    # Where nothing is left to choose, the page says what was refused instead of the form.
    assert twice == {"handover_edit.html"}


def test_screens_have_nothing_inline_and_compare_no_states():
    guilty = [(name, what) for name, text in SCREENS.items() for what, p in FORBIDDEN.items() if re.search(p, text)]
    assert guilty == []


def test_screens_are_vietnamese():
    english = re.compile(
        r">\s*(Submit|Save|Cancel|Delete|Edit|Login|Logout|Search|Home|Back|Next|Error|Name|Date|Status|OK|Confirm)\s*<"
    )
    words = {
        name: english.findall(re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL))
        for name, text in SCREENS.items()
    }
    assert {name: found for name, found in words.items() if found} == {}


def test_every_template_compiles():
    engine = engines["django"].engine
    assert len(SCREENS) > 100
    for name in ALL:
        engine.get_template(name)


def blocks():
    """Component → the block tag that draws it (libraries/web/templatetags/components.py)."""
    pairs = re.findall(r'^block\("(\w+)", "(\w+)"\)', SOURCES["libraries/web/templatetags/components.py"], re.MULTILINE)
    return {f"components/{part}.html": tag for tag, part in pairs}


@cache
def users_of(name):
    """The files that show this template: by its name in quotation marks, or by its block tag."""
    # Django looks for these by name; the outbox adds the folder and ending of a mail.
    if re.search(r"^(400|403|404|500)\.html$|^bootstrap5/", name):
        return {"Django"}
    stem = name.removeprefix("notices/mails/").removesuffix(".txt")
    quoted = re.compile(rf"""["'](?:{re.escape(name)}|{re.escape(stem)})["']""")
    found = {where for where, text in (ALL | SOURCES).items() if where != name and stem in text and quoted.search(text)}
    if tag := blocks().get(name):
        found |= {where for where, text in ALL.items() if where != name and re.search(rf"{{% {tag}\b", text)}
    return found


def test_every_template_is_used():
    unused = [name for name in ALL if not users_of(name)]
    # A template whose only user is unused is unused too.
    while more := [name for name in ALL if name not in unused and users_of(name) <= set(unused)]:
        unused += more
    assert unused == []


def test_every_component_tag_is_used():
    source = SOURCES["libraries/web/templatetags/components.py"]
    tags = re.findall(r"^@register\.simple\w*_tag\b.*\ndef (\w+)", source, re.MULTILINE) + list(blocks().values())
    assert len(tags) > 12
    assert [tag for tag in tags if not any(re.search(rf"{{% {tag}\b", text) for text in ALL.values())] == []


def test_a_way_back_to_a_list_leads_to_it_as_it_was_left():
    lists = {"awards:review_queue"} | {name for name in walk.url_names() if re.search(r":\w+_list$", name)}
    assert len(lists) > 12
    link = re.compile(r"""{% url ["']([\w:]+)["'][^%]*%}["'][^>]*>\s*(?:{% icon [^%]*%})?\s*(?:Quay lại|Về |Để sau)""")
    guilty = [(page, name) for page, text in SCREENS.items() for name in link.findall(text) if name in lists]
    assert guilty == []


def test_cards_are_drawn_by_their_component():
    raw = re.compile(r"""class=["'][^"']*(?<![\w-])card(-head)?(?![\w-])""")
    own = {"components/card.html", "components/card_head.html"}
    assert [name for name, text in SCREENS.items() if name not in own and raw.search(text)] == []
    assert all(raw.search(SCREENS[name]) for name in own)


def test_acting_forms_act_once():
    """Every form that posts carries the CSRF token, and its submission token unless anybody may open its page."""
    guilty = []
    for name, text in SCREENS.items():
        for form in re.findall(r"<form\b[^>]*method=.post.*?</form>", text, flags=re.DOTALL):
            if "{% csrf_token %}" not in form:
                guilty.append((name, "no token", form[:200]))
            open_to_all = re.search(r"dang-xuat|units:(login|logout)|records:verify_file", form)
            public = open_to_all or "_public" in name.rsplit("/")[-1] or "units/login" in name
            if not public and "{% submission_token %}" not in form:
                guilty.append((name, "no submission token", form[:200]))
    assert guilty == []


def test_forms_that_share_a_page_name_their_address():
    """A form without one is posted to the page it stands on: with two on a page, one of them to the wrong view."""
    guilty = []
    for name, text in SCREENS.items():
        forms = re.findall(r"<form\b[^>]*?method=\"post\"(?:[^>%]|%[^}]|%\}|\{%.*?%\})*?>", text, re.DOTALL)
        if len(forms) > 1 and any("action=" not in form for form in forms):
            guilty.append(name)
    assert guilty == []
