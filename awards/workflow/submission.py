"""Submitting: the dossiers of a year that one authority decides go to the city with one paper and its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from awards import letters
from awards.actions import ISSUE_SUBMISSION, SUBMIT
from awards.documents.recipient_list import recipient_list_document
from awards.documents.submission import Proposal, submission_document
from awards.models import AwardTerms, Nomination, Submission, SubmissionLine
from awards.models.kinds import Part
from awards.queries.dossiers import locked_with_quotas, read_nomination, terms_or_refuse
from awards.queries.recipient_rows import recipient_row
from awards.workflow.audience import judges
from awards.workflow.dossier import add_part
from awards.worklist import about_completion, about_review
from libraries.web import clock
from libraries.web.formats import local_date
from notices.outbox import end_requests, notify
from records.issuing import Prepared, issue, prepare
from records.transitions import NotAllowedNow, Unmet, check_action, finish, requirements
from units.models import User


@dataclass(frozen=True)
class Gathering:
    """What may go to the city together with one dossier.

    ready     complete ones of its year and authority, in the order of the list
    lacking   the others that are being prepared for that authority, each with what it lacks
    again     the paper under which a dossier that came back goes in anew, unchanged
    """

    terms: AwardTerms | None
    ready: tuple[Nomination, ...] = ()
    lacking: tuple[tuple[Nomination, list[Unmet]], ...] = ()
    again: Submission | None = None


def gather(nomination: Nomination) -> Gathering:
    """Dossiers of one year and one authority that are ready, besides this one."""
    terms = nomination.terms()
    if terms is None:
        return Gathering(None)
    if reads_as_listed(nomination):
        return Gathering(terms, (nomination,), again=nomination.submission)
    drafts = Nomination.objects.filter(emulation_year=nomination.emulation_year_id, state=Nomination.State.DRAFT)
    ready, lacking = [], []
    for row in drafts.select_related("emulation_year__bloc", "kind", "unit", "submission").order_by(
        "listed_kind", "pk"
    ):
        said = row.terms()
        if said is None or said.decided_by != terms.decided_by or (row != nomination and reads_as_listed(row)):
            continue
        if gaps := requirements(SUBMIT, row):
            lacking.append((row, gaps))
        else:
            ready.append(row)
    return Gathering(terms, tuple(ready), tuple(lacking))


def reads_as_listed(nomination: Nomination) -> bool:
    """It came back, and what the list of its submission says of it still holds."""
    submission = nomination.submission
    if submission is None:
        return False
    line = submission.lines.filter(nomination=nomination).first()
    return line is not None and line.cells == recipient_row(nomination, local_date(submission.submitted_at)).cells


def submit(nomination: Nomination, *, by: User) -> Nomination:
    """Submit one dossier (trình hồ sơ) as `submit_together` does."""
    submit_together([nomination], by=by)
    return read_nomination(nomination.pk)


def submit_together(nominations: Iterable[Nomination], *, by: User) -> Submission:
    """Submit dossiers to the city (trình) with one paper. Prints paper and list; locks dossiers and quotas;
    completeness; quota; number; PDF, Word of both; lines; state, audit and notice to the board of each.

    A dossier that was sent back and still reads as the list says goes in under the paper it has, without a number.
    NotAllowedNow names what is missing, the quota that is used up, or the two authorities.
    """
    wanted = [row.pk for row in nominations]
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một hồ sơ để trình.")
    rows = [read_nomination(pk) for pk in dict.fromkeys(wanted)]
    for row in rows:
        check_action(SUBMIT, row, by=by)
    again = [row for row in rows if reads_as_listed(row)]
    if again:
        if len(rows) > 1:
            raise NotAllowedNow(f"{again[0]} trình lại theo {again[0].submission}. Trình hồ sơ này riêng.")
        return _submit_again(rows[0], by=by)
    proposal = _proposal(rows)
    first = prepare(submission_document(proposal))
    second = prepare(recipient_list_document(proposal, first.stamp.number))
    return _submit(wanted, first, second, by=by)


def _proposal(rows: list[Nomination]) -> Proposal:
    """All of one year and one authority, in the order of the list."""
    if len({row.emulation_year_id for row in rows}) > 1:
        raise NotAllowedNow("Mỗi tờ trình chỉ gồm hồ sơ của một năm thi đua. Trình từng năm riêng.")
    terms = {row.pk: terms_or_refuse(row) for row in rows}
    if len({said.decided_by for said in terms.values()}) > 1:
        named = "; ".join(f"{row.kind.short_name}: {terms[row.pk].get_decided_by_display()}" for row in rows)
        raise NotAllowedNow(f"Mỗi tờ trình chỉ gửi một cấp có thẩm quyền ({named}). Trình từng tờ trình riêng.")
    ordered = sorted(rows, key=lambda row: (row.kind.display_order, row.pk))
    return Proposal(tuple(ordered), terms[ordered[0].pk], clock.today())


@transaction.atomic
def _submit(wanted: list[int], first: Prepared, second: Prepared, *, by: User) -> Submission:
    rows = locked_with_quotas(wanted)
    proposal = _proposal([rows[pk] for pk in dict.fromkeys(wanted)])
    for row in proposal.nominations:
        check_action(SUBMIT, row, by=by)
    paper = issue(submission_document(proposal), first, by=by)
    listed = issue(recipient_list_document(proposal, paper.number_text), second, by=by)
    now = clock.now()
    submission = Submission.objects.create(
        emulation_year=proposal.year,
        decided_by=proposal.terms.decided_by,
        number=paper.number_text,
        document=paper.pdf,
        word=paper.word_file,
        list_document=listed.pdf,
        list_word=listed.word_file,
        submitted_at=now,
        submitted_by=by,
        is_sample=proposal.is_sample,
    )
    for place, row in enumerate(proposal.nominations, 1):
        SubmissionLine.objects.create(
            submission=submission,
            position=place,
            nomination=row,
            cells=recipient_row(row, proposal.on).cells,
            is_sample=row.is_sample,
        )
        add_part(None, row, Part.SUBMISSION, paper.pdf, by=by, word=paper.word)
        add_part(None, row, Part.LIST, listed.pdf, by=by, word=listed.word)
        # Once more with those before it submitted: the quota counts them.
        check_action(SUBMIT, row, by=by)
        _finish(row, submission, by=by)
    data = {"number": submission.number, "nominations": [row.pk for row in proposal.nominations]}
    finish(ISSUE_SUBMISSION, submission, by=by, data=data)
    return submission


@transaction.atomic
def _submit_again(nomination: Nomination, *, by: User) -> Submission:
    nomination = locked_with_quotas([nomination.pk])[nomination.pk]
    check_action(SUBMIT, nomination, by=by)
    submission = nomination.submission
    if submission is None or not reads_as_listed(nomination):
        raise NotAllowedNow("Nội dung đề nghị vừa được sửa. Tải lại trang để xem tờ trình mới trước khi trình.")
    _finish(nomination, submission, by=by)
    return submission


def _finish(nomination: Nomination, submission: Submission, *, by: User) -> None:
    number = submission.number
    end_requests(about_completion(nomination))
    finish(
        SUBMIT,
        nomination,
        by=by,
        data={"number": number, "round": nomination.round},
        notice=lambda row: notify(
            judges(row),
            letters.submitted(kind=row.kind.short_name, unit=row.unit.short_name, bloc=row.bloc.name, number=number),
            url=reverse("awards:review_edit", args=[row.pk]),
            bloc=row.bloc,
            about=about_review(row),
        ),
        submission=submission,
        submitted_at=clock.now(),
        submitted_by=by,
    )
