"""Comments of a unit on a round."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from drafting import letters
from drafting.actions import AGREE_FULLY, REMOVE_COMMENT, SEND_COMMENT, WRITE_COMMENT
from drafting.documents import COMMENT_FILE
from drafting.models import Comment, Consultation
from drafting.queries import consultation_unanswered, full_agreement, locked_consultation
from drafting.workflow.consultations import end_asking, page
from drafting.worklist import about_answering, about_collecting
from libraries.web import clock
from libraries.web.formats import short_datetime
from libraries.web.forms import CheckedFile
from notices.outbox import notify
from records.documents import store_document
from records.models import Document
from records.revisions import next_revision
from records.transitions import Action, NotAllowedNow, SomeoneWasFaster, check_requirements, finish
from units import audience
from units.models import Unit, User


def _open_round(action: Action, pk: int) -> tuple[Consultation, datetime.datetime]:
    """The round, locked and open, and the moment of the act.

    One reading of the clock decides and stamps: the database compares the stamp again.
    """
    consultation, now = locked_consultation(pk), clock.now()
    check_requirements(action, consultation, known=now)
    return consultation, now


@transaction.atomic
def write_comment(
    consultation: Consultation,
    unit: Unit,
    *,
    by: User,
    stance: str,
    body: str = "",
    replacement: str = "",
    quote: str = "",
    node_key: uuid.UUID | str | None = None,
    comment: Comment | None = None,
    revision: int | None = None,
    file: CheckedFile | None = None,
    drops_file: bool = False,
) -> Comment:
    """Write a comment of `unit` (soạn góp ý) on a node (None: the whole text); with `comment` that one is rewritten.

    file: kept with it, in the place of the one before; drops_file: it shall have none.
    Raises NotAllowedNow after closing, when it was sent, or for a second agreement with the whole text; EditConflict
    when `revision` is stale; SomeoneWasFaster when it was taken away.
    """
    consultation, now = _open_round(WRITE_COMMENT, consultation.pk)
    if node_key and str(node_key) not in {row["key"] for row in consultation.on_version.content}:
        raise NotAllowedNow("Phần được góp ý không có trong bản đang lấy ý kiến. Đề nghị tải lại trang rồi chọn lại.")
    if stance == Comment.Stance.AGREE and not node_key:
        others = full_agreement(consultation, unit)
        if (others.exclude(pk=comment.pk) if comment else others).exists():
            raise NotAllowedNow("Đơn vị đã có ý kiến nhất trí toàn văn trong đợt này.")
    said: dict[str, Any] = {
        "node_key": node_key or None,
        "stance": stance,
        "body": body,
        "replacement": replacement,
        "quote": quote if node_key else "",
    }
    if file is not None:
        said["document"] = _kept(consultation, unit, file, by=by)
    elif drops_file:
        said["document"] = None
    stamps = {"written_at": now, "written_by": by}
    if comment is None:
        comment = Comment.objects.create(consultation=consultation, unit=unit, **said, **stamps)
    else:
        comment = _still_there(comment)
        if comment.is_sent:
            raise NotAllowedNow("Góp ý này đã gửi, không sửa được nữa.")
        revision = next_revision(comment, revision, told=lambda: _last_writer_words(comment))
        Comment.objects.filter(pk=comment.pk).update(**said, **stamps, revision=revision)
        comment.refresh_from_db()
    # The log is read by the secretariat: what a unit has not sent is not in it.
    return finish(WRITE_COMMENT, comment, by=by)


@transaction.atomic
def send_comments(consultation: Consultation, unit: Unit, *, by: User) -> list[Comment]:
    """Gửi góp ý: the leader sends all that the unit's staff have written; the secretariat is told."""
    consultation, now = _open_round(SEND_COMMENT, consultation.pk)
    waiting = list(consultation.comments.filter(unit=unit, state=Comment.State.DRAFT).select_for_update())
    if not waiting:
        raise NotAllowedNow("Chưa có góp ý nào để gửi. Soạn góp ý, hoặc chọn “Nhất trí toàn văn”.")
    for comment in waiting:
        finish(SEND_COMMENT, comment, by=by, sent_at=now, sent_by=by)
    _tell_secretariat(consultation, unit, comments=len(waiting))
    return waiting


@transaction.atomic
def send_comment(comment: Comment, *, by: User) -> Comment:
    """Gửi one góp ý."""
    consultation, now = _open_round(SEND_COMMENT, comment.consultation_id)
    comment = _still_there(comment)
    unit = comment.unit
    is_whole = full_agreement(consultation, unit).filter(pk=comment.pk).exists()
    return finish(
        SEND_COMMENT,
        comment,
        by=by,
        notice=lambda row: _tell_secretariat(consultation, unit, comments=0 if is_whole else 1),
        sent_at=now,
        sent_by=by,
    )


@transaction.atomic
def agree_fully(consultation: Consultation, unit: Unit, *, by: User) -> Comment:
    """Nhất trí toàn văn, sent at once by the leader; what staff prepared so is sent. Refused when already said."""
    consultation, now = _open_round(AGREE_FULLY, consultation.pk)
    if (said := full_agreement(consultation, unit).first()) is not None:
        if said.state == Comment.State.SENT:
            raise NotAllowedNow("Đơn vị đã gửi ý kiến nhất trí toàn văn.")
        return send_comment(said, by=by)
    comment = Comment.objects.create(
        consultation=consultation,
        unit=unit,
        stance=Comment.Stance.AGREE,
        written_at=now,
        written_by=by,
        state=Comment.State.SENT,
        sent_at=now,
        sent_by=by,
    )
    return finish(AGREE_FULLY, comment, by=by, notice=lambda row: _tell_secretariat(consultation, unit))


def _kept(consultation: Consultation, unit: Unit, file: CheckedFile, *, by: User) -> Document:
    """Its title tells nothing of a comment that is not sent."""
    return store_document(
        file.read(),
        chain=consultation.text.chain,
        kind=COMMENT_FILE.slug,
        title=f"Tệp kèm theo góp ý của {unit.short_name}",
        filename=file.name or "",
        mime=file.content_type or "",
        by=by,
        is_sample=consultation.text.is_sample,
    )


def _last_writer_words(comment: Comment) -> str:
    return f"{comment.written_by} đã cập nhật góp ý này lúc {short_datetime(comment.written_at)}."


def _still_there(comment: Comment) -> Comment:
    """The newest state of it, under the round's lock."""
    rows = Comment.objects.select_related("unit", "written_by", "consultation__text__emulation_year__bloc")
    if (found := rows.filter(pk=comment.pk).first()) is None:
        raise SomeoneWasFaster("Góp ý này vừa được xóa ở nơi khác trong đơn vị; nội dung vừa nhập chưa được lưu.")
    return found


@transaction.atomic
def remove_comment(comment: Comment, *, by: User) -> None:
    """Bỏ a góp ý that was not sent."""
    _open_round(REMOVE_COMMENT, comment.consultation_id)
    comment = _still_there(comment)
    if comment.state != Comment.State.DRAFT:
        raise SomeoneWasFaster("Góp ý này vừa được gửi ở nơi khác, không xóa được nữa.")
    finish(REMOVE_COMMENT, comment, by=by)
    Comment.objects.filter(pk=comment.pk).delete()


def _tell_secretariat(consultation: Consultation, unit: Unit, *, comments: int = 0) -> None:
    """comments: how many the unit has sent now; none of them: it agrees to the whole."""
    bloc, unanswered = consultation.text.bloc, bool(consultation_unanswered(consultation))
    facts: dict[str, Any] = {"title": consultation.text.title, "unit": unit.short_name, "unanswered": unanswered}
    letter = letters.comments(count=comments, **facts) if comments else letters.agreed(**facts)
    if unanswered:
        matter: dict[str, Any] = {"about": about_answering(consultation.text)}
    else:
        matter = {"about": about_collecting(consultation), "until": consultation.closes_at}
    notify(audience.secretariat(bloc), letter, url=page(consultation), bloc=bloc, **matter)
    end_asking(consultation)
