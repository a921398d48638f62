"""Text pasted from Word: several clauses in one box become several, without their typed numbers (one click)."""

import pytest

from drafting import workflow
from drafting.queries import working_content
from drafting.queries.splitting import numbered_lines
from drafting.queries.text_check import findings_of
from tests.drafting.pages import body, browser, post

PASTED = (
    "Đơn vị thành viên có trách nhiệm:\x0b1. Gửi báo cáo đúng hạn.\n2. Cử người theo dõi:\n"
    "a) một lãnh đạo;\nb) một chuyên viên.\n3. Giữ bí mật."
)


def tree(text):
    return [(row["label"], row["body"]) for row in working_content(text) if row["kind"] != "chapter"]


@pytest.mark.parametrize(
    ("kind", "words", "count"),
    [
        ("article", PASTED.replace("\x0b", "\n"), 5),
        ("clause", "1. Một.\n2. Hai.", 1),
        ("clause", "Một dòng.\nDòng tiếp theo.", 0),
        ("clause", "Họp ngày\n01/7 hằng năm, 2.500 đồng", 0),
        ("point", "một;\nb) hai.", 1),
        ("paragraph", "1. Một.\n2. Hai.", 0),
        ("clause", "Gồm:\n1.", 0),
    ],
)
def test_lines_that_are_parts(kind, words, count):
    assert numbered_lines(kind, words) == count


def test_an_article_pasted_into_one_box(draft, lan):
    article = draft.nodes.get(heading="Phạm vi điều chỉnh")
    article = workflow.save_node(article, by=lan, revision=1, heading=article.heading, body=PASTED)
    (finding,) = [one for one in findings_of(draft) if "dòng đánh số" in one.sentence]
    assert finding.sentence.startswith("Điều 1: có 5 dòng đánh số") and finding.mends
    workflow.mend_node(article, by=lan)
    assert tree(draft)[:6] == [
        ("Điều 1.", "Đơn vị thành viên có trách nhiệm:"),
        ("1.", "Gửi báo cáo đúng hạn."),
        ("2.", "Cử người theo dõi:"),
        ("a)", "một lãnh đạo;"),
        ("b)", "một chuyên viên."),
        ("3.", "Giữ bí mật."),
    ]
    assert not [one for one in findings_of(draft) if "dòng đánh số" in one.sentence]


def test_a_clause_keeps_its_key_and_its_neighbours(draft, lan):
    clause = draft.nodes.get(body="Tập trung dân chủ.")
    others = {str(node.key): node.body for node in draft.nodes.exclude(pk=clause.pk)}
    words = "1. Tập trung dân chủ.\n2. Bình đẳng:\na) giữa các đơn vị;\nb) giữa các thành viên."
    clause = workflow.save_node(clause, by=lan, revision=1, heading="", body=words)
    workflow.mend_node(clause, by=lan)
    assert tree(draft)[2:] == [
        ("1.", "Tập trung dân chủ."),
        ("2.", "Bình đẳng:"),
        ("a)", "giữa các đơn vị;"),
        ("b)", "giữa các thành viên."),
        ("3.", "Công khai, minh bạch:"),
        ("a)", "điểm thứ nhất;"),
    ]
    clause.refresh_from_db()
    assert clause.body == "Tập trung dân chủ."
    assert {str(node.key): node.body for node in draft.nodes.all() if str(node.key) in others} == others


def test_the_editor_offers_it_where_it_was_pasted(draft, lan):
    clause = draft.nodes.get(body="Tập trung dân chủ.")
    sent = {"submission_token": "0b6f7a3e-5d0a-4c6e-9d57-6a0f7d9f4a11", "revision": "1", "body": "Một.\n2. Hai."}
    answer = browser(lan).post(f"/du-thao/phan/{clause.pk}/", sent, headers={"HX-Request": "true"})
    assert "Tách 1 dòng đánh số thành khoản, điểm" in body(answer)
    split = post(lan, "drafting:mend_node", clause.pk, here=str(clause.pk))
    assert split.status_code == 302 and split.url.endswith(f"#n-{clause.pk}")
    assert [row[1] for row in tree(draft)[2:4]] == ["Một.", "Hai."]
