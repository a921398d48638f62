"""The submission (tờ trình): the bloc asks the city for one award.

docs/law.md: Dossier of an award.
"""

import datetime
from collections.abc import Iterator

from awards.documents import SUBMISSION
from awards.documents.achievement_report import leader_of
from awards.models import AwardTerms, Nomination
from awards.models.kinds import Part
from law.models import LegalText
from law.queries import citations
from libraries.printing.paper import Block, Column, Paper, Paragraph, Signature, Table
from libraries.web import clock
from libraries.web.formats import document_date, padded
from records.issuing import NewDocument
from units.models import City, Unit


def head_unit(nomination: Nomination) -> Unit | None:
    seats = nomination.emulation_year.seats_on().filter(role="head").select_related("unit")
    seat = seats.prefetch_related("unit__names").first()
    return seat.unit if seat else None


def submission_paper(
    nomination: Nomination,
    terms: AwardTerms,
    *,
    number: str = "",
    verification: tuple[str, str] | None = None,
    on: datetime.date | None = None,
) -> Paper:
    """The submission as a document of that day (today by default). Without a number it is a draft and says so."""
    on = on or clock.today()
    bloc, year = nomination.bloc, nomination.emulation_year.year
    head = head_unit(nomination)
    post = leader_of(head, on) if head else None
    city = City.objects.on(on)
    decider = terms.decider_in(city) or terms.addressee
    return Paper(
        superior=bloc.superior or city.superior,
        issuer=bloc.name.upper(),
        number=number,
        place=bloc.place or city.place,
        date=on if number else None,
        kind="Tờ trình",
        subject=f"Về việc đề nghị tặng {nomination.kind.name} năm {year}",
        addressees=tuple(dict.fromkeys((decider, terms.addressee))),
        legal_basis=(*citations(on, LegalText.Topic.EMULATION), _selection_basis(nomination)),
        body=tuple(_body(nomination, terms, decider)),
        signatures=(
            Signature(
                ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"),
                post.user.full_name if post else "",
                agency_post=f"{post.title} {head.name_on(on)}" if post and head else "",
            ),
        ),
        recipients=("Như trên", "Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {bloc.short_name}"),
        note_box="" if number else "DỰ THẢO",
        sample=nomination.is_sample,
        title_for_reader=f"Tờ trình đề nghị tặng {nomination.kind.short_name} {nomination.recipient_name}",
        verification=verification,
        ends_with_mark=True,
    )


def _selection_basis(nomination: Nomination) -> str:
    """The minutes it rests on, with number and day once they are issued (NĐ 30/2020, Phụ lục I, II.6)."""
    if nomination.ballot is None:
        return "Căn cứ biên bản bình xét thi đua, khen thưởng của Khối"
    conference = nomination.ballot.conference
    held = document_date(conference.starts_at)
    if minutes := conference.issued_minutes:
        return f"Căn cứ Biên bản số {minutes.number} {held} của {conference.title}"
    return f"Căn cứ kết quả bình xét tại {conference.title}, {held}"


def _body(nomination: Nomination, terms: AwardTerms, decider: str) -> Iterator[Block]:
    bloc, kind, year = nomination.bloc, nomination.kind, nomination.emulation_year.year
    yield Paragraph(
        f"{bloc.name} kính trình {decider} xem xét, tặng {kind.name} năm {year} "
        f"cho {padded(1)} tập thể có thành tích xuất sắc trong phong trào thi đua năm {year}, cụ thể như sau:"
    )
    yield Table(
        (
            Column("STT", 0.65, "center"), Column("Tên tập thể", 1.8), Column("Danh hiệu, hình thức đề nghị", 1.4),
            Column("Tóm tắt thành tích", 3), Column("Kết quả bình xét", 1.1, "center"),
        ),
        (("1", nomination.recipient_name, kind.name, nomination.summary, ballot_words(nomination)),),
    )  # fmt: skip
    others = [Part(part).label for part in terms.required_parts if part != Part.SUBMISSION]
    if others:
        yield Paragraph(f"Hồ sơ gửi kèm: {', '.join(word.lower() for word in others)} (mỗi loại 01 bản).")
    yield Paragraph(f"{bloc.name} kính trình {decider} xem xét, quyết định.")


def ballot_words(nomination: Nomination) -> str:
    """The result of the vote, "09/09 đơn vị đồng ý (100%)"; a pointer to the minutes when no ballot is named."""
    ballot = nomination.ballot
    if ballot is None or ballot.yes is None:
        return "Theo biên bản"
    return f"{padded(ballot.yes) or '0'}/{padded(ballot.base_count)} đơn vị đồng ý ({ballot.share_words})"


def submission_document(nomination: Nomination, terms: AwardTerms) -> NewDocument:
    """The submission as it is sent today: number, sealed PDF with a code, Word."""
    kind, day = nomination.kind, clock.today()
    return NewDocument(
        kind=SUBMISSION,
        chain=nomination.chain,
        title=f"Tờ trình đề nghị tặng {kind.short_name} cho {nomination.recipient_name}",
        paper=lambda stamp: submission_paper(
            nomination, terms, number=stamp.number, verification=stamp.verification, on=day
        ),
        name=f"{kind.short_name} {nomination.unit.short_name}",
        purpose="Tờ trình",
        public={
            "Ngày": document_date(day),
            "Đơn vị trình": nomination.bloc.name,
            "Danh hiệu, hình thức đề nghị": kind.name,
        },
        series=f"TTr-{nomination.bloc.series_code}",
        on=day,
        word=True,
        is_sample=nomination.is_sample,
    )
