"""Every step: what it does, in what order, and each sentence with which it refuses."""

import datetime
import hashlib
import re
import shutil
import subprocess
from decimal import Decimal

import pytest

from drafting import workflow as drafting
from libraries.pades.verification import examine
from libraries.web import clock
from libraries.web.formats import long_datetime
from notices.models import Notice, OutgoingMail
from pledges import workflow
from pledges.documents import agreement
from pledges.documents.evidence import sha256_of_evidence
from pledges.models import SigningLink, UnitPledge
from pledges.workflow import TargetRow
from records import audit
from records.ledger import StoredDocuments
from records.models import AuditEvent
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests import factories
from tests.pledges.conftest import PASSWORD, new_code, settled_text, sign, token_of, week_later
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
    invited = Notice.objects.filter(url__contains="/giao-uoc/ky/")
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
    assert workflow.link_of(token)
    workflow.withdraw_opening(opened, by=lan, reason="Sai tên một đơn vị")
    opened.refresh_from_db()
    assert opened.state == "draft" and opened.document is None and opened.content_sha256 is None
    assert document.end.kind == "revoked"
    assert workflow.link_of(token) is None
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


# --- Signing ----------------------------------------------------------------------------------------------------------


def test_a_signature_says_who_what_and_how(opened, nine, hoa):
    before = opened.document.head
    made = sign(opened, nine[5], hoa)
    assert (made.signer_name, made.capacity, made.level) == ("Đỗ Thị Hòa", "Giám đốc", "L1")
    assert made.base_sha256 == before.sha256 and made.result_sha256 == opened.document.head.sha256
    record = made.evidence
    assert made.evidence_sha256 == sha256_of_evidence(record)
    assert record["read_sha256"] == before.sha256 and record["content_sha256"] == opened.content_sha256
    assert record["factors"]["code_kind"] == "static" and record["factors"]["password_at"]
    assert record["signed_at_local"].endswith("+07:00") and record["signed_at_utc"].endswith("+00:00")
    assert "không có giá trị pháp lý của chữ ký số" in record["statement"]
    assert opened.content_sha256[:16] not in record["statement"], "for the annex, not for the signer to declare"
    event = AuditEvent.objects.get(verb="pledges.sign")
    assert event.data["evidence_sha256"] == made.evidence_sha256 and event.actor == hoa
    assert not list(audit.broken_links())
    assert examine(opened.document.read(), StoredDocuments()).is_valid


def test_the_signer_before_is_not_the_base_of_another_read_file(opened, nine, leaders):
    """Read at revision 1, signed on revision 2: both are on record."""
    late = workflow.start_signing(opened, nine[1], by=leaders[1])
    sign(opened, nine[0], leaders[0])
    made = workflow.sign_with(late, by=leaders[1], password=PASSWORD, code=new_code(leaders[1]))
    assert (made.evidence["read_revision"], made.evidence["base_revision"], made.revision) == (1, 2, 3)
    assert made.evidence["read_sha256"] != made.base_sha256
    assert len(opened.document.head.signatures) == 2


def test_an_authorised_person_signs_in_that_capacity(opened, nine, hoa, nam):
    SigningAuthority.objects.create(
        confirmed_at=factories.LONG_CONFIRMED,
        unit=nine[5], grantor=hoa, holder=nam, capacity="KT.", title="Phó Giám đốc", reference="Giấy ủy quyền số 03",
        valid_from=datetime.date(2020, 1, 1),
    )  # fmt: skip
    made = sign(opened, nine[5], nam)
    assert made.capacity == "KT. Giám đốc, Phó Giám đốc"
    assert made.evidence["authority"] == "Giấy ủy quyền số 03"


def test_a_unit_signs_once(opened, nine, hoa):
    sign(opened, nine[5], hoa)
    with pytest.raises(NotAllowedNow, match="đã ký lúc"):
        workflow.start_signing(opened, nine[5], by=hoa)


def test_nobody_signs_for_another_unit(opened, nine, hoa, nam, lan):
    for person, unit in ((hoa, nine[0]), (nam, nine[5]), (lan, nine[0])):
        with pytest.raises(NotAllowedNow, match="không có thẩm quyền ký"):
            workflow.start_signing(opened, unit, by=person)


def test_after_the_deadline_only_an_extension_helps(opened, nine, hoa, lan):
    with clock.travel(opened.sign_by + DAY):
        with pytest.raises(NotAllowedNow, match="Đã hết hạn ký"):
            workflow.start_signing(opened, nine[5], by=hoa)
        workflow.extend(opened, by=lan, sign_by=clock.now() + DAY)
        opened.refresh_from_db()
        assert SigningLink.objects.filter(expires_at=opened.sign_by).count() == 9
        workflow.start_signing(opened, nine[5], by=hoa)


def test_an_extension_goes_forward_only(opened, lan):
    with pytest.raises(NotAllowedNow, match="sau hạn cũ"):
        workflow.extend(opened, by=lan, sign_by=opened.sign_by)


def test_the_ninth_signature_puts_it_into_force(in_force, leaders, lan, nine):
    assert in_force.state == "in_force" and in_force.in_force_at
    verdict = examine(in_force.document.read(), StoredDocuments())
    assert verdict.is_valid and "đủ 9 chữ ký" in verdict.sentence
    assert [row.level for row in verdict.signatures] == ["seal"] + ["L1"] * 9
    told = Notice.objects.filter(title__startswith="Giao ước có hiệu lực")
    assert sorted(told.values_list("user", flat=True)) == sorted([*(user.pk for user in leaders), lan.pk])
    assert AuditEvent.objects.filter(verb="pledges.enter_force").count() == 1
    with pytest.raises(NotAllowedNow):
        workflow.start_signing(in_force, nine[5], by=leaders[5])


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler-utils is not installed")
def test_poppler_calls_all_ten_signatures_valid(in_force, tmp_path):
    file = tmp_path / "giao-uoc.pdf"
    file.write_bytes(in_force.document.read())
    said = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 10
    assert "not total document signed" not in said.split("Signature #10")[1]


# --- Links, reminders, declines ---------------------------------------------------------------------------------------


def test_a_link_ends_with_the_deadline_but_stays_readable_for_those_who_signed(opened, nine, hoa, minh):
    tokens = {user: token_of(user) for user in (hoa, minh)}
    sign(opened, nine[5], hoa)
    with clock.travel(opened.sign_by):
        assert workflow.link_of(tokens[hoa]) and workflow.link_of(tokens[minh]) is None
    assert workflow.link_of("khong-co") is None


def test_a_link_ends_with_the_post(opened, hoa):
    token = token_of(hoa)
    hoa.posts.update(valid_to=clock.today())
    assert workflow.link_of(token) is None


def test_a_reminder_goes_to_those_who_have_not_signed_and_can_be_taken_back(opened, lan, nine, hoa):
    sign(opened, nine[5], hoa)
    units, notices = workflow.remind(opened, by=lan)
    assert len(units) == 8 and hoa.pk not in {notice.user_id for notice in notices}
    again = workflow.remind(opened, by=lan)[1]
    assert {notice.pk for notice in again} == {notice.pk for notice in notices}, "once a day"
    assert workflow.take_back_reminder(opened, by=lan, notices=notices) == 8
    assert not OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").exists()
    with pytest.raises(NotAllowedNow, match="không hoàn tác được"):
        workflow.take_back_reminder(opened, by=lan, notices=notices)


def test_reminders_are_counted_a_day_each(opened, lan, hoa):
    workflow.remind(opened, by=lan)
    workflow.remind(opened, by=lan)
    with clock.travel(clock.now() + DAY):
        workflow.remind(opened, by=lan)
    titles = [title for title in Notice.objects.filter(user=hoa).values_list("title", flat=True) if "nhắc" in title]
    assert sorted(re.findall(r"nhắc lần \d", " ".join(titles))) == ["nhắc lần 1", "nhắc lần 2"]


def test_an_extension_says_both_deadlines(opened, lan, hoa):
    was, later = opened.sign_by, opened.sign_by + 2 * DAY
    workflow.extend(opened, by=lan, sign_by=later)
    told = Notice.objects.get(user=hoa, title__startswith="Gia hạn ký đến")
    assert long_datetime(was) in told.body and long_datetime(later) in told.body


def test_a_decline_tells_the_secretariat_and_blocks_nothing(opened, nine, hoa, lan):
    with pytest.raises(NotAllowedNow, match="lý do"):
        workflow.decline(opened, nine[5], by=hoa, reason="  ")
    workflow.decline(opened, nine[5], by=hoa, reason="Điều 1 cần ghi rõ khu vực II.")
    assert "Điều 1 cần ghi rõ khu vực II." in Notice.objects.get(user=lan, title__startswith="Đề nghị sửa").body
    sign(opened, nine[5], hoa)
    with pytest.raises(NotAllowedNow, match="đã ký"):
        workflow.decline(opened, nine[5], by=hoa, reason="Nghĩ lại")


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
