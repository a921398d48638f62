"""What is different on every certificate."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "……"


@dataclass(frozen=True)
class CertificateFields:
    """The words of one certificate, exactly as they are to be printed (NFC). A line break starts a new line.

    `title_lines`: empty keeps the layout's own title; else the first replaces the title, the others the lines below it.
    `verification_code` is what is printed and written into the file; empty means: not issued yet, a draft.
    `sample`: made-up data; the sheet says so.
    """

    authority: str
    recipient: str
    citation: str
    decision_line: str = ""  # "Quyết định số 1234/QĐ-UBND, ngày 02 tháng 7 năm 2020"
    golden_book_number: str = ""  # place of the recipient in the decision
    place_and_date: str = ""  # "Ví Dụ, ngày 02 tháng 7 năm 2020"
    signer_title: str = ""  # "CHỦ TỊCH", or "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    signer_name: str = ""
    recipient_detail: str = ""  # address, managing agency or post; its own line below the name
    title_lines: tuple[str, ...] = ()
    verification_code: str = ""
    verification_url: str = ""
    sample: bool = False
    kind: str = "bang-khen"

    def words(self) -> dict[str, str]:
        """Field name to text, for the wording of a layout's lines; what is still unknown is dotted."""
        return {
            "authority": self.authority,
            "recipient": self.recipient,
            "recipient_detail": self.recipient_detail,
            "citation": self.citation,
            "decision_line": self.decision_line
            or f"Quyết định số {UNKNOWN}, ngày {UNKNOWN} tháng {UNKNOWN} năm {UNKNOWN}",
            "golden_book_number": self.golden_book_number or UNKNOWN,
            "place_and_date": self.place_and_date,
            "signer_title": self.signer_title,
            "signer_name": self.signer_name,
            "verification_code": self.verification_code,
        }


# Names of the fields as the user sees them, for warnings.
FIELD_LABELS = {
    "authority": "Cơ quan quyết định",
    "recipient": "Tên ghi trên bằng",
    "recipient_detail": "Dòng dưới tên",
    "citation": "Thành tích ghi trên bằng",
    "decision_line": "Số quyết định",
    "golden_book_number": "Số sổ vàng",
    "place_and_date": "Địa danh, ngày",
    "signer_title": "Chức vụ người ký",
    "signer_name": "Họ tên người ký",
    "title": "Danh hiệu",
}
