"""/hoi-nghi/7/van-ban/…/: list of delegates, resolution, notice of conclusions, as the record gives them."""

import datetime

import pytest
from django.urls import reverse

from conferences import workflow
from conferences.documents.composed import conclusions_paper, delegates_paper, resolution_paper
from conferences.documents.papers import BY_SLUG
from libraries.web import clock


def at_(conference, paper="danh-sach-dai-bieu", form="pdf"):
    return reverse("conferences:composed_paper", args=[conference.pk, paper, form])


def texts(paper):
    return [block.text for block in paper.body if hasattr(block, "text")]


def test_the_list_names_guests_units_and_who_came_along(opened, nine, lan):
    roll = [workflow.Presence(nine[0], "present", "Hà Quang Thắng", "Phó Giám đốc", (("Vũ Đức Thành", "Chuyên viên"),))]
    roll.append(workflow.Presence(nine[1], "absent"))
    workflow.record_attendance(opened, by=lan, roll=roll)
    (table,) = delegates_paper(opened).body
    assert [row[0] for row in table.rows] == [str(place) for place in range(1, len(table.rows) + 1)]
    assert table.rows[0][1:] == (
        "Vũ Thị Hương",
        "Trưởng Ban Thi đua – Khen thưởng thành phố Hải Phòng",
        "",
        "Đại biểu mời",
    )
    assert table.rows[1][1:] == ("Hà Quang Thắng", "Phó Giám đốc", nine[0].name, "Chủ trì")
    assert table.rows[2][1:] == ("Vũ Đức Thành", "Chuyên viên", nine[0].name, "Cùng dự")
    assert table.rows[3][1:] == ("", "", nine[1].name, "Vắng")


def test_the_resolution_has_an_article_for_each_decision(closed, lan):
    workflow.record_contribution(closed.agenda.last(), by=lan, kind="conclusion", text="Các đơn vị gửi kế hoạch.")
    paper = resolution_paper(closed)
    found = [(block.label, block.text) for block in paper.body]
    assert [number for number, _ in found] == [f"Điều {place}" for place in range(1, len(found) + 1)]
    assert found[0][1].startswith("Nhất trí thông qua dự thảo Quy chế hoạt động của Khối; 9/9 đơn vị đồng ý, đạt 100%")
    assert [text for _, text in found][1:3] == ["Các đơn vị gửi kế hoạch.", "Hội nghị nhất trí ký kết giao ước."]
    assert paper.note_box == "DỰ THẢO"


def test_the_notice_says_who_does_it_until_when(closed, nine, lan):
    item = closed.agenda.last()
    row = workflow.record_contribution(item, by=lan, kind="conclusion", text="Các đơn vị gửi kế hoạch.")
    due = clock.now() + datetime.timedelta(days=9)
    workflow.assign(row, by=lan, units=nine[:2], task="Gửi kế hoạch", due_at=due)
    said = texts(conclusions_paper(closed))
    assert "- Các đơn vị gửi kế hoạch." in said
    assert any(line.startswith("Giao 02 đơn vị thực hiện") and nine[1].name in line for line in said)


@pytest.mark.parametrize("paper", list(BY_SLUG))
def test_as_pdf_and_as_word(closed, client_of, minh, paper):
    assert client_of(minh).get(at_(closed, paper)).content.startswith(b"%PDF")
    assert client_of(minh).get(at_(closed, paper, "word")).content.startswith(b"PK")


def test_not_for_others_and_not_otherwise(closed, client_of, lan, tuan, mai):
    assert client_of(tuan).get(at_(closed)).status_code == 404
    assert client_of(mai).get(at_(closed)).status_code == 403
    for other in (at_(closed, "ban-do"), at_(closed, form="excel")):
        assert client_of(lan).get(other).status_code == 404


def test_before_the_opening_there_is_none(planned, client_of, lan):
    answer = client_of(lan).get(at_(planned))
    assert answer.status_code == 409 and "chưa khai mạc" in answer.content.decode()
