"""Every kind of letter: its title, its words, its two forms; none can be sent that is not declared."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from libraries.web.letters import Words, every_kind, letter
from notices.mails import Envelope, as_html, as_text
from units.contacts import Contact

ROOT = Path(__file__).resolve().parents[2]
KINDS = every_kind()
BY_NAME = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
# What a phone shows of a subject, held upright.
SHOWN = 50
LONG = "§" * 200


class Read(HTMLParser):
    """Tags with their attributes, the tags that were never closed, and the words between them."""

    VOID = ("br", "meta")

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.faults, self.words = [], [], [], []
        self.feed(page)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data):
        if "title" not in self.open and data.strip():
            self.words.append(" ".join(data.split()))


@pytest.fixture
def envelope(bloc, hoa):
    contact = Contact(f"Tổ thư ký {bloc.name}", "Bà Phạm Thị Lan", "0225 3842 682")
    return Envelope(hoa, "Giám đốc Công ty A & B", bloc, "/giao-uoc/1/", contact)


def mail_of(kind, envelope):
    return as_text(kind.letter(**kind.example), envelope), as_html(kind.letter(**kind.example), envelope)


def test_every_room_that_tells_people_something_has_its_letters():
    assert len(KINDS) > 20
    assert {kind.name.partition(".")[0] for kind in KINDS} >= {
        "awards",
        "conferences",
        "drafting",
        "notices",
        "pledges",
        "regulations",
    }


def test_letters_are_declared_in_letters_py_and_sent_by_no_other_way():
    """Letter(…) is made by the declaration alone; rows of the outbox by the outbox alone."""
    makers = {}
    for room in ("khoithidua", "libraries", *settings.ROOMS):
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text())
            for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
                name = getattr(call.func, "id", getattr(call.func, "attr", ""))
                if name in ("Letter", "OutgoingMail", "Notice", "EmailMessage", "EmailMultiAlternatives", "send_mail"):
                    makers.setdefault(name, set()).add(str(path.relative_to(ROOT)))
                if name == "letter" and isinstance(call.func, ast.Name):
                    assert path.name == "letters.py", path
    assert makers == {
        "Letter": {"libraries/web/letters.py"},
        "OutgoingMail": {"notices/outbox.py"},
        "Notice": {"notices/outbox.py"},
        "EmailMultiAlternatives": {"notices/delivery.py"},
        # Lines of the log, to whoever runs the machines: no letter.
        # Errors for the operator, and the letter by which an operator tries the settings.
        "EmailMessage": {"khoithidua/logs.py", "khoithidua/views/administration/overview.py"},
    }


def test_two_kinds_of_one_name_are_refused():
    taken = KINDS[0].name
    with pytest.raises(ValueError, match="two kinds of letters"):
        letter(taken, occasion="x", to="x", example={})(lambda: Words("x", "x"))


@BY_NAME
def test_a_phone_shows_what_it_is_about(kind):
    """The fixed words come first; what varies in length (titles, names, questions) stands at the end and may be cut."""
    facts = {name: LONG if isinstance(value, str) and value else value for name, value in kind.example.items()}
    title = kind.letter(**facts).words.title
    head, varies, _ = title.partition("§")
    assert len(head) <= SHOWN, head
    assert len(head) >= 8 or not varies, "a title begins with what is asked or told"
    assert len(kind.letter(**kind.example).words.title) <= 100


@BY_NAME
def test_words_are_a_letter(kind, envelope):
    text, _ = mail_of(kind, envelope)
    lines = text.splitlines()
    assert lines[0] == "Kính gửi Ông Đỗ Thị Hòa, Giám đốc Công ty A & B:"
    at = lines.index("Trân trọng.")
    assert lines[at + 1 : at + 3] == [
        f"Tổ thư ký {envelope.bloc.name}",
        "Liên hệ: Bà Phạm Thị Lan, điện thoại 0225 3842 682",
    ]
    assert f"Thư này gửi {kind.to}." in text and "xin không trả lời thư này" in text
    assert kind.occasion and kind.to and kind.occasion[0].isupper() and not kind.to.endswith(".")


@BY_NAME
def test_says_what_why_and_by_when(kind):
    words = kind.letter(**kind.example).words
    assert len(words.text) >= 30 and words.text != words.title
    assert all(part.rstrip().endswith((".", "?")) for part in words.paragraphs), words.text
    assert not words.title.endswith(".")
    # A deadline among the facts of the example stands in the letter with its day of the week.
    moments = [value for name, value in kind.example.items() if name in ("sign_by", "closes_at")]
    for moment in moments:
        assert f"{moment:%H:%M}, thứ Sáu, ngày {moment:%d/%m/%Y}" in words.plain


@BY_NAME
def test_orders_nobody(kind):
    """Who asks an office for something says "Kính mời", "Kính đề nghị", "Đề nghị"; a bare order begins no sentence."""
    words = kind.letter(**kind.example).words
    said = f"{words.title}. {words.plain}"
    ordered = re.findall(r"(?:^|[.\n] )(Ký|Góp ý|Gửi|Đọc|Nhập|Xem|Trả lời|Thẩm định|Bổ sung|Biểu quyết|Nhắc)\b", said)
    assert ordered == [], said


@BY_NAME
def test_html_is_whole_and_fetches_nothing(kind, envelope):
    _, page = mail_of(kind, envelope)
    read = Read(page)
    assert read.faults == []
    names = {name for _, attributes in read.tags for name in attributes}
    assert not names & {"src", "background", "onclick", "srcset"}
    assert not {tag for tag, _ in read.tags} & {"img", "link", "script", "iframe", "form", "style"}
    assert "url(" not in page and "@import" not in page
    buttons = [attributes for tag, attributes in read.tags if tag == "a"]
    assert [button["href"] for button in buttons] == [f"{settings.PUBLIC_ADDRESS}{envelope.url}"]
    # Gmail and Outlook read what stands in the tag.
    assert all("style" in attributes for tag, attributes in read.tags if tag in ("a", "p", "td", "th", "div"))


@BY_NAME
def test_both_forms_say_the_same(kind, envelope):
    text, page = mail_of(kind, envelope)
    words = kind.letter(**kind.example).words
    shown = " ".join(Read(page).words)
    facts = [part for fact in words.facts for part in fact]
    frame = ["Trân trọng.", f"Tổ thư ký {envelope.bloc.name}", "0225 3842 682", envelope.post]
    for part in [*words.paragraphs, *facts, *words.points, *words.note.split("\n"), words.act, *frame]:
        assert part in shown, part
        assert part in text, part


def test_what_people_typed_is_escaped(envelope):
    kind = next(kind for kind in KINDS if kind.name == "signatures.declined")
    _, page = mail_of(kind, envelope)
    sent = kind.letter(**{**kind.example, "reason": "<img src=x onerror=alert(1)> 5 < 6 & 7"})
    page = as_html(sent, envelope)
    assert "<img" not in page and "&lt;img" in page and "5 &lt; 6 &amp; 7" in page
    assert "<img src=x" in as_text(sent, envelope)


def test_colours_are_those_of_the_product():
    known = set(re.findall(r"#[0-9a-f]{6}", (ROOT / "static/css/ktd.css").read_text())) | {"#ffffff"}
    sources = (ROOT / "static/css/letter.css", ROOT / "templates/notices/mails/letter.html")
    assert {colour for path in sources for colour in re.findall(r"#[0-9a-f]{6}", path.read_text())} <= known
