"""The table of results and the explanation of points, as papers."""

from libraries.printing.paper import Table
from scoring.documents.results import explanation_paper, results_paper
from scoring.queries import sheet_view


def rows_of(paper):
    (table,) = (block for block in paper.body if isinstance(block, Table))
    return [[cell.letters for cell in row] for row in table.full_rows]


def test_the_table_of_results_names_places_ties_and_who_is_not_considered(published, nine):
    paper = results_paper(published)
    rows = rows_of(paper)
    assert [row[0] for row in rows] == ["1", "1", "3", "3", "5", "5", "7", "7", "–"]
    assert rows[0][1] == f"{nine[1].name} (đồng hạng)"
    # The group, the bonus, the deduction; their sum, what could be attained, the share.
    assert rows[0][2:8] == ["74", "3", "2", "75", "100", "75"]
    assert rows[-1][2] == "Không bình xét: Không ký giao ước. Căn cứ: khoản 1 Điều 22 Quy chế."
    assert [(one.name, one.mark) for one in paper.signatures] == [("", "(chưa ký)")] * 2 and paper.note_box


def test_the_explanation_has_every_point_with_its_rule_and_reason(published):
    sheet = published.sheets.order_by("pk")[1]
    rows = rows_of(explanation_paper(sheet_view(sheet)))
    third = next(row for row in rows if row[1] == "Tổ chức phong trào")
    assert third == ["3", "Tổ chức phong trào", "Chấm điểm trực tiếp", "20", "20\nTheo quyết định số 12.", *third[5:]]
    assert [row[1] for row in rows][-1] == "Tổng điểm" and rows[-1][3:] == ["100", "75", "75", "75"]
