"""Signing a paper, step by step: what each act does, in what order, and each sentence with which it refuses."""

import datetime
import re
import shutil
import subprocess

import pytest

from libraries.pades.verification import examine
from libraries.web import clock
from libraries.web.formats import long_datetime
from notices.models import Notice, OutgoingMail
from records import audit
from records.ledger import StoredDocuments
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from signatures import workflow as signing
from signatures.documents.evidence import sha256_of_evidence
from signatures.models import SigningLink
from tests import factories
from tests.pledges.conftest import PASSWORD, decline, new_code, sign, start_signing, token_of
from units.models import SigningAuthority

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


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
    event = AuditEvent.objects.get(verb="signatures.sign")
    assert event.data["evidence_sha256"] == made.evidence_sha256 and event.actor == hoa
    assert not list(audit.broken_links())
    assert examine(opened.document.read(), StoredDocuments()).is_valid


def test_the_signer_before_is_not_the_base_of_another_read_file(opened, nine, leaders):
    """Read at revision 1, signed on revision 2: both are on record."""
    late = start_signing(opened, nine[1], by=leaders[1])
    sign(opened, nine[0], leaders[0])
    made = signing.sign_with(late, by=leaders[1], password=PASSWORD, code=new_code(leaders[1]))
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
        start_signing(opened, nine[5], by=hoa)


def test_nobody_signs_for_another_unit(opened, nine, hoa, nam, lan):
    for person, unit in ((hoa, nine[0]), (nam, nine[5]), (lan, nine[0])):
        with pytest.raises(NotAllowedNow, match="không có thẩm quyền ký"):
            start_signing(opened, unit, by=person)


def test_after_the_deadline_only_an_extension_helps(opened, nine, hoa, lan):
    with clock.travel(opened.sign_by + DAY):
        with pytest.raises(NotAllowedNow, match="Đã hết hạn ký"):
            start_signing(opened, nine[5], by=hoa)
        signing.extend(opened.signing, by=lan, sign_by=clock.now() + DAY)
        opened.refresh_from_db()
        assert SigningLink.objects.filter(expires_at=opened.sign_by).count() == 9
        start_signing(opened, nine[5], by=hoa)


def test_an_extension_goes_forward_only(opened, lan):
    with pytest.raises(NotAllowedNow, match="sau hạn cũ"):
        signing.extend(opened.signing, by=lan, sign_by=opened.sign_by)


def test_the_ninth_signature_puts_it_into_force(in_force, leaders, lan, nine):
    assert in_force.state == "in_force" and in_force.in_force_at
    verdict = examine(in_force.document.read(), StoredDocuments())
    assert verdict.is_valid and "đủ 9 chữ ký" in verdict.sentence
    assert [row.level for row in verdict.signatures] == ["seal"] + ["L1"] * 9
    told = Notice.objects.filter(title__startswith="Giao ước có hiệu lực")
    assert sorted(told.values_list("user", flat=True)) == sorted([*(user.pk for user in leaders), lan.pk])
    assert AuditEvent.objects.filter(verb="pledges.enter_force").count() == 1
    with pytest.raises(NotAllowedNow):
        start_signing(in_force, nine[5], by=leaders[5])


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
        assert signing.link_of(tokens[hoa]) and signing.link_of(tokens[minh]) is None
    assert signing.link_of("khong-co") is None


def test_a_link_ends_with_the_post(opened, hoa):
    token = token_of(hoa)
    hoa.posts.update(valid_to=clock.today())
    assert signing.link_of(token) is None


def test_a_reminder_goes_to_those_who_have_not_signed_and_can_be_taken_back(opened, lan, nine, hoa):
    sign(opened, nine[5], hoa)
    units, notices = signing.remind(opened.signing, by=lan)
    assert len(units) == 8 and hoa.pk not in {notice.user_id for notice in notices}
    again = signing.remind(opened.signing, by=lan)[1]
    assert {notice.pk for notice in again} == {notice.pk for notice in notices}, "once a day"
    assert signing.take_back_reminder(opened.signing, by=lan, notices=notices) == 8
    assert not OutgoingMail.objects.filter(subject__contains="(nhắc lần 1,").exists()
    with pytest.raises(NotAllowedNow, match="không hoàn tác được"):
        signing.take_back_reminder(opened.signing, by=lan, notices=notices)


def test_reminders_are_counted_a_day_each(opened, lan, hoa):
    signing.remind(opened.signing, by=lan)
    signing.remind(opened.signing, by=lan)
    with clock.travel(clock.now() + DAY):
        signing.remind(opened.signing, by=lan)
    titles = [title for title in Notice.objects.filter(user=hoa).values_list("title", flat=True) if "nhắc" in title]
    assert sorted(re.findall(r"nhắc lần \d", " ".join(titles))) == ["nhắc lần 1", "nhắc lần 2"]


def test_an_extension_says_both_deadlines(opened, lan, hoa):
    was, later = opened.sign_by, opened.sign_by + 2 * DAY
    signing.extend(opened.signing, by=lan, sign_by=later)
    told = Notice.objects.get(user=hoa, title__startswith="Gia hạn ký đến")
    assert long_datetime(was) in told.body and long_datetime(later) in told.body


def test_a_decline_tells_the_secretariat_and_blocks_nothing(opened, nine, hoa, lan):
    with pytest.raises(NotAllowedNow, match="lý do"):
        decline(opened, nine[5], by=hoa, reason="  ")
    decline(opened, nine[5], by=hoa, reason="Điều 1 cần ghi rõ khu vực II.")
    assert "Điều 1 cần ghi rõ khu vực II." in Notice.objects.get(user=lan, title__startswith="Đề nghị sửa").body
    sign(opened, nine[5], hoa)
    with pytest.raises(NotAllowedNow, match="đã ký"):
        decline(opened, nine[5], by=hoa, reason="Nghĩ lại")
