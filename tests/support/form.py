"""A form as a browser reads it out of a page: where it goes, its boxes, what stands in them, how it is sent."""

import datetime
import functools
import re
import unicodedata
import uuid
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urljoin, urlsplit

from django.urls import Resolver404, resolve

from libraries.web import clock
from libraries.web.formats import short_date
from units.codes import sample_code
from units.sample import SAMPLE_PASSWORD

Pairs = list[tuple[str, str]]


@dataclass
class Box:
    """One name that a form sends."""

    name: str
    type: str  # text, area, password, hidden, choice, tick, file, button
    value: str = ""
    options: list[str] = field(default_factory=list)
    mode: str = ""  # text, date, moment, number
    accept: str = ""  # endings of the files it takes: ".pdf,.docx"

    @property
    def stem(self) -> str:
        return re.sub(r"\d+", "#", self.name)


@dataclass
class Form:
    persona: str
    page: str
    method: str
    action: str
    boxes: list[Box]

    @property
    def view(self) -> str:
        return view_of(self.action)

    @property
    def key(self) -> tuple:
        return self.method, self.view, tuple(sorted({box.stem for box in self.boxes}))

    def box(self, name: str) -> Box | None:
        return next((box for box in self.boxes if box.name == name), None)

    def __str__(self):
        return f"{self.view} ({self.persona} on {self.page})"


def view_of(address: str) -> str:
    return _view_at(urlsplit(address).path)


@functools.lru_cache(maxsize=10_000)
def _view_at(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def controls_of(form, page) -> list:
    """Boxes and buttons of a form, those that stand elsewhere on the page too."""
    identity = form.get("id")
    inside = [e for e in form.iter("input", "select", "textarea", "button") if e.get("form", identity) == identity]
    outside = page.xpath("//*[@form=$name]", name=identity) if identity else []
    return inside + [e for e in outside if form not in e.iterancestors()]


def words_of(element) -> str:
    """What is read aloud of an element, in one line."""
    return unicodedata.normalize("NFC", " ".join(element.text_content().split()))


def written_in(area) -> str:
    """HTML drops one line break right after the tag of a text area."""
    return (area.text or "").removeprefix("\n")


def standing(control) -> list[str]:
    """What the box sends when nobody touches it; a browser sends CRLF."""
    if control.tag == "textarea":
        return [written_in(control).replace("\n", "\r\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return [o.get("value", words_of(o)) for o in chosen]
    kind = control.get("type", "text")
    if kind in ("radio", "checkbox"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [] if kind in ("file", "submit", "image", "button") else [control.get("value", "")]


def forms_of(tree, persona, address):
    for node in tree.iter("form"):
        boxes: dict[str, Box] = {}
        parts = controls_of(node, tree)
        for part in parts:
            take_down(part, boxes)
        action = urljoin(address, node.get("action") or address)
        ways = [(node.get("method") or "get", action, None)]
        for part in parts:
            if part.get("formaction"):
                ways.append(
                    (
                        part.get("formmethod") or node.get("method") or "get",
                        urljoin(address, part.get("formaction")),
                        part,
                    )
                )
        for method, goal, button in ways:
            chosen = [box for box in boxes.values() if box.name != "csrfmiddlewaretoken"]
            if button is not None and button.get("name"):
                chosen = [b for b in chosen if b.type != "button"] + [
                    Box(button.get("name"), "button", button.get("value") or "")
                ]
            yield Form(persona, address, method.lower(), goal, chosen)


def take_down(part, boxes):
    name, kind = part.get("name"), (part.get("type") or "text").lower()
    if not name or part.get("disabled") is not None:
        return
    if part.tag == "button" or kind in ("submit", "button"):
        if kind not in ("button", "reset"):
            box = boxes.setdefault(name, Box(name, "button", part.get("value") or ""))
            box.options.append(part.get("value") or "")
    elif part.tag == "select":
        options = [option.get("value", option.text_content()) for option in part.iter("option")]
        picked = [o.get("value", "") for o in part.iter("option") if o.get("selected") is not None]
        boxes[name] = Box(name, "choice", (picked or options or [""])[0], [o for o in options if o])
    elif kind in ("radio", "checkbox"):
        box = boxes.setdefault(name, Box(name, "choice" if kind == "radio" else "tick"))
        box.options.append(part.get("value", "on"))
        if part.get("checked") is not None:
            box.value = part.get("value", "on")
    elif part.tag == "textarea":
        boxes[name] = Box(name, "area", written_in(part), mode="text")
    else:
        kind = kind if kind in ("hidden", "password", "file") else "text"
        boxes[name] = Box(name, kind, part.get("value") or "", mode=mode_of(part), accept=part.get("accept") or "")


def mode_of(part) -> str:
    hint = part.get("placeholder") or ""
    if re.fullmatch(r"\d\d/\d\d/\d{4}", hint):
        return "date"
    if re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", hint):
        return "moment"
    if part.get("inputmode") in ("decimal", "numeric") and part.get("autocomplete") != "one-time-code":
        return "number"
    return "text"


# --- Filling it in ---------------------------------------------------------------------------------------------------

# What a box of this name takes, where its type does not tell.
SENSIBLE = {
    "new_password": "mot cau that dai 2026", "again": "mot cau that dai 2026", "username": "nguoi.thu",
    "full_name": "Nguyễn Văn Thử", "email": "thu@mau.example.vn", "phone": "0225 3842 637",
    "awards:decision_new number": "999/QĐ-UBND", "units:year_add year": "2035", "series_code": "KTĐ",
    "units:login username": "lan", "standard": "met", "conclusion": "agree", "measure_#": "tấn",
    "past_awards_#_#": "2018", "other_results_#_#": "2020",
    "replaced_as": "exchange",
    "evidence:evidence_add issued_on": "02/01/2020", "scoring:proof_add issued_on": "02/01/2020",
    "regulations:erratum_start wrong": "Quy định chung", "regulations:erratum_start right": "Các quy định chung",
}  # fmt: skip


def plausible(site, form: Form) -> Pairs:
    """The whole form, with every box filled in as somebody would who means well."""
    found: Pairs = []
    buttons = 0
    for box in form.boxes:
        if box.type == "file":
            continue
        if box.type == "button":
            buttons += 1
            # "Đưa vào bảng" puts what was pasted in the place of the lines that were typed.
            if buttons == 1 and (box.name, box.value) != ("act", "read"):
                found.append((box.name, box.value))
        elif box.type == "tick":
            value = box.value or (box.options[0] if len(box.options) > 1 or box.name.endswith("s") else "")
            if value:
                found.append((box.name, value))
        else:
            found.append((box.name, sensible(site, form, box)))
    return found


def sensible(site, form: Form, box: Box) -> str:
    if box.name == "submission_token":
        return str(uuid.uuid4())
    if (form.view, box.name) == ("records:verify_start", "code"):
        return "ABCDEFGHJKMNPQRSTVWX"
    if box.name.endswith("guidance_on"):
        return "02/01/2020"  # a paper that is there already
    # Of one's own name only the spelling is mended.
    if (form.view, box.name) == ("units:profile_edit", "full_name"):
        return box.value
    if box.name == "code":
        person = site.person(form.persona)
        return (sample_code(person) if person else None) or "123456"
    for key in (f"{form.view} {box.name}", box.stem, box.name):
        if key in SENSIBLE:
            return SENSIBLE[key]
    if box.type == "password":
        return SAMPLE_PASSWORD
    if (form.view, box.name) == ("units:authority_grant", "holder"):
        return box.options[-1]
    if box.type == "choice":
        return box.value or (box.options[0] if box.options else "")
    if box.value or box.type == "hidden":
        return box.value
    later = clock.today() + datetime.timedelta(days=30)
    return {"date": short_date(later), "moment": f"{short_date(later)} 17:00", "number": "5"}.get(
        box.mode, "Nội dung hợp lý"
    )


def body_of(pairs: Pairs, raw: dict[str, str] | None = None) -> str:
    """The form as a browser encodes it; `raw` gives percent-encoded bytes for a name."""
    raw = raw or {}
    return "&".join(
        f"{quote_plus(name)}={raw.get(name) if name in raw else quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )
