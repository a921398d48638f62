"""Every measure of an administrative document, shared by its PDF and its Word file.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I ("thể thức và kỹ thuật trình bày văn bản hành chính"), Phần I, quoted below
as PL I with its item. Lengths are millimetres, font sizes points.
"""

FONT = "Times New Roman"  # PL I, I.3; the PDF uses the metric-equal KTDSerif
PAPER_SIZE = (210, 297)  # PL I, I.1: A4; landscape only where tables need it (I.2)
MARGIN_TOP, MARGIN_BOTTOM = 20, 20  # PL I, I.4: 20-25
MARGIN_LEFT, MARGIN_RIGHT = 30, 15  # PL I, I.4: 30-35 and 15-20
PAGE_NUMBER_SIZE = 13  # PL I, I.7: 13-14, upright, centred in the top margin, not on page 1
NATION_SIZE, MOTTO_SIZE = 12, 13  # PL I, II.1: 12-13 and 13-14; one point apart, as in the decree's examples
AGENCY_SIZE = 12  # PL I, II.2: 12-13, superior upright, issuer bold
NUMBER_SIZE = 13  # PL I, II.3
PLACE_DATE_SIZE = 13  # PL I, II.4: 13-14 italic
LETTER_SUBJECT_SIZE = 12  # PL I, II.5: "V/v" of an official letter, 12-13
TITLE_SIZE = 14  # PL I, II.5: name of the kind and trích yếu, 13-14 bold
BODY_SIZE = 14  # PL I, II.6: 13-14
TABLE_SIZE = 12  # not laid down; office habit
SIGNER_SIZE = 14  # PL I, II.7: 13-14 bold
GRID_UNIT_SIZE = 11  # nine signers on one page: smaller than one signer's block
RECIPIENTS_WORD_SIZE, RECIPIENTS_SIZE = 12, 11  # PL I, II.9
NOTE_BOX_SIZE = 13  # PL I, III.4 (chỉ dẫn về phạm vi lưu hành): 13-14 bold capitals in a box
SMALL_PRINT_SIZE = 8  # our own marks outside the decree's elements: verification code, sample mark
FIRST_LINE_INDENT = 12.7  # PL I, II.6: 1 or 1,27 cm
PARAGRAPH_SPACE = 6  # PL I, II.6: at least 6 pt between paragraphs
LINE_SPACING = 1.15  # PL I, II.6: from single to 1,5 lines
HEAD_LINE, LIST_LINE = 1.25, 1.2  # of the head, tables and signers; of recipients and of many signers; in em
CELL_PADDING = 2.5  # points above and below the words of a table cell
CELL_SIDES = 3.2  # millimetres left and right of those words, with the rules
TITLE_INSET = 10  # the title stands narrower than the text, on both sides
SINGLE_LINE = 1.15  # what Word calls a single line of Times New Roman, in em: ascent + descent + gap of the face
HEAD_LEFT_SHARE = 0.44  # the left column of the head; Quốc hiệu at 12 pt needs 89 mm of the 165
RULE_SHARE = 0.4  # PL I, II.2 and II.5: a rule of 1/3 to 1/2 of the line
SHORT_ROW = 400  # letters in its longest cell up to which a table row is not torn over two pages
SIGNATURE_SPACE = 25  # room for hand, seal or visible digital signature
NUMBER_ROW = 8  # the row of number and day, one line of 13 pt, filled when the paper gets its number
APPROVAL_BOX = (60, 22)  # room for whoever approves before the paper is signed; not laid down
SAMPLE_MARK = "DỮ LIỆU MẪU"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def width_in_mm(text: str, size: float) -> float:
    """Near enough for a rule: bold Times New Roman capitals are about 0,72 em wide, small letters 0,49, spaces 0,25."""
    ems = sum(0.25 if c == " " else 0.72 if c.isupper() else 0.49 for c in text)
    return ems * size * 25.4 / 72
