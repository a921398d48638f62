"""A paper that gets its number last is put before its signers: the one way for every room (trình ký)."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from libraries.printing.pdf import page_count
from libraries.web import clock
from records.issuing import Stamp
from records.numbering import content_sha256, keep_for_signing, prepare_for_signing
from records.transitions import NotAllowedNow, begin, check_action
from signatures.kinds import NumberedPaper, Role, Signers
from signatures.models import SigningRequest
from signatures.papers import labels_of
from signatures.workflow.opening import Place, open_request
from units.models import User


def put_before_signers(
    kind: NumberedPaper, row: Any, *, by: User, signers: Signers, sign_by: datetime.datetime
) -> SigningRequest:
    """Fix the paper and put it before those who were chosen: prepared by `by`, approved, signed; numbered later.

    Printed before the lock. NotAllowedNow says what is missing, or who may not sign on this day.
    """
    row.refresh_from_db()
    check_action(kind.submit, row, by=by)
    refuse_going_on(kind, row)
    on = clock.today()
    roles = chosen_roles(kind.roles(row, on), signers)
    labels = labels_of(roles)
    prepared = prepare_for_signing(kind.document(row, signers, on), labels)
    with transaction.atomic():
        row = begin(kind.submit, row, by=by)
        before = refuse_going_on(kind, row)
        roles = chosen_roles(kind.roles(row, on), signers)
        new = kind.document(row, signers, on)
        kept = keep_for_signing(new, prepared, labels, by=by)
        code = prepared.stamp.code
        request = open_request(
            kind,
            row.emulation_year,
            kept.pdf,
            kept.content,
            by=by,
            title=new.title,
            content_sha256=content_sha256(new.paper(Stamp("", code))),
            page_count=page_count(kept.content),
            sign_by=sign_by,
            places=[_place(role, signers) for role in roles],
            code=code,
            unit=kind.unit(row),
            for_the_bloc=kind.for_the_bloc,
            instead_of=before if before and before.state in before.ENDED else None,
        )
        kind.put(row, request, by)
    return request


def refuse_going_on(kind: NumberedPaper, row: Any) -> SigningRequest | None:
    """The request that was made before; NotAllowedNow while it goes on: a paper is before its signers once."""
    before = kind.current(row)
    if before is not None and before.state in before.GOING_ON:
        state = before.get_state_display().lower()
        raise NotAllowedNow(f"{before.title} đang trình ký ({state}). Thu hồi trước khi trình lại.")
    return before


def chosen_roles(roles: Iterable[Role], signers: Signers) -> list[Role]:
    """Those in which somebody signs; NotAllowedNow for a role without anybody, and for whoever may not be in it."""
    found = []
    for role in roles:
        chosen = signers.get(role.field)
        if chosen is None:
            if role.optional:
                continue
            raise NotAllowedNow(f"Chưa chọn {role.label.lower()}. {role.nobody}".strip())
        if chosen not in role.candidates:
            raise NotAllowedNow(f"{chosen.name} không có thẩm quyền ký với tư cách {role.label.lower()} vào hôm nay.")
        found.append(role)
    people = [signers[role.field].name for role in found]
    if len(set(people)) < len(people):
        raise NotAllowedNow("Mỗi người chỉ ký một nơi trên văn bản. Chọn người khác cho một trong hai nơi ký.")
    return found


def _place(role: Role, signers: Signers) -> Place:
    chosen = signers[role.field]
    return Place(
        role.field,
        chosen.signs_for,
        role.box,
        unit=chosen.unit,
        person=chosen.user,
        capacity=chosen.capacity,
        meaning=role.meaning,
        turn=role.turn,
        printed_lines="\n".join(chosen.lines),
        printed_post=chosen.post,
        paper_name=chosen.paper_name,
    )
