"""Every string that reaches a user says the office's words: none of the forms that khoithidua/words.toml forbids."""

import tomllib

import pytest

from tools import words

ROOMS = (*words.ROOMS, *words.OTHERS)


@pytest.fixture(scope="module")
def said():
    return words.strings()


@pytest.mark.parametrize("room", ROOMS)
def test_room_says_no_forbidden_word(said, room):
    assert words.offences([one for one in said if one.room == room]) == []


def test_every_string_is_read(said):
    """Of every kind of file, about as many as the editor read by hand."""
    assert len(said) > 3500
    assert {one.room for one in said} == {*ROOMS}
    kinds = {one.file.rsplit(".", 1)[-1] for one in said}
    assert kinds == {"py", "html", "txt", "js", "md"}


def test_reader_sees_what_users_see_and_no_more():
    python = '"""Bạn."""\n# bạn\nx = f"Chào {x} bạn"\n\ndef f():\n    """Bạn."""\n    return "mã " "băm"\n'
    assert list(words.python_strings(python)) == [(3, "Chào {} bạn"), (7, "mã băm")]
    template = '{# gõ #}\n{% card title="Chỗ" %}\n<p title="Gõ">\n Nhờ {{ x|default:"chép" }} <b>ai</b></p>'
    assert [(line, text.strip()) for line, text in words.template_strings(template) if text.strip()] == [
        (2, "Chỗ"),
        (4, "chép"),
        (3, "Gõ"),
        (4, "Nhờ {}"),
        (4, "ai"),
    ]
    assert list(words.script_strings('// gõ\nx = "nhờ" + `chép ${a}`;')) == [(2, "nhờ"), (2, "chép {}")]
    assert [text.strip() for _, text in words.line_strings("- một\n  hai\n- ba\n")][1:3] == ["một   hai", "ba"]


def test_every_word_is_found_where_it_is_said():
    """No row is a dead letter: each plain form is seen, the word to use is not."""
    for word in words.LISTED:
        assert word.concept and word.use and word.source and word.forbidden, word.id
        for form in word.forbidden:
            if not form.startswith("re:"):
                text = form.removeprefix("case:")
                assert word.seen_in(words.Said("x", "x.py", 1, f"Chưa {text} được.")), (word.id, form)
    assert len({word.id for word in words.LISTED}) == len(words.LISTED) > 40


def test_every_exception_has_a_reason():
    rows = tomllib.loads(words.LIST.read_text())["word"]
    allowed = [one for row in rows for one in row.get("allowed", [])]
    assert allowed and [one for one in allowed if not one.get("why")] == []


def test_glossary_says_what_the_list_says():
    text = words.GLOSSARY.read_text()
    assert text == words.glossary(text), "run python tools/words.py"
