"""Every form sent in a way no browser of the office sends it: boxes gone or twice, other encodings, cut-off bodies."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote_plus

import pytest

from tests.hostile.judge import NOT_OURS, VIETNAMESE, words_said
from tests.hostile.test_every_form import ALL
from tests.hostile.trying import Answer, ask, send
from tests.support.form import Form, Pairs, body_of, plausible

pytestmark = pytest.mark.django_db

URLENCODED = "application/x-www-form-urlencoded"
BORDER = "----qx7f3a"
SHARE = 3  # of the acts below, other ones for each form


@dataclass
class Sent:
    body: str | bytes
    content_type: str = URLENCODED
    headers: dict = field(default_factory=dict)


def parts(pairs: Pairs, head: str = "", end: str = f"--{BORDER}--\r\n") -> bytes:
    """The form as multipart; `head` stands in the head of every part."""
    texts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"\r\n{head}\r\n{value}\r\n' for name, value in pairs
    ]
    return ("".join(texts) + end).encode()


def as_files(pairs: Pairs) -> bytes:
    """Every box filled with a file instead of words."""
    texts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{name}"; filename="qx.txt"\r\n\r\n{value}\r\n'
        for name, value in pairs
    ]
    return ("".join(texts) + f"--{BORDER}--\r\n").encode()


MULTIPART = f"multipart/form-data; boundary={BORDER}"

ACTS: dict[str, Callable[[Pairs], Sent]] = {
    "boxes twice": lambda pairs: Sent(body_of([*pairs, *pairs])),
    "first empty, then right": lambda pairs: Sent(body_of([*((name, "") for name, _ in pairs), *pairs])),
    "boxes nobody asked for": lambda pairs: Sent(
        body_of([*pairs, ("is_superuser", "1"), ("state", "issued"), ("pk", "1"), ("id", "1"), ("by", "1"), ("bloc", "2")])
    ),
    "names with a prefix": lambda pairs: Sent(body_of([(f"form-0-{name}", value) for name, value in pairs])),
    "names in capitals": lambda pairs: Sent(body_of([(name.upper(), value) for name, value in pairs])),
    "too many boxes": lambda pairs: Sent(body_of([*pairs, *((f"qx{number}", "1") for number in range(5_000))])),
    "over ten megabytes": lambda pairs: Sent(body_of([*pairs, ("qx", "a" * 11_000_000)])),
    "nothing at all": lambda pairs: Sent(""),
    "ampersands": lambda pairs: Sent("&&&=&==&;&"),
    "garbled percent signs": lambda pairs: Sent("&".join(f"{quote_plus(name)}=%zz%u0041%" for name, _ in pairs)),
    "JSON": lambda pairs: Sent(json.dumps(dict(pairs)), "application/json"),
    "XML": lambda pairs: Sent('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "text/xml"),
    "plain text": lambda pairs: Sent(body_of(pairs), "text/plain"),
    "no type": lambda pairs: Sent(body_of(pairs), "qx"),
    "form in UTF-16": lambda pairs: Sent(body_of(pairs), f"{URLENCODED}; charset=utf-16"),
    "form in no charset": lambda pairs: Sent(body_of(pairs), f"{URLENCODED}; charset=qx-8"),
    "multipart as it should be": lambda pairs: Sent(parts(pairs), MULTIPART),
    "multipart without a boundary": lambda pairs: Sent(parts(pairs), "multipart/form-data"),
    "multipart with another boundary": lambda pairs: Sent(parts(pairs), "multipart/form-data; boundary=qx"),
    "multipart with a boundary of letters": lambda pairs: Sent(parts(pairs), "multipart/form-data; boundary=ranh-giới"),
    "multipart cut off": lambda pairs: Sent(parts(pairs, end="")[:-9], MULTIPART),
    "multipart in UTF-16": lambda pairs: Sent(parts(pairs), f"{MULTIPART}; charset=utf-16"),
    "multipart in no charset": lambda pairs: Sent(parts(pairs), f"{MULTIPART}; charset=qx-8"),
    "multipart in base64": lambda pairs: Sent(parts(pairs, head="Content-Transfer-Encoding: base64\r\n"), MULTIPART),
    "files instead of words": lambda pairs: Sent(as_files(pairs), MULTIPART),
    "longer than it says": lambda pairs: Sent(body_of(pairs), headers={"CONTENT_LENGTH": "7"}),
    "asked by htmx": lambda pairs: Sent(body_of(pairs), headers={"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "qx"}),
    "accepts nothing": lambda pairs: Sent(body_of(pairs), headers={"HTTP_ACCEPT": "qx/qx;q=0"}),
    "meant as a deletion": lambda pairs: Sent(body_of(pairs), headers={"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}),
}  # fmt: skip


def acts_for(form: Form) -> list[str]:
    if ALL:
        return list(ACTS)
    start = zlib.crc32(str(form.key).encode())
    return [list(ACTS)[(start + number * 7) % len(ACTS)] for number in range(SHARE)]  # 7 and 29 share no divisor


def wrong_with(answer: Answer) -> str:
    if answer.trouble:
        return f"exception {answer.trouble}"
    if answer.status >= 500:
        return f"status {answer.status}"
    if answer.status < 400:
        return ""
    if answer.written:
        return f"refused with {answer.status}, but wrote {sorted(answer.written)}"
    said = words_said(answer)
    if not VIETNAMESE.search(said) or NOT_OURS.search(said):
        return f"no sentence of ours (status {answer.status}): {said[:80]!r}"
    return ""


def test_every_form_in_ways_no_browser_sends_it(forms, house):
    tries, found, met = 0, [], set()
    for form in forms:
        if form.method != "post":
            continue
        for word in acts_for(form):
            sent = ACTS[word](plausible(house, form))
            answer = ask(
                house, form.persona, "POST", form.action, body=sent.body, content_type=sent.content_type, **sent.headers
            )
            tries += 1
            met.add(word)
            if wrong := wrong_with(answer):
                found.append(f"{form} | {word}: {wrong}")
    print(f"\n{len(met)} of {len(ACTS)} ways of sending, {tries} tries")
    assert met == set(ACTS)
    assert not found, f"{len(found)}\n" + "\n".join(found)


def test_a_box_that_is_not_there(forms, house):
    """One box after the other left out."""
    tries, found = 0, []
    for form in forms:
        left_out = list({box.stem: box.name for box in form.boxes if box.type != "file"}.values())
        for name in left_out if ALL else left_out[len(form.view) % 2 :: 2]:
            pairs = [(one, value) for one, value in plausible(house, form) if one != name]
            answer = send(house, form, pairs)
            tries += 1
            if wrong := wrong_with(answer):
                found.append(f"{form} | without {name}: {wrong}")
    print(f"\n{tries} boxes left out")
    assert not found, f"{len(found)}\n" + "\n".join(found)
