"""Every step: what it does, in what order, and each sentence with which it refuses."""

import datetime
import hashlib
from decimal import Decimal

import pytest

from conferences import workflow as meeting
from drafting import workflow as drafting
from libraries.pades.verification import examine
from libraries.web import clock
from notices.models import Notice
from pledges import workflow
from pledges.documents import agreement
from pledges.models import UnitPledge
from pledges.workflow import TargetRow
from records.ledger import StoredDocuments
from records.models import AuditEvent
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from signatures import workflow as signing
from signatures.models import SigningLink
from tests import factories
from tests.pledges.conftest import settled_text, sign, start_signing, token_of, week_later
from units.models import SigningAuthority

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


# --- Creating ---------------------------------------------------------------------------------------------------------


def test_a_pledge_begins_with_a_text_to_write_on(draft):
    assert draft.state == "draft" and draft.text.kind == "pledge"
    assert draft.text.nodes.filter(kind="article").count() == 5
    assert AuditEvent.objects.filter(verb="pledges.create_pledge", row_pk=str(draft.pk)).exists()


def test_one_pledge_a_year(draft, lan):
    with pytest.raises(NotAllowedNow, match="đã có giao ước"):
        workflow.create_pledge(draft.emulation_year, by=lan)


def test_a_text_of_another_kind_is_refused(year2020, lan):
    text = drafting.create_text(year2020, by=lan, kind="regulation", title="Quy chế")
    with pytest.raises(NotAllowedNow, match="không phải dự thảo giao ước"):
        workflow.create_pledge(year2020, by=lan, text=text)


# --- Targets ----------------------------------------------------------------------------------------------------------


def row(name="Lượt tàu an toàn", value="20500", pk=None):
    return TargetRow(name, "lượt", Decimal(value), "", pk)


def test_targets_are_replaced_as_a_whole(draft, nine, nam):
    first, second = workflow.save_targets(draft, nine[5], by=nam, rows=[row(), row("Nộp ngân sách", "102")])
    kept = workflow.save_targets(draft, nine[5], by=nam, rows=[row("Nộp ngân sách", "103", second.pk), row("Mới", "1")])
    assert [(target.name, target.value) for target in kept] == [("Nộp ngân sách", 103), ("Mới", 1)]
    assert kept[0].pk == second.pk and UnitPledge.objects.get().revision == 3
    assert not draft.targets.filter(pk=first.pk).exists()


def test_the_second_editor_is_told(draft, nine, nam):
    workflow.save_targets(draft, nine[5], by=nam, rows=[row()], revision=1)
    with pytest.raises(EditConflict):
        workflow.save_targets(draft, nine[5], by=nam, rows=[row("Khác")], revision=1)
    assert draft.targets.get().name == "Lượt tàu an toàn"


def test_a_row_of_another_unit_is_not_taken_over(draft, nine, nam):
    other = workflow.save_targets(draft, nine[0], by=nam, rows=[row()])[0]
    workflow.save_targets(draft, nine[5], by=nam, rows=[row("Của tôi", "1", other.pk)])
    other.refresh_from_db()
    assert other.name == "Lượt tàu an toàn" and other.unit == nine[0]


def test_a_unit_outside_the_year_registers_nothing(draft, lan, bloc):
    with pytest.raises(NotAllowedNow, match="không có tên"):
        workflow.save_targets(draft, factories.UnitFactory(bloc=bloc), by=lan, rows=[row()])


def test_thirty_targets_are_enough(draft, lan, nine):
    with pytest.raises(NotAllowedNow, match="tối đa 30"):
        workflow.save_targets(draft, nine[0], by=lan, rows=[row()] * 31)


# --- Opening ----------------------------------------------------------------------------------------------------------


def test_opening_needs_text_targets_and_leaders(draft, lan):
    with pytest.raises(NotAllowedNow) as refused:
        workflow.open_signing(draft, by=lan, sign_by=week_later())
    assert "Chưa chốt nội dung giao ước" in refused.value.message
    assert "9 đơn vị chưa đăng ký chỉ tiêu thi đua" in refused.value.message
    assert "9 đơn vị chưa có thủ trưởng" in refused.value.message


def test_opening_needs_a_deadline_to_come(ready, lan):
    with pytest.raises(NotAllowedNow, match="Hạn ký đã qua"):
        workflow.open_signing(ready, by=lan, sign_by=clock.now())


def test_opening_seals_prints_and_invites(opened, leaders, nine):
    assert opened.state == "open" and opened.required_units == 9
    assert opened.content_sha256 == agreement.sha256_of_content(opened.content)
    assert opened.page_count >= 2
    assert opened.document.code and opened.document.kind == "pledge"
    assert examine(opened.document.read(), StoredDocuments()).is_valid
    invited = Notice.objects.filter(url__contains="/trinh-ky/ky/")
    assert sorted(invited.values_list("user", flat=True)) == sorted(user.pk for user in leaders)
    assert SigningLink.objects.count() == 9
    # Only the hash of a link is kept beside the pledge.
    token = invited.get(user=leaders[0]).url.split("/")[-2]
    assert SigningLink.objects.get(user=leaders[0]).token_hash == hashlib.sha256(token.encode()).hexdigest()


def test_nothing_is_locked_while_it_is_printed(ready, lan, locks_at_printing):
    workflow.open_signing(ready, by=lan, sign_by=week_later())
    assert locks_at_printing == [0]


def test_an_opened_pledge_is_not_opened_again(opened, lan):
    with pytest.raises(NotAllowedNow, match="Đang ký"):
        workflow.open_signing(opened, by=lan, sign_by=week_later())


def test_targets_are_fixed_from_sealing_on(opened, lan, nine):
    with pytest.raises(NotAllowedNow, match="Đang ký"):
        workflow.save_targets(opened, nine[0], by=lan, rows=[])


def test_what_is_renamed_later_does_not_change_the_sealed_text(opened, nine, leaders):
    before = agreement.agreement_paper(opened.content, sealed=True)
    leaders[0].full_name = "Người Khác"
    leaders[0].save()
    opened.refresh_from_db()
    assert agreement.agreement_paper(opened.content, sealed=True) == before


def test_withdrawing_ends_links_and_document(opened, lan, leaders):
    document = opened.document
    token = token_of(leaders[0])
    assert signing.link_of(token)
    workflow.withdraw_opening(opened, by=lan, reason="Sai tên một đơn vị")
    opened.refresh_from_db()
    assert opened.state == "draft" and opened.document is None and opened.content_sha256 is None
    assert document.end.kind == "revoked"
    assert signing.link_of(token) is None
    assert Notice.objects.filter(title__startswith="Thông báo thu hồi bản đang ký").count() == 9


def test_withdrawing_needs_a_reason_and_no_signature(opened, lan, nine, leaders):
    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.withdraw_opening(opened, by=lan, reason=" ")
    sign(opened, nine[0], leaders[0])
    with pytest.raises(NotAllowedNow, match="Đã có 1 đơn vị ký"):
        workflow.withdraw_opening(opened, by=lan, reason="Sai tên")


def test_a_withdrawn_pledge_can_be_opened_again(opened, lan, nine, leaders):
    first = opened.document
    workflow.withdraw_opening(opened, by=lan, reason="Sửa chỉ tiêu")
    workflow.save_targets(opened, nine[0], by=lan, rows=[row("Chỉ tiêu khác")])
    again = workflow.open_signing(opened, by=lan, sign_by=week_later())
    assert again.document != first
    assert sign(again, nine[0], leaders[0]).revision == 2


# --- The end ----------------------------------------------------------------------------------------------------------


def test_closing_early_needs_a_reason(in_force, lan, at):
    with at("2020-12-31 23:59"), pytest.raises(NotAllowedNow, match="chưa kết thúc"):
        workflow.close_pledge(in_force, by=lan)
    with at("2021-01-01 00:00"):
        closed = workflow.close_pledge(in_force, by=lan)
    assert closed.state == "closed" and closed.closing_reason == ""


def test_a_text_settled_again_is_sealed_in_its_new_version(year2020, lan, nine, leaders):
    text = settled_text(year2020, lan)
    pledge = workflow.create_pledge(year2020, by=lan, text=text)
    for unit in nine:
        workflow.save_targets(pledge, unit, by=lan, rows=[row()])
    opened = workflow.open_signing(pledge, by=lan, sign_by=week_later())
    assert opened.sealed_version == text.settled_version
    assert opened.content["text_sha256"] == text.settled_version.sha256


# --- At the conference: the delegate on the roll ---------------------------------------------------------------------


@pytest.fixture
def at_the_conference(year2020, ready, nine, lan):
    """`at_the_conference("Hà Quang Thắng")`: open, the first unit represented so; the pledge is signed there."""

    def run(delegate):
        conference = meeting.plan(
            year2020, by=lan, kind="signing", title="Hội nghị ký kết", starts_at=clock.now(), place="Hải Phòng",
            chair_name="A", secretary_name="B",
        )  # fmt: skip
        item = {"kind": "signing", "title": "Ký kết giao ước"}
        meeting.add_agenda_item(conference, by=lan, **item)
        roll = [meeting.Presence(unit, "present", delegate if unit == nine[0] else "") for unit in nine]
        meeting.record_attendance(conference, by=lan, roll=roll)
        conference = meeting.open_conference(conference, by=lan)
        return workflow.open_signing(ready, by=lan, sign_by=week_later(), conference=conference)

    return run


def test_only_the_delegate_on_the_roll_signs_at_the_conference(at_the_conference, nine, minh, nam):
    SigningAuthority.objects.create(
        unit=nine[0], grantor=minh, holder=nam, capacity="KT.", title="Phó Giám đốc", reference="GUQ 01",
        valid_from=factories.LONG_AGO, confirmed_at=factories.LONG_CONFIRMED,
    )  # fmt: skip
    pledge = at_the_conference(nam.full_name)
    with pytest.raises(NotAllowedNow, match=f"danh sách điểm danh là {nam.full_name}"):
        start_signing(pledge, nine[0], by=minh)
    intent = start_signing(pledge, nine[0], by=nam)
    assert intent.capacity == "KT. Giám đốc, Phó Giám đốc"


def test_after_the_conference_whoever_speaks_for_the_unit_signs(at_the_conference, nine, minh, lan):
    pledge = at_the_conference("Hà Quang Thắng")
    with pytest.raises(NotAllowedNow, match="Hà Quang Thắng"):
        start_signing(pledge, nine[0], by=minh)
    with clock.travel(clock.now() + datetime.timedelta(hours=2)):
        meeting.close_conference(pledge.conference, by=lan)
        assert start_signing(pledge, nine[0], by=minh)
