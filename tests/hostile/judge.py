"""What is wrong with an answer to something hostile. No complaint means: refused or taken, decently."""

import re
import unicodedata

from tests.hostile.kinds import Kind
from tests.hostile.trying import Answer
from tests.support.form import Box, Form, Pairs, written_in

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]|[ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")
# Sentences of Django itself, in English or in its own Vietnamese (docs/interface.md: Refusals).
NOT_OURS = re.compile(
    r"This field|Select a valid|Enter a |Ensure |Đảm bảo|Hãy |Trường này|lựa chọn khả thi|giá trị hợp lệ|Null char|"
    r"Traceback|Error at|DETAIL:"
)
SAYING = (
    "//*[contains(@class,'error-summary') or contains(@class,'text-danger') or contains(@class,'invalid-feedback') or "
    "@role='alert' or contains(@class,'bar-late') or contains(@class,'bar-warn') or contains(@class,'alert')]"
)
# Secrets are not sent back, and a code is good for one try.
NOT_SHOWN_AGAIN = {"password", "code", "new_password", "again"}


def words_said(answer: Answer) -> str:
    """What the page tells the person: the complaints of a form, or the whole of an error page."""
    tree = answer.tree()
    if tree is None:
        return ""
    where = SAYING if answer.status in (200, 422) else "//main"
    return " ".join(" ".join(node.text_content().split()) for node in tree.xpath(where))


def value_in(answer: Answer, name: str) -> str | None:
    """What stands in the box of this name on the page that came back."""
    tree = answer.tree()
    if tree is None:
        return None
    for node in tree.xpath("//input[@name=$name] | //textarea[@name=$name]", name=name):
        return written_in(node) if node.tag == "textarea" else node.get("value", "")
    return None


def same(one: str | None, other: str) -> bool:
    if one is not None and not other.strip():
        return not one.strip()  # crispy takes spaces between tags away

    def plain(text):
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

    return one is not None and plain(one) == plain(other)


def complaints(form: Form, box: Box, kind: Kind, sent: Pairs, answer: Answer) -> list[str]:
    found = []
    if answer.trouble:
        return [f"exception {answer.trouble}"]
    if answer.status >= 500:
        found.append(f"status {answer.status}")
    if kind.raw and (kind.raw in answer.page or kind.raw in answer.after):
        found.append("stands in the page unescaped")
    if answer.plain:
        found.append(f"text that is not NFC in {answer.plain}")
    refused = answer.status >= 400 or (form.method == "post" and answer.status == 200 and not answer.written)
    if refused:
        found += refused_badly(form, box, kind, sent, answer)
    return found


def refused_badly(form, box, kind, sent, answer) -> list[str]:
    found = []
    if answer.written:
        found.append(f"refused, but wrote {sorted(answer.written)}")
    said = words_said(answer)
    if not VIETNAMESE.search(said):
        found.append(f"no sentence (status {answer.status}): {said[:80]!r}")
    elif foreign := NOT_OURS.search(said):
        found.append(f"a sentence that is not ours: {said[max(0, foreign.start() - 30) : foreign.end() + 80]!r}")
    if form.method != "post":
        return found
    if box.type in ("hidden", "button") and not (kind.word == "stale-revision" and box.name in ("version", "revision")):
        return found  # nobody's hand does this; what is behind the page need not be set up again
    for name, value in sent:
        part = form.box(name)
        if part is None or part.type not in ("text", "area") or name in NOT_SHOWN_AGAIN:
            continue
        if name == box.name and not kind.shown:
            continue
        there = value_in(answer, name)
        if not same(there, value):
            found.append(f"what was typed in {name} is gone (status {answer.status}): {str(there)[:40]!r}")
    return found
