"""Every box for a file gets every file that lies, and every odd name; what is taken leaves as a file, never as a page."""

import io
import unicodedata

import pikepdf
import pytest
from django.core.files.storage import default_storage

from awards.models import DossierPart
from records import readable
from records.models import Document, DocumentFile
from tests.hostile.bad_files import FILES, PAGE, BadFile, docx
from tests.hostile.judge import NOT_OURS, VIETNAMESE, words_said
from tests.hostile.trying import Answer, ask
from tests.support.form import Form, plausible
from tests.support.site import undone

pytestmark = pytest.mark.django_db

BORDER = "----qx7f3a"


def multipart(pairs, box: str, name: str, content: bytes, mime: str = "application/pdf") -> bytes:
    """As a browser writes it, but with the name as it is, letter by letter."""
    parts = [
        f'--{BORDER}\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{value}\r\n'.encode()
        for one, value in pairs
    ]
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{BORDER}\r\nContent-Disposition: form-data; name="{box}"; filename="{quoted}"\r\nContent-Type: {mime}\r\n\r\n'
    return b"".join([*parts, head.encode(), content, f"\r\n--{BORDER}--\r\n".encode()])


def hand_in(house, form: Form, file, mime="application/pdf", **more) -> Answer:
    box = next(box for box in form.boxes if box.type == "file")
    body = multipart(plausible(house, form), box.name, file.name, file.make(), mime)
    return ask(
        house,
        form.persona,
        "POST",
        form.action,
        body=body,
        content_type=f"multipart/form-data; boundary={BORDER}",
        **more,
    )


def file_forms(forms):
    return [form for form in forms if any(box.type == "file" for box in form.boxes)]


def taken_by(form: Form, file: BadFile) -> bool:
    """A good file, and of a kind that this box takes."""
    box = next(box for box in form.boxes if box.type == "file")
    if form.view in TAKES_ITS_OWN:
        return False
    return file.good and any(file.name.lower().endswith(ending) for ending in box.accept.split(",") if ending)


def is_welcome_picture(form: Form, file: BadFile) -> bool:
    """A small picture: refused where papers are asked for; some boxes take pictures of papers too."""
    box = next(box for box in form.boxes if box.type == "file")
    return file.word == "picture" and ".png" in box.accept.split(",")


# What was read is shown before anything is saved.
LOOKED_AT_FIRST = ("drafting:text_import",)
# Takes only the file that was given out for its row (tests/scoring/test_workbook.py).
TAKES_ITS_OWN = ("scoring:marks_import",)


def stored_files() -> set[str]:
    """All that is kept; not the pages drawn of a file before its form refused it (swept: records/orphans.py)."""
    found, waiting = set(), [""]
    while waiting:
        folder = waiting.pop()
        folders, names = default_storage.listdir(folder)
        folders = [one for one in folders if one != readable.FOLDER]
        waiting += [f"{folder}/{one}".strip("/") for one in folders]
        found.update(f"{folder}/{name}" for name in names)
    return found


def test_every_box_for_a_file_gets_every_file(forms, house):
    boxes = [form for form in file_forms(forms) if form.view != "records:verify_file"]
    before, found, tries = stored_files(), [], 0
    for form in boxes:
        for file in FILES:
            answer, where, good = hand_in(house, form, file), f"{form} | {file}", taken_by(form, file)
            tries += 1
            if answer.trouble or answer.status >= 500:
                found.append(f"{where}: {answer.status} {answer.trouble}")
            elif good and not (answer.accepted or (form.view in LOOKED_AT_FIRST and answer.status == 200)):
                found.append(f"{where}: refused, {answer.status} {words_said(answer)[:120]}")
            elif not good and answer.accepted and is_welcome_picture(form, file):
                before |= stored_files()
            elif not good:
                said = words_said(answer)
                if answer.status != 422 or not VIETNAMESE.search(said) or NOT_OURS.search(said):
                    found.append(f"{where}: {answer.status} {answer.location} {said[:120]!r}")
                if answer.written or stored_files() != before:
                    found.append(f"{where}: refused, but kept something: {sorted(answer.written)}")
                    before = stored_files()
            before |= stored_files() if good else set()
    print(f"\n{len(boxes)} boxes for files, {len(FILES)} kinds of files, {tries} tries")
    assert not found, "\n".join(found)


def test_what_was_handed_in_leaves_as_a_file_under_a_harmless_name(forms, house):
    form = next(form for form in file_forms(forms) if form.view == "awards:hand_in_report")
    browser = house.browser(form.persona)
    found = []
    for file in FILES:
        if not file.good:
            continue
        box = next(box for box in form.boxes if box.type == "file")
        body = multipart(plausible(house, form), box.name, file.name, file.make(), "text/html")
        with undone():
            browser.post(form.action, body, content_type=f"multipart/form-data; boundary={BORDER}")
            part = DossierPart.objects.latest("pk")
            name = DocumentFile.objects.latest("pk").filename
            answer = browser.get(f"/khen-thuong/ho-so/{part.nomination_id}/tep/{part.pk}/")
            content = answer.getvalue()
            page = browser.get(f"/khen-thuong/ho-so/{part.nomination_id}/").content.decode()
            if answer.headers["Content-Type"] == "application/pdf":
                picture = browser.get(f"/khen-thuong/ho-so/{part.nomination_id}/tep/{part.pk}/trang/1/")
                if picture.status_code not in (200, 404):
                    found.append(f"{file}: its picture {picture.status_code}")
            handed = answer.headers["Content-Disposition"]
            wrong = [
                not handed.startswith("attachment;") and "not an attachment",
                "\n" in handed and "a line break in the head",
                answer.headers["Content-Type"] not in ("application/pdf", DOCX) and "a kind that is not ours",
                answer.headers["X-Content-Type-Options"] != "nosniff" and "may be sniffed",
                "sandbox" not in answer.headers["Content-Security-Policy"] and "no sandbox",
                not content and "empty",
                ("/" in name or "\\" in name or not name.isprintable()) and f"name {name!r}",
                not unicodedata.is_normalized("NFC", name) and "name not NFC",
                "<img src=x" in page and "markup in the page",
            ]
            found += [f"{file}: {what}" for what in wrong if what]
    assert not found, "\n".join(found)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


GENUINE = "Tệp đúng với bản lưu trên hệ thống"


def test_no_file_that_lies_is_called_genuine(forms, house):
    """Anybody may drop anything at /xac-minh/: what comes back is a page with a verdict or a sentence."""
    form = next(form for form in file_forms(forms) if form.view == "records:verify_file")
    found = []
    for file in FILES:
        answer = hand_in(house, form, file, follow=True)
        told = answer.after or answer.page
        if answer.trouble or answer.status not in (302, 422):
            found.append(f"{file}: {answer.status} {answer.trouble}")
        elif not VIETNAMESE.search(told.partition("<main")[2]):
            found.append(f"{file}: no sentence")
        if GENUINE in told:
            found.append(f"{file}: called genuine")
        # Only the row of the check itself, which says what was found and goes within a day.
        if set(answer.written) - {"records_filecheck"}:
            found.append(f"{file}: wrote {sorted(answer.written)}")
    assert not found, "\n".join(found)


def test_an_issued_file_with_anything_done_to_it_is_not_called_genuine(forms, house):
    form = next(form for form in file_forms(forms) if form.view == "records:verify_file")
    valid = Document.objects.exclude(code=None).filter(end=None, files__mime="application/pdf").order_by("pk")
    content = valid.first().read()
    middle = len(content) // 2
    done = {
        "nothing": content,
        "a zip behind it": content + docx(),
        "a page before it": PAGE + content,
        "one byte at the end": content + b"\n",
        "one byte flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "its end cut off": content[:-200],
        "itself twice": content + content,
        "opened and saved": pdf_saved_again(content),
        "a newer revision without a signature": content
        + b"\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    }
    genuine = set()
    for word, changed in done.items():
        answer = hand_in(house, form, BadFile(word, "quy-che.pdf", lambda changed=changed: changed), follow=True)
        assert answer.status == 302, f"{word}: {answer.status} {answer.trouble}"
        if GENUINE in answer.after:
            genuine.add(word)
    assert genuine == {"nothing"}


def pdf_saved_again(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(out)
    return out.getvalue()
