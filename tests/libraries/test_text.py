"""One cleaner, one key of likeness, one order."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libraries.text import (
    UnreadableText,
    clean,
    file_stem,
    likeness,
    person_sort_key,
    printable,
    search_words,
    sort_key,
)
from libraries.text.cleaning import INVISIBLE, REFUSED

VISIBLE_FORMAT_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
# What meets in a paste from Word, a phone, a web page; every rule of the cleaner is in it.
ODD = (
    "aeoquvAĐđơ ăễ'’ʼ-–\u0301\u0323\u0306\u0338 \t\n\r\x0b\x0c\x1e\x1f\x07\u00a0\u00ad\u200b\u200d\u200e\u202e"
    "\u2028\u2029\u2800\u3000\u3164\ufe0f\ufeff\u2010\u2011\uf020\uf03c\uf06f\uf0a7\uf0b3\uf0b7\uf0e8·\u0387§Ø•▪"
    "❤😀1\u20e3\u2329аВνΝŉǅİſẞ﷽\ufffd\ud800\U000e0041"
)
texts = st.text() | st.text(st.sampled_from(ODD)) | st.text(st.characters() | st.sampled_from(ODD))


def cleaned(text, lines):
    try:
        return clean(text, lines=lines)
    except UnreadableText:
        return None


# -- for all texts ----
@given(texts, st.booleans())
def test_cleaning_twice_is_cleaning_once(text, lines):
    once = cleaned(text, lines)
    assert once is None or clean(once, lines=lines) == once


@given(texts, st.booleans())
def test_what_is_clean_is_composed_and_holds_nothing_invisible(text, lines):
    once = cleaned(text, lines)
    if once is not None:
        assert unicodedata.is_normalized("NFC", once)
        assert not INVISIBLE.search(once) and not REFUSED.search(once)
        assert once == "" or once.strip()
        assert set(once) & set("\r\x0b\x0c\u00a0\u2028\u2029") == set()
        assert lines or ("\n" not in once and "\t" not in once and "  " not in once and once == once.strip(" "))


@given(texts, st.booleans())
def test_the_key_of_the_cleaned_text_is_the_key_of_the_typed_one(text, lines):
    once = cleaned(text, lines)
    assert once is None or likeness(once) == likeness(text)


@given(texts)
def test_a_key_is_its_own_key(text):
    key = likeness(text)
    assert likeness(key) == key == key.strip() and "  " not in key


@given(st.text("abcdđeêghiklmnoôơpqrstuưvxyẢăÂ \u0301\u0300\u0303\u0309\u0323"))
def test_case_and_marks_make_no_other_key(text):
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")
    assert likeness(text) == likeness(text.upper()) == likeness(bare)


@given(texts)
def test_paper_gets_nothing_unprintable(text):
    assert printable(printable(text)) == printable(text)
    assert not INVISIBLE.search(printable(text))
    printable(text).encode()


def test_every_format_character_of_unicode_is_taken_out():
    signs = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Cf"]
    assert [c for c in signs if clean(f"a{c}b", lines=True) != "ab"] == list(VISIBLE_FORMAT_SIGNS)


def test_every_space_of_unicode_is_a_space():
    spaces = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) == "Zs"]
    assert {clean(f"a{c}b", lines=True) for c in spaces} == {"a b"}


# -- what Word, phones and web pages put on the clipboard ----
@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Dòng một\x0bDòng hai", "Dòng một\nDòng hai"),
        ("Trang một\x0cTrang hai\u2028dòng\u2029đoạn", "Trang một\nTrang hai\ndòng\nđoạn"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("KTĐ\x1e2026", "KTĐ-2026"),
        ("KTĐ\u20112026", "KTĐ-2026"),
        ("thi\x1f đua\u00ad", "thi đua"),
        ("Căn\u00a0cứ\u202fLuật\u3000Thi đua", "Căn cứ Luật Thi đua"),
        ("\uf0b7\tĐạt 98,5 điểm\n\uf0a7  Không vi phạm", "- Đạt 98,5 điểm\n- Không vi phạm"),
        ("·\tMột\no\tHai\n§\tBa\nØ\tBốn\nü\tNăm", "- Một\n- Hai\n- Ba\n- Bốn\n- Năm"),
        ("a\uf0b7b", "a-b"),
        ("Tỷ lệ \uf0b3 80 %", "Tỷ lệ ≥ 80 %"),
        ("TT\tTên đơn vị\tĐiểm\n1\tCảng vụ\t98,5", "TT\tTên đơn vị\tĐiểm\n1\tCảng vụ\t98,5"),
        ("\u202a0912 345 678\u202c", "0912 345 678"),
        ("a\u202eb\ufeff\u2060\U000e0041c", "abc"),
        ("Ho\u0323\u0302i\u200b nghi\u200b\u0323", "Hội nghị"),
        ("Cảm ơn ❤\ufe0f 👨\u200d👩\u200d👧 1\ufe0f\u20e3", "Cảm ơn ❤\ufe0f 👨\u200d👩\u200d👧 1\ufe0f\u20e3"),
        ("a\ufe0fb\u200dc", "abc"),
        ("hoà thuỷ khoẻ hòa", "hoà thuỷ khoẻ hòa"),
        ("H’Hen – “Niê”… •", "H’Hen – “Niê”… •"),
        ("\u3164\u2800\n\u200b", ""),
    ],
)
def test_a_paste_of_lines(pasted, kept):
    assert clean(pasted, lines=True) == kept


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Cảng vụ\tHàng hải", "Cảng vụ Hàng hải"),
        ("QUY CHẾ\x0bHoạt động", "QUY CHẾ Hoạt động"),
        ("  Hội \u00a0 nghị \n", "Hội nghị"),
        ("\u3164", ""),
        ("\u2800\u200b\u00ad", ""),
    ],
)
def test_a_paste_into_one_line(pasted, kept):
    assert clean(pasted, lines=False) == kept


@pytest.mark.parametrize(
    ("typed", "lines", "sentence"),
    [
        ("Hội\nnghị", False, "Ô này chỉ nhập một dòng. Xóa dấu xuống dòng."),
        (
            "Hội\x07nghị",
            False,
            "Có ký tự không đọc được (U+0007) sau chữ “Hội”, thường do dán từ tệp khác. Xóa ký tự này rồi nhập lại.",
        ),
        (
            "Điều 1.\nThực hiện chế độ báo cáo \x07quý\x08, năm",
            True,
            "Có ký tự không đọc được (U+0007) ở dòng 2, sau chữ “chế độ báo cáo”, và 1 vị trí nữa, "
            "thường do dán từ tệp khác. Xóa ký tự này rồi nhập lại.",
        ),
        (
            "\ufffdHội nghị\ufffd",
            False,
            "Có ký tự không đọc được (U+FFFD) trước chữ “Hội nghị”, và 1 vị trí nữa, "
            "thường do dán từ tệp khác. Xóa ký tự này rồi nhập lại.",
        ),
        (
            "a\n\ue123",
            True,
            "Có ký hiệu của một phông chữ riêng (U+E123), in ra thành ô trống, ở dòng 2, đứng một mình, "
            "thường do dán từ tệp khác. Xóa ký tự này rồi nhập lại.",
        ),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_place(typed, lines, sentence):
    with pytest.raises(UnreadableText) as refused:
        clean(typed, lines=lines)
    assert str(refused.value) == sentence


# -- likeness ----
@pytest.mark.parametrize(
    "alike",
    [
        ["H’Hen Niê", "H'Hen Nie", "HʼHen Niê", "H‘Hen Niê", "H`Hen NIÊ", "hhen  nie", "H′Hen\u00a0Niê", "Hꞌhen nie"],
        ["Y Thông Ƀuôn Yă", "y thong buon ya", "Y Thông Buôn Yă", "Y THÔNG ɃUÔN YĂ"],
        ["Đỗ Thị Hòa", "ĐỖ THỊ HOÀ", "do thi hoa", "Ðỗ Thị Hòa", "Đô\u0303 Thi\u0323 Hoa\u0300", "Ɖỗ thị hoà"],
        ["thuỷ", "thủy", "THUY"],
        ["M'nông", "Mʼnông", "mnong"],
        ["Čư Ĕ Ĭ Ŏ Ŭ Ñ Ê\u0306 Ơ\u0306", "cu e i o u n e o"],
        ["Cảng vụ", "Сảng vụ", "Ｃảｎｇ vụ", "𝐂ảng vụ", "CẢNG VỤ", "Cảng\u200b vụ"],
        ["Khối – Cụm", "Khối - Cụm", "Khối-Cụm", "khoi—cum", "Khối \u2212 Cụm"],
        ["12/QĐ-UBND", "12/QĐ–UBND", "12/qđ\u2011ubnd", "12⁄QĐ-UBND"],
        ["“Dân vận khéo”", '"Dân vận khéo"'],
        ["Khu vực Ⅱ", "Khu vực II", "khu vuc ii"],
        ["ΒΑΟ СÁΟ", "Báo cáo"],
    ],
)
def test_these_find_each_other(alike):
    assert len({likeness(text) for text in alike}) == 1


@pytest.mark.parametrize(("one", "other"), [("Khối 2", "Khối 3"), ("Hòa", "Hoan"), ("12/QĐ", "12QĐ"), ("a b", "ab")])
def test_these_do_not(one, other):
    assert likeness(one) != likeness(other)


@pytest.mark.parametrize("letter", "ČčĔĕĬĭŎŏŬŭÑñɃƀĂăÂâÊêÔôƠơƯưĐđ")
def test_every_letter_of_the_languages_of_vietnam_is_found_by_its_base(letter):
    assert likeness(letter).isascii() and len(likeness(letter)) == 1


def test_a_search_for_a_sign_alone_finds_nothing():
    assert search_words("  ") == [] and search_words("Hòa  Đỗ") == ["hoa", "do"]
    assert search_words("’") == ["’"] and "’" not in likeness("H’Hen")


def test_a_file_name_is_plain():
    assert file_stem("Bằng khen – Y Thông Ƀuôn Yă (H’Hen)") == "bang-khen-y-thong-buon-ya-hhen"
    assert file_stem("Quy chế 05/QC-KTĐ", 10) == "quy-che-05"


# -- order ----
def test_given_names_stand_in_dictionary_order():
    names = ["An", "Ánh", "Ân", "Dung", "Đỗ", "Hương", "Yến"]
    assert sorted({*names}, key=sort_key) == names


def test_tones_stand_in_dictionary_order():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted({*tones}, key=sort_key) == tones


def test_people_are_ordered_by_given_name_then_whole_name():
    people = ["Vũ Văn An", "Đỗ Thị Bình", "Trần Bình", "Lê Văn Yên"]
    assert sorted({*people}, key=person_sort_key) == people


def test_letters_of_other_languages_stand_with_their_base():
    assert sorted(["Cam", "Ƀuôn", "An", "Čư", "Dung", "中"], key=sort_key) == ["An", "Ƀuôn", "Cam", "Čư", "Dung", "中"]
    assert sort_key("H’Hen") == sort_key("H'Hen") == sort_key("Hhen")


@given(texts)
def test_an_order_key_is_ascii(text):
    assert sort_key(text).isascii()
