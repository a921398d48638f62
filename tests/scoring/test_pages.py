"""The pages of scoring, played right, wrong and forbidden."""

import pytest
from lxml import html

from scoring import workflow
from scoring.models import CriteriaSet
from scoring.queries import lines_of
from tests import factories
from tests.scoring.conftest import FOUND


def text(response):
    return response.content.decode()


def post(browser, page, **typed):
    return browser.post(page, typed)


def boxes(answer):
    """What stands in the boxes of the page's form, as a browser would send it back."""
    form = html.fromstring(text(answer)).xpath("//main//form[.//input[@name='revision']]")[0]
    return {name: value for name, value in form.form_values() if not name.startswith("csrf")}


def test_the_secretariat_starts_a_set_from_a_published_table(client_of, lan, year2020):
    page = f"/cham-diem/moi/{year2020.pk}/"
    lan = client_of(lan)
    assert "Khối doanh nghiệp, thang 1000 điểm" in text(lan.get(page))
    answer = post(lan, page, title="Bộ tiêu chí năm 2020", start="enterprises")
    made = CriteriaSet.objects.get()
    assert answer.url == f"/cham-diem/{made.pk}/"
    assert "Áp dụng bộ tiêu chí" in text(lan.get(answer.url))


def test_who_sees_a_set(client_of, drafted, lan, nam, tuan, mai):
    page = f"/cham-diem/{drafted.pk}/"
    assert [client_of(one).get(page).status_code for one in (lan, nam, tuan, mai)] == [200, 404, 404, 404]
    workflow.adopt_set(drafted, by=lan)
    assert [client_of(one).get(page).status_code for one in (nam, tuan, mai)] == [200, 404, 404]


def test_a_criterion_is_added_edited_moved_and_removed(client_of, drafted, lan):
    page = f"/cham-diem/{drafted.pk}/tieu-chi/"
    browser = client_of(lan)
    group = drafted.criteria.get(kind="sum")
    typed = {"parent": group.pk, "section": "base", "kind": "direct", "maximum": "7,5"}
    post(browser, f"{page}them/", title="Sáng kiến", **typed)
    made = drafted.criteria.get(title="Sáng kiến")
    assert made.maximum == 7.5 and made.parent == group
    edit = f"{page}{made.pk}/"
    post(browser, edit, **boxes(browser.get(edit)) | {"title": "Sáng kiến, cải tiến", "maximum": "8"})
    made.refresh_from_db()
    assert (made.title, made.revision) == ("Sáng kiến, cải tiến", 2)
    post(browser, f"{edit}chuyen/", huong="len")
    assert lines_of(drafted)[5].criterion == made
    post(browser, f"{edit}xoa/")
    assert not drafted.criteria.filter(pk=made.pk).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "events"}, "Nhập điểm mỗi lần."),
        ({"kind": "place"}, "Nhập điểm của từng hạng."),
        ({"kind": "place", "places": "60; bốn"}, "cách nhau bằng dấu chấm phẩy, ví dụ"),
        ({"maximum": "0"}, "Nhập từ 0,01 trở lên"),
        ({"tie_order": "1"}, "Tiêu chí “Tổ chức phong trào” đã có thứ tự 1."),
        ({"title": ""}, "Nhập nội dung tiêu chí."),
    ],
)
def test_wrong_boxes_get_their_sentence_and_keep_what_was_typed(client_of, drafted, lan, typed, sentence):
    good = {"title": "Sáng kiến", "section": "base", "kind": "direct", "maximum": "5", "parent": ""}
    answer = post(client_of(lan), f"/cham-diem/{drafted.pk}/tieu-chi/them/", **good | typed)
    assert answer.status_code == 422 or answer.status_code == 200
    assert sentence in text(answer)
    assert drafted.criteria.count() == 8


def test_a_sheet_is_filled_in_and_handed_in(client_of, sheet, nam, hoa):
    page = f"/cham-diem/phieu/{sheet.pk}/"
    browser = client_of(nam)
    typed = boxes(browser.get(f"{page}cham/tu-cham/"))
    for line in lines_of(sheet.criteria_set):
        if line.is_leaf:
            found = FOUND[line.criterion.title]
            value, target = found if isinstance(found, tuple) else (found, "")
            typed[f"found_{line.criterion.pk}"] = str(value)
            if line.criterion.kind == "target":
                typed[f"target_{line.criterion.pk}"] = str(target)
    assert post(browser, f"{page}cham/tu-cham/", **typed).url == page
    shown = text(browser.get(page))
    assert "kết quả 90, chỉ tiêu 100" in shown
    assert "Chờ thủ trưởng nộp phiếu" in shown
    leader = client_of(hoa)
    assert "Nộp phiếu chấm điểm" in text(leader.get(page))
    post(leader, f"{page}nop/")
    sheet.refresh_from_db()
    assert sheet.state == "submitted"
    assert client_of(nam).get(f"{page}cham/tu-cham/").status_code == 409


def test_more_points_than_there_are_is_told_beside_the_box(client_of, sheet, nam):
    page = f"/cham-diem/phieu/{sheet.pk}/cham/tu-cham/"
    browser = client_of(nam)
    key = sheet.criteria_set.criteria.get(title="Tổ chức phong trào").pk
    answer = post(browser, page, **boxes(browser.get(page)) | {f"found_{key}": "85"})
    assert "Nhập từ 0 đến 20" in text(answer)
    assert 'value="85"' in text(answer)
    assert not sheet.marks.exists()


def test_not_asked_wants_a_reason(client_of, sheet, nam):
    page = f"/cham-diem/phieu/{sheet.pk}/cham/tu-cham/"
    browser = client_of(nam)
    key = sheet.criteria_set.criteria.get(title="Doanh thu").pk
    answer = post(browser, page, **boxes(browser.get(page)) | {f"not_asked_{key}": "on"})
    assert "Nhập lý do tiêu chí 1 không giao cho đơn vị." in text(answer)


def test_two_people_in_one_sheet_see_both_texts(client_of, sheet, nam, hoa):
    page = f"/cham-diem/phieu/{sheet.pk}/cham/tu-cham/"
    one, other = client_of(nam), client_of(hoa)
    mine, theirs = boxes(one.get(page)), boxes(other.get(page))
    key = f"found_{sheet.criteria_set.criteria.get(title='Tổ chức phong trào').pk}"
    post(other, page, **theirs | {key: "12"})
    answer = post(one, page, **mine | {key: "15"})
    assert answer.status_code == 409 and "12" in text(answer) and 'value="15"' in text(answer)
    assert sheet.marks.get().found == 12


def test_a_checker_is_not_shown_the_units_own_points(client_of, sheet, mark, nam, hoa, phuc):
    mark(sheet, "self", nam, c3="17.5")
    workflow.submit_sheet(sheet, by=hoa)
    page = f"/cham-diem/phieu/{sheet.pk}/"
    browser = client_of(phuc)
    for shown in (text(browser.get(page)), text(browser.get(f"{page}cham/cham-cheo/"))):
        assert "17,5" not in shown
    assert client_of(nam).get(f"{page}cham/cham-cheo/").status_code == 403


def test_other_units_do_not_see_a_sheet_before_publication(client_of, sheet, nine, minh, mai, tuan):
    page = f"/cham-diem/phieu/{sheet.pk}/"
    other = factories.leader(nine[3], "kien", "Bùi Trung Kiên")
    assert [client_of(one).get(page).status_code for one in (other, mai, tuan)] == [404, 404, 404]
    assert client_of(minh).get(page).status_code == 200, "the head appraises"


def test_results_on_the_page(client_of, going, appraise, lan, minh, mai):
    first, *others = going.sheets.order_by("pk")
    post(
        client_of(lan), f"/cham-diem/phieu/{first.pk}/khong-binh-xet/",
        reason="Không ký giao ước.", source="khoản 1 Điều 22 Quy chế",
    )  # fmt: skip
    for number, one in enumerate(others):
        appraise(one, c3=20 - number // 2)
    post(client_of(lan), f"/cham-diem/{going.pk}/cong-khai/")
    for reader in (lan, minh, mai):
        shown = text(client_of(reader).get(f"/cham-diem/{going.pk}/"))
        assert "Đồng hạng" in shown and "Không xếp hạng" in shown and "khoản 1 Điều 22 Quy chế" in shown


def test_an_unknown_column_is_not_there(client_of, sheet, nam):
    assert client_of(nam).get(f"/cham-diem/phieu/{sheet.pk}/cham/khac/").status_code == 404


def test_with_a_second_bloc(client_of, going, other_bloc, tuan):
    secretary = factories.UserFactory(username="thu2")
    factories.SecretariatSeatFactory(user=secretary, bloc=other_bloc)
    assert going.title not in text(client_of(secretary).get("/cham-diem/"))
