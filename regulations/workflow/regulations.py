"""A regulation begun, amended, adopted, sent back; and the bloc's settings made to follow it."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from ballots.models import Ballot
from drafting.models import BoundPart, Text
from drafting.queries import locked_text
from drafting.queries.bound_parts import BoundLine
from drafting.queries.homes import register_start
from drafting.workflow import create_text
from drafting.workflow.amending import create_amending_text
from drafting.workflow.skeletons import Row
from libraries.web import clock
from libraries.web.letters import Letter
from notices.outbox import notify
from records.transitions import NotAllowedNow, begin, filled, finish
from regulations import letters
from regulations.actions import ADOPT, BACK_TO_DRAFT, FOLLOW_TEXT, START_AMENDMENT, START_REGULATION
from regulations.models import Regulation, search_key
from regulations.queries import locked_with_text
from regulations.queries.ballots import ballots_of
from regulations.queries.consolidated import consolidated, latest_day
from regulations.queries.settings import settings_of, to_follow
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
    return _begun(text, by=by)


def _begun(text: Text, *, by: User, amends: Regulation | None = None) -> Regulation:
    regulation = Regulation.objects.create(
        emulation_year=text.emulation_year,
        bloc=text.bloc,
        text=text,
        amends=amends,
        title=text.title,
        search_key=search_key(text.title),
        started_at=clock.now(),
        started_by=by,
        is_sample=text.is_sample,
    )
    return finish(START_REGULATION, regulation, by=by)


@transaction.atomic
def start_amendment(
    regulation: Regulation, *, by: User, year: EmulationYear, title: str, legal_basis: str, own_provisions: str
) -> Regulation:
    """Soạn thảo văn bản sửa đổi, bổ sung of a regulation in force, from its text as it reads today.

    Locks bloc and regulation; audit. NotAllowedNow where another amendment of it is under way.
    """
    regulation = begin(START_AMENDMENT, regulation, by=by)
    if year.bloc_id != regulation.bloc_id:
        raise NotAllowedNow("Năm thi đua này không phải của Khối đã ban hành quy chế.")
    today = consolidated(regulation, latest_day(regulation))
    newest = today.sources[-1] if today.sources else regulation
    bound = BoundPart.objects.filter(text=newest.text_id).select_related("node")
    text = create_amending_text(
        year,
        by=by,
        kind=Text.Kind.REGULATION,
        title=title,
        legal_basis=legal_basis,
        own_provisions=own_provisions,
        amends=regulation.cited,
        amended_title=regulation.title,
        content=today.content,
        bound={part.setting: str(part.node.key) for part in bound},
    )
    amendment = _begun(text, by=by, amends=regulation)
    finish(START_AMENDMENT, regulation, by=by, data={"amendment": amendment.pk})
    return amendment


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


def _tell_bloc(regulation: Regulation, letter: Letter) -> None:
    bloc, url = regulation.bloc, reverse("regulations:regulation_detail", args=[regulation.pk])
    notify(audience.everybody(bloc, bloc.units.all()), letter, url=url, bloc=bloc)


# A regulation begun in Dự thảo stands in the list of regulations from its first day.
register_start(Text.Kind.REGULATION, lambda text, by: start_regulation(text.emulation_year, by=by, text=text))
