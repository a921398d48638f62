"""What people do with regulations, one function a verb; declared in actions.py, lock order in queries.py."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from ballots.models import Ballot
from drafting.models import Text
from drafting.queries import locked_text
from drafting.queries.bound_parts import BoundLine
from drafting.queries.homes import register_start
from drafting.queries.version_index import VersionIndex
from drafting.workflow import create_text
from drafting.workflow.skeletons import Row
from law.queries import wrong_bases
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import local_date, short_date
from libraries.web.letters import Letter
from notices.outbox import notify
from records import issuing
from records.documents import replace_document
from records.models import Document
from records.transitions import NotAllowedNow, begin, check_action, filled, finish
from regulations import letters
from regulations.actions import ADOPT, BACK_TO_DRAFT, FOLLOW_TEXT, ISSUE, START_REGULATION, SUPERSEDE
from regulations.documents.regulation import Signing, regulation_document, series_of
from regulations.models import IssuedArticle, Regulation
from regulations.queries import in_force_in, locked_with_text
from regulations.queries.ballots import ballots_of
from regulations.queries.published import articles_of
from regulations.queries.settings import settings_of, to_follow
from regulations.queries.signers import Signer, signers_of
from regulations.requirements import objection_to_ballot
from units import audience
from units.models import EmulationYear, User
from units.workflow import edit_bloc


@transaction.atomic
def start_regulation(
    year: EmulationYear,
    *,
    by: User,
    text: Text | None = None,
    title: str = "",
    legal_basis: str = "",
    tree: Iterable[Row] = (),
) -> Regulation:
    """Soạn thảo quy chế from a text of the year, or from a new one made of title, legal basis and tree.

    Locks the text; the row; audit. NotAllowedNow for a text of another kind or year, or one already taken.
    """
    if text is None:
        kind = Text.Kind.REGULATION
        text = create_text(year, by=by, kind=kind, title=title, legal_basis=legal_basis, tree=tree)
    text = locked_text(text.pk)
    if text.kind != Text.Kind.REGULATION or text.emulation_year_id != year.pk:
        raise NotAllowedNow("Văn bản này không phải dự thảo quy chế của năm thi đua đã chọn.")
    if Regulation.objects.filter(text=text).exists():
        raise NotAllowedNow(f"“{text}” đã được lập thành quy chế. Xem quy chế đó trong danh sách.")
    regulation = Regulation.objects.create(
        emulation_year=year,
        bloc=year.bloc,
        text=text,
        title=text.title,
        search_key=search_key(text.title),
        started_at=clock.now(),
        started_by=by,
        is_sample=text.is_sample,
    )
    return finish(START_REGULATION, regulation, by=by)


@transaction.atomic
def adopt(regulation: Regulation, *, by: User, ballot: Ballot) -> Regulation:
    """Thông qua by a ballot of a conference: pins the settled version.

    Locks bloc, regulation, text; state and stamps; audit; a notice without mail to the bloc. Raises NotAllowedNow when
    the text is not settled or a comment waits, or when the ballot does not carry it; the sentence says why.
    """
    regulation = begin(ADOPT, regulation, by=by, lock=locked_with_text)
    chosen = ballots_of(regulation).filter(pk=ballot.pk).first()
    if chosen is None:
        raise NotAllowedNow("Biểu quyết này về nội dung khác, không phải về quy chế này.")
    if objection := objection_to_ballot(regulation, chosen):
        raise NotAllowedNow(objection)
    version = filled(regulation.text.settled_version)
    return finish(
        ADOPT,
        regulation,
        by=by,
        data={"ballot": chosen.pk, "yes": chosen.yes, "members": chosen.members, "version_sha256": version.sha256},
        ballot=chosen,
        adopted_version=version,
        adopted_at=clock.now(),
        adopted_by=by,
        title=version.title,
        search_key=search_key(version.title),
        notice=lambda row: _tell_bloc(
            row, letters.adopted(regulation=row.title, yes=chosen.yes, members=chosen.members)
        ),
    )


@transaction.atomic
def back_to_draft(regulation: Regulation, *, by: User, reason: str) -> Regulation:
    """Trả lại để sửa, before the issue, with a reason. The stamps of the adoption go; the audit chain keeps them.

    Reopening the text is drafting's own verb; after it only a new ballot carries the changed words.
    """
    regulation = begin(BACK_TO_DRAFT, regulation, by=by)
    was = {"ballot": regulation.ballot_id, "version": regulation.adopted_version_id}
    return finish(
        BACK_TO_DRAFT,
        regulation,
        by=by,
        reason=reason,
        data=was,
        ballot=None,
        adopted_version=None,
        adopted_at=None,
        adopted_by=None,
        notice=lambda row: _tell_bloc(row, letters.back_to_draft(regulation=row.title, reason=reason.strip())),
    )


@transaction.atomic
def follow_text(regulation: Regulation, *, by: User) -> list[BoundLine]:
    """Sửa thiết lập theo Quy chế: the bloc's settings become what the adopted words say. Returns what was changed."""
    regulation = begin(FOLLOW_TEXT, regulation, by=by)
    changed = to_follow(settings_of(regulation))
    if not changed:
        raise NotAllowedNow("Thiết lập của Khối đã đúng như Quy chế.")
    changes = {name: value for line in changed for name, value in line.setting.changes(line.said[0]).items()}
    edit_bloc(regulation.bloc, by=by, **changes)
    finish(FOLLOW_TEXT, regulation, by=by, data={line.setting.name: [line.value, line.said[0]] for line in changed})
    return changed


def issue(
    regulation: Regulation, *, by: User, signed_on: datetime.date, effective_from: datetime.date, signer: Signer
) -> Regulation:
    """Ban hành: number, sealed PDF with code, Word, and the end of the regulation in force; all or nothing.

    Effects in order: locks bloc and regulation; number of the year of signing; two documents; state of the regulation
    that was in force, its document replaced; state and stamps; audit; notice with mail to the bloc.
    Raises NotAllowedNow for dates out of order, a signer who may not sign on that day, or a text too long to print.

    Printed before any lock (records.issuing).
    """
    regulation = Regulation.objects.select_related("emulation_year__bloc", "bloc", "text", "adopted_version").get(
        pk=regulation.pk
    )
    check_action(ISSUE, regulation, by=by)
    _refuse_signing(regulation, signed_on, effective_from, signer)
    signing = Signing(signed_on, effective_from, signer)
    prepared = issuing.prepare(regulation_document(regulation, signing))
    with transaction.atomic():
        regulation = begin(ISSUE, regulation, by=by)
        _refuse_signing(regulation, signed_on, effective_from, signer)
        old = in_force_in(regulation)
        issued = issuing.issue(regulation_document(regulation, signing), prepared, by=by)
        number_text = issued.number_text
        if old is not None:
            _supersede(old, regulation, issued.pdf, number_text, effective_from, by=by)
        published = finish(
            ISSUE,
            regulation,
            by=by,
            data={
                "number": number_text,
                "code": issued.code,
                "sha256": issued.pdf.head.sha256,
                "signer": signer.name,
                "replaces": old.number_text if old else "",
            },
            notice=lambda row: _tell_bloc(
                row,
                letters.issued(
                    regulation=row.title,
                    number=number_text,
                    effective_from=effective_from,
                    replaces=old.number_text if old else None,
                ),
            ),
            series=series_of(regulation),
            number=issued.number,
            number_year=signed_on.year,
            number_text=number_text,
            signed_on=signed_on,
            effective_from=effective_from,
            signer_unit=signer.unit,
            signer_name=signer.name,
            signer_post=signer.post,
            signer_lines="\n".join(signer.lines),
            document=issued.pdf,
            word_document=issued.word,
            issued_at=clock.now(),
            issued_by=by,
            search_key=search_key(regulation.title, number_text),
        )
        IssuedArticle.objects.bulk_create(articles_of(published, VersionIndex(filled(regulation.adopted_version))))
        return published


def _supersede(
    old: Regulation,
    new: Regulation,
    document: Document,
    number_text: str,
    effective_from: datetime.date,
    *,
    by: User,
) -> None:
    """Ends what is in force, before the new one takes its place: only one is issued at a time."""
    reason = f"Được thay thế bằng Quy chế số {number_text}, có hiệu lực từ {short_date(effective_from)}."
    replace_document(filled(old.document), document, by=by, reason=reason)
    finish(SUPERSEDE, old, by=by, reason=reason, successor=new, superseded_at=clock.now(), superseded_by=by)


def _refuse_signing(
    regulation: Regulation, signed_on: datetime.date, effective_from: datetime.date, signer: Signer
) -> None:
    """Dates out of order, or a signer who may not sign on that day."""
    if objections := objections_to_dates(regulation, signed_on, effective_from):
        raise NotAllowedNow(" ".join(objections.values()))
    if signer not in signers_of(regulation.emulation_year, signed_on):
        raise NotAllowedNow(f"{signer.name} không có thẩm quyền ký thay mặt Khối vào ngày {short_date(signed_on)}.")


def objections_to_dates(
    regulation: Regulation, signed_on: datetime.date, effective_from: datetime.date
) -> dict[str, str]:
    """field → sentence; empty when the dates are in order. Numbers and periods of force then follow the dates."""
    found = {}
    voted_on, old = local_date(filled(filled(regulation.ballot).closed_at)), in_force_in(regulation)
    if signed_on < voted_on:
        found["signed_on"] = f"Hội nghị thông qua ngày {short_date(voted_on)}. Ngày ký phải từ ngày đó trở đi."
    elif signed_on > clock.today():
        found["signed_on"] = f"Ngày ký không được sau ngày hôm nay ({short_date(clock.today())})."
    elif old and signed_on < filled(old.signed_on):
        found["signed_on"] = (
            f"Quy chế số {old.number_text} ký ngày {short_date(old.signed_on)}. Ngày ký phải từ ngày đó trở đi."
        )
    if "signed_on" not in found and (wrong := wrong_bases(filled(regulation.adopted_version).bases, signed_on)):
        found["signed_on"] = f"{wrong[0].sentence} Trả lại quy chế để sửa căn cứ, sau đó thông qua lại."
    if effective_from < signed_on:
        found["effective_from"] = "Ngày có hiệu lực phải từ ngày ký trở đi."
    elif old and effective_from < filled(old.effective_from):
        day = short_date(old.effective_from)
        found["effective_from"] = (
            f"Quy chế số {old.number_text} có hiệu lực từ {day}. Ngày có hiệu lực phải từ ngày đó trở đi."
        )
    return found


def search_key(*words: str) -> str:
    return likeness(" ".join(words))[:400]


def _tell_bloc(regulation: Regulation, letter: Letter) -> None:
    bloc, url = regulation.bloc, reverse("regulations:regulation_detail", args=[regulation.pk])
    notify(audience.everybody(bloc, bloc.units.all()), letter, url=url, bloc=bloc)


# A regulation begun in Dự thảo stands in the list of regulations from its first day.
register_start(Text.Kind.REGULATION, lambda text, by: start_regulation(text.emulation_year, by=by, text=text))
