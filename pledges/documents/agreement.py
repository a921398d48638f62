"""The pledge as a document: its content as plain values, and the Paper made from nothing but these.

While the pledge is prepared the content is computed from text, targets and posts; when it is opened for signing the
content is stored, hashed and printed, and page and file are made from the stored one ever after.
"""

import datetime
import hashlib
from collections.abc import Iterable

from drafting.documents.paper import text_blocks
from drafting.queries import working_content
from law.paper_forms.library import PLEDGE as PLEDGE_FORM
from law.queries import wording_on
from libraries.printing.paper import (
    Annex,
    Block,
    Column,
    Paper,
    Paragraph,
    SignatureCell,
    SignatureGrid,
    Table,
)
from libraries.web import clock
from libraries.web.formats import document_date, local_date, padded, vn_number
from pledges.documents import PLEDGE
from pledges.models import AgreementContent, Pledge
from records import audit
from records.issuing import NewDocument
from records.numbering import fields_in
from regulations.queries import basis_of
from signatures.queries import leaders_of
from units.models import City

COLUMNS, BOX_WIDTH, BOX_HEIGHT = 3, 52.0, 27.0  # three signers side by side on A4; millimetres
COMMON_NOUNS = ("Trụ sở", "Hội trường", "Phòng họp", "Nhà văn hóa", "Văn phòng", "Khách sạn")
NUMBER = Column("STT", 0.55, "center")
PARTIES = (NUMBER, Column("Đơn vị", 3.6), Column("Người đại diện", 2.1), Column("Chức vụ", 1.6))
TARGETS = (
    NUMBER,
    Column("Đơn vị", 2.6),
    Column("Chỉ tiêu", 2.9),
    Column("Đơn vị tính", 0.85, "center"),
    Column("Mức đăng ký", 1, "right"),
)


def field_name(unit_pk: int) -> str:
    """The signature field of a unit in the file."""
    return f"unit-{unit_pk}"


# --- Content ---------------------------------------------------------------------------------------------------------


def content_of(pledge: Pledge, *, place: str | None = None, day: datetime.date | None = None) -> AgreementContent:
    """All that the document says, as it stands now; of the settled version, or of the text as far as it is written."""
    year, bloc = pledge.emulation_year, pledge.bloc
    day = day or (local_date(pledge.conference.starts_at) if pledge.conference else clock.today())
    units = list(year.units())
    leaders = leaders_of(units, day)
    text, version = pledge.text, pledge.text.settled_version
    return {
        "title": pledge.title,
        "year": year.year,
        "theme": year.theme,
        "bloc": bloc.name_on(day),
        "superior": bloc.superior_on(day),
        "locality": bloc.place_on(day),
        "place": pledge.place if place is None else place,
        "day": day.isoformat(),
        "bases": _bases(version.legal_basis if version else text.legal_basis, basis_of(bloc, day)),
        "version": version.no if version else 0,
        "text_sha256": version.sha256 if version else "",
        "text": working_content(text) if version is None else version.content,
        "parties": [
            {
                "unit": unit.pk,
                "name": unit.name_on(day),
                "representative": leaders[unit.pk].user.full_name if unit.pk in leaders else "",
                "post": leaders[unit.pk].title if unit.pk in leaders else "",
            }
            for unit in units
        ],
        "targets": [
            {"unit": row.unit_id, "name": row.name, "measure": row.measure, "value": str(row.value), "note": row.note}
            for row in pledge.targets.all()
        ],
        "witnesses": _witnesses(pledge),
        "city_body": City.objects.on(day).body,
        "is_sample": pledge.is_sample,
    }


def _witnesses(pledge: Pledge) -> list[str]:
    """Guests on the roll of the conference at which it is signed."""
    return [str(guest) for guest in pledge.conference.guests.all() if guest.attended] if pledge.conference else []


def _bases(typed: str, regulation: str) -> list[str]:
    """The typed ones, and the bloc's regulation where nobody typed one."""
    lines = _lines(typed)
    named = any("quy chế" in line.casefold() for line in lines)
    return lines if named or not regulation else [*lines, regulation]


def _lines(text: str) -> list[str]:
    """The legal basis as printed: "Căn cứ …" also where the writer left it out (NĐ 30/2020, Phụ lục I, II.6)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    known = ("căn cứ", "theo", "thực hiện", "xét")
    return [line if line.casefold().startswith(known) else f"Căn cứ {line}" for line in lines]


def sha256_of_content(content: AgreementContent) -> str:
    return hashlib.sha256(audit.canonical(content).encode()).hexdigest()


# --- Paper -----------------------------------------------------------------------------------------------------------


@PLEDGE_FORM.describes
def agreement_paper(content: AgreementContent, *, sealed: bool, verification: tuple[str, str] | None = None) -> Paper:
    """The pledge on paper (bản giao ước thi đua); unsealed it is a draft and says so. NĐ 30/2020, Phụ lục I."""
    day = datetime.date.fromisoformat(content["day"])
    return Paper(
        superior=content["superior"],
        issuer=content["bloc"].upper(),
        place=content["locality"],
        date=day,
        subject=f"Năm {content['year']}",
        legal_basis=tuple(content["bases"]),
        body=tuple(_body(content, day)),
        annexes=tuple(_annex(content, day)),
        note_box="" if sealed else "DỰ THẢO",
        sample=content["is_sample"],
        title_for_reader=content["title"],
        verification=verification,
    )


def _body(content: AgreementContent, day: datetime.date) -> Iterable[Block]:
    parties = content["parties"]
    where = f", tại {in_sentence(content['place'])}" if content["place"] else ""
    yield Paragraph(
        f"Hôm nay, {document_date(day)}{where}, chúng tôi là đại diện {padded(len(parties))} đơn vị thành viên "
        f"{content['bloc']}, gồm:",
        keep_with_next=True,
    )
    yield Table(
        PARTIES,
        tuple(
            (str(place), row["name"], row["representative"], row["post"]) for place, row in enumerate(parties, start=1)
        ),
    )
    yield Paragraph(f"Thống nhất ký kết giao ước thi đua năm {content['year']} với các nội dung sau:")
    yield from text_blocks(content["text"])
    yield Paragraph("Chỉ tiêu thi đua đăng ký của từng đơn vị nêu tại Phụ lục kèm theo Giao ước này.")
    yield Paragraph(
        "Các đơn vị đã đọc toàn văn, thống nhất và cùng ký. Giao ước có hiệu lực khi đủ chữ ký của "
        f"{padded(len(parties))} đơn vị."
    )
    kept = f", {content['city_body']} 01 bản" if content["city_body"] else ""
    yield Paragraph(
        f"Giao ước được lập thành {padded(len(parties) + (2 if kept else 1))} bản có giá trị như nhau: mỗi đơn vị 01 "
        f"bản, Khối trưởng lưu 01 bản{kept}."
    )
    if content["witnesses"]:
        yield Paragraph(f"Chứng kiến việc ký kết: {'; '.join(content['witnesses'])}.")
    notice = f"Chữ ký của các đơn vị trên văn bản này là {wording_on(day).signature_notice}."
    yield Paragraph(notice, italic=True, keep_with_next=True)
    yield Paragraph("ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC", bold=True, align="center", keep_with_next=True)
    # Nobody's name is printed under the boxes: who signs, and in what capacity (queries.Capacity), is on the stamp.
    cells = [SignatureCell(row["name"], "", "", box=field_name(row["unit"])) for row in parties]
    yield SignatureGrid.of(cells, columns=COLUMNS, box_width=BOX_WIDTH, box_height=BOX_HEIGHT)


def in_sentence(place: str) -> str:
    """A place in the middle of a sentence: a common noun at its head begins small ("tại trụ sở …")."""
    return f"{place[0].lower()}{place[1:]}" if place.startswith(COMMON_NOUNS) else place


def _annex(content: AgreementContent, day: datetime.date) -> Iterable[Block]:
    """The targets, sealed in the same file after the signatures (NĐ 30/2020, Phụ lục I, III.1)."""
    yield Annex(
        "Phụ lục",
        "Chỉ tiêu thi đua đăng ký của các đơn vị",
        f"(Kèm theo Bản giao ước thi đua năm {content['year']} của {content['bloc']}, ký {document_date(day)})",
    )
    rows: list[tuple[str, ...]] = []
    for place, party in enumerate(content["parties"], start=1):
        own = [row for row in content["targets"] if row["unit"] == party["unit"]]
        first = True
        for row in own:
            name = f"{row['name']} ({row['note']})" if row["note"] else row["name"]
            unit = (str(place), party["name"]) if first else ("", "")
            rows.append((*unit, name, row["measure"], vn_number(row["value"])))
            first = False
        if not own:
            rows.append((str(place), party["name"], "Chưa đăng ký", "", ""))
    yield Table(TARGETS, tuple(rows))


# --- Files -----------------------------------------------------------------------------------------------------------


def agreement_document(pledge: Pledge, content: AgreementContent) -> NewDocument:
    """The pledge as it is opened for signing: without number, sealed with one empty field a unit."""
    return NewDocument(
        kind=PLEDGE,
        chain=pledge.chain,
        title=pledge.title,
        paper=lambda stamp: agreement_paper(content, sealed=True, verification=stamp.verification),
        name=str(content["year"]),
        purpose=f"Khóa nội dung {content['title']}",
        public={
            "Tên văn bản": pledge.title,
            "Khối thi đua": content["bloc"],
            "Ngày": document_date(datetime.date.fromisoformat(content["day"])),
            "Số đơn vị phải ký": padded(len(content["parties"])),
        },
        fields=lambda pdf: fields_in(pdf, _labels(content)),
        is_sample=pledge.is_sample,
    )


def _labels(content: AgreementContent) -> dict[str, str]:
    return {field_name(party["unit"]): f"Chữ ký của {party['name']}" for party in content["parties"]}
