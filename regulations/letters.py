"""The letters of this room: what is written to a bloc about its regulation."""

import datetime

from libraries.web.formats import short_date
from libraries.web.letters import Words, letter

BLOC = "thủ trưởng, chuyên viên các đơn vị và Tổ thư ký Khối"
TITLE = "Quy chế hoạt động của Khối thi đua"


@letter(
    "regulations.adopted",
    occasion="Xác nhận hội nghị đã thông qua quy chế",
    to=BLOC,
    at_once=False,
    example={"regulation": TITLE, "yes": 8, "members": 9},
)
def adopted(*, regulation: str, yes: int | None, members: int | None) -> Words:
    return Words(
        title=f"Hội nghị đã thông qua: {regulation}",
        text=f"Hội nghị đã thông qua {regulation}: {yes}/{members} đơn vị đồng ý.",
        note="Khi quy chế được ban hành, các đơn vị sẽ nhận được thông báo.",
        act="Xem quy chế",
    )


@letter(
    "regulations.back_to_draft",
    occasion="Quy chế đã thông qua được trả lại để sửa",
    to=BLOC,
    at_once=False,
    example={"regulation": TITLE, "reason": "Sửa thời hạn báo cáo tại Điều 9."},
)
def back_to_draft(*, regulation: str, reason: str) -> Words:
    return Words(
        title=f"Quy chế được trả lại để sửa: {regulation}",
        text=f"{regulation} được trả lại để sửa trước khi ban hành.\nLý do: {reason}",
        note="Sau khi sửa, nội dung được biểu quyết lại tại hội nghị.",
        act="Xem quy chế",
    )


@letter(
    "regulations.issued",
    occasion="Quy chế được ban hành",
    to=BLOC,
    example={
        "regulation": TITLE,
        "number": "02/QC-KTĐ",
        "effective_from": datetime.date(2026, 7, 10),
        "replaces": "01/QC-KTĐ",
    },
)
def issued(
    *, regulation: str, number: str, effective_from: datetime.date, replaces: str | None, amends: str | None = None
) -> Words:
    """replaces, amends: the number of the one it replaces or amends, if any."""
    facts = [("Số, ký hiệu", number), ("Ngày có hiệu lực", short_date(effective_from))]
    if replaces:
        facts.append(("Thay thế", f"Quy chế số {replaces}"))
    if amends:
        facts.append(("Sửa đổi, bổ sung", f"Quy chế số {amends}"))
    return Words(
        title=f"Ban hành Quy chế số {number}, hiệu lực {short_date(effective_from)}",
        text=f"{regulation} đã được ban hành. Trân trọng gửi các đơn vị để biết và thực hiện.",
        facts=tuple(facts),
        act="Xem và tải quy chế",
    )


@letter(
    "regulations.corrected",
    occasion="Quy chế được đính chính",
    to=BLOC,
    at_once=False,
    example={
        "number": "15/KTĐ",
        "regulation": "02/QC-KTĐ",
        "corrections": ["Khoản 2 Điều 5: “Khối trường” thành “Khối trưởng”"],
    },
)
def corrected(*, number: str, regulation: str, corrections: list[str]) -> Words:
    return Words(
        title=f"Đính chính Quy chế số {regulation} (Công văn số {number})",
        text="\n".join(["Lỗi in của Quy chế được đính chính.", *(f"{line}." for line in corrections)]),
        facts=(("Số, ký hiệu", number),),
        act="Xem nội dung đính chính",
    )
