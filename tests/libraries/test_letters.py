"""Names of all languages of the country: a thousand of them fit on a certificate, are printed and read back."""

import io
import random
import re
import unicodedata
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from libraries.certificate_art.fonts import face_path
from libraries.certificate_art.page import SAMPLE_FIELDS, bang_khen, check_fields, missing_letters, overprint_pdf
from libraries.printing import letters
from libraries.printing.paper import Paper, Paragraph

# Family and middle names, then given names, as people of each language write them.
NAMES = {
    "Kinh": (
        "Nguyễn Thị|Trần Quốc|Lê Ngọc|Phạm Hữu|Vũ Đức|Đặng Thùy",
        "Ngọc Ánh|Đỗ Quỳnh|Hương|Khuê|Thưởng|Ỷ Lan|Uyển Nhi",
    ),
    "Tày, Nùng": ("Nông Thị|Hoàng Văn|Lường Thế|Bế Viết|Vi Thị", "Ngân|Thuấn|Pảo|Sằm|Mẩy|Đẳm"),
    "Thái, Mường": ("Lò Văn|Cầm Thị|Quàng Thị|Bạc Cầm|Bùi Thị|Quách Văn", "Pánh|Hặc|Inh|Xuổm|Đẹng|Ỏm"),
    "Mông, Dao": ("Giàng A|Vàng Thị|Sùng Seo|Thào A|Triệu Mùi|Phàn Sành", "Páo|Dợ|Chứ|Sính|Pham|Nải|Ghển"),
    "Ê Đê": ("Y Thông|H’Hen|H’Bia|Y Ƀhiăo|Y Čih|H’Lŭn", "Ƀuôn Yă|Niê Kdăm|Êban|Mlô Duôn Du|Ayŭn|Kbuôr|Hmŏk"),
    "Gia Rai": ("Rơ Châm|Kpă|Siu|Rah Lan|Nay|Ksor", "H’Ƀlêh|Đĕh|Ƀom|Y Ngŏl|Hyiŭ|Čăm|Klŏng"),
    "Ba Na, Xơ Đăng": ("Đinh|A|Y|Bơ̆", "Ƀrŏk|Yơng|Hlŭn|Thŏk|Rơ̆n|Blưl|Ñang|Wĕr"),
    "Cơ Ho, Mạ, M’nông": ("K’|Ka|Cil Mup|Lơ Mu|Điểu|Y", "Brĕuh|Ƀôn|Ñĭn|N’Lâm|Tŏng|Mpŏl|Ndŭ"),
    "Chăm, Raglai": ("Thập Liên|Pi Năng|Chamaléa|Đàng Năng|Po", "Trưởng|Thị Thêm|Điêp|Klŏng Garai|Ñưt"),
    "Khmer": ("Thạch|Sơn|Kim|Danh|Châu", "Chan Đa|Sô Phi|Xà Rươl|Ni|Ươne"),
    "Cơ Tu, Bru": ("Alăng|Bh’riu|Zơrâm|Hồ Văn|Arất", "Lanh|Pố|Ƀhướp|Thị Ƀơ|Clâu|Ŏng"),
    "units": (
        "Công ty TNHH MTV|Hợp tác xã|Trường Tiểu học|Trung tâm Y tế|Ban Quản lý rừng",
        "Ƀuôn Đôn|Čư M’gar|Krông Nô|Ea H’Leo|Ia Grai|Kon Plŏng|Lạc Dương|Đăk R’lấp|Tu Mơ Rông",
    ),
}


def thousand() -> list[str]:
    chosen, names = random.Random(2026), set()
    while len(names) < 1000:
        first, last = (part.split("|") for part in NAMES[chosen.choice(sorted(NAMES))])
        pieces = [chosen.choice(first), chosen.choice(last)]
        if chosen.random() < 0.6:
            pieces.append(chosen.choice(last))
        if chosen.random() < 0.2:
            pieces.append(f"({chosen.choice(['Tổ', 'Đội', 'Khu vực'])} {chosen.randint(1, 30)})")
        names.add(unicodedata.normalize("NFC", " ".join(pieces)))
    return sorted(names)


def letters_of_glyphs(face: str) -> dict[int, str]:
    """Number of a glyph → its letters, from the font file alone: its table of characters, and what it joins."""
    font = TTFont(face_path(face))
    number = {name: place for place, name in enumerate(font.getGlyphOrder())}
    letters = {number[name]: chr(character) for character, name in sorted(font.getBestCmap().items(), reverse=True)}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            for first, joined in getattr(table, "ligatures", {}).items():
                for one in joined:
                    parts = [letters.get(number[name], "") for name in (first, *one.Component)]
                    if all(parts):
                        letters.setdefault(number[one.LigGlyph], "".join(parts))
    return letters


def drawn(pdf: bytes, face: str, letters: dict[int, str]) -> str:
    """What the glyphs of one face on the page spell, whatever the file says that they mean."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        content = document.pages[0].Contents.read_bytes().decode()
    shown = re.findall(rf"/F{face.replace('-', '')} [^\[]*\[(.*?)\] TJ", content)
    digits = ("".join(re.findall(r"<([0-9a-f]*)>", one)) for one in shown)
    return "".join(letters[int(one[at : at + 4], 16)] for one in digits for at in range(0, len(one), 4))


def spelt(text: str) -> str:
    return unicodedata.normalize("NFD", text).replace(" ", "")


@pytest.mark.slow
def test_a_thousand_names_fit_and_are_read_back_letter_by_letter():
    layout, read = bang_khen(), 0
    glyphs = letters_of_glyphs("title-700")
    code, address = "ABCD2345EFGH6789JKLM", "https://thidua.example/xac-minh/ABCD2345EFGH6789JKLM/"
    for name in thousand():
        fields = replace(
            SAMPLE_FIELDS["bang-khen"], recipient=name, verification_code=code, verification_url=address, sample=False
        )
        assert missing_letters(fields, layout) == "", name
        assert [one for one in check_fields(fields, layout) if "Tên" in one] == [], name
        pdf = overprint_pdf(fields, layout)
        assert spelt(name) in spelt(drawn(pdf, "title-700", glyphs)), name
        with pypdfium2.PdfDocument(pdf) as document:
            words = document[0].get_textpage().get_text_range()
        printed = unicodedata.normalize("NFC", " ".join(words.split()))
        assert " ".join(name.split()) in printed, (name, printed[:300])
        read += 1
    print(f"{read} names printed and read back")
    assert read == 1000


def test_control_another_letter_under_the_same_words_is_seen():
    """The words kept in the file beside the glyphs would still read right."""
    glyphs = letters_of_glyphs("title-700")
    fields = replace(SAMPLE_FIELDS["bang-khen"], recipient="Bơ̆ Ƀôn", sample=False)
    pdf = overprint_pdf(fields, bang_khen())
    assert spelt("Bơ̆ Ƀôn") in spelt(drawn(pdf, "title-700", glyphs))
    wrong = {number: "o" if letter == "ô" else letter for number, letter in glyphs.items()}
    assert spelt("Bơ̆ Ƀôn") not in spelt(drawn(pdf, "title-700", wrong))


def test_every_letter_of_these_languages_is_in_a_paper():
    body = [Paragraph(f"{first} {last}".replace("|", " ")) for first, last in NAMES.values()]
    assert letters.missing_letters(Paper(issuer="Khối thi đua", body=body)) == ""


@pytest.mark.parametrize("odd", ["🙂", "漢", "ꦏ"])
def test_a_letter_that_no_face_has_is_named_with_its_place(odd):
    paper = Paper(issuer="Khối thi đua", body=[Paragraph(f"Nội dung về ông Nguyễn {odd} An, Giám đốc.")])
    said = letters.missing_letters(paper)
    assert f"“{odd}”" in said and f"ông Nguyễn {odd} An," in said
