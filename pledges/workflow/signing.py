"""A signature: what was read and will be stated, then password and code; the workers put it into the file."""

import datetime
from dataclasses import asdict

from django.db import connection, transaction

from law.queries import wording_on
from libraries.web import clock
from libraries.web.formats import padded, short_datetime
from notices.outbox import notify
from pledges import letters
from pledges.actions import ACCEPT_SIGNATURE, DECLINE, START_SIGNING
from pledges.documents.evidence import Circumstances, sha256_of_text
from pledges.embedding import embedded
from pledges.models import AcceptedSignature, Decline, Pledge, Signature, SigningIntent, SigningLink, UnitPledge
from pledges.queries import capacity_of, locked_pledge
from pledges.tasks import wake_signing
from pledges.worklist import about_declines, page
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
    """Many may sign at once; whoever is last waits for those before instead of being sent away after 3 seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")


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
        f"Tôi biết rằng đây là {wording_on().signature_notice}."
    )


def accept_with(
    intent: SigningIntent, *, by: User, password: str, code: str, circumstances: Circumstances = NOT_RECORDED
) -> AcceptedSignature:
    """Accept a signature (đồng ý ký): asks password and one-time code for this one signature first.

    IdentityNotProved when they are wrong; an intent that cannot be used is refused before a code is spent on it.
    """
    _refuse_intent(intent, by)
    _refuse_signing(intent.pledge, intent.unit, by)
    proof = check_identity(by, password=password, code=code, address=circumstances.ip)
    return accept(intent, by=by, proof=proof, circumstances=circumstances)


@transaction.atomic
def accept(
    intent: SigningIntent, *, by: User, proof: Proof, circumstances: Circumstances = NOT_RECORDED
) -> AcceptedSignature:
    """Accept a signature with a proof already given: from now on the unit has signed, and a worker makes it visible.

    Under the pledge's lock, for moments: intent, unit, deadline, capacity and document are checked again. Nothing slow
    happens here; stamp, signature and gate are the workers' (pledges/embedding.py).
    """
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
    # Others may have signed since it was read: their signatures change no content.
    if not pledge.sealed_document.files.filter(revision=intent.base_revision, sha256=intent.base_sha256).exists():
        raise NotAllowedNow(STALE)
    at, standing = clock.now(), standing_of(by, intent.unit, clock.today())
    accepted = AcceptedSignature.objects.create(
        intent=intent,
        pledge=pledge,
        unit=intent.unit,
        user=by,
        accepted_at=at,
        factors=proof.as_evidence(),
        circumstances=asdict(circumstances),
        authority=capacity.reference,
        proved_by=proof.in_words,
        standing=standing.as_evidence(),
        standing_words=standing.in_words,
    )
    SigningIntent.objects.filter(pk=intent.pk).update(used_at=at)
    finish(ACCEPT_SIGNATURE, pledge, by=by, data={"unit": intent.unit.slug, "intent": str(intent.pk)})
    wake_signing()
    return accepted


def sign_with(
    intent: SigningIntent, *, by: User, password: str, code: str, circumstances: Circumstances = NOT_RECORDED
) -> Signature:
    """Accept and do the workers' half at once: for commands and whoever cannot wait for a worker."""
    accepted = accept_with(intent, by=by, password=password, code=code, circumstances=circumstances)
    return embedded(accepted)


def sign(intent: SigningIntent, *, by: User, proof: Proof, circumstances: Circumstances = NOT_RECORDED) -> Signature:
    """The same with a proof already given."""
    return embedded(accept(intent, by=by, proof=proof, circumstances=circumstances))


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
    waiting = pledge.accepted_signatures.filter(unit=unit).select_related("user").first()
    if waiting is not None:
        raise NotAllowedNow(
            f"{unit.name} đã ký lúc {short_datetime(waiting.accepted_at)} (người ký: {waiting.user.full_name}). "
            "Chữ ký đang được ghi vào văn bản, thường xong sau ít giây."
        )
    refuse_waiting(by)
    check_action(START_SIGNING, UnitPledge(pledge=pledge, unit=unit), by=by)


@transaction.atomic
def decline(pledge: Pledge, unit: Unit, *, by: User, reason: str) -> Decline:
    """Ask for a change instead of signing (đề nghị sửa nội dung); the secretariat is told. Signing stays possible."""
    pledge = begin(DECLINE, pledge, by=by)
    if pledge.accepted_signatures.filter(unit=unit).exists():
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
