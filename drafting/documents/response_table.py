"""The response table (bảng tổng hợp ý kiến, tiếp thu, giải trình): rows, the paper in four columns, its files.

The same opinion of several units is one row that names them all; a unit that sent nothing is taken to agree
(docs/law.md: Response table).
"""

import dataclasses
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from drafting.documents import RESPONSE_TABLE
from drafting.models import Comment, Consultation, Text
from drafting.queries.alike import opinion_of, said_alike
from drafting.queries.answering import working_index
from drafting.queries.detached import is_detached, place_now
from drafting.queries.round_status import unit_statuses_of
from drafting.queries.version_index import VersionIndex
from law.paper_forms.library import RESPONSE_TABLE as RESPONSE_FORM
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table
from libraries.web.downloads import file_name
from libraries.web.formats import document_date, local_date, padded, short_date
from records import audit
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from signatures.candidates import APPROVAL, ON_BEHALF
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from units.models import Unit

COLUMNS = (
    "Nhóm vấn đề, điều, khoản",
    "Chủ thể góp ý",
    "Nội dung góp ý",
    "Nội dung tiếp thu, giải trình",
)
# By primary key of a round: the round, and the version that was asked about.
Walks = dict[int, tuple[Consultation, VersionIndex]]
SILENCE = "Đơn vị không gửi văn bản góp ý, được coi là nhất trí"


@dataclass(frozen=True)
class ResponseRow:
    """One opinion: where, who, what was said and proposed, what was answered ("" while nobody has)."""

    number: int
    node_key: str
    place: str
    heading: str
    units: tuple[str, ...]
    opinion: str
    proposal: str
    result: str
    answer: str
    anchor: str
    comment: int = 0
    attached_to: str = ""  # the part it hangs on today, where that is another one
    detached: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.result)

    @property
    def place_words(self) -> str:
        words = f"{self.place}\n({self.heading})" if self.heading else self.place
        return f"{words}\n(nay là {self.attached_to})" if self.attached_to else words

    @property
    def opinion_words(self) -> str:
        return f"{self.opinion}\nĐề nghị viết lại: “{self.proposal}”" if self.proposal else self.opinion

    @property
    def answer_words(self) -> str:
        """ "Tiếp thu: đã sửa …"; the result is not said twice when the answer begins with it."""
        if not self.result or self.answer.casefold().startswith(self.result.casefold()):
            return self.answer
        return f"{self.result}: {self.answer}"


def response_rows(source: Text | Consultation) -> list[ResponseRow]:
    """Sent opinions in the order of the text, those on the whole text first; the same opinion is one row.

    For a Text: of all its rounds, in the order of the newest version that was sent. Plain agreement is no opinion.
    """
    rounds = [source] if isinstance(source, Consultation) else list(_rounds(source))
    walks: Walks = {consultation.pk: (consultation, VersionIndex(consultation.on_version)) for consultation in rounds}
    if not walks:
        return []
    newest = walks[rounds[-1].pk][1]
    comments = (
        Comment.objects.filter(consultation__in=rounds)
        .to_answer()
        .select_related("unit", "answer", "reattachment__node")
        .prefetch_related("unit__names")
        .order_by("pk")
    )
    order = {unit.pk: place for place, unit in enumerate(rounds[-1].units())}
    merged: dict[tuple[Any, ...], list[Comment]] = {}
    for comment in comments:
        merged.setdefault(_sameness(comment), []).append(comment)
    found = sorted(
        merged.values(), key=lambda same: (_rank(same[0], newest, walks[same[0].consultation_id][1]), same[0].pk)
    )
    working = working_index(rounds[-1].text)
    return [_row(number, same, walks, newest, order, working) for number, same in enumerate(found, 1)]


def _rounds(text: Text) -> Iterable[Consultation]:
    rounds = text.consultations.select_related("on_version", "text__emulation_year__bloc")
    return rounds.order_by("pk")


def _sameness(comment: Comment) -> tuple[Any, ...]:
    answer = comment.answer_given
    replied = (answer.result, said_alike(answer.body)) if answer else ("", "")
    return (*opinion_of(comment), *replied)


def _rank(comment: Comment, newest: VersionIndex, own: VersionIndex) -> float:
    """Place in the newest text; what is no longer in it comes after the nearest piece before it that still is."""
    if not comment.node_key or comment.node_key in newest:
        return newest.rank(comment.node_key)
    for node in reversed(own.nodes[: own.rank(comment.node_key)]):
        if node.key in newest:
            return newest.rank(node.key) + 0.5
    return -0.5


def _row(
    number: int,
    same: list[Comment],
    walks: Walks,
    newest: VersionIndex,
    order: dict[int, int],
    working: VersionIndex,
) -> ResponseRow:
    first, key = same[0], same[0].node_key
    index = newest if not key or key in newest else walks[first.consultation_id][1]
    article, answer = index.article_of(key), first.answer_given
    said_by = sorted({comment.unit for comment in same}, key=lambda unit: (order.get(unit.pk, len(order)), unit.pk))
    day = local_date(walks[first.consultation_id][0].opened_at)
    said = first.body or first.get_stance_display()
    return ResponseRow(
        number=number,
        node_key=str(key or ""),
        place=index.place_words(key),
        heading=article.heading if article else "",
        units=tuple(unit.name_on(day) for unit in said_by),
        opinion=f"Về câu “{first.quote}”: {said}" if first.quote else said,
        proposal=first.replacement,
        result=answer.get_result_display() if answer else "",
        answer=answer.body if answer else "",
        anchor=f"gop-y-{first.pk}",
        comment=first.pk,
        attached_to=place_now(first, index, working),
        detached=is_detached(first, working),
    )


# --- What stands above the table -----------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """How the units answered: numbers and names for the opening paragraphs."""

    asked: int
    received: int
    agreeing: tuple[str, ...]
    silent: tuple[str, ...]
    with_opinions: tuple[str, ...]
    ended: bool


def tally_of(consultation: Consultation) -> Tally:
    day = local_date(consultation.opened_at)
    opinions = set(consultation.comments.to_answer().values_list("unit", flat=True))
    rows = unit_statuses_of(consultation)

    def names(units: Iterable[Unit]) -> tuple[str, ...]:
        return tuple(unit.name_on(day) for unit in units)

    return Tally(
        asked=len(rows),
        received=sum(bool(row.sent) for row in rows),
        agreeing=tuple(
            f"{row.unit.name_on(day)}, gửi {document_date(row.sent_at)}"
            for row in rows
            if row.sent and row.unit.pk not in opinions
        ),
        silent=names(row.unit for row in rows if not row.sent),
        with_opinions=names(row.unit for row in rows if row.unit.pk in opinions),
        ended=not consultation.is_open,
    )


def opening_of(consultation: Consultation, tally: Tally) -> list[str]:
    """The opening paragraphs, as on paper and page."""
    text, bloc = consultation.text, consultation.text.bloc
    silent = f"{SILENCE}: " if tally.ended else "Đơn vị chưa gửi ý kiến: "
    name = bloc.name_on(local_date(consultation.opened_at))
    lines = [
        f"Tổ thư ký {name} đã gửi {_lower(str(consultation.on_version))} {text.title} để lấy ý kiến các đơn vị "
        f"thành viên từ {document_date(consultation.opened_at)} đến {document_date(consultation.ended_at)}. "
        "Kết quả như sau:",
        f"1. Tổng số cơ quan, đơn vị đã gửi xin ý kiến: {padded(tally.asked)}; tổng số văn bản góp ý nhận được: "
        f"{padded(tally.received)}.",
        "2. Kết quả cụ thể:",
        f"2.1. Đơn vị nhất trí hoàn toàn: {_counted(tally.agreeing)}.",
    ]
    if tally.silent:
        lines.append(f"{silent}{_counted(tally.silent)}.")
    lines.append(f"2.2. Đơn vị có ý kiến góp ý: {_counted(tally.with_opinions)}.")
    return lines


def _counted(names: tuple[str, ...]) -> str:
    return f"{padded(len(names))} đơn vị" + (f" ({'; '.join(names)})" if names else "")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


# --- Paper and files -----------------------------------------------------------------


@RESPONSE_FORM.describes
def response_paper(
    consultation: Consultation,
    *,
    signers: Signers | None = None,
    on: datetime.date | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The table on landscape A4, under the head of the bloc that drafts. Without whoever signs it is a draft."""
    text, bloc = consultation.text, consultation.text.bloc
    signatures: tuple[Signature, ...] = ()
    if signers:
        signatures = (signers["signer"].printed("signer", SIGNED if number else ""),)
    return Paper(
        superior=bloc.superior_on(on),
        issuer=bloc.name_on(on),
        place=bloc.place_on(on),
        date=on,
        number=number,
        kind=f"{RESPONSE_FORM.kind} đối với dự thảo",
        subject=text.title,
        body=tuple(_body(consultation)),
        signatures=signatures or (Signature((ON_BEHALF, "KHỐI TRƯỞNG"), mark=NOT_SIGNED),),
        approvals=(APPROVAL,) if signers and APPROVAL in signers else (),
        recipients=("Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {bloc.short_name_on(on)}"),
        note_box="" if signers else "DỰ THẢO",
        number_room="" if number or not signers else NUMBER_FIELD,
        sample=text.is_sample,
        title_for_reader=table_title(consultation),
        verification=verification,
    )


def _body(consultation: Consultation) -> Iterable[Block]:
    for line in opening_of(consultation, tally_of(consultation)):
        yield Paragraph(line)
    rows = response_rows(consultation)
    if not rows:
        yield Paragraph("Không có ý kiến góp ý về nội dung dự thảo.")
        return
    yield Table(
        (
            Column("STT", 0.45, "center"),
            *(Column(title.upper(), width) for title, width in zip(COLUMNS, (1.6, 1.8, 3.3, 3.0), strict=True)),
        ),
        tuple(
            (str(row.number), row.place_words, ";\n".join(row.units), row.opinion_words, row.answer_words or "…")
            for row in rows
        ),
    )


def fingerprint(consultation: Consultation) -> str:
    """SHA-256 of the facts in the table; another one when an answer was changed since.

    Of facts, not of the sentences around them: a table does not grow old because we word it otherwise.
    """
    tally = tally_of(consultation)
    facts = {
        "text": consultation.text.title,
        "version": consultation.on_version.no,
        "from": short_date(consultation.opened_at),
        "to": short_date(consultation.ended_at),
        "tally": {field.name: getattr(tally, field.name) for field in dataclasses.fields(tally)},
        "rows": [
            [
                *(row.place, row.heading, *row.units, row.opinion, row.proposal, row.result, row.answer),
                *([row.attached_to] if row.attached_to else []),
            ]
            for row in response_rows(consultation)
        ],
    }
    return hashlib.sha256(audit.canonical(facts).encode()).hexdigest()


def response_document(consultation: Consultation, signers: Signers, on: datetime.date) -> NewDocument:
    """The table with room for its signer, or with the number of a day and who has signed; PDF and Word."""
    text, signer = consultation.text, signers["signer"]
    return NewDocument(
        kind=RESPONSE_TABLE,
        chain=text.chain,
        title=table_title(consultation),
        paper=lambda stamp: response_paper(
            consultation, signers=signers, on=on, number=stamp.number, verification=stamp.verification
        ),
        name=text.title,
        purpose="Hoàn thành bảng tổng hợp ý kiến, tiếp thu, giải trình",
        public={
            "Dự thảo": text.title,
            "Khối thi đua": text.bloc.name_on(on),
            "Ngày": document_date(on),
            "Người ký": f"{signer.name}, {signer.post}",
        },
        series=RESPONSE_FORM.series(text.bloc.series_code),
        on=on,
        word=True,
        is_sample=text.is_sample,
    )


def table_title(consultation: Consultation) -> str:
    return f"Bảng tổng hợp ý kiến, tiếp thu, giải trình {consultation.text.title}"


def draft_name(consultation: Consultation, ending: str) -> str:
    """The name of a draft, as the issued file will be called."""
    return file_name(f"{RESPONSE_TABLE.file_stem} {consultation.text.title}", ending)
