"""The steps of a text, then one function a verb.

Lock order: text, consultation, comment, audit chain.
"""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from drafting.documents.response_table import fingerprint, response_document
from drafting.models import Answer, Comment, Consultation, Node, ResponseTable, Text, Version
from drafting.numbering import frozen, numbered
from drafting.worklist import about_answering, about_collecting, about_commenting
from libraries.web import clock
from libraries.web.formats import short_datetime
from notices.models import Notice
from notices.outbox import end_requests, notify
from records import audit
from records.documents import replace_document
from records.issuing import Prepared, issue, prepare
from records.models import Document
from records.ordering import exchanged, number
from records.transitions import NotAllowedNow, SomeoneWasFaster, Step, Workflow, take
from units.models import EmulationYear, Unit, User, in_force

State = Text.State
EDITABLE = (State.DRAFT, State.CONSULTING)

EDIT = Step("edit", "Sửa nội dung dự thảo", EDITABLE, "")
FREEZE = Step("freeze", "Lưu thành bản dự thảo", EDITABLE, "")
OPEN_CONSULTATION = Step("open_consultation", "Gửi lấy ý kiến", EDITABLE, State.CONSULTING)
EXTEND = Step("extend", "Gia hạn góp ý", (State.CONSULTING,), "")
CLOSE_CONSULTATION = Step("close_consultation", "Kết thúc lấy ý kiến", (State.CONSULTING,), "")
REMIND = Step("remind", "Nhắc góp ý", (State.CONSULTING,), "")
ANSWER = Step("answer", "Trả lời góp ý", (State.CONSULTING,), "")
SETTLE = Step("settle", "Chốt nội dung", (State.CONSULTING,), State.SETTLED)
REOPEN = Step("reopen", "Mở lại dự thảo", (State.SETTLED,), State.DRAFT, needs_reason=True)
STEPS = Workflow(EDIT, FREEZE, OPEN_CONSULTATION, EXTEND, CLOSE_CONSULTATION, REMIND, ANSWER, SETTLE, REOPEN)

# Comments follow their consultation: what may be done with them is asked of the clock, under the round's lock.
WRITE = Step("write_comment", "Soạn góp ý", (Comment.State.DRAFT,), "")
SEND = Step("send_comment", "Gửi góp ý", (Comment.State.DRAFT,), Comment.State.SENT)
COMMENT_STEPS = Workflow(WRITE, SEND)

VERBS = {
    "create_text": "Soạn thảo văn bản mới",
    "add_node": "Thêm phần của dự thảo",
    "save_node": "Sửa phần của dự thảo",
    "move_node": "Đổi thứ tự trong dự thảo",
    "remove_node": "Bỏ phần của dự thảo",
    "restore_node": "Lấy lại phần đã bỏ",
    "remove_comment": "Bỏ góp ý chưa gửi",
    "agree_fully": "Nhất trí toàn văn",
    "issue_response_table": "Ban hành bảng tổng hợp tiếp thu, giải trình",
}

# What may stand directly under what; None is the text itself.
ALLOWED_UNDER: dict[str | None, tuple[str, ...]] = {
    None: ("paragraph", "chapter", "article"),
    "chapter": ("section", "article"),
    "section": ("article",),
    "article": ("clause", "point", "paragraph"),
    "clause": ("point",),
    "point": (),
    "paragraph": (),
}
LONGEST_BODY = 20_000
MOST_NODES = 1_500


def locked_text(pk: int) -> Text:
    return Text.objects.select_for_update(of=("self",)).select_related("emulation_year__bloc").get(pk=pk)


def locked_consultation(pk: int) -> Consultation:
    rounds = Consultation.objects.select_related("text__emulation_year__bloc", "on_version")
    return rounds.select_for_update(of=("self",)).get(pk=pk)


def must_be_editable(text: Text, step: Step = EDIT) -> None:
    if not step.open_for(text):
        raise NotAllowedNow(f"{text} đã chốt nội dung, không sửa được. Muốn sửa, mở lại dự thảo và ghi lý do.")


# --- Writing ---------------------------------------------------------------------------------


@transaction.atomic
def create_text(
    year: EmulationYear, *, by: User, kind: str, title: str, legal_basis: str = "", tree: Iterable[tuple] = ()
) -> Text:
    """Soạn thảo. `tree`: (kind, heading, body, [children]) rows to begin with, as in drafting.skeletons."""
    text = Text.objects.create(
        emulation_year=year,
        kind=kind,
        title=title,
        legal_basis=legal_basis,
        created_at=clock.now(),
        created_by=by,
        is_sample=year.is_sample,
    )
    _plant(text, None, tree)
    audit.record("drafting.create_text", text, by=by, to_state=text.state)
    return text


def _plant(text: Text, parent: Node | None, tree: Iterable[tuple]) -> None:
    for position, (kind, heading, body, children) in enumerate(tree, 1):
        node = Node.objects.create(
            text=text, parent=parent, kind=kind, position=position * 10, heading=heading, body=body
        )
        _plant(text, node, children)


@transaction.atomic
def edit(text: Text, *, by: User, version: int, title: str, legal_basis: str) -> Text:
    """Sửa tên, căn cứ. SomeoneWasFaster when `version` is no longer the newest."""
    text = locked_text(text.pk)
    must_be_editable(text)
    if text.version != version:
        raise SomeoneWasFaster("Tên hoặc căn cứ vừa được người khác sửa. Tải lại trang để xem bản mới rồi sửa tiếp.")
    Text.objects.filter(pk=text.pk).update(title=title, legal_basis=legal_basis, version=F("version") + 1)
    text.refresh_from_db()
    audit.record("drafting.edit", text, by=by, data={"title": title})
    return text


@transaction.atomic
def add_node(
    text: Text, *, by: User, kind: str, parent: Node | None = None, after: Node | None = None,
    heading: str = "", body: str = "",
) -> Node:  # fmt: skip
    """Thêm một phần under `parent` (None: the text itself), behind its sibling `after`, at the end by default."""
    text = locked_text(text.pk)
    must_be_editable(text)
    # As they are under the lock: somebody may have moved or removed them since the page was read.
    parent, after = _afresh(parent), _afresh(after)
    if parent is not None and (parent.text_id != text.pk or parent.removed_at or _above_in_bin(parent)):
        raise NotAllowedNow("Phần chứa đã bị bỏ khỏi dự thảo. Tải lại trang rồi thêm lại.")
    above = parent.kind if parent is not None else None
    if kind not in ALLOWED_UNDER[above]:
        raise NotAllowedNow("Phần này không đặt ở đây được: Chương chứa Mục, Điều; Điều chứa Khoản; Khoản chứa Điểm.")
    if text.nodes.active().count() >= MOST_NODES:
        raise NotAllowedNow("Dự thảo đã có 1.500 phần, không thêm được nữa. Hãy tách thành hai văn bản.")
    siblings = text.nodes.filter(parent=parent)
    if after is not None and (after.text_id != text.pk or after.parent_id != (parent.pk if parent else None)):
        raise NotAllowedNow("Vị trí thêm không còn đúng. Tải lại trang rồi thêm lại.")
    if after is None:
        position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 10
    else:
        position = after.position + 10
        siblings.filter(position__gt=after.position).update(position=F("position") + 10)
    node = Node.objects.create(text=text, parent=parent, kind=kind, position=position, heading=heading, body=body)
    audit.record("drafting.add_node", text, by=by, data={"key": str(node.key), "kind": kind})
    return node


def _afresh(node: Node | None) -> Node | None:
    return Node.objects.get(pk=node.pk) if node is not None else None


def _above_in_bin(node: Node) -> Node | None:
    """The nearest piece above that is in the bin; a text is at most five deep."""
    while node.parent is not None:
        node = node.parent
        if node.removed_at:
            return node
    return None


@transaction.atomic
def save_node(node: Node, *, by: User, version: int, heading: str, body: str) -> Node:
    """Sửa một phần. SomeoneWasFaster when `version` is no longer the newest; the caller keeps what was typed."""
    text = locked_text(node.text_id)
    must_be_editable(text)
    changed = Node.objects.filter(pk=node.pk, version=version, removed_at=None).update(
        heading=heading, body=body, version=F("version") + 1
    )
    if not changed:
        raise SomeoneWasFaster("Phần này vừa được người khác sửa hoặc bỏ. Nội dung bạn vừa nhập vẫn còn bên dưới.")
    was = {"heading": node.heading, "body": node.body}
    node = Node.objects.select_related("text__emulation_year__bloc").get(pk=node.pk)
    audit.record("drafting.save_node", text, by=by, data={"key": str(node.key), "was": was})
    return node


@transaction.atomic
def move_node(node: Node, *, by: User, up: bool) -> Node:
    """Đưa lên hoặc xuống một bậc among its siblings; at the end of the row nothing happens."""
    text = locked_text(node.text_id)
    must_be_editable(text)
    siblings = list(text.nodes.active().filter(parent_id=node.parent_id).order_by("position", "pk"))
    if node.pk not in [sibling.pk for sibling in siblings]:
        raise NotAllowedNow("Phần này đã bị bỏ khỏi dự thảo. Tải lại trang.")
    if (moved := exchanged(siblings, node.pk, up=up)) is not None:
        number(moved, step=10)
        audit.record("drafting.move_node", text, by=by, data={"key": str(node.key), "up": up})
    return Node.objects.get(pk=node.pk)


@transaction.atomic
def remove_node(node: Node, *, by: User) -> Node:
    """Bỏ vào thùng rác, with all that stands under it; `restore_node` brings it back to its place."""
    text = locked_text(node.text_id)
    must_be_editable(text)
    if Node.objects.filter(pk=node.pk, removed_at=None).update(removed_at=clock.now(), removed_by=by):
        audit.record("drafting.remove_node", text, by=by, data={"key": str(node.key)})
    return Node.objects.get(pk=node.pk)


@transaction.atomic
def restore_node(node: Node, *, by: User) -> Node:
    """Lấy lại từ thùng rác. Not out of a piece that is in the bin itself: it would stay unseen."""
    text = locked_text(node.text_id)
    must_be_editable(text)
    if (above := _above_in_bin(Node.objects.get(pk=node.pk))) is not None:
        raise NotAllowedNow(f"{above} chứa phần này còn trong thùng rác. Lấy lại phần đó trước.")
    if Node.objects.filter(pk=node.pk, removed_at__isnull=False).update(removed_at=None, removed_by=None):
        audit.record("drafting.restore_node", text, by=by, data={"key": str(node.key)})
    return Node.objects.get(pk=node.pk)


# --- Versions ---------------------------------------------------------------------------------


def working_content(text: Text) -> list[dict]:
    """The working text as a version would hold it."""
    return frozen(numbered(text.nodes.active()))


@transaction.atomic
def freeze(text: Text, *, by: User, note: str = "") -> Version:
    """Lưu thành bản dự thảo lần n. NotAllowedNow for an empty text, or one unchanged since the last version."""
    text = locked_text(text.pk)
    must_be_editable(text, FREEZE)
    return _freeze(text, by, note)


def _freeze(text: Text, by: User, note: str) -> Version:
    content = working_content(text)
    if not content:
        raise NotAllowedNow("Dự thảo còn trống. Thêm ít nhất một Điều rồi lưu thành bản dự thảo.")
    if empty := [row for row in content if not (row["heading"] or row["body"]).strip()]:
        where = empty[0]["citation"] or "một đoạn văn"
        raise NotAllowedNow(f"Còn {len(empty)} phần chưa có nội dung, đầu tiên là {where}. Điền hoặc bỏ phần đó.")
    whole = {"title": text.title, "legal_basis": text.legal_basis, "content": content}
    sha256 = hashlib.sha256(audit.canonical(whole).encode()).hexdigest()
    last = text.versions.order_by("-no").first()
    if last is not None and last.sha256 == sha256:
        raise NotAllowedNow(f"Nội dung chưa thay đổi so với {last}. Sửa nội dung rồi lưu thành bản mới.")
    version = Version.objects.create(
        text=text,
        no=last.no + 1 if last else 1,
        title=text.title,
        legal_basis=text.legal_basis,
        content=content,
        sha256=sha256,
        note=note,
        created_at=clock.now(),
        created_by=by,
    )
    audit.record("drafting.freeze", text, by=by, data={"no": version.no, "sha256": sha256})
    return version


def newest_version(text: Text, *, by: User) -> Version:
    """The last version when nothing changed since, else a new one. Call it under the text's lock."""
    try:
        return _freeze(text, by, "")
    except NotAllowedNow:
        last = text.versions.order_by("-no").first()
        if last is None or last.content != working_content(text):
            raise
        return last


# --- Asking the units ---------------------------------------------------------------------------------


@transaction.atomic
def open_consultation(text: Text, *, by: User, closes_at: datetime.datetime, note: str = "") -> Consultation:
    """Gửi lấy ý kiến on the newest version; a round whose time is over is closed first; every unit is told."""
    text = locked_text(text.pk)
    running = text.consultations.filter(closed_at=None).first()
    if running is not None:
        if running.is_open:
            raise NotAllowedNow(
                f"Đợt lấy ý kiến đang mở đến {short_datetime(running.closes_at)}. Kết thúc đợt này trước."
            )
        _close(running, by, running.closes_at)
    now = clock.now()
    if closes_at <= now:
        raise NotAllowedNow("Hạn góp ý đã qua. Chọn một thời điểm sau lúc này.")
    version = newest_version(text, by=by)
    take(OPEN_CONSULTATION, text, by=by, data={"version": version.no, "closes_at": closes_at.isoformat()})
    consultation = Consultation.objects.create(
        text=text, on_version=version, note=note, closes_at=closes_at, opened_at=now, opened_by=by
    )
    _tell_units(text, f"Góp ý {text.title} trước {short_datetime(closes_at)}", consultation, note, key="open")
    return consultation


@transaction.atomic
def extend(consultation: Consultation, *, by: User, closes_at: datetime.datetime) -> Consultation:
    """Gia hạn, before it closes and to a later moment only."""
    consultation = locked_consultation(consultation.pk)
    _must_be_open(consultation)
    if closes_at <= consultation.closes_at:
        raise NotAllowedNow(f"Hạn mới phải sau hạn cũ ({short_datetime(consultation.closes_at)}).")
    was = consultation.closes_at
    consultation.closes_at = closes_at
    consultation.save(update_fields=["closes_at"])
    end_requests(about_commenting(consultation))  # those asked anew below read the new deadline
    Notice.objects.filter(about=about_collecting(consultation)).update(until=closes_at)
    audit.record(
        "drafting.extend", consultation.text, by=by, data={"was": was.isoformat(), "closes_at": closes_at.isoformat()}
    )
    title = f"Gia hạn góp ý {consultation.text.title} đến {short_datetime(closes_at)}"
    _tell_units(consultation.text, title, consultation, "", key=f"extend-{closes_at:%Y%m%d%H%M}")
    _end_asking(consultation)  # units that have sent something are told, not asked
    return consultation


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: User) -> Consultation:
    """Kết thúc lấy ý kiến: now, or at its closing moment if that has come. Drafts not sent stay unsent."""
    consultation = locked_consultation(consultation.pk)
    if consultation.closed_at is not None:
        raise NotAllowedNow("Đợt lấy ý kiến này đã kết thúc.")
    return _close(consultation, by, min(clock.now(), consultation.closes_at))


def _close(consultation: Consultation, by: User, at: datetime.datetime) -> Consultation:
    consultation.closed_at, consultation.closed_by = at, by
    consultation.save(update_fields=["closed_at", "closed_by"])
    end_requests(about_commenting(consultation))
    end_requests(about_collecting(consultation))
    audit.record("drafting.close_consultation", consultation.text, by=by, data={"closed_at": at.isoformat()})
    return consultation


@transaction.atomic
def remind(consultation: Consultation, *, by: User) -> list[Unit]:
    """Nhắc the units that have sent nothing, at most once a day each; returns them."""
    consultation = locked_consultation(consultation.pk)
    _must_be_open(consultation)
    silent = silent_units(consultation)
    title = f"Nhắc góp ý {consultation.text.title} trước {short_datetime(consultation.closes_at)}"
    for unit in silent:
        key = f"drafting-remind-{consultation.pk}-{unit.pk}-{clock.today():%Y%m%d}"
        notify(
            _people_of([unit]), title=title[:200], url=_page(consultation), bloc=consultation.text.bloc, key=key,
            about=about_commenting(consultation), until=consultation.closes_at,
        )  # fmt: skip
    audit.record("drafting.remind", consultation.text, by=by, data={"units": [unit.slug for unit in silent]})
    return silent


def silent_units(consultation: Consultation) -> list[Unit]:
    """Units of the year that have sent nothing in this round."""
    heard = consultation.comments.sent().values("unit")
    return list(consultation.emulation_year.units().exclude(pk__in=heard))


def _must_be_open(consultation: Consultation) -> datetime.datetime:
    """The moment of the act. One reading of the clock decides and stamps: the database compares the stamp again."""
    now = clock.now()
    if not consultation.is_open_at(now):
        raise NotAllowedNow(
            f"Thời gian góp ý đã kết thúc lúc {short_datetime(consultation.ended_at)}, không nhận thêm góp ý. "
            "Nếu còn ý kiến, đề nghị Tổ thư ký mở đợt lấy ý kiến mới."
        )
    return now


# --- Comments ---------------------------------------------------------------------------------


@transaction.atomic
def write_comment(
    consultation: Consultation, unit: Unit, *, by: User, stance: str, body: str = "", replacement: str = "",
    node_key: uuid.UUID | str | None = None, comment: Comment | None = None, version: int | None = None,
) -> Comment:  # fmt: skip
    """Soạn góp ý of `unit` on a node (None: the whole text); with `comment` that unsent one is rewritten.

    Raises NotAllowedNow after closing or for a second agreement with the whole text, SomeoneWasFaster when it was sent
    or `version` is stale.
    """
    consultation = locked_consultation(consultation.pk)
    now = _must_be_open(consultation)
    if node_key and str(node_key) not in {row["key"] for row in consultation.on_version.content}:
        raise NotAllowedNow("Phần được góp ý không có trong bản đang lấy ý kiến. Tải lại trang rồi chọn lại.")
    if stance == Comment.Stance.AGREE and not node_key:
        others = _full_agreement(consultation, unit).exclude(pk=comment.pk if comment else None)
        if others.exists():
            raise NotAllowedNow("Đơn vị đã có ý kiến nhất trí toàn văn trong đợt này.")
    said = {"node_key": node_key or None, "stance": stance, "body": body, "replacement": replacement}
    stamps = {"written_at": now, "written_by": by}
    if comment is None:
        comment = Comment.objects.create(consultation=consultation, unit=unit, **said, **stamps)
    else:
        mine = Comment.objects.filter(pk=comment.pk, consultation=consultation, unit=unit, state=Comment.State.DRAFT)
        if not mine.filter(version=version).update(**said, **stamps, version=F("version") + 1):
            raise SomeoneWasFaster("Góp ý này vừa được gửi hoặc sửa ở nơi khác. Nội dung bạn nhập vẫn còn bên dưới.")
        comment.refresh_from_db()
    # The log is read by the secretariat: what a unit has not sent is not in it.
    audit.record("drafting.write_comment", comment, by=by)
    return comment


@transaction.atomic
def send_comments(consultation: Consultation, unit: Unit, *, by: User) -> list[Comment]:
    """Gửi góp ý: the leader sends all that the unit's staff have written; the secretariat is told."""
    consultation = locked_consultation(consultation.pk)
    now = _must_be_open(consultation)
    waiting = list(consultation.comments.filter(unit=unit, state=Comment.State.DRAFT).select_for_update())
    if not waiting:
        raise NotAllowedNow("Chưa có góp ý nào để gửi. Soạn góp ý, hoặc chọn “Nhất trí toàn văn”.")
    for comment in waiting:
        take(SEND, comment, by=by, sent_at=now, sent_by=by)
    _tell_secretariat(consultation, unit, f"{unit.short_name} gửi {len(waiting)} góp ý {consultation.text.title}")
    return waiting


@transaction.atomic
def send_comment(comment: Comment, *, by: User) -> Comment:
    """Gửi one góp ý."""
    consultation = locked_consultation(comment.consultation_id)
    now = _must_be_open(consultation)
    comment = _still_there(comment)
    take(SEND, comment, by=by, sent_at=now, sent_by=by)
    _tell_secretariat(consultation, comment.unit, f"{comment.unit.short_name} gửi góp ý {consultation.text.title}")
    return comment


@transaction.atomic
def agree_fully(consultation: Consultation, unit: Unit, *, by: User) -> Comment:
    """Nhất trí toàn văn, sent at once by the leader; what staff prepared so is sent. Refused when already said."""
    consultation = locked_consultation(consultation.pk)
    now = _must_be_open(consultation)
    if (said := _full_agreement(consultation, unit).first()) is not None:
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
    audit.record("drafting.agree_fully", comment, by=by, to_state=comment.state)
    _tell_secretariat(consultation, unit, f"{unit.short_name} nhất trí toàn văn {consultation.text.title}")
    return comment


def _full_agreement(consultation: Consultation, unit: Unit):
    """What the database calls "agrees_with_the_whole_text_once"."""
    return consultation.comments.filter(unit=unit, stance=Comment.Stance.AGREE, node_key=None)


def _still_there(comment: Comment) -> Comment:
    """The newest state of it, under the round's lock."""
    rows = Comment.objects.select_related("unit", "consultation__text__emulation_year__bloc")
    if (found := rows.filter(pk=comment.pk).first()) is None:
        raise SomeoneWasFaster("Góp ý này vừa được người khác trong đơn vị bỏ.")
    return found


@transaction.atomic
def remove_comment(comment: Comment, *, by: User) -> None:
    """Bỏ a góp ý that was not sent."""
    consultation = locked_consultation(comment.consultation_id)
    _must_be_open(consultation)
    comment = _still_there(comment)
    if comment.state != Comment.State.DRAFT:
        raise SomeoneWasFaster("Góp ý này vừa được gửi, không bỏ được nữa.")
    audit.record("drafting.remove_comment", comment, by=by)
    Comment.objects.filter(pk=comment.pk).delete()


# --- Answers and the end ---------------------------------------------------------------------------------


def unanswered(text: Text) -> int:
    """Sent comments that still need an answer; plain agreement needs none."""
    return _to_answer(text).filter(answer=None).count()


def _to_answer(text: Text):
    return Comment.objects.filter(consultation__text=text).to_answer()


def consultation_unanswered(consultation: Consultation) -> int:
    """The same for one round."""
    return consultation.comments.to_answer().filter(answer=None).count()


@transaction.atomic
def answer(comment: Comment, *, by: User, result: str, body: str, version: int | None = None) -> Answer:
    """Tiếp thu, tiếp thu một phần or giải trình; with `version` an earlier answer is rewritten."""
    text = locked_text(comment.consultation.text_id)
    if not ANSWER.open_for(text):
        raise NotAllowedNow(f"{text} không còn ở giai đoạn lấy ý kiến, không trả lời góp ý được nữa.")
    if comment.state != Comment.State.SENT:
        raise NotAllowedNow("Góp ý này đơn vị chưa gửi.")
    stamps = {"result": result, "body": body, "answered_at": clock.now(), "answered_by": by}
    existing = Answer.objects.filter(comment=comment)
    if version is None:
        if existing.exists():
            raise SomeoneWasFaster("Góp ý này vừa được người khác trả lời. Tải lại trang để xem.")
        made = Answer.objects.create(comment=comment, **stamps)
    else:
        if not existing.filter(version=version).update(**stamps, version=F("version") + 1):
            raise SomeoneWasFaster("Câu trả lời này vừa được người khác sửa. Nội dung bạn nhập vẫn còn bên dưới.")
        made = existing.get()
    audit.record("drafting.answer", comment, by=by, data={"result": result, "body": body})
    if not unanswered(text):
        end_requests(about_answering(text))
    return made


@transaction.atomic
def settle(text: Text, *, by: User) -> Text:
    """Chốt nội dung: no round open, every comment answered; the working text becomes the last version."""
    text = locked_text(text.pk)
    if SETTLE.open_for(text):
        running = text.consultations.filter(closed_at=None).first()
        if running is not None and running.is_open:
            raise NotAllowedNow(f"Còn đang lấy ý kiến đến {short_datetime(running.closes_at)}. Kết thúc đợt này trước.")
        if left := unanswered(text):
            raise NotAllowedNow(f"Còn {left} góp ý chưa trả lời. Trả lời hết rồi chốt nội dung.")
        if running is not None:
            _close(running, by, running.closes_at)
    version = newest_version(text, by=by) if SETTLE.open_for(text) else None
    take(
        SETTLE, text, by=by, data={"version": version.no if version else None},
        settled_at=clock.now(), settled_by=by, settled_version=version,
    )  # fmt: skip
    return text


@transaction.atomic
def reopen(text: Text, *, by: User, reason: str) -> Text:
    """Mở lại dự thảo, with a reason; versions, comments and answers stay."""
    text = locked_text(text.pk)
    take(REOPEN, text, by=by, reason=reason, settled_at=None, settled_by=None, settled_version=None)
    return text


def issue_response_table(consultation: Consultation, *, by: User) -> Document:
    """Ban hành bảng tổng hợp of a round that has ended, every comment answered: sealed PDF with its code, and Word.

    Printed before the lock. Issued again after answers were changed, it replaces the one before; unchanged it is
    refused.
    """
    rounds = Consultation.objects.select_related("text__emulation_year__bloc", "on_version")
    consultation = rounds.get(pk=consultation.pk)
    _refuse_response_table(consultation)
    return _issue_response_table(consultation, prepare(response_document(consultation, by=by)), by=by)


def _refuse_response_table(consultation: Consultation) -> tuple[ResponseTable | None, str]:
    """(the table issued before, fingerprint of what would be issued now), unless it may not be issued."""
    if consultation.is_open:
        ends = short_datetime(consultation.closes_at)
        raise NotAllowedNow(f"Còn đang lấy ý kiến đến {ends}. Kết thúc đợt này trước.")
    if left := consultation_unanswered(consultation):
        raise NotAllowedNow(f"Còn {left} góp ý chưa trả lời. Trả lời hết rồi ban hành bảng tổng hợp.")
    before = consultation.response_tables.select_related("document").last()
    sha256 = fingerprint(consultation)
    if before is not None and before.sha256 == sha256:
        raise NotAllowedNow("Bảng tổng hợp đã ban hành và chưa có gì thay đổi.")
    return before, sha256


@transaction.atomic
def _issue_response_table(consultation: Consultation, prepared: Prepared, *, by: User) -> Document:
    locked_text(consultation.text_id)
    consultation = locked_consultation(consultation.pk)
    before, sha256 = _refuse_response_table(consultation)
    files = issue(response_document(consultation, by=by), prepared, by=by)
    ResponseTable.objects.create(
        consultation=consultation,
        document=files.pdf,
        word=files.word,
        sha256=sha256,
        issued_at=clock.now(),
        issued_by=by,
    )
    audit.record("drafting.issue_response_table", consultation, by=by, data={"code": files.code})
    if before is not None:
        replace_document(before.document, files.pdf, by=by, reason="Nội dung trả lời góp ý được sửa sau khi ban hành.")
    return files.pdf


# --- Telling ---------------------------------------------------------------------------------


def _page(consultation: Consultation) -> str:
    return reverse("drafting:consultation_detail", args=[consultation.pk])


def _people_of(units: Iterable[Unit]) -> list[User]:
    """Staff and leaders of these units today."""
    posts = in_force()
    return list(User.objects.filter(is_active=True, posts__in=_posts(units, posts)).distinct())


def _posts(units: Iterable[Unit], when: Any):
    from units.models import Post  # beside its only use

    return Post.objects.filter(when, unit__in=list(units))


def _tell_units(text: Text, title: str, consultation: Consultation, body: str, *, key: str) -> None:
    people = _people_of(text.emulation_year.units())
    notify(
        people, title=title[:200], body=body, url=_page(consultation), bloc=text.bloc,
        key=f"drafting-{key}-{consultation.pk}", about=about_commenting(consultation), until=consultation.closes_at,
    )  # fmt: skip


def _tell_secretariat(consultation: Consultation, unit: Unit, title: str) -> None:
    bloc = consultation.text.bloc
    keepers = User.objects.filter(is_active=True, secretariat_seats__in=bloc.secretariat_seats.filter(in_force()))
    if consultation_unanswered(consultation):
        matter: dict[str, Any] = {"about": about_answering(consultation.text)}
    else:
        matter = {"about": about_collecting(consultation), "until": consultation.closes_at}
    notify(keepers.distinct(), title=title[:200], url=_page(consultation), bloc=bloc, mail=False, **matter)
    _end_asking(consultation)


def _end_asking(consultation: Consultation) -> None:
    """The people of units that have sent something are asked no longer; the secretariat when none is silent."""
    silent = silent_units(consultation)
    end_requests(about_commenting(consultation), still_asked=_people_of(silent))
    if not silent:
        end_requests(about_collecting(consultation))
