"""The legal texts, words and base salaries that an installation begins with: data with source and days, not code.

`load_legal_texts()` and `load_wording()` may run again at any time: they add what is missing and leave alone what the
office changed. How sure each is stands in the row itself (docs/law.md: Which law applies).
"""

import datetime
from dataclasses import dataclass

from law.models import BaseSalary, LegalText, Wording

Kind, Topic, Checked = LegalText.Kind, LegalText.Topic, LegalText.Checked
ASSEMBLY, GOVERNMENT, INTERIOR = "Quốc hội", "Chính phủ", "Bộ trưởng Bộ Nội vụ"
EMULATION_LAW = "Thi đua, khen thưởng"
AMENDING = f"sửa đổi, bổ sung một số điều của Luật {EMULATION_LAW}"
IN_DETAIL = f"quy định chi tiết thi hành một số điều của Luật {EMULATION_LAW}"
CITED_2020 = "Căn cứ ghi tại Quyết định số 31/2020/QĐ-UBND tỉnh Phú Yên và Quyết định số 1376/QĐ-UBND tỉnh Quảng Ngãi."
DAY_OPEN = "Ngày có hiệu lực chưa đối chiếu."


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


@dataclass(frozen=True)
class Text:
    """One row; `amends` names the number of another."""

    kind: str
    number: str
    issued_on: str
    issuer: str
    title: str
    valid_from: str
    valid_to: str
    checked: str
    source: str
    topic: str = Topic.EMULATION
    amends: str = ""


TEXTS = (
    Text(Kind.LAW, "77/2015/QH13", "2015-06-19", ASSEMBLY, "Tổ chức chính quyền địa phương", "2016-01-01", "2025-03-01",
         Checked.SECONDARY, CITED_2020, Topic.AUTHORITY),
    Text(Kind.LAW, "47/2019/QH14", "2019-11-22", ASSEMBLY,
         "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
         "2020-07-01", "2025-03-01", Checked.SECONDARY, CITED_2020, Topic.AUTHORITY, "77/2015/QH13"),
    Text(Kind.LAW, "65/2025/QH15", "2025-02-19", ASSEMBLY, "Tổ chức chính quyền địa phương", "2025-03-01", "2025-06-16",
         Checked.SECONDARY, "Trích dẫn của văn bản ban hành năm 2025.", Topic.AUTHORITY),
    Text(Kind.LAW, "72/2025/QH15", "2025-06-16", ASSEMBLY, "Tổ chức chính quyền địa phương", "2025-06-16", "",
         Checked.SECONDARY, "Trích dẫn của văn bản ban hành năm 2025.", Topic.AUTHORITY),
    Text(Kind.LAW, "15/2003/QH11", "2003-11-26", ASSEMBLY, EMULATION_LAW, "2004-07-01", "2024-01-01",
         Checked.SECONDARY, CITED_2020),
    Text(Kind.LAW, "47/2005/QH11", "2005-06-14", ASSEMBLY, AMENDING, "2005-07-01", "2024-01-01", Checked.SECONDARY,
         f"{CITED_2020} {DAY_OPEN}", amends="15/2003/QH11"),
    Text(Kind.LAW, "39/2013/QH13", "2013-11-16", ASSEMBLY, AMENDING, "2014-06-01", "2024-01-01", Checked.SECONDARY,
         CITED_2020, amends="15/2003/QH11"),
    Text(Kind.LAW, "06/2022/QH15", "2022-06-15", ASSEMBLY, EMULATION_LAW, "2024-01-01", "", Checked.READ,
         "Văn bản Luật số 06/2022/QH15."),
    Text(Kind.LAW, "06/2026/QH16", "2026-04-23", ASSEMBLY, AMENDING, "2026-10-01", "", Checked.SECONDARY,
         "Danh mục luật thông qua tại kỳ họp thứ nhất, Quốc hội khóa XVI; nội dung chưa đối chiếu.",
         amends="06/2022/QH15"),
    Text(Kind.DECREE, "91/2017/NĐ-CP", "2017-07-31", GOVERNMENT, IN_DETAIL, "2017-10-01", "2024-01-01",
         Checked.SECONDARY, CITED_2020),
    Text(Kind.DECREE, "98/2023/NĐ-CP", "2023-12-31", GOVERNMENT, IN_DETAIL, "2024-01-01", "2025-07-01",
         Checked.SECONDARY, "Trích dẫn của văn bản ban hành năm 2025; bãi bỏ bởi Điều 59 Nghị định 152/2025/NĐ-CP."),
    Text(Kind.DECREE, "152/2025/NĐ-CP", "2025-06-14", GOVERNMENT,
         "quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn "
         f"thi hành một số điều của Luật {EMULATION_LAW}", "2025-07-01", "2027-03-01", Checked.SECONDARY,
         "Đã đọc các điều 4, 49, 50, 54, 59; trích yếu và ngày hết hiệu lực theo nguồn trích dẫn."),
    Text(Kind.CIRCULAR, "08/2017/TT-BNV", "2017-10-27", INTERIOR,
         "quy định chi tiết thi hành một số điều của Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ",
         "2017-12-15", "2020-01-01", Checked.UNVERIFIED, "Chỉ đọc khoản 2 Điều 8; ngày hiệu lực chưa đối chiếu."),
    Text(Kind.CIRCULAR, "12/2019/TT-BNV", "2019-11-04", INTERIOR,
         "quy định chi tiết thi hành một số điều của Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ "
         f"{IN_DETAIL}", "2020-01-01", "2024-01-01", Checked.SECONDARY, CITED_2020),
    Text(Kind.CIRCULAR, "15/2025/TT-BNV", "2025-08-04", INTERIOR,
         f"hướng dẫn thi hành Luật {EMULATION_LAW} và Nghị định số 152/2025/NĐ-CP", "2025-08-05", "",
         Checked.UNVERIFIED, "Số, ngày theo nguồn trích dẫn; trích yếu chưa đối chiếu."),
    Text(Kind.DECREE, "30/2020/NĐ-CP", "2020-03-05", GOVERNMENT, "về công tác văn thư", "2020-03-05", "",
         Checked.READ, "Văn bản Nghị định số 30/2020/NĐ-CP và các phụ lục.", Topic.PAPERWORK),
)  # fmt: skip

# Mức lương cơ sở: first day, đồng a month, source.
SALARIES = (
    ("2019-07-01", 1_490_000, "Nghị định số 38/2019/NĐ-CP (chưa đối chiếu)."),
    ("2023-07-01", 1_800_000, "Nghị định số 24/2023/NĐ-CP (chưa đối chiếu)."),
    ("2024-07-01", 2_340_000, "Nghị định số 73/2024/NĐ-CP."),
    ("2026-07-01", 2_530_000, "Nghị định số 161/2026/NĐ-CP ngày 15/5/2026."),
)


def load_legal_texts() -> None:
    """Adds the texts whose number is not known yet, and the base salaries where none stands."""
    known = dict(LegalText.objects.values_list("number", "pk"))
    for text in TEXTS:
        if text.number in known:
            continue
        row = LegalText.objects.create(
            kind=text.kind,
            number=text.number,
            issued_on=day(text.issued_on),
            issuer=text.issuer,
            title=text.title,
            topic=text.topic,
            amends_id=known.get(text.amends),
            checked=text.checked,
            source=text.source,
            valid_from=day(text.valid_from),
            valid_to=day(text.valid_to) if text.valid_to else None,
        )
        known[text.number] = row.pk
    if not BaseSalary.objects.exists():
        ends = [*(begins for begins, *_ in SALARIES[1:]), ""]
        for (begins, amount, source), end in zip(SALARIES, ends, strict=True):
            BaseSalary.objects.create(
                valid_from=day(begins), valid_to=day(end) if end else None, amount=amount, source=source
            )


def load_wording() -> None:
    """The words of the law of 2003 and later, where none stand yet."""
    if Wording.objects.exists():
        return
    Wording.objects.create(
        valid_from=day("2004-07-01"),
        title_family="Danh hiệu thi đua",
        commendation_family="Hình thức khen thưởng",
        open_vote="Biểu quyết giơ tay",
        named_vote="Biểu quyết ghi tên từng đơn vị",
        exchange="Cấp đổi",
        reissue="Cấp lại",
        signature_kind="xác nhận ký trên hệ thống (không phải chữ ký số)",
        signature_notice="xác nhận ký trên hệ thống, không phải chữ ký số và không có giá trị pháp lý của chữ ký số",
        source="Luật Thi đua, khen thưởng; Nghị định số 85/2014/NĐ-CP (cấp đổi, cấp lại); "
        "Luật Giao dịch điện tử số 20/2023/QH15 (chữ ký số).",
    )
