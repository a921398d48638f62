"""The city's side of a dossier: reviewed by people of other units, sent back, decided."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, replace

from django.db import transaction
from django.urls import reverse

from awards import letters
from awards.actions import DECIDE, FINISH_REVIEW, RECORD_DECISION, REVIEW, SEND_BACK
from awards.documents.decision_record import DecisionWords, record_document
from awards.models import Decision, DecisionLine, Nomination, Review
from awards.queries.audience import bloc_side, judges
from awards.queries.authority import one_authority
from awards.queries.dossiers import locked_nominations, terms_or_refuse
from awards.worklist import about_completion, about_decision, about_review
from libraries.web import clock
from libraries.web.formats import short_date
from notices.outbox import end_requests, notify
from records.audit import CITY
from records.issuing import Prepared, issue, prepare
from records.revisions import check_revision
from records.transitions import NotAllowedNow, begin, check_action, finish
from units import audience
from units.codes import Proof
from units.models import City, User

SENT_IN_ANEW = "Hồ sơ đã được trình lại sau khi trang này được mở. Đề nghị đọc bản mới trước khi nhập ý kiến."
NOT_PROVED = "Việc này cần nhập lại mật khẩu và mã OTP."


@transaction.atomic
def review(
    nomination: Nomination,
    *,
    by: User,
    standard: str,
    conclusion: str,
    comment: str = "",
    revision: int | None = None,
) -> Review:
    """Record one person's opinion (ý kiến thẩm định). Effects in order: locks the dossier; the
    opinion, once a person a round; state and audit; notices.

    The last agreement that the law's terms ask for makes it reviewed; "Yêu cầu bổ sung" sends it back with the comment
    as reason; a disagreement is kept and shown. `revision`: of the dossier as it was read; EditConflict when it was
    sent in anew meanwhile. NotAllowedNow for a person of the nominated unit, for a second opinion, without a due
    comment.
    """
    nomination = begin(REVIEW, nomination, by=by)
    check_revision(nomination, revision, SENT_IN_ANEW)
    if nomination.reviews.filter(round=nomination.round, reviewer=by).exists():
        raise NotAllowedNow("Tài khoản này đã có ý kiến thẩm định hồ sơ. Ý kiến đã lưu không sửa được.")
    comment = comment.strip()
    if conclusion != Review.Conclusion.AGREE and not comment:
        raise NotAllowedNow("Nhập nhận xét khi yêu cầu bổ sung hoặc không đồng ý.")
    if conclusion == Review.Conclusion.AGREE and standard == Review.Standard.NOT_MET:
        raise NotAllowedNow(
            "Hồ sơ chưa đạt tiêu chuẩn không thể có kết luận đồng ý. Chọn lại mức độ đạt hoặc kết luận."
        )
    opinion = Review.objects.create(
        nomination=nomination,
        round=nomination.round,
        reviewer=by,
        standard=standard,
        conclusion=conclusion,
        comment=comment,
        reviewed_at=clock.now(),
        is_sample=nomination.is_sample,
    )
    finish(REVIEW, nomination, by=by, data={"standard": standard, "conclusion": conclusion, "round": nomination.round})
    if conclusion == Review.Conclusion.REQUEST_MORE:
        _give_back(nomination, by, comment)
    elif agreements(nomination) >= terms_or_refuse(nomination).reviews_needed and conclusion == Review.Conclusion.AGREE:
        finish(FINISH_REVIEW, nomination, by=by, notice=_tell_deciders, reviewed_at=clock.now())
    waiting = nomination.state == Nomination.State.SUBMITTED
    judged = set(nomination.reviews.filter(round=nomination.round).values_list("reviewer", flat=True))
    still_asked = [user for user in judges(nomination) if user.pk not in judged] if waiting else []
    end_requests(about_review(nomination), still_asked=still_asked)
    return opinion


def _tell_deciders(nomination: Nomination) -> None:
    notify(
        judges(nomination, deciders=True),
        letters.reviewed(kind=nomination.kind.short_name, unit=nomination.unit.short_name),
        url=reverse("awards:decision_new"),
        bloc=nomination.bloc,
        about=about_decision(nomination),
    )


def agreements(nomination: Nomination) -> int:
    """Agreeing opinions of the present round."""
    return nomination.reviews.filter(round=nomination.round, conclusion=Review.Conclusion.AGREE).count()


@transaction.atomic
def send_back(nomination: Nomination, *, by: User, reason: str) -> Nomination:
    """Send back (trả lại) with a reason: the bloc completes the dossier and submits it anew, as the next round."""
    return _give_back(begin(SEND_BACK, nomination, by=by), by, reason)


def _give_back(nomination: Nomination, by: User, reason: str) -> Nomination:
    ended = nomination.round
    return finish(
        SEND_BACK,
        nomination,
        by=by,
        reason=reason,
        data={"round": ended},
        notice=lambda row: _tell_what_lacks(row, reason.strip()),
        round=ended + 1,
        revision=nomination.revision + 1,
        submitted_at=None,
        submitted_by=None,
        reviewed_at=None,
    )


def _tell_what_lacks(nomination: Nomination, reason: str) -> None:
    """The secretariat is asked to complete it; the unit is told."""
    end_requests(about_review(nomination))
    end_requests(about_decision(nomination))
    letter = letters.sent_back(kind=nomination.kind.short_name, unit=nomination.unit.short_name, reason=reason)
    bloc, url = nomination.bloc, reverse("awards:nomination_detail", args=[nomination.pk])
    asked = list(audience.secretariat(bloc))
    notify(asked, letter, url=url, bloc=bloc, about=about_completion(nomination))
    notify([user for user in bloc_side(nomination) if user not in asked], letter, url=url, bloc=bloc)


def decide(
    nominations: Iterable[Nomination],
    *,
    by: User,
    proof: Proof,
    number: str,
    decided_on: datetime.date,
    signer_name: str,
    signer_lines: str = "",
    authority: str = "",
) -> Decision:
    """Record the city's decision (quyết định) for these dossiers, in this order: places are golden-book numbers.

    `proof` comes from units.codes.check_identity. authority and signer_lines default to what the law of
    the day says of these awards.
    Effects in order: prints the record; locks the dossiers; conditions; state and audit of each; the sealed record;
    decision and lines; notices. NotAllowedNow unless every dossier is reviewed, agreed to by two people, one of them
    not the decider, and of no unit of the decider's.
    """
    wanted = list(dict.fromkeys(row.pk for row in nominations))
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một hồ sơ đã thẩm định.")
    if proof.password_at is None or proof.code_at is None:
        raise NotAllowedNow(NOT_PROVED)
    given = DecisionWords(
        number=" ".join(number.split()),
        decided_on=decided_on,
        decided_by="",
        authority=authority.strip(),
        signer_lines=signer_lines.strip(),
        signer_name=signer_name.strip(),
    )
    rows = Nomination.objects.select_related("emulation_year__bloc", "kind", "unit").in_bulk(wanted)
    ordered = [rows[pk] for pk in wanted]
    prepared = prepare(record_document(ordered, _completed(ordered, by, given)))
    return _decide(wanted, given, prepared, by=by, proof=proof)


def _completed(nominations: list[Nomination], by: User, given: DecisionWords) -> DecisionWords:
    """What the decision says, completed from the law of its day; NotAllowedNow when it may not be recorded so."""
    for row in nominations:
        check_action(DECIDE, row, by=by)
    _refuse_number_and_day(nominations, given.number, given.decided_on)
    terms = one_authority([row.kind for row in nominations], given.decided_on)
    words = replace(
        given,
        decided_by=terms.decided_by,
        authority=given.authority or terms.authority_in(City.objects.on(given.decided_on)),
        signer_lines=given.signer_lines or terms.signer_lines,
    )
    if not (words.authority and words.signer_lines and words.signer_name):
        raise NotAllowedNow("Nhập cơ quan quyết định, thẩm quyền ký và họ tên người ký.")
    return words


@transaction.atomic
def _decide(wanted: list[int], given: DecisionWords, prepared: Prepared, *, by: User, proof: Proof) -> Decision:
    rows = locked_nominations(wanted)
    ordered = [rows[pk] for pk in wanted]
    words, now = _completed(ordered, by, given), clock.now()
    # Chains of blocs in one order everywhere, the city's last: two decisions over the same blocs cannot wait in a ring.
    for row in sorted(ordered, key=lambda row: (row.chain, row.pk)):
        finish(DECIDE, row, by=by, data={"number": words.number} | proof.as_evidence(), decided_at=now)
    decision = Decision.objects.create(
        document=issue(record_document(ordered, words), prepared, by=by).pdf,
        recorded_at=now,
        recorded_by=by,
        is_sample=any(row.is_sample for row in ordered),
        **asdict(words),
    )
    for place, row in enumerate(ordered, 1):
        DecisionLine.objects.create(decision=decision, line_no=place, nomination=row, is_sample=row.is_sample)
    data = {"number": words.number, "nominations": wanted} | proof.as_evidence()
    finish(RECORD_DECISION, decision, by=by, chain=CITY, data=data, notice=lambda made: _tell_blocs(made, ordered))
    return decision


def _tell_blocs(decision: Decision, nominations: list[Nomination]) -> None:
    for row in nominations:
        end_requests(about_decision(row))
        notify(
            bloc_side(row),
            letters.decided(
                kind=row.kind.short_name,
                unit=row.unit.short_name,
                number=decision.number,
                decided_on=decision.decided_on,
            ),
            url=reverse("awards:decision_detail", args=[decision.pk]),
            bloc=row.bloc,
        )


def _refuse_number_and_day(nominations: list[Nomination], number: str, decided_on: datetime.date) -> None:
    if not number:
        raise NotAllowedNow("Nhập số quyết định.")
    if decided_on > clock.today():
        raise NotAllowedNow("Ngày quyết định không thể sau hôm nay.")
    received = max(row.receipt_day for row in nominations)
    if decided_on < received:
        raise NotAllowedNow(f"Ngày quyết định không thể trước ngày trình hồ sơ ({short_date(received)}).")
    if Decision.objects.filter(number__iexact=number, decided_on__year=decided_on.year).exists():
        raise NotAllowedNow(f"Quyết định số {number} năm {decided_on.year} đã có trên hệ thống.")
