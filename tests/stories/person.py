"""One person at one computer: opens pages, follows links by their words, fills the form that holds the button.

Nothing is posted that the page did not offer: the action, the hidden fields, what is filled in already and the words of
the buttons are read out of the HTML, as a browser without scripts would.
"""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.support.form import controls_of, standing, words_of
from units.sample import SAMPLE_PASSWORD

# Home, of everything or of the bloc and year one works in.
HOME = re.compile(r"/(khoi/[a-z0-9-]+/\d{4}/)?")
PLACES = ("li", "tr", "section", "fieldset", "form", "div", "article", "details", "main")
Element = html.HtmlElement


@dataclass
class Upload:
    """A file chosen in the file dialogue."""

    name: str
    content: bytes
    type: str = "application/pdf"


class Person:
    """`lan = Person("lan")` is logged in through the login page; `Person()` is a visitor."""

    def __init__(self, username: str = ""):
        self.username = username
        self.client = Client(enforce_csrf_checks=True)
        self.path, self.answer, self.page = "/", None, None
        if username:
            self.open("/dang-nhap/")
            self.press("Đăng nhập", {"Tên đăng nhập": username, "Mật khẩu": SAMPLE_PASSWORD})
            assert HOME.fullmatch(self.path), f"{self.path}: {self.words}"

    def __repr__(self):
        return self.username or "visitor"

    # --- reading -----------------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """The words of the page's main part."""
        main = self.page.xpath("//main")
        return words_of(main[0] if main else self.page)

    def reads(self, *sentences: str) -> "Person":
        for sentence in sentences:
            assert sentence in self.words, f"{self!r} does not read “{sentence}” on {self.path}:\n{self.words[:3000]}"
        return self

    def does_not_read(self, *sentences: str) -> "Person":
        for sentence in sentences:
            assert sentence not in self.words, f"{self!r} reads “{sentence}” on {self.path}"
        return self

    def offers(self, words: str) -> bool:
        """Whether the page has a button or link of these words."""
        return bool(_best(words, self.page.xpath("//button | //a[@href]")))

    @property
    def pk(self) -> int:
        """The number in the address of the page, such as 7 of /quy-che/7/."""
        return int(next(part for part in reversed(self.path.split("?")[0].split("/")) if part.isdigit()))

    @property
    def content(self) -> bytes:
        """A file that was downloaded."""
        return b"".join(self.answer.streaming_content) if self.answer.streaming else self.answer.content

    # --- acting ------------------------------------------------------------------------------------------------

    def open(self, path: str, expect: int = 200) -> "Person":
        self._arrive(path, self.client.get(path), expect)
        return self

    def follow(self, words: str, beside: str = "", expect: int = 200) -> "Person":
        """Click the link of these words; `beside` names what stands in the same row."""
        link = self._one(words, self.page.xpath("//a[@href]"), beside)
        return self.open(urljoin(self.path, link.get("href")).split("#")[0], expect)

    def press(self, words: str, typed: dict | None = None, beside: str = "", expect: int = 200) -> "Person":
        """Fill in the form of the button of these words, and press it."""
        buttons = self.page.xpath("//button[not(@type) or @type='submit'] | //input[@type='submit']")
        button = self._one(words, buttons, beside)
        form = self._form_of(button)
        sent = Sheet(form, self.page).filled(typed or {})
        if button.get("name"):
            sent.setdefault(button.get("name"), []).append(button.get("value", ""))
        action = urljoin(self.path, button.get("formaction") or form.get("action") or self.path)
        if form.get("method", "get").lower() == "get":
            self._arrive(action, self.client.get(action.split("?")[0], sent), expect)
            self.path = self.answer.wsgi_request.get_full_path()
        else:
            self._arrive(action, self.client.post(action, sent), expect)
        return self

    def _form_of(self, button: Element) -> Element:
        if name := button.get("form"):
            return self.page.get_element_by_id(name)
        form = next(button.iterancestors("form"), None)
        assert form is not None, f"the button “{words_of(button)}” on {self.path} is in no form"
        return form

    def _one(self, words: str, elements: list[Element], beside: str) -> Element:
        found = _best(words, elements)
        if beside:
            found = _nearest(found, beside)
        targets = {(e.get("href"), e.get("formaction"), e.get("form"), id(next(e.iterancestors("form"), None)))
                   if e.tag != "a" else e.get("href") for e in found}  # fmt: skip
        offered = " | ".join(words_of(e) for e in elements)
        assert found, f"{self!r} finds no “{words}” {beside and f'beside “{beside}” '}on {self.path}: {offered}"
        assert len(targets) == 1, f"{len(targets)} times “{words}” on {self.path}: {offered}"
        return found[0]

    def _arrive(self, path: str, answer, expect: int) -> None:
        """Follow where the answer leads, and look at the page."""
        for _ in range(5):
            if answer.status_code not in (301, 302, 303):
                break
            path = urljoin(path, answer.url)
            answer = self.client.get(path.split("#")[0])
        else:
            raise AssertionError(f"{self!r} is led in circles at {path}")
        parts = urlsplit(path)
        self.path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.answer, self.page = answer, None
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.page = html.fromstring(answer.content.decode())
        if answer.status_code != expect:
            said = self.words[:1500] if self.page is not None else answer.content[:500]
            raise AssertionError(f"{self!r} gets {answer.status_code}, not {expect}, at {path}:\n{said}")


class Sheet:
    """A form as it stands on the page."""

    def __init__(self, form: Element, page: Element):
        self.page = page
        self.controls = [
            e for e in controls_of(form, page) if e.tag != "button" and e.get("name") and e.get("disabled") is None
        ]

    def filled(self, typed: dict) -> dict[str, list]:
        values = {}
        for control in self.controls:
            for value in standing(control):
                values.setdefault(control.get("name"), []).append(value)
        for label, value in typed.items():
            name, controls = self._find(label)
            values[name] = self._typed(label, controls, value)
        return values

    def _find(self, label: str) -> tuple[str, list[Element]]:
        labels = {c: self._labels(c) for c in self.controls if c.get("type") != "hidden"}
        for fits in (
            lambda c: c.get("name") == label,
            lambda c: label in labels[c],
            lambda c: any(one.startswith(label) for one in labels[c]),
        ):
            names = {c.get("name") for c in labels if fits(c)}
            assert len(names) < 2, f"several boxes are called “{label}”: {sorted(names)}"
            if names:
                name = names.pop()
                return name, [c for c in labels if c.get("name") == name]
        raise AssertionError(f"no box is called “{label}”; there are {list(labels.values())}")

    def _names(self, control: Element) -> list[str]:
        """What stands at the box itself."""
        found = [control.get("aria-label", "")]
        if identity := control.get("id"):
            found += [words_of(one) for one in self.page.xpath("//label[@for=$name]", name=identity)]
        found += [words_of(one) for one in control.iterancestors("label")]
        return [one.rstrip("*").strip() for one in found if one]

    def _labels(self, control: Element) -> list[str]:
        """The box's name, and the question its group answers."""
        found = self._names(control)
        for group in control.iterancestors("fieldset"):
            found += [words_of(one) for one in group.xpath("./legend")]
            break
        group = control.xpath("ancestor::*[@role='group' or @role='radiogroup'][1]/@aria-labelledby")
        found += [words_of(one) for name in group for one in self.page.xpath("//*[@id=$name]", name=name)]
        # crispy: the question of radio buttons stands above them, in a label or legend of its own
        found += [
            words_of(one)
            for one in control.xpath("ancestor::div[starts-with(@id, 'div_id_')][1]/*[self::label or self::legend]")
        ]
        return [one.rstrip("*").strip() for one in found if one]

    def _typed(self, label: str, controls: list[Element], value) -> list:
        first = controls[0]
        if isinstance(value, Upload):
            assert first.get("type") == "file", f"“{label}” takes no file"
            return [SimpleUploadedFile(value.name, value.content, value.type)]
        if first.tag == "select":
            return [
                self._choice(label, {words_of(o): o.get("value", words_of(o)) for o in first.iter("option")}, value)
            ]
        if first.get("type") in ("radio", "checkbox") and (len(controls) > 1 or not isinstance(value, bool)):
            wanted = value if isinstance(value, list) else [value]
            offered = {name: c.get("value", "on") for c in controls for name in self._names(c)}
            return [self._choice(label, offered, one) for one in wanted]
        if first.get("type") == "checkbox":
            return [first.get("value", "on")] if value else []
        assert first.get("readonly") is None, f"“{label}” cannot be typed into"
        return [value.replace("\n", "\r\n")]

    @staticmethod
    def _choice(label: str, offered: dict[str, str], wanted: str) -> str:
        if wanted in offered.values():
            return wanted
        for fits in (lambda one: one == wanted, lambda one: one.startswith(wanted), lambda one: wanted in one):
            if found := {value for words, value in offered.items() if fits(words)}:
                assert len(found) == 1, f"“{wanted}” of “{label}” is not clear: {offered}"
                return found.pop()
        raise AssertionError(f"“{label}” does not offer “{wanted}”, but {list(offered)}")


def _best(words: str, elements: list[Element]) -> list[Element]:
    named = [(e, words_of(e)) for e in elements]
    for fits in (lambda one: one == words, lambda one: one.startswith(words), lambda one: words in one):
        if found := [e for e, name in named if fits(name)]:
            return found
    return []


def _nearest(elements: list[Element], beside: str) -> list[Element]:
    """Those that share the smallest part of the page with the words `beside`."""
    near = []
    for element in elements:
        for steps, around in enumerate(element.iterancestors(*PLACES)):
            if beside in words_of(around):
                near.append((len(words_of(around)), steps, element))
                break
    least = min((size for size, _, _ in near), default=0)
    return [element for size, _, element in near if size == least]
