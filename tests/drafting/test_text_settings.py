"""Parts bound to settings of the bloc: chosen on one page, compared by the check of the text."""

import pytest
from django.db import DatabaseError, transaction
from lxml import html

from drafting import workflow
from drafting.models import BoundPart
from drafting.queries.text_check import Weight, findings_of
from records.models import AuditEvent
from tests.drafting.pages import body, get, post
from units.models import Bloc


@pytest.fixture
def quorum(draft, lan):
    """A clause that lays the quorum down, otherwise than the bloc has it (2/3)."""
    article = draft.nodes.get(heading="Nguyên tắc")
    words = "Hội nghị hợp lệ khi có mặt ít nhất 3/4 số đơn vị."
    return workflow.add_node(draft, by=lan, kind="clause", parent=article, body=words)


def sentences(text):
    return [finding.sentence for finding in findings_of(text) if finding.binds]


def test_the_page_offers_what_reads_like_the_setting(draft, quorum, lan, hoa):
    page = html.fromstring(body(get(lan, "drafting:text_settings", draft.pk)))
    (chosen,) = page.xpath("//select[@name='quorum']/option[@selected]")
    assert chosen.get("value") == str(quorum.pk) and chosen.text.startswith("Khoản 3 Điều 2: Hội nghị hợp lệ")
    assert "Thiết lập hiện nay: 2/3." in page.text_content()
    assert page.xpath("//select[@name='adoption']/option[@selected]")[0].get("value") == ""
    assert get(hoa, "drafting:text_settings", draft.pk).status_code == 404


def test_a_difference_is_found_until_text_or_setting_follow(draft, quorum, lan):
    assert sentences(draft) == ["Khoản 3 Điều 2 chưa gắn với thiết lập “Tỷ lệ đơn vị phải có mặt” của Khối."]
    chosen = {"quorum": str(quorum.pk), "adoption": "", "comment_days": ""}
    assert post(lan, "drafting:text_settings", draft.pk, **chosen).status_code == 302
    wrong = "Khoản 3 Điều 2 ghi “3/4”, thiết lập “Tỷ lệ đơn vị phải có mặt” của Khối là 2/3."
    assert sentences(draft) == [wrong]
    assert [one.weight for one in findings_of(draft) if one.binds] == [Weight.REASON]
    page = body(get(lan, "drafting:text_check", draft.pk))
    assert wrong in page and f"/du-thao/{draft.pk}/thiet-lap/" in page
    said = "Hội nghị hợp lệ khi có mặt ít nhất hai phần ba số đơn vị."
    workflow.save_node(quorum, by=lan, revision=1, heading="", body=said)
    assert sentences(draft) == []
    workflow.save_node(quorum, by=lan, revision=2, heading="", body="Hội nghị hợp lệ khi đủ đơn vị.")
    assert "nhưng không ghi mức nào" in sentences(draft)[0]
    workflow.remove_node(quorum, by=lan)
    assert sentences(draft) == ["Phần gắn với thiết lập “Tỷ lệ đơn vị phải có mặt” đã bị xóa. Chọn phần khác."]


def test_binding_is_written_down_once_and_can_be_taken_off(draft, quorum, lan):
    parts = {"quorum": quorum.pk, "adoption": None}
    workflow.bind_parts(draft, by=lan, parts=parts)
    workflow.bind_parts(draft, by=lan, parts=parts)
    assert AuditEvent.objects.filter(verb="drafting.bind_parts").count() == 1
    workflow.bind_parts(draft, by=lan, parts={"quorum": None})
    assert not draft.bound_parts.exists()


def test_the_database_binds_only_parts_of_the_text(draft, quorum, year2020, lan):
    other = workflow.create_text(year2020, by=lan, kind="regulation", title="Khác")
    with pytest.raises(DatabaseError, match="bound_part_is_of_its_text"), transaction.atomic():
        BoundPart.objects.create(text=other, setting="quorum", node=quorum)
    BoundPart.objects.create(text=draft, setting="quorum", node=quorum)
    with pytest.raises(DatabaseError, match="one_part_a_setting_in_a_text"), transaction.atomic():
        BoundPart.objects.create(text=draft, setting="quorum", node=quorum)


def test_a_round_is_offered_the_days_of_the_bloc(draft, lan, at):
    Bloc.objects.update(comment_days=15)
    with at("2020-06-01 09:00"):
        assert 'value="16/06/2020' in body(get(lan, "drafting:consultation_start", draft.pk))
