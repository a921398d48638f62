"""The draft of a decision (dự thảo quyết định) for the city's office to finish in Word: NĐ 30/2020, PL III, Mẫu 1.2.

Number, day and signer stay open: the decision is what its signer signs, and the system prints no imitation of it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from awards.documents.decision_record import subject_words
from awards.models import AwardTerms, Nomination
from awards.queries.authority import one_authority
from law.paper_forms.library import DECISION as DECISION_FORM
from law.queries import prize
from libraries.printing.paper import Article, Block, Column, Paper, Signature, Table
from libraries.web import clock
from libraries.web.formats import money, padded
from units.models import City

DOTS = "……………"


@DECISION_FORM.describes
def decision_draft_paper(nominations: Sequence[Nomination]) -> Paper:
    """The decision these dossiers ask for, by the law and the names of today.

    NotAllowedNow when two authorities decide them: each takes a decision of its own.
    """
    day = clock.today()
    terms, city = one_authority([row.kind for row in nominations], day), City.objects.on(day)
    return Paper(
        issuer=issuer_of(city.committee),
        number="        /QĐ-UBND",
        place=city.place,
        subject=subject_words(nominations),
        authority=terms.authority_in(city) or DOTS,
        legal_basis=(
            *DECISION_FORM.basis(day),
            f"Theo đề nghị của {city.body}",
        ),
        body=tuple(_body(nominations, city)),
        signatures=(Signature(tuple((terms.signer_lines or DOTS).splitlines())),),
        recipients=("Như Điều 3", *dict.fromkeys(row.bloc.name_on(day) for row in nominations), "Lưu: VT"),
        note_box="Dự thảo",
        sample=any(row.is_sample for row in nominations),
        title_for_reader="Dự thảo quyết định khen thưởng",
    )


def issuer_of(committee: str) -> str:
    """The agency in the head of the paper on two lines: ỦY BAN NHÂN DÂN / THÀNH PHỐ …"""
    name = committee.upper()
    for unit in (" THÀNH PHỐ ", " TỈNH "):
        name = name.replace(unit, f"\n{unit.strip()} ", 1)
    return name


def _body(nominations: Sequence[Nomination], city: City) -> Iterator[Block]:
    counted: dict[str, int] = {}
    for row in nominations:
        counted[row.kind.name] = counted.get(row.kind.name, 0) + 1
    what = "; ".join(f"{name} cho {padded(count)} tập thể" for name, count in counted.items())
    yield Article("Điều 1", text=f"Tặng {what} có tên sau đây, đã có thành tích xuất sắc trong phong trào thi đua:")
    yield Table(
        (
            Column("STT", 0.6, "center"),
            Column("Tập thể", 2.6),
            Column("Danh hiệu, hình thức", 2),
            Column("Thành tích", 2.8),
        ),
        tuple(
            (padded(place), row.recipient_name, row.kind.name, row.citation) for place, row in enumerate(nominations, 1)
        ),
    )
    yield Article("Điều 2", text=_prizes(nominations))
    yield Article(
        "Điều 3",
        text=f"Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng {city.committee}, Thủ trưởng {city.body}, thủ "
        "trưởng các cơ quan, đơn vị liên quan và các tập thể có tên tại Điều 1 chịu trách nhiệm thi hành.",
    )


def _prizes(nominations: Sequence[Nomination]) -> str:
    """Money of each kind by today's law; what is not known stays open for the office."""
    day, said = clock.today(), []
    for kind in dict.fromkeys(row.kind for row in nominations):
        terms: AwardTerms | None = kind.terms_on(day)
        multiplier: Decimal | None = terms.prize_multiplier if terms else None
        amount = prize(multiplier, day) if multiplier is not None else None
        said.append(f"{kind.short_name}: {money(amount) if amount is not None else DOTS + ' đồng'}")
    return (
        f"Mức tiền thưởng cho mỗi tập thể ({'; '.join(said)}) được trích từ Quỹ thi đua, khen thưởng theo quy định "
        "của pháp luật."
    )
