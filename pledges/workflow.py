"""The steps of a pledge, then one function a verb.

Lock order: pledge, intent, document, audit chain. Whoever signs holds the pledge's row: of nine who sign the same head
at once without it, one signature is left (tests/pledges/test_races.py shows it).
"""

import datetime
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from drafting import workflow as drafting
from drafting.models import Text
from libraries.pades import Signer, stamp_html, stamp_lines
from libraries.pades import sign as sign_file
from libraries.pades.keys import installed_keys
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures
from libraries.printing.pdf import render_html
from libraries.web import clock
from libraries.web.formats import local_date, padded, short_datetime
from notices.models import Notice
from notices.outbox import end_requests, notify, take_back
from pledges.capacity import capacity_of
from pledges.documents import agreement
from pledges.documents.evidence import Circumstances, evidence_record, sha256_of_evidence, sha256_of_text
from pledges.gaps import before_opening
from pledges.models import Decline, Pledge, Signature, SigningIntent, SigningLink, Target
from pledges.signers import speakers_of, unsigned_units
from pledges.skeleton import PLEDGE_SKELETON
from pledges.worklist import about_collecting, about_declines, about_signing
from records import audit
from records.documents import add_revision, revoke_document
from records.issuing import Prepared, issue, prepare
from records.transitions import NotAllowedNow, SomeoneWasFaster, Step, Workflow, not_in_state, take
from units.codes import Proof, check_identity
from units.models import EmulationYear, Post, SigningAuthority, Unit, User, in_force

State = Pledge.State

SAVE_TARGETS = Step("save_targets", "Ghi chỉ tiêu", (State.DRAFT,), "")
OPEN = Step("open", "Mở ký giao ước", (State.DRAFT,), State.OPEN)
WITHDRAW_OPENING = Step("withdraw_opening", "Thu hồi bản đang ký", (State.OPEN,), State.DRAFT, needs_reason=True)
EXTEND = Step("extend", "Gia hạn ký", (State.OPEN,), "")
REMIND = Step("remind", "Nhắc ký", (State.OPEN,), "")
DECLINE = Step("decline", "Đề nghị sửa nội dung", (State.OPEN,), "", needs_reason=True)
START_SIGNING = Step("start_signing", "Ký giao ước", (State.OPEN,), "")
SIGN = Step("sign", "Đồng ý ký", (State.OPEN,), "")
ENTER_FORCE = Step("enter_force", "Có hiệu lực khi đủ chữ ký", (State.OPEN,), State.IN_FORCE)
CLOSE = Step("close", "Kết thúc giao ước", (State.IN_FORCE,), State.CLOSED)
STEPS = Workflow(
    SAVE_TARGETS, OPEN, WITHDRAW_OPENING, EXTEND, REMIND, DECLINE, START_SIGNING, SIGN, ENTER_FORCE, CLOSE
)  # fmt: skip
VERBS = {"create_pledge": "Lập giao ước", "take_back_reminder": "Hoàn tác nhắc ký"}
audit.VERB_LABELS.update(
    {f"pledges.{name}": label for name, label in VERBS.items()} | {f"pledges.{step.name}": step.label for step in STEPS}
)

# Signed by a command, not by a browser.
NOT_RECORDED = Circumstances()
INTENT_LIVES = datetime.timedelta(minutes=10)
HOLD_SECONDS = 10
MOST_TARGETS = 30
SEALED_FIELDS = (
    "opened_at", "opened_by", "content", "content_sha256", "sealed_version", "document", "page_count", "required_units",
)  # fmt: skip


def locked_pledge(pk: int) -> Pledge:
    pledges = Pledge.objects.select_related("emulation_year__bloc", "document", "text", "conference")
    # No key changes: those who only point at the row (intents being written) need not wait.
    return pledges.select_for_update(of=("self",), no_key=True).get(pk=pk)


def wait_in_line() -> None:
    """Nine may sign at once; whoever is last waits for the eight before instead of being sent away after 3 seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '40s'")
        cursor.execute("SET LOCAL statement_timeout = '45s'")


# --- Preparing -------------------------------------------------------------------------------------------------------


@transaction.atomic
def create_pledge(
    year: EmulationYear, *, by: User, title: str = "", text: Text | None = None, legal_basis: str = "",
    tree: Iterable[tuple] = PLEDGE_SKELETON,
) -> Pledge:  # fmt: skip
    """Lập giao ước from a text of kind pledge; without one a text is drafted from `tree`. One pledge a year."""
    EmulationYear.objects.select_for_update().get(pk=year.pk)
    if Pledge.objects.filter(emulation_year=year).exists():
        raise NotAllowedNow(f"Năm {year.year} đã có giao ước thi đua. Mở giao ước đó để làm tiếp.")
    title = title or f"Giao ước thi đua năm {year.year} của {year.bloc.name}"
    if text is None:
        text = drafting.create_text(year, by=by, kind=Text.Kind.PLEDGE, title=title, legal_basis=legal_basis, tree=tree)
    elif text.kind != Text.Kind.PLEDGE or text.emulation_year_id != year.pk:
        raise NotAllowedNow("Văn bản được chọn không phải dự thảo giao ước của năm này. Chọn lại.")
    pledge = Pledge.objects.create(
        emulation_year=year, text=text, title=title, created_at=clock.now(), created_by=by, is_sample=year.is_sample
    )
    audit.record("pledges.create_pledge", pledge, by=by, to_state=pledge.state, data={"text": text.pk})
    return pledge


@dataclass(frozen=True)
class TargetRow:
    """One target as somebody wrote it; `pk` names the row it replaces, None is a new one."""

    name: str
    measure: str
    value: Decimal
    note: str = ""
    pk: int | None = None


def seen_mark(targets: Iterable[Target]) -> str:
    """What an editor had before their eyes: changes as soon as anybody writes one of these targets."""
    return ",".join(f"{row.pk}.{row.version}" for row in targets)


@transaction.atomic
def save_targets(
    pledge: Pledge, unit: Unit, *, by: User, rows: Sequence[TargetRow], seen: str | None = None
) -> list[Target]:
    """Ghi chỉ tiêu of one unit: what is not in `rows` goes. SomeoneWasFaster when `seen` is no longer what is there."""
    pledge = locked_pledge(pledge.pk)
    if not pledge.emulation_year.seats.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit} không có tên trong danh sách đơn vị của năm thi đua.")
    if len(rows) > MOST_TARGETS:
        raise NotAllowedNow(f"Mỗi đơn vị đăng ký tối đa {MOST_TARGETS} chỉ tiêu.")
    before = list(pledge.targets.filter(unit=unit))
    if seen is not None and seen != seen_mark(before):
        raise SomeoneWasFaster("Chỉ tiêu của đơn vị vừa được người khác ghi. Nội dung bạn nhập vẫn còn bên dưới.")
    data = {"unit": unit.slug, "targets": [f"{row.name}: {row.value} {row.measure}" for row in rows]}
    take(SAVE_TARGETS, pledge, by=by, data=data)
    known, kept, now = {row.pk: row for row in before}, set(), clock.now()
    for position, row in enumerate(rows, start=1):
        facts = {"name": row.name, "measure": row.measure, "value": row.value, "note": row.note, "position": position}
        old = known.get(row.pk) if row.pk else None
        if old is None:
            Target.objects.create(
                pledge=pledge, unit=unit, written_at=now, written_by=by, is_sample=pledge.is_sample, **facts
            )
            continue
        kept.add(old.pk)
        if any(getattr(old, name) != value for name, value in facts.items()):
            Target.objects.filter(pk=old.pk).update(written_at=now, written_by=by, version=old.version + 1, **facts)
    Target.objects.filter(pk__in=known.keys() - kept).delete()
    return list(pledge.targets.filter(unit=unit))


def open(
    pledge: Pledge, *, by: User, sign_by: datetime.datetime, place: str = "", conference: Any = None,
    day: datetime.date | None = None,
) -> Pledge:  # fmt: skip
    """Mở ký: the content is sealed, printed with one empty field a unit and kept under a code; leaders get their links.

    `day`: the date on the document, by default the conference's or today. Printed before the lock. NotAllowedNow says
    what is missing.
    """
    day = day or (local_date(conference.starts_at) if conference else clock.today())
    pledge = Pledge.objects.select_related("emulation_year__bloc", "text", "conference").get(pk=pledge.pk)
    _refuse_opening(pledge, sign_by, conference)
    content = agreement.content_of(pledge, place=place, day=day)
    prepared = prepare(agreement.agreement_document(pledge, content))
    with transaction.atomic():
        pledge = locked_pledge(pledge.pk)
        _refuse_opening(pledge, sign_by, conference)
        sealed = _seal(pledge, by, agreement.content_of(pledge, place=place, day=day), prepared)
        take(
            OPEN, pledge, by=by, sign_by=sign_by, place=place, conference=conference,
            data={name: sealed[name] for name in ("content_sha256", "required_units")}, **sealed,
        )  # fmt: skip
        title = f"Ký {_lower_first(pledge.title)} trước {short_datetime(sign_by)}"
        for unit in pledge.emulation_year.units():
            for user in speakers_of(unit):
                _invite(pledge, unit, user, title=title)
        return pledge


def _refuse_opening(pledge: Pledge, sign_by: datetime.datetime, conference: Any) -> None:
    if not OPEN.open_for(pledge):
        raise not_in_state(OPEN, pledge)
    if gaps := before_opening(pledge):
        raise NotAllowedNow("Chưa thể mở ký. " + " ".join(gaps))
    if sign_by <= clock.now():
        raise NotAllowedNow("Hạn ký đã qua. Chọn một thời điểm sau lúc này.")
    if conference is not None and conference.emulation_year_id != pledge.emulation_year_id:
        raise NotAllowedNow("Hội nghị được chọn không thuộc năm thi đua này.")


def _seal(pledge: Pledge, by: User, content: dict, prepared: Prepared) -> dict:
    files = issue(agreement.agreement_document(pledge, content), prepared, by=by)
    # A document without people's signatures is genuine with its seal alone.
    check_signatures(files.content, [])
    return {
        "opened_at": clock.now(),
        "opened_by": by,
        "content": content,
        "content_sha256": agreement.sha256_of_content(content),
        "sealed_version": pledge.text.settled_version,
        "document": files.pdf,
        "page_count": agreement.page_count(files.content),
        "required_units": len(content["parties"]),
    }


@transaction.atomic
def withdraw_opening(pledge: Pledge, *, by: User, reason: str) -> Pledge:
    """Thu hồi bản đang ký, while nobody has signed: its code says so from then on, links end, leaders are told why."""
    pledge = locked_pledge(pledge.pk)
    if pledge.signatures.exists():
        raise NotAllowedNow(
            f"Đã có {padded(pledge.signatures.count())} đơn vị ký nên không thu hồi được. Nội dung mới cần phụ lục."
        )
    document, units = pledge.document, list(pledge.emulation_year.units())
    take(WITHDRAW_OPENING, pledge, by=by, reason=reason, sign_by=None, **dict.fromkeys(SEALED_FIELDS))
    revoke_document(document, by=by, reason=reason)
    pledge.links.filter(revoked_at=None).update(revoked_at=clock.now())
    for about in (about_signing(pledge), about_collecting(pledge), about_declines(pledge)):
        end_requests(about)
    notify(
        {user for unit in units for user in speakers_of(unit)},
        title=f"Thu hồi bản đang ký: {pledge.title}",
        body=f"Lý do: {reason.strip()}\nKhi có bản mới, hệ thống gửi lại đường dẫn ký.",
        url=_page(pledge),
        bloc=pledge.bloc,
    )
    return pledge


@transaction.atomic
def extend(pledge: Pledge, *, by: User, sign_by: datetime.datetime) -> Pledge:
    """Gia hạn ký, to a later moment only; links live as long. The units that have not signed are told."""
    pledge = locked_pledge(pledge.pk)
    was = pledge.sign_by
    if EXTEND.open_for(pledge):
        if sign_by <= was:
            raise NotAllowedNow(f"Hạn mới phải sau hạn cũ ({short_datetime(was)}).")
        if sign_by <= clock.now():
            raise NotAllowedNow("Hạn mới đã qua. Chọn một thời điểm sau lúc này.")
    take(EXTEND, pledge, by=by, sign_by=sign_by, data={"was": was.isoformat() if was else ""})
    pledge.links.filter(revoked_at=None).update(expires_at=sign_by)
    end_requests(about_signing(pledge))  # those asked anew below read the new deadline
    notify(
        {user for unit in unsigned_units(pledge) for user in speakers_of(unit)},
        title=f"Gia hạn ký {_lower_first(pledge.title)} đến {short_datetime(sign_by)}",
        url=reverse("pledges:sign_read", args=[pledge.pk]),
        bloc=pledge.bloc,
        about=about_signing(pledge),
    )
    return pledge


@transaction.atomic
def remind(pledge: Pledge, *, by: User) -> tuple[list[Unit], list[Notice]]:
    """Nhắc the units that have not signed, once a day each; mails wait ten seconds for `take_back_reminder`.

    Returns the units and their notices. Each reminder carries a fresh link.
    """
    pledge = locked_pledge(pledge.pk)
    if REMIND.open_for(pledge):
        _refuse_late(pledge)
    units = unsigned_units(pledge)
    take(REMIND, pledge, by=by, data={"units": [unit.slug for unit in units]})
    title = f"Nhắc ký {_lower_first(pledge.title)} trước {short_datetime(pledge.sign_by)}"
    notices = []
    for unit in units:
        for user in speakers_of(unit):
            key = f"pledges-remind-{pledge.document_id}-{unit.pk}-{clock.today():%Y%m%d}"
            notices += _invite(pledge, unit, user, title=title, hold_seconds=HOLD_SECONDS, key=key)
    return units, notices


@transaction.atomic
def take_back_reminder(pledge: Pledge, *, by: User, notices: Iterable[Notice]) -> int:
    """Hoàn tác, within ten seconds. Returns how many notices were taken back."""
    count = take_back(notices)
    if not count:
        raise NotAllowedNow("Thư nhắc đã gửi đi, không hoàn tác được nữa.")
    audit.record("pledges.take_back_reminder", pledge, by=by, data={"notices": count})
    return count


# --- Links -----------------------------------------------------------------------------------------------------------


def _invite(pledge: Pledge, unit: Unit, user: User, *, title: str, hold_seconds: int = 0, key: str = ""):
    """One notice and mail to one person, with an address that opens the sealed text for them."""
    if key and (had := Notice.objects.filter(user=user, key=key)):
        return list(had)
    token = secrets.token_urlsafe(32)
    SigningLink.objects.create(
        pledge=pledge,
        document_id=pledge.document_id,
        user=user,
        unit=unit,
        token_hash=hash_of_token(token),
        created_at=clock.now(),
        expires_at=pledge.sign_by,
    )
    body = (
        f"{user.addressed} đọc toàn văn và ký thay mặt {unit.name}. Mở đường dẫn để đọc, không cần đăng nhập; "
        "khi ký, hệ thống hỏi mật khẩu và mã xác nhận. Đường dẫn dành riêng cho người nhận, không chuyển tiếp."
    )
    return notify(
        [user],
        title=title[:200],
        body=body,
        url=reverse("pledges:sign_link", args=[token]),
        bloc=pledge.bloc,
        hold_seconds=hold_seconds,
        key=key,
        about=about_signing(pledge),
    )


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(token: str) -> SigningLink | None:
    """The link, if it still leads to the text: not revoked, its person still speaks for the unit, not expired.

    After signing it stays readable beyond its end.
    """
    links = SigningLink.objects.select_related("user", "unit", "pledge__emulation_year__bloc", "pledge__document")
    link = links.filter(token_hash=hash_of_token(token), revoked_at=None).first()
    if link is None or not link.user.is_active or link.document_id != link.pledge.document_id:
        return None
    if link.unit_id not in link.user.roles().can_sign_for:
        return None
    if link.expires_at <= clock.now() and not link.pledge.signatures.filter(unit=link.unit).exists():
        return None
    return link


# --- Signing ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def start_signing(pledge: Pledge, unit: Unit, *, by: User, link: SigningLink | None = None) -> SigningIntent:
    """Ký giao ước, first half: what was read and what will be stated is written down for ten minutes. Signs nothing.

    Waits for nobody who is signing: everything is asked again under the lock.
    """
    pledge = Pledge.objects.select_related("emulation_year__bloc", "document").get(pk=pledge.pk)
    _refuse_signing(pledge, unit)
    capacity = capacity_of(by, unit, clock.today())
    if capacity is None:
        raise NotAllowedNow(f"Tài khoản này không có thẩm quyền ký thay mặt {unit.name}.")
    head, now = pledge.document.head, clock.now()
    statement = statement_of(pledge, unit, by, capacity.text)
    intent = SigningIntent.objects.create(
        user=by,
        unit=unit,
        pledge=pledge,
        document=pledge.document,
        link=link,
        base_revision=head.revision,
        base_sha256=head.sha256,
        capacity=capacity.text,
        statement_text=statement,
        statement_sha256=sha256_of_text(statement),
        created_at=now,
        expires_at=now + INTENT_LIVES,
    )
    data = {"unit": unit.slug, "intent": str(intent.pk), "read_sha256": head.sha256}
    audit.record("pledges.start_signing", pledge, by=by, data=data)
    return intent


def statement_of(pledge: Pledge, unit: Unit, user: User, capacity: str) -> str:
    """What the signer declares. The level is named, so that nobody takes it for more than it is."""
    return (
        f"Tôi, {user.full_name}, {capacity}, thay mặt {unit.name}, đã đọc toàn văn {pledge.title} "
        f"({padded(pledge.page_count)} trang, mã kiểm tra nội dung {pledge.content_sha256[:16]}) và đồng ý ký. "
        "Tôi hiểu đây là chữ ký điện tử bằng chứng (mức L1), không có giá trị pháp lý của chữ ký số."
    )


def sign_with(
    intent: SigningIntent, *, by: User, password: str, code: str, circumstances: Circumstances = NOT_RECORDED
) -> Signature:
    """Đồng ý ký: asks password and one-time code for this one signature, then signs.

    IdentityNotProved when they are wrong; an intent that cannot be used is refused before a code is spent on it.
    """
    _refuse_intent(intent, by)
    _refuse_signing(intent.pledge, intent.unit)
    proof = check_identity(by, password=password, code=code)
    return sign(intent, by=by, proof=proof, circumstances=circumstances)


def sign(intent: SigningIntent, *, by: User, proof: Proof, circumstances: Circumstances = NOT_RECORDED) -> Signature:
    """Đồng ý ký with a proof already given. Slow things (stamp, first key) are made before the lock is taken.

    Under the pledge's lock: intent, unit, deadline and document are checked again; the signature goes on top of the
    newest file, whoever signed meanwhile; the gate examines the result; file, signature, evidence hash, notices; the
    last unit puts the pledge into force.
    """
    _refuse_intent(intent, by)
    at = clock.now()
    signer = _signer_of(intent)
    installed_keys().signer(user_id=signer.user_id, full_name=signer.full_name, unit=signer.unit)
    stamp = render_html(stamp_html(stamp_lines(signer, at), agreement.BOX_WIDTH, agreement.BOX_HEIGHT))
    with transaction.atomic():
        return _sign_locked(intent, by, proof, circumstances, signer, stamp, at)


def _signer_of(intent: SigningIntent) -> Signer:
    unit_name = intent.unit.name_on(local_date(intent.created_at))
    return Signer(intent.user_id, intent.user.full_name, intent.capacity, unit_name)


def _sign_locked(intent, by, proof, circumstances, signer, stamp, at) -> Signature:
    wait_in_line()
    pledge = locked_pledge(intent.pledge_id)
    intent = (
        SigningIntent.objects.select_for_update(of=("self",)).select_related("user", "unit", "link").get(pk=intent.pk)
    )
    intent.pledge = pledge
    _refuse_intent(intent, by)
    _refuse_signing(pledge, intent.unit)
    capacity = capacity_of(by, intent.unit, clock.today())
    if capacity is None or capacity.text != intent.capacity:
        raise NotAllowedNow("Thẩm quyền ký của tài khoản vừa thay đổi. Mở lại văn bản và bấm Ký lần nữa.")
    document = pledge.document
    if not document.files.filter(revision=intent.base_revision, sha256=intent.base_sha256).exists():
        raise NotAllowedNow(STALE)
    # Others may have signed since it was read: their signatures change no content, so the newest file is the base.
    head = document.head
    base = head.read()
    result = sign_file(
        base, field=agreement.field_name(intent.unit_id), signer=signer, reason=intent.statement_text, at=at,
        stamp_pdf=stamp,
    )  # fmt: skip
    expected = [ExpectedSignature.from_json(row) for row in head.signatures]
    expected.append(
        ExpectedSignature(
            agreement.field_name(intent.unit_id), result.certificate_sha256, signer.full_name, signer.unit,
            Signature.Level.L1.value, at,
        )
    )  # fmt: skip
    try:
        check_signatures(result.pdf, expected, previous=base)
    except Rejected as problem:
        raise RuntimeError(f"the signed file does not pass the gate: {problem}") from problem
    file = add_revision(document, result.pdf, by=by, signatures=[row.as_json() for row in expected])
    evidence = evidence_record(
        intent,
        proof=proof,
        at=at,
        circumstances=circumstances,
        certificate=(result.certificate_sha256, result.certificate_serial),
        base=(head.revision, head.sha256),
        result=(file.revision, file.sha256),
        unit_name=signer.unit,
        authority=capacity.reference,
    )
    signature = Signature.objects.create(
        pledge=pledge,
        unit=intent.unit,
        user=by,
        intent=intent,
        signer_name=signer.full_name,
        unit_name=signer.unit,
        capacity=intent.capacity,
        signed_at=at,
        revision=file.revision,
        certificate_sha256=result.certificate_sha256,
        certificate_serial=result.certificate_serial,
        base_sha256=head.sha256,
        result_sha256=file.sha256,
        evidence=evidence,
        evidence_sha256=sha256_of_evidence(evidence),
        ip=circumstances.ip,
        is_sample=pledge.is_sample,
    )
    SigningIntent.objects.filter(pk=intent.pk).update(used_at=at)
    data = {
        "unit": intent.unit.slug,
        "evidence_sha256": signature.evidence_sha256,
        "read_sha256": intent.base_sha256,
        "base_sha256": head.sha256,
        "result_sha256": file.sha256,
    }
    take(SIGN, pledge, by=by, data=data)
    _after_signature(pledge, signature, by, at)
    return signature


def _after_signature(pledge: Pledge, signature: Signature, by: User, at: datetime.datetime) -> None:
    signed = pledge.signatures.count()
    waited = {user for unit in unsigned_units(pledge) for user in speakers_of(unit)}
    end_requests(about_signing(pledge), still_asked=waited)
    end_requests(about_declines(pledge, signature.unit))
    if signed < pledge.required_units:
        count = f"{signed}/{pledge.required_units}"
        notify(
            _secretariat(pledge),
            title=f"{signature.unit.short_name} đã ký ({count}): {pledge.title}"[:200],
            url=_page(pledge),
            bloc=pledge.bloc,
            mail=False,
            key=f"pledges-signed-{signature.pk}",
            about=about_collecting(pledge),
        )
        return
    take(ENTER_FORCE, pledge, by=by, in_force_at=at, data={"signatures": signed})
    end_requests(about_collecting(pledge))
    notify(
        _everybody(pledge),
        title=f"{pledge.title} có hiệu lực"[:200],
        body=f"Đủ {padded(signed)} chữ ký lúc {short_datetime(at)}. Mở trang để tải bản có đủ chữ ký.",
        url=_page(pledge),
        bloc=pledge.bloc,
        key=f"pledges-in-force-{pledge.document_id}",
    )


STALE = "Nội dung giao ước đã thay đổi sau khi bạn đọc. Mở lại văn bản, đọc bản mới rồi ký."


def _refuse_intent(intent: SigningIntent, by: User) -> None:
    if intent.user_id != by.pk:
        raise NotAllowedNow("Lượt ký này thuộc về người khác. Đăng nhập bằng tài khoản của bạn và mở lại văn bản.")
    if intent.used_at is not None:
        raise NotAllowedNow("Lượt ký này đã dùng. Mở lại văn bản để xem tình trạng ký.")
    if intent.expires_at <= clock.now():
        raise NotAllowedNow("Đã quá 10 phút từ khi bấm Ký. Mở lại văn bản và bấm Ký lần nữa.")
    if intent.document_id != intent.pledge.document_id:
        raise NotAllowedNow(STALE)


def _refuse_signing(pledge: Pledge, unit: Unit) -> None:
    """Sentences for a pledge that takes no signature of this unit now."""
    done = pledge.signatures.filter(unit=unit).first()
    if done is not None:
        raise NotAllowedNow(
            f"{done.unit_name} đã ký lúc {short_datetime(done.signed_at)} (người ký: {done.signer_name}). "
            "Mỗi đơn vị ký một lần."
        )
    if not START_SIGNING.open_for(pledge):
        raise NotAllowedNow(f"{pledge} đang ở trạng thái “{pledge.get_state_display()}”, không nhận chữ ký.")
    if unit.pk not in {party["unit"] for party in pledge.content["parties"]}:
        raise NotAllowedNow(f"{unit} không có tên trong bản giao ước này.")
    _refuse_late(pledge)


def _refuse_late(pledge: Pledge) -> None:
    if pledge.is_late:
        raise NotAllowedNow(f"Đã hết hạn ký lúc {short_datetime(pledge.sign_by)}. Đề nghị Tổ thư ký gia hạn rồi ký.")


@transaction.atomic
def decline(pledge: Pledge, unit: Unit, *, by: User, reason: str) -> Decline:
    """Tôi cần sửa nội dung: the secretariat is told what and why. The unit may still sign later."""
    pledge = locked_pledge(pledge.pk)
    if pledge.signatures.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit.name} đã ký giao ước này. Nội dung cần sửa, trao đổi với Tổ thư ký.")
    take(DECLINE, pledge, by=by, reason=reason, data={"unit": unit.slug})
    made = Decline.objects.create(
        pledge=pledge, document=pledge.document, unit=unit, user=by, reason=reason.strip(), at=clock.now()
    )
    notify(
        _secretariat(pledge),
        title=f"{unit.short_name} đề nghị sửa {_lower_first(pledge.title)}"[:200],
        body=reason.strip(),
        url=_page(pledge),
        bloc=pledge.bloc,
        about=about_declines(pledge, unit),
    )
    return made


@transaction.atomic
def close(pledge: Pledge, *, by: User, reason: str = "") -> Pledge:
    """Kết thúc giao ước. After 31/12 of its year no reason is asked; before, one is due."""
    pledge = locked_pledge(pledge.pk)
    if CLOSE.open_for(pledge) and not reason.strip() and clock.today().year <= pledge.emulation_year.year:
        raise NotAllowedNow(f"Năm {pledge.emulation_year.year} chưa kết thúc. Ghi lý do kết thúc giao ước sớm.")
    take(
        CLOSE, pledge, by=by, reason=reason, closed_at=clock.now(), closed_by=by, closing_reason=reason.strip()[:500]
    )  # fmt: skip
    notify(
        _everybody(pledge),
        title=f"Kết thúc {_lower_first(pledge.title)}"[:200],
        body=reason.strip(),
        url=_page(pledge),
        bloc=pledge.bloc,
        mail=False,
    )
    return pledge


# --- Who -------------------------------------------------------------------------------------------------------------


def _secretariat(pledge: Pledge) -> list[User]:
    seats = pledge.bloc.secretariat_seats.filter(in_force())
    return list(User.objects.filter(is_active=True, pk__in=seats.values("user")))


def _everybody(pledge: Pledge) -> list[User]:
    """Leaders and staff of the units, and the secretariat."""
    units = pledge.emulation_year.seats.values("unit")
    people = (
        Q(pk__in=Post.objects.filter(in_force(), unit__in=units).values("user"))
        | Q(pk__in=SigningAuthority.objects.filter(in_force(), unit__in=units).values("holder"))
        | Q(pk__in=pledge.bloc.secretariat_seats.filter(in_force()).values("user"))
    )
    return list(User.objects.filter(people, is_active=True))


def _page(pledge: Pledge) -> str:
    return reverse("pledges:pledge_detail", args=[pledge.pk])


def _lower_first(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"
