"""/du-thao/tu-word/: the outline is shown before anything is saved; and a text begun from another one."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from drafting.models import Text
from drafting.queries import working_content
from regulations.models import Regulation
from tests.drafting.pages import body, get, post
from tests.drafting.test_outline import saved, word


def handed_in(user, year, content, name="quy-che.docx"):
    file = SimpleUploadedFile(name, content)
    return post(user, "drafting:text_import", emulation_year=year.pk, kind="regulation", file=file)


def test_the_outline_is_shown_and_saved_only_when_confirmed(year2020, lan):
    content = saved(word("Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. Khoản một.", "3. Khoản ba."))
    page = body(handed_in(lan, year2020, content))
    assert "Điều 1. Phạm vi" in page and "“3.” tại Điều 1 không liên tục" in page
    assert not Text.objects.exists()
    tree = [
        [
            "chapter",
            "QUY ĐỊNH CHUNG",
            "",
            [["article", "Phạm vi", "", [["clause", "", "Khoản một.", []], ["clause", "", "Khoản ba.", []]]]],
        ]
    ]
    typed = {"emulation_year": year2020.pk, "kind": "regulation", "title": "Quy chế", "legal_basis": ""}
    assert post(lan, "drafting:text_import", **typed, outline=json.dumps(tree)).status_code == 302
    text = Text.objects.get()
    cited = [row["citation"] for row in working_content(text)]
    assert cited == ["Chương I", "Điều 1", "khoản 1 Điều 1", "khoản 2 Điều 1"]
    assert Regulation.objects.get().text == text


@pytest.mark.parametrize(
    "outline",
    [
        "",
        "{",
        "[1]",
        '[["clause", "", "a", []]]',
        '[["article", "a", 5, []]]',
        '[["chapter", "a", "b", []]]',
        json.dumps([["article", "a" * 501, "", []]]),
        json.dumps([["article", "a", "", []]] * 1501),
    ],
)
def test_an_outline_that_did_not_come_from_the_page_is_refused(year2020, lan, outline):
    typed = {"emulation_year": year2020.pk, "kind": "regulation", "title": "Quy chế", "legal_basis": ""}
    assert post(lan, "drafting:text_import", **typed, outline=outline).status_code == 422
    assert not Text.objects.exists()


def test_a_file_that_is_no_word_file_is_refused_with_a_sentence(year2020, lan):
    response = handed_in(lan, year2020, b"MZ not a document")
    assert response.status_code == 422 and not Text.objects.exists()


def test_only_the_secretariat(year2020, lan, hoa, nam):
    for user, status in ((lan, 200), (hoa, 403), (nam, 403)):
        assert get(user, "drafting:text_import").status_code == status


def test_a_text_is_begun_from_that_of_another_year(draft, lan):
    typed = {"emulation_year": draft.emulation_year_id, "kind": "regulation", "title": "Quy chế mới"}
    page = body(get(lan, "drafting:text_start"))
    assert f"{draft.title} (năm 2020)" in page
    made = post(lan, "drafting:text_start", **typed, beginning="mau", source=draft.pk)
    assert made.status_code == 302
    copy = Text.objects.get(title="Quy chế mới")
    mine, theirs = working_content(copy), working_content(draft)
    assert [(row["label"], row["heading"], row["body"]) for row in mine] == [
        (row["label"], row["heading"], row["body"]) for row in theirs
    ]
    assert not {row["key"] for row in mine} & {row["key"] for row in theirs}
