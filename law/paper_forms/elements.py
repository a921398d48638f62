"""Elements of an administrative document (thể thức): how each is called, by which rule, whether a paper has it.

NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I; the measures stand in libraries/printing/decree.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from libraries.printing.paper import Annex, Article, Block, Paper, SignatureGrid, Table

RULES = "Nghị định số 30/2020/NĐ-CP, Phụ lục I, phần I, mục"


def _always(paper: Paper) -> bool:
    return True


@dataclass(frozen=True)
class Element:
    """One element. `rule`: where it is laid down; `look`: size and weight as its reader is told them."""

    key: str
    label: str
    rule: str
    look: str = ""
    is_on: Callable[[Paper], bool] = field(default=_always, compare=False)

    def __str__(self) -> str:
        return self.label


def _has(shape: type[Block]) -> Callable[[Paper], bool]:
    return lambda paper: any(isinstance(block, shape) for block in paper.blocks)


def _is_kept(paper: Paper) -> bool:
    """The last line of the recipients says who keeps the paper: "Lưu: VT, …"."""
    return bool(paper.recipients) and re.match(r"-?\s*Lưu: VT\b", paper.recipients[-1]) is not None


NATION = Element("nation", "Quốc hiệu và Tiêu ngữ", f"{RULES} II.1", "in hoa, cỡ chữ 12, đậm; Tiêu ngữ cỡ chữ 13, đậm")
SUPERIOR = Element(
    "superior", "Cơ quan chủ quản", f"{RULES} II.2", "in hoa, cỡ chữ 12, đứng", lambda paper: bool(paper.superior)
)
ISSUER = Element(
    "issuer", "Cơ quan ban hành văn bản", f"{RULES} II.2", "in hoa, cỡ chữ 12, đậm", lambda paper: bool(paper.issuer)
)
# A paper that is signed first has a row that waits for its number.
NUMBER = Element(
    "number",
    "Số, ký hiệu",
    f"{RULES} II.3",
    "cỡ chữ 13, đứng",
    lambda paper: "/" in paper.number or bool(paper.number_room),
)
LETTER_SUBJECT = Element(
    "letter_subject",
    "Trích yếu công văn (V/v …)",
    f"{RULES} II.5",
    "cỡ chữ 12, đứng, dưới số, ký hiệu",
    lambda paper: not paper.kind and bool(paper.subject),
)
PLACE_DATE = Element(
    "place_date",
    "Địa danh và thời gian ban hành",
    f"{RULES} II.4",
    "cỡ chữ 13, nghiêng",
    lambda paper: bool(paper.place_and_date),
)
KIND = Element("kind", "Tên loại văn bản", f"{RULES} II.5", "in hoa, cỡ chữ 14, đậm", lambda paper: bool(paper.kind))
SUBJECT = Element("subject", "Trích yếu nội dung", f"{RULES} II.5", "cỡ chữ 14, đậm", lambda paper: bool(paper.subject))
ATTACHED_TO = Element(
    "attached_to",
    "Chỉ dẫn văn bản kèm theo",
    f"{RULES} III.1",
    "cỡ chữ 14, nghiêng",
    lambda paper: bool(paper.attached_to),
)
ADDRESSEES = Element("addressees", "Kính gửi", f"{RULES} II.9", "cỡ chữ 14, đứng", lambda paper: bool(paper.addressees))
AUTHORITY = Element(
    "authority",
    "Thẩm quyền ban hành",
    f"{RULES} II.6; Phụ lục III",
    "in hoa, cỡ chữ 14, đậm",
    lambda paper: bool(paper.authority),
)
BASIS = Element(
    "basis", "Căn cứ ban hành", f"{RULES} II.6", "cỡ chữ 14, nghiêng", lambda paper: bool(paper.legal_basis)
)
RESOLUTION = Element(
    "resolution",
    "Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”",
    "Nghị định số 30/2020/NĐ-CP, Phụ lục III",
    "in hoa, cỡ chữ 14, đậm",
    lambda paper: bool(paper.resolution),
)
ARTICLES = Element("articles", "Điều", f"{RULES} II.6", "cỡ chữ 14, “Điều 1.” đậm", _has(Article))
BODY = Element("body", "Nội dung văn bản", f"{RULES} II.6", "cỡ chữ 14, đứng", lambda paper: bool(paper.body))
TABLE = Element("table", "Bảng trong văn bản", f"{RULES} II.6", "cỡ chữ 12", _has(Table))
PANELS = Element("panels", "Ô ký của từng đơn vị", f"{RULES} II.7", "cỡ chữ 11, đậm", _has(SignatureGrid))
END_MARK = Element("end_mark", "Dấu kết thúc “./.”", f"{RULES} II.6", "cỡ chữ 14", lambda paper: paper.ends_with_mark)
SIGNER = Element(
    "signer",
    "Quyền hạn, chức vụ, họ tên người ký",
    f"{RULES} II.7",
    "in hoa, cỡ chữ 14, đậm, bên phải",
    lambda paper: len(paper.signatures) == 1,
)
TWO_SIGNERS = Element(
    "two_signers",
    "Hai chữ ký",
    f"{RULES} II.7",
    "in hoa, cỡ chữ 14, đậm, hai bên",
    lambda paper: len(paper.signatures) == 2,
)
RECIPIENTS = Element("recipients", "Nơi nhận, Lưu: VT", f"{RULES} II.9", "cỡ chữ 12 và 11", _is_kept)
ANNEX = Element("annex", "Phụ lục", f"{RULES} III.1", "cỡ chữ 14, đậm, trang riêng", _has(Annex))
