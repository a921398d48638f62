"""A column of a sheet out to Excel and back: the same marks, changes shown before they are written, others refused."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import Workbook, load_workbook

from libraries import foreign_files
from libraries.text import tidied
from scoring.documents.workbook import differences, typed_in, workbook_file
from scoring.forms.marks import MarksForm
from scoring.models import Mark
from scoring.queries import sheet_view

pytestmark = pytest.mark.django_db
Stage = Mark.Stage


def text(answer):
    return answer.content.decode()


@pytest.fixture
def filled(sheet, mark, nam):
    mark(sheet, "self", nam)
    return sheet


@pytest.fixture
def address(sheet):
    return f"/cham-diem/phieu/{sheet.pk}/cham/tu-cham/"


def upload(content, name="phieu.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def changed(content, **cells):
    """The file with other cells: `F5=120`."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_was_given_out_comes_back_the_same(client_of, filled, address, nam):
    browser = client_of(nam)
    file = browser.get(f"{address}excel/")
    assert file["Content-Type"].endswith("sheet") and ".xlsx" in file["Content-Disposition"]
    assert "Tệp giống điểm đã lưu" in text(browser.post(f"{address}nhap/", upload(file.content)))


def test_each_change_is_shown_then_written_by_the_page_of_the_marks(client_of, filled, address, nam):
    browser = client_of(nam)
    # Row 5: target and result; row 6: met or not; row 7: points.
    file = changed(browser.get(f"{address}excel/").content, F5=120, F6="Không đạt", F7=17.5, H7="Theo báo cáo.")
    before = dict(filled.marks.values_list("criterion__title", "found"))
    shown = browser.post(f"{address}nhap/", upload(file))
    page = html.fromstring(text(shown))
    rows = [[cell.text_content() for cell in row.xpath("./*")] for row in page.xpath("//main//tbody/tr")]
    assert [row[2:] for row in rows] == [
        ["Kết quả", "90", "120"],
        ["Kết quả", "Đạt", "Không đạt"],
        ["Kết quả", "18", "17,5"],
        ["Giải trình", "để trống", "Theo báo cáo."],
    ]
    assert dict(filled.marks.values_list("criterion__title", "found")) == before, "nothing is written yet"
    (form,) = page.xpath("//main//form")
    assert browser.post(form.get("action"), dict(form.form_values())).status_code == 302
    now = {one.criterion.title: one for one in filled.marks.select_related("criterion")}
    assert now["Doanh thu"].found == 120 and now["Không để xảy ra tai nạn"].found == 0
    assert (now["Tổ chức phong trào"].found, now["Tổ chức phong trào"].note) == (Decimal("17.5"), "Theo báo cáo.")
    assert now["Doanh thu"].written_by == nam


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"A2": "Mã kiểm tra: 0123456789abcdef01234567"}, "không phải mẫu của phiếu này"),
        ({"B5": "Lợi nhuận"}, "Cấu trúc của tệp đã bị sửa"),
        ({"D7": "80"}, "Cấu trúc của tệp đã bị sửa"),
        ({"J5": "thêm"}, "Cấu trúc của tệp đã bị sửa"),
        ({"A20": "9"}, "Cấu trúc của tệp đã bị sửa"),
        ({"F7": "nhiều"}, "Điểm 3"),
        ({"F7": 99}, "Điểm 3"),
        ({"G7": "x", "F7": None}, "Nhập lý do tiêu chí 3 không giao cho đơn vị"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(client_of, filled, address, nam, cells, sentence):
    browser = client_of(nam)
    answer = browser.post(f"{address}nhap/", upload(changed(browser.get(f"{address}excel/").content, **cells)))
    assert answer.status_code == 422 and sentence in text(answer)


def test_the_file_of_another_unit_and_of_another_column_is_refused(client_of, filled, going, nine, address, nam, lan):
    other = sheet_view(going.sheets.get(unit=nine[2]))
    leaves = [row for row in other.lines if row.line.is_leaf]
    answer = client_of(nam).post(f"{address}nhap/", upload(workbook_file(other.sheet, Stage.SELF, leaves)))
    assert answer.status_code == 422 and "không phải mẫu của phiếu này" in text(answer)
    own = sheet_view(filled)
    leaves = [row for row in own.lines if row.line.is_leaf]
    answer = client_of(nam).post(f"{address}nhap/", upload(workbook_file(own.sheet, Stage.CHECK, leaves)))
    assert answer.status_code == 422 and "không phải mẫu của phiếu này" in text(answer)


def test_hidden_sheets_and_ten_thousand_columns_are_refused(client_of, filled, address, nam):
    browser = client_of(nam)
    book = load_workbook(BytesIO(browser.get(f"{address}excel/").content))
    book.create_sheet("ẩn").sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    assert "không phải mẫu của phiếu này" in text(browser.post(f"{address}nhap/", upload(out.getvalue())))
    wide = Workbook(write_only=True)
    wide.create_sheet("Phiếu chấm điểm").append(["x"] * 10_000)
    out = BytesIO()
    wide.save(out)
    answer = browser.post(f"{address}nhap/", upload(out.getvalue()))
    assert answer.status_code == 422 and "form-text" in text(answer)


def test_only_who_writes_the_column_gets_it(client_of, filled, address, phuc, lan, tuan):
    for page in ("excel/", "nhap/"):
        assert [client_of(one).get(f"{address}{page}").status_code for one in (lan, phuc, tuan)] == [403, 403, 404]


def test_a_formula_is_never_written_and_words_stay_words(filled, mark, nam):
    filled.marks.filter(criterion__title="Doanh thu").update(note="=1+1")
    view = sheet_view(filled)
    leaves = [row for row in view.lines if row.line.is_leaf]
    book = load_workbook(BytesIO(workbook_file(view.sheet, Stage.SELF, leaves)))
    assert book.active["H5"].data_type == "s" and book.active["H5"].value == "=1+1"
    assert (
        book.active.protection.sheet and book.active["B6"].protection.locked and not book.active["F6"].protection.locked
    )


NUMBER = st.decimals(min_value=0, max_value=Decimal("99999999999999.99"), places=2)
WORDS = st.text(st.sampled_from("abc xyzđàằ=+-@'\"<&;0123"), max_size=40).map(lambda words: tidied(words, lines=False))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_marks_come_back_the_same(filled, data):
    """Whatever a column says, its file says it too: every digit, every word, what is not asked."""
    view = sheet_view(filled)
    form = MarksForm(view=view, stage=Stage.SELF)
    for row in form.rows:
        mark, kind = row.marks[Stage.SELF], row.line.criterion.kind
        mark.applies, mark.note = data.draw(st.booleans()), data.draw(WORDS)
        mark.note = mark.note if mark.applies else mark.note or "lý do"
        mark.found = mark.target = None
        if mark.applies:
            mark.found = data.draw(_of(kind, row.line.criterion.maximum))
            mark.target = data.draw(st.none() | NUMBER) if kind == "target" else None
    sheets = foreign_files.sheets(workbook_file(view.sheet, Stage.SELF, form.rows))
    boxes = QueryDict(mutable=True)
    boxes.update(typed_in(sheets, view.sheet, Stage.SELF, form.rows) | {"revision": "1"})
    back = MarksForm(boxes, view=view, stage=Stage.SELF)
    assert back.is_valid(), back.errors
    found = {one.criterion.pk: one for one in back.written()}
    for row in form.rows:
        mark, new = row.marks[Stage.SELF], found[row.line.criterion.pk]
        said = (mark.found, mark.target, mark.applies, mark.note)
        if mark.applies:
            assert (new.found, new.target, new.applies, new.note) == said
        else:
            assert (new.applies, new.note) == said[2:]
    after = {
        pk: {"found": n.found, "target": n.target, "applies": n.applies, "note": n.note} for pk, n in found.items()
    }
    assert differences(form.rows, Stage.SELF, after) == []


def _of(kind, maximum):
    if kind == "all_or_nothing":
        return st.sampled_from([Decimal(0), Decimal(1)])
    if kind in ("events", "place"):
        return st.integers(1, 99_999).map(Decimal)
    if kind == "direct":
        return st.decimals(min_value=0, max_value=maximum, places=2)
    return NUMBER
