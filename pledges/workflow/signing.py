"""A signature in two halves: what was read and will be stated, then password, code and the signed file."""

import datetime

from django.db import connection, transaction

from libraries.pades import Signer, stamp_html, stamp_lines
from libraries.pades import sign as sign_file
from libraries.pades.keys import installed_keys
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures
from libraries.printing.pdf import render_html
from libraries.web import clock
from libraries.web.formats import local_date, padded, short_datetime
from notices.outbox import end_requests, notify
from pledges import letters
from pledges.actions import DECLINE, ENTER_FORCE, SIGN, START_SIGNING
from pledges.documents import agreement
from pledges.documents.evidence import Circumstances, evidence_record, sha256_of_evidence, sha256_of_text
from pledges.models import Decline, Pledge, Signature, SigningIntent, SigningLink, UnitPledge
from pledges.queries import capacity_of, locked_pledge, party_units, unsigned_units
from pledges.worklist import about_collecting, about_declines, about_signing, page
from records.documents import add_revision
from records.transitions import NotAllowedNow, begin, check_action, finish
from units import audience
from units.codes import Proof, check_identity, refuse_waiting
from units.models import Unit, User
from units.queries import standing_of

# Signed by a command, not by a browser.
NOT_RECORDED = Circumstances()
INTENT_LIVES = datetime.timedelta(minutes=10)
STALE = "Nội dung giao ước đã thay đổi sau khi mở trang đọc. Mở lại văn bản, đọc bản mới rồi ký."


def wait_in_line() -> None:
    """Nine may sign at once; whoever is last waits for the eight before instead of being sent away after 3 seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '40s'")
        cursor.execute("SET LOCAL statement_timeout = '45s'")


@transaction.atomic
def start_signing(pledge: Pledge, unit: Unit, *, by: User, link: SigningLink | None = None) -> SigningIntent:
    """Begin a signature (ký giao ước): what was read and what will be stated is written down for ten minutes.

    Signs nothing. Waits for nobody who is signing: everything is asked again under the lock.
    """
    pledge = Pledge.objects.select_related("emulation_year__bloc", "document").get(pk=pledge.pk)
    _refuse_signing(pledge, unit, by)
    capacity = capacity_of(by, unit, clock.today())
    if capacity is None:
        raise NotAllowedNow(f"Tài khoản này không có thẩm quyền ký thay mặt {unit.name}.")
    document, now = pledge.sealed_document, clock.now()
    head = document.head
    statement = statement_of(pledge, unit, by, capacity.text)
    intent = SigningIntent.objects.create(
        user=by,
        unit=unit,
        pledge=pledge,
        document=document,
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
    finish(START_SIGNING, pledge, by=by, data=data)
    return intent


def statement_of(pledge: Pledge, unit: Unit, user: User, capacity: str) -> str:
    """What the signer declares; it says what the signature is not. The content's hash stands in the evidence."""
    sealed = pledge.sealed
    return (
        f"Tôi, {user.full_name}, {capacity}, thay mặt {unit.name}, đã đọc toàn văn {pledge.title} "
        f"({padded(sealed.page_count)} trang) và đồng ý ký. "
        "Tôi biết rằng đây là xác nhận ký trên hệ thống, không phải chữ ký số "
        "và không có giá trị pháp lý của chữ ký số."
    )


def sign_with(
    intent: SigningIntent, *, by: User, password: str, code: str, circumstances: Circumstances = NOT_RECORDED
) -> Signature:
    """Sign (đồng ý ký): asks password and one-time code for this one signature first.

    IdentityNotProved when they are wrong; an intent that cannot be used is refused before a code is spent on it.
    """
    _refuse_intent(intent, by)
    _refuse_signing(intent.pledge, intent.unit, by)
    proof = check_identity(by, password=password, code=code, address=circumstances.ip)
    return sign(intent, by=by, proof=proof, circumstances=circumstances)


def sign(intent: SigningIntent, *, by: User, proof: Proof, circumstances: Circumstances = NOT_RECORDED) -> Signature:
    """Sign with a proof already given. Slow things (stamp, first key) are made before the lock is taken.

    Under the pledge's lock: intent, unit, deadline and document are checked again; the signature goes on top of the
    newest file, whoever signed meanwhile; the gate examines the result; file, signature, evidence hash, notices; the
    last unit puts the pledge into force.
    """
    _refuse_intent(intent, by)
    at = clock.now()
    signer = _signer_of(intent)
    installed_keys().signer(user_id=signer.user_id, full_name=signer.full_name, unit=signer.unit)
    lines = stamp_lines(signer, at, identified=proof.in_words)
    stamp = render_html(stamp_html(lines, agreement.BOX_WIDTH, agreement.BOX_HEIGHT))
    with transaction.atomic():
        return _sign_locked(intent, by, proof, circumstances, signer, stamp, at)


def _signer_of(intent: SigningIntent) -> Signer:
    unit_name = intent.unit.name_on(local_date(intent.created_at))
    return Signer(intent.user_id, intent.user.full_name, intent.capacity, unit_name)


def _sign_locked(
    intent: SigningIntent,
    by: User,
    proof: Proof,
    circumstances: Circumstances,
    signer: Signer,
    stamp: bytes,
    at: datetime.datetime,
) -> Signature:
    wait_in_line()
    pledge = locked_pledge(intent.pledge_id)
    intent = (
        SigningIntent.objects.select_for_update(of=("self",)).select_related("user", "unit", "link").get(pk=intent.pk)
    )
    intent.pledge = pledge
    _refuse_intent(intent, by)
    _refuse_signing(pledge, intent.unit, by)
    capacity = capacity_of(by, intent.unit, clock.today())
    if capacity is None or capacity.text != intent.capacity:
        raise NotAllowedNow("Thẩm quyền ký của tài khoản vừa thay đổi. Mở lại văn bản và bấm “Ký giao ước” lần nữa.")
    document = pledge.sealed_document
    if not document.files.filter(revision=intent.base_revision, sha256=intent.base_sha256).exists():
        raise NotAllowedNow(STALE)
    # Others may have signed since it was read: their signatures change no content, so the newest file is the base.
    head = document.head
    base = head.read()
    result = sign_file(
        base,
        field=agreement.field_name(intent.unit_id),
        signer=signer,
        reason=intent.statement_text,
        at=at,
        stamp_pdf=stamp,
    )
    standing = standing_of(by, intent.unit, clock.today())
    expected = [ExpectedSignature.from_json(row) for row in head.signatures]
    expected.append(
        ExpectedSignature(
            agreement.field_name(intent.unit_id),
            result.certificate_sha256,
            signer.full_name,
            signer.unit,
            Signature.Level.L1.value,
            at,
            f"Xác thực bằng {proof.in_words}; {standing.in_words}",
        )
    )
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
        standing=standing,
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
    signed = pledge.signatures.count()
    end_requests(about_signing(pledge), still_asked=audience.speakers(unsigned_units(pledge)))
    end_requests(about_declines(pledge, signature.unit))
    is_last = signed >= pledge.sealed.required_units
    finish(SIGN, pledge, by=by, data=data, notice=None if is_last else lambda row: _tell_signed(row, signature, signed))
    if is_last:
        end_requests(about_collecting(pledge))
        finish(ENTER_FORCE, pledge, by=by, data={"signatures": signed}, notice=_tell_in_force, in_force_at=at)
    return signature


def _tell_signed(pledge: Pledge, signature: Signature, signed: int) -> None:
    notify(
        audience.secretariat(pledge.bloc),
        letters.signed(
            agreement=pledge.title,
            unit=signature.unit.short_name,
            signed=signed,
            units=pledge.sealed.required_units,
            sign_by=pledge.sign_by,
        ),
        url=page("pledge_detail", pledge),
        bloc=pledge.bloc,
        key=f"pledges-signed-{signature.pk}",
        about=about_collecting(pledge),
    )


def _tell_in_force(pledge: Pledge) -> None:
    notify(
        audience.everybody(pledge.bloc, party_units(pledge)),
        letters.in_force(agreement=pledge.title, units=pledge.sealed.required_units, at=pledge.in_force_at),
        url=page("pledge_detail", pledge),
        bloc=pledge.bloc,
        key=f"pledges-in-force-{pledge.document_id}",
    )


def _refuse_intent(intent: SigningIntent, by: User) -> None:
    if intent.user_id != by.pk:
        raise NotAllowedNow(
            "Trang ký này được mở bằng tài khoản khác. Đề nghị đăng nhập bằng tài khoản của mình và mở lại văn bản."
        )
    if intent.used_at is not None:
        raise NotAllowedNow("Trang ký này đã được sử dụng. Mở lại văn bản để xem kết quả.")
    if intent.expires_at <= clock.now():
        raise NotAllowedNow("Đã quá 10 phút từ khi bấm “Ký giao ước”. Mở lại văn bản và bấm “Ký giao ước” lần nữa.")
    if intent.document_id != intent.pledge.document_id:
        raise NotAllowedNow(STALE)


def _refuse_signing(pledge: Pledge, unit: Unit, by: User) -> None:
    """Whoever signs twice is told first that it is done, whatever became of the pledge since."""
    done = pledge.signatures.filter(unit=unit).first()
    if done is not None:
        raise NotAllowedNow(
            f"{done.unit_name} đã ký lúc {short_datetime(done.signed_at)} (người ký: {done.signer_name}). "
            "Mỗi đơn vị ký một lần."
        )
    refuse_waiting(by)
    check_action(START_SIGNING, UnitPledge(pledge=pledge, unit=unit), by=by)


@transaction.atomic
def decline(pledge: Pledge, unit: Unit, *, by: User, reason: str) -> Decline:
    """Ask for a change instead of signing (đề nghị sửa nội dung); the secretariat is told. Signing stays possible."""
    pledge = begin(DECLINE, pledge, by=by)
    if pledge.signatures.filter(unit=unit).exists():
        raise NotAllowedNow(f"{unit.name} đã ký giao ước này. Nếu cần sửa nội dung, đề nghị liên hệ Tổ thư ký.")
    reason = reason.strip()
    finish(
        DECLINE,
        pledge,
        by=by,
        reason=reason,
        data={"unit": unit.slug},
        notice=lambda row: notify(
            audience.secretariat(row.bloc),
            letters.declined(agreement=row.title, unit=unit.short_name, reason=reason),
            url=page("pledge_detail", row),
            bloc=row.bloc,
            about=about_declines(row, unit),
        ),
    )
    return Decline.objects.create(
        pledge=pledge, document=pledge.sealed_document, unit=unit, user=by, reason=reason, at=clock.now()
    )
