"""A settled text on the wall: against what the units were asked about, and nothing they do not know."""

from drafting import workflow
from drafting.documents.on_screen import parts_on_screen
from drafting.models import Text


def test_what_is_not_settled_is_not_shown(answered):
    assert parts_on_screen(answered.comment.consultation.text) == []


def test_changes_since_the_units_were_asked(answered, lan, at):
    text = Text.objects.get(pk=answered.comment.consultation.text_id)
    node = text.nodes.get(body="Tập trung dân chủ.")
    with at("2020-06-22 09:00"):
        workflow.save_node(node, by=lan, revision=node.revision, heading="", body="Tự nguyện, công khai.")
        workflow.freeze(text, by=lan, note="Bản nội bộ")  # nobody outside the secretariat has read this one
        node.refresh_from_db()
        workflow.save_node(node, by=lan, revision=node.revision, heading="", body="Tự nguyện, tự giác.")
        workflow.settle(text, by=lan)
    text.refresh_from_db()
    first, second = parts_on_screen(text)
    assert (first.label, first.is_changed) == ("Điều 1. Phạm vi điều chỉnh", False)
    assert "QUY ĐỊNH CHUNG" in first.html.upper() and "<ins>" not in first.html
    assert second.is_changed and "<del>" in second.html and "<ins>" in second.html
    assert "Tập trung" in second.html and "tự giác" in second.html and "công khai." not in second.html
