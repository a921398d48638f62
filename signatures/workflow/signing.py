"""A signature: what was read and will be stated, then password and code; the workers put it into the file."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import connection, transaction

from law.queries import wording_on
from libraries.web import clock
from libraries.web.formats import padded, short_datetime
from notices.outbox import notify
from records.transitions import NotAllowedNow, begin, check_requirements, finish, not_in_state
from signatures import letters
from signatures.actions import ACCEPT_SIGNATURE, DECLINE, START_SIGNING
from signatures.documents.evidence import Circumstances, sha256_of_text
from signatures.embedding import embedded
from signatures.kinds import kind_of
from signatures.models import AcceptedSignature, Decline, Party, Signature, SigningIntent, SigningLink, SigningRequest
from signatures.notifying import about_declines, collectors
from signatures.queries import capacity_at, locked_request
from signatures.tasks import wake_signing
from units.codes import Proof, check_identity, refuse_waiting
from units.models import User
from units.queries import Standing, standing_of

# Signed by a command, not by a browser.
NOT_RECORDED = Circumstances()
INTENT_LIVES = datetime.timedelta(minutes=10)
MEANS = {
    Party.Meaning.PREPARES: "ký với tư cách người lập",
    Party.Meaning.SUBMITS: "ký trình",
    Party.Meaning.APPROVES: "duyệt, ký",
    Party.Meaning.SIGNS: "ký",
    Party.Meaning.CONFIRMS: "ký xác nhận",
    Party.Meaning.WITNESSES: "ký chứng kiến",
}
STALE = "Nội dung văn bản đã thay đổi sau khi mở trang đọc. Mở lại văn bản, đọc bản mới rồi ký."


def wait_in_line() -> None:
    """Many may sign at once; whoever is last waits for those before instead of being sent away after 3 seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")


@transaction.atomic
def start_signing(party: Party, *, by: User, link: SigningLink | None = None) -> SigningIntent:
    """Begin a signature: what was read and what will be stated is written down for ten minutes.

    Signs nothing. Waits for nobody who is signing: everything is asked again under the lock.
    """
    request = SigningRequest.objects.select_related("emulation_year__bloc", "document").get(pk=party.request_id)
    party = _party_of(request, party.pk)
    _refuse_signing(party, by)
    capacity = capacity_at(party, by, clock.today())
    if capacity is None:
        raise NotAllowedNow(f"Tài khoản này không có thẩm quyền ký thay mặt {party.signs_for}.")
    head, now = request.document.head, clock.now()
    statement = statement_of(party, by, capacity.text)
    intent = SigningIntent.objects.create(
        user=by,
        request=request,
        party=party,
        document=request.document,
        link=link,
        base_revision=head.revision,
        base_sha256=head.sha256,
        capacity=capacity.text,
        statement_text=statement,
        statement_sha256=sha256_of_text(statement),
        created_at=now,
        expires_at=now + INTENT_LIVES,
    )
    data = {"party": party.pk, "intent": str(intent.pk), "read_sha256": head.sha256}
    finish(START_SIGNING, request, by=by, data=data)
    return intent


def _party_of(request: SigningRequest, pk: int) -> Party:
    """As it stands now; it shares the request's row."""
    party = Party.objects.select_related("unit", "person").get(pk=pk)
    party.request = request
    return party


def statement_of(party: Party, user: User, capacity: str) -> str:
    """What the signer declares; it says what the signature is not. The content's hash stands in the evidence."""
    request = party.request
    return (
        f"Tôi, {user.full_name}, {capacity}, thay mặt {party.signs_for}, đã đọc toàn văn {request.title} "
        f"({padded(request.page_count)} trang) và đồng ý {MEANS[Party.Meaning(party.meaning)]}. "
        f"Tôi biết rằng đây là {wording_on().signature_notice}."
    )


def accept_with(
    intent: SigningIntent, *, by: User, password: str, code: str, circumstances: Circumstances = NOT_RECORDED
) -> AcceptedSignature:
    """Accept a signature (đồng ý ký): asks password and one-time code for this one signature first.

    IdentityNotProved when they are wrong; an intent that cannot be used is refused before a code is spent on it.
    """
    _refuse_intent(intent, by)
    _refuse_signing(intent.party, by)
    proof = check_identity(by, password=password, code=code, address=circumstances.ip)
    return accept(intent, by=by, proof=proof, circumstances=circumstances)


@transaction.atomic
def accept(
    intent: SigningIntent, *, by: User, proof: Proof, circumstances: Circumstances = NOT_RECORDED
) -> AcceptedSignature:
    """Accept a signature with a proof already given: from now on the unit has signed, and a worker makes it visible.

    Under the request's lock, for moments: intent, place, turn, deadline, capacity and document are checked again.
    Nothing slow happens here; stamp, signature and gate are the workers' (signatures/embedding.py).
    """
    wait_in_line()
    request = locked_request(intent.request_id)
    intent = SigningIntent.objects.select_for_update(of=("self",)).select_related("user", "link").get(pk=intent.pk)
    party = _party_of(request, intent.party_id)
    intent.request, intent.party = request, party
    _refuse_intent(intent, by)
    _refuse_signing(party, by)
    capacity = capacity_at(party, by, clock.today())
    if capacity is None or capacity.text != intent.capacity:
        raise NotAllowedNow("Thẩm quyền ký của tài khoản vừa thay đổi. Mở lại văn bản và bấm nút ký lần nữa.")
    # Others may have signed since it was read: their signatures change no content.
    if not request.document.files.filter(revision=intent.base_revision, sha256=intent.base_sha256).exists():
        raise NotAllowedNow(STALE)
    at, standing = clock.now(), _standing(party, by)
    accepted = AcceptedSignature.objects.create(
        intent=intent,
        request=request,
        party=party,
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
    finish(ACCEPT_SIGNATURE, request, by=by, data={"party": party.pk, "intent": str(intent.pk)})
    wake_signing()
    return accepted


def _standing(party: Party, by: User) -> Standing:
    """Why this person signs here; whoever is named on the paper was named by the one who put it before them."""
    if party.unit is not None and party.person_id is None:
        return standing_of(by, party.unit, clock.today())
    return Standing(party.request.opened_by.full_name, "", party.request.opened_at.isoformat(), "")


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
        raise NotAllowedNow("Đã quá 10 phút từ khi bấm nút ký. Mở lại văn bản và bấm nút ký lần nữa.")
    if intent.request.state in intent.request.ENDED:
        raise NotAllowedNow(STALE)


def _refuse_signing(party: Party, by: User) -> None:
    """Whoever signs twice is told first that it is done, whatever became of the request since."""
    request = party.request
    done = request.signatures.filter(party=party).first()
    if done is not None:
        raise NotAllowedNow(
            f"{done.unit_name} đã ký lúc {short_datetime(done.signed_at)} (người ký: {done.signer_name}). "
            "Mỗi nơi ký một lần."
        )
    waiting = request.accepted_signatures.filter(party=party).select_related("user").first()
    if waiting is not None:
        raise NotAllowedNow(
            f"{party.signs_for} đã ký lúc {short_datetime(waiting.accepted_at)} (người ký: {waiting.user.full_name}). "
            "Chữ ký đang được ghi vào văn bản, thường xong sau ít giây."
        )
    refuse_waiting(by)
    if barred := kind_of(request).bars(party, by):
        raise NotAllowedNow(barred)
    if not START_SIGNING.allows(request):
        raise not_in_state(START_SIGNING, request)
    check_requirements(START_SIGNING, party)


@transaction.atomic
def decline(party: Party, *, by: User, reason: str) -> Decline:
    """Ask for a change instead of signing (đề nghị sửa nội dung); the secretariat is told. Signing stays possible."""
    request = begin(DECLINE, party.request, by=by)
    if request.accepted_signatures.filter(party=party).exists():
        raise NotAllowedNow(f"{party.signs_for} đã ký văn bản này. Nếu cần sửa nội dung, đề nghị liên hệ Tổ thư ký.")
    reason = reason.strip()
    finish(
        DECLINE,
        request,
        by=by,
        reason=reason,
        data={"party": party.pk},
        notice=lambda row: notify(
            collectors(row),
            letters.declined(paper=row.title, signs_for=party.signs_for, reason=reason),
            url=kind_of(row).address(row),
            bloc=row.bloc,
            about=about_declines(row, party),
        ),
    )
    return Decline.objects.create(request=request, party=party, user=by, reason=reason, at=clock.now())


@dataclass(frozen=True)
class SignedTogether:
    """Titles of what was signed in one act, and (title, sentence) of what was not."""

    signed: list[str]
    refused: list[tuple[str, str]]


def accept_several(
    parties: Sequence[Party],
    *,
    by: User,
    password: str,
    code: str,
    circumstances: Circumstances = NOT_RECORDED,
) -> SignedTogether:
    """Sign several papers with one proof of identity, each with its own intent, statement and evidence record.

    IdentityNotProved when password or code are wrong: nothing is signed. A paper that cannot be signed any more
    (somebody was faster, it was withdrawn) takes none of the others with it.
    """
    intents: list[SigningIntent] = []
    refused: list[tuple[str, str]] = []
    for party in parties:
        try:
            intents.append(start_signing(party, by=by))
        except NotAllowedNow as problem:
            refused.append((party.request.title, problem.message))
    signed: list[str] = []
    if intents:
        proof = check_identity(by, password=password, code=code, address=circumstances.ip)
        for intent in intents:
            try:
                accept(intent, by=by, proof=proof, circumstances=circumstances)
                signed.append(intent.request.title)
            except NotAllowedNow as problem:
                refused.append((intent.request.title, problem.message))
    return SignedTogether(signed, refused)
