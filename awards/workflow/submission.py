"""The dossiers of a year that one authority decides are gathered for one paper, which is signed and then sent
(awards.signing); one that came back goes in again under the paper it has.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from awards.actions import DROP_SUBMISSION, PREPARE_SUBMISSION, SUBMIT
from awards.models import AwardTerms, Nomination, Submission, SubmissionLine
from awards.queries.dossiers import locked_with_quotas, read_nomination, terms_or_refuse
from awards.queries.recipient_rows import recipient_row
from awards.queries.submissions import held, held_in
from awards.requirements import beyond_quota
from awards.signing.submission import send_dossier
from awards.worklist import about_completion
from libraries.web import clock
from libraries.web.formats import local_date
from notices.outbox import end_requests
from records.transitions import NotAllowedNow, Unmet, begin, check_action, filled, finish, in_words, requirements
from units.models import User


@dataclass(frozen=True)
class Gathering:
    """What may go to the city together with one dossier.

    ready     complete ones of its year and authority, in the order of the list
    lacking   the others that are being prepared for that authority, each with what it lacks
    again     the paper under which a dossier that came back goes in anew, unchanged
    held_in   the paper that was prepared with it already and is not sent yet
    """

    terms: AwardTerms | None
    ready: tuple[Nomination, ...] = ()
    lacking: tuple[tuple[Nomination, list[Unmet]], ...] = ()
    again: Submission | None = None
    held_in: Submission | None = None


def gather(nomination: Nomination) -> Gathering:
    """Dossiers of one year and one authority that are ready, besides this one."""
    terms = nomination.terms()
    if terms is None:
        return Gathering(None)
    if (prepared := held_in(nomination)) is not None:
        return Gathering(terms, held_in=prepared)
    if reads_as_listed(nomination):
        return Gathering(terms, (nomination,), again=nomination.submission)
    drafts = Nomination.objects.filter(emulation_year=nomination.emulation_year_id, state=Nomination.State.DRAFT)
    ready, lacking = [], []
    rows = list(
        drafts.select_related("emulation_year__bloc", "kind", "unit", "submission").order_by("listed_kind", "pk")
    )
    elsewhere = held(rows)
    for row in rows:
        if row.pk in elsewhere:
            continue
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
    return line is not None and line.cells == _cells_of_its_day(nomination, submission)


def _cells_of_its_day(nomination: Nomination, submission: Submission) -> list[str]:
    return recipient_row(nomination, local_date(filled(submission.submitted_at))).cells


@transaction.atomic
def prepare_submission(nominations: Iterable[Nomination], *, by: User) -> Submission:
    """Prepare one paper for these dossiers (lập tờ trình); it is signed, numbered and sent afterwards. Locks dossiers
    and quotas; completeness; quota; the submission and its lines.

    NotAllowedNow names what is missing, the quota that is used up, two authorities, or the paper it is in already.
    """
    wanted = list(dict.fromkeys(row.pk for row in nominations))
    if not wanted:
        raise NotAllowedNow("Chọn ít nhất một hồ sơ để trình.")
    locked = locked_with_quotas(wanted)
    rows = sorted((locked[pk] for pk in wanted), key=lambda row: (row.kind.display_order, row.pk))
    for row in rows:
        check_action(SUBMIT, row, by=by)
        if (other := held_in(row)) is not None:
            raise NotAllowedNow(f"{row} đã có trong {other} chưa phát hành. Mở tờ trình đó để tiếp tục.")
        if reads_as_listed(row):
            raise NotAllowedNow(f"{row} trình lại theo {row.submission}. Trình hồ sơ này riêng.")
    terms = _one_authority(rows)
    if gaps := list(beyond_quota(rows)):
        raise NotAllowedNow(in_words(gaps))
    year, now = rows[0].emulation_year, clock.now()
    submission = Submission.objects.create(
        emulation_year=year,
        decided_by=terms.decided_by,
        prepared_at=now,
        prepared_by=by,
        is_sample=any(row.is_sample for row in rows),
    )
    for place, row in enumerate(rows, 1):
        SubmissionLine.objects.create(
            submission=submission,
            position=place,
            nomination=row,
            cells=recipient_row(row, clock.today()).cells,
            is_sample=row.is_sample,
        )
        end_requests(about_completion(row))
    return finish(PREPARE_SUBMISSION, submission, by=by, data={"nominations": [row.pk for row in rows]})


def _one_authority(rows: list[Nomination]) -> AwardTerms:
    """All of one year and one authority; the terms of the first."""
    if len({row.emulation_year_id for row in rows}) > 1:
        raise NotAllowedNow("Mỗi tờ trình chỉ gồm hồ sơ của một năm thi đua. Trình từng năm riêng.")
    terms = {row.pk: terms_or_refuse(row) for row in rows}
    if len({said.decided_by for said in terms.values()}) > 1:
        named = "; ".join(f"{row.kind.short_name}: {terms[row.pk].get_decided_by_display()}" for row in rows)
        raise NotAllowedNow(f"Mỗi tờ trình chỉ gửi một cấp có thẩm quyền ({named}). Trình từng tờ trình riêng.")
    return terms[rows[0].pk]


@transaction.atomic
def drop_submission(submission: Submission, *, by: User) -> Submission:
    """Let the dossiers of a prepared submission go (bỏ tờ trình): they may be changed and go into another one."""
    submission = begin(DROP_SUBMISSION, submission, by=by)
    return finish(DROP_SUBMISSION, submission, by=by)


@transaction.atomic
def submit_again(nomination: Nomination, *, by: User) -> Nomination:
    """Submit a dossier that was sent back and still reads as the list says (trình lại), under the paper it has, without
    a new signature and number. NotAllowedNow where it needs a new paper.
    """
    nomination = locked_with_quotas([nomination.pk])[nomination.pk]
    check_action(SUBMIT, nomination, by=by)
    submission = nomination.submission
    if submission is None or held_in(nomination) is not None or not reads_as_listed(nomination):
        raise NotAllowedNow("Nội dung đề nghị vừa được sửa. Tải lại trang để xem tờ trình mới trước khi trình.")
    send_dossier(nomination, submission, by=by)
    return read_nomination(nomination.pk)
