"""Certificates as PDF pages: one drawn background a layout, the words of each certificate laid over it.

    base = background(layout, cache_dir)                   # once per layout, kept in `cache_dir`
    pdf  = certificate_pdf(fields, layout, base)            # a few ms: words shaped by HarfBuzz, written by pikepdf

Nothing here reads the clock or the settings, and the same input gives the same bytes. A3: 10 ms a certificate of
113 KB on a busy core, of which the artwork is 70 KB (15 ms and 606 KB with every ornament drawn out).
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pikepdf

from libraries.text import nfc

from .artwork_pdf import artwork_form
from .blocks import wording
from .fields import FIELD_LABELS, CertificateFields
from .fonts import FACES, opened
from .layouts import DEFAULT_LAYOUTS, Layout, Line, bang_khen, co_thi_dua, giay_khen, layout_from, resized
from .lettering import lines_needed, missing_characters
from .pdf_text import POINTS_PER_MM, TextLayer
from .places import collisions
from .rulers import draw_boxes, draw_rulers
from .sheet import background_canvas
from .words import arrange, draw

MIN_NAME_PT = 14.0

__all__ = [
    "DEFAULT_LAYOUTS", "CannotPrint", "CertificateFields", "Layout", "Line", "background", "bang_khen",
    "certificate_pdf", "check_fields", "co_thi_dua", "giay_khen", "layout_from", "missing_letters", "overprint_pdf",
    "resized", "ruler_sheet",
]  # fmt: skip


# -- background --------------------------------------------------------------------------------------------------------
def background(layout: Layout, cache_dir: str | Path) -> bytes:
    """One page that holds the artwork of `layout` as one shared object: drawn once, then read from `cache_dir`.

    The key is the content: layout, drawing code, fonts.
    """
    kept = Path(cache_dir) / f"{_background_key(layout)}.pdf"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        pass
    content = _drawn(layout)
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed: two workers may draw the same background, none may read half of it.
    handle, aside = tempfile.mkstemp(dir=kept.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(aside, kept)
    return content


def _background_key(layout: Layout) -> str:
    digest = hashlib.sha256(_code_digest().encode())
    digest.update(repr(layout).encode())
    return digest.hexdigest()[:40]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    for face in FACES:
        digest.update(opened(face).digest.encode())
    return digest.hexdigest()


def _drawn(layout: Layout) -> bytes:
    with pikepdf.new() as pdf:
        page = _blank_page(pdf, layout)
        art = artwork_form(pdf, background_canvas(layout))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Art=art))
        page.Contents = pdf.make_stream(b"q /Art Do Q\n")
        return _saved(pdf)


def _blank_page(pdf: pikepdf.Pdf, layout: Layout) -> pikepdf.Object:
    size = (round(layout.width_mm * POINTS_PER_MM, 3), round(layout.height_mm * POINTS_PER_MM, 3))
    return pdf.add_blank_page(page_size=size).obj


def _saved(pdf: pikepdf.Pdf) -> bytes:
    pdf.Root.Lang = pikepdf.String("vi-VN")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    # No object streams: the verification code in the Info dictionary can be found in the bytes of the file.
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=True, deterministic_id=True)
    return out.getvalue()


class CannotPrint(ValueError):
    """A letter would be missing on the sheet. `str()` is a Vietnamese sentence for the user."""


# -- certificates ------------------------------------------------------------------------------------------------------
def certificate_pdf(
    fields: CertificateFields, layout: Layout, background_pdf: bytes, *, draft: bool | None = None
) -> bytes:
    """One certificate. `draft` draws "BẢN MẪU" across; by default everything without a verification code is a draft.

    CannotPrint for anything but a draft when the print faces lack one of its letters.
    """
    draft = not fields.verification_code if draft is None else draft
    _refuse_gaps(fields, layout, draft)
    with pikepdf.open(io.BytesIO(background_pdf)) as pdf:
        layer = draw(fields, layout, on_blank=False, draft=draft)
        layer.attach(pdf, pdf.pages[0].obj, before="q /Art Do Q")
        _describe(pdf, fields, layout)
        return _saved(pdf)


def overprint_pdf(
    fields: CertificateFields,
    layout: Layout,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    scale: float = 1.0,
    *,
    draft: bool = False,
) -> bytes:
    """Only the words, to be printed onto the authority's blank, moved by `offset_mm` (right, down) and scaled from the
    top left corner of the sheet. Lines that the blank already carries (`Line.on_blank`) are left out.
    """
    _refuse_gaps(fields, layout, draft)
    with pikepdf.new() as pdf:
        page = _blank_page(pdf, layout)
        draw(fields, layout, on_blank=True, draft=draft).attach(pdf, page, matrix=_placed(layout, offset_mm, scale))
        _describe(pdf, fields, layout)
        return _saved(pdf)


def ruler_sheet(
    layout: Layout,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    scale: float = 1.0,
    *,
    fields: CertificateFields | None = None,
) -> bytes:
    """The printer's test sheet: rulers and crosses at true size, and the boxes of the words where this offset puts
    them.
    """
    shown = fields or SAMPLE_FIELDS[layout.kind if layout.kind in SAMPLE_FIELDS else "bang-khen"]
    shown = replace(shown, signer_name=shown.signer_name or "Họ và tên người ký")
    with pikepdf.new() as pdf:
        page = _blank_page(pdf, layout)
        fixed, moved = TextLayer(layout.height_mm), TextLayer(layout.height_mm)
        draw_rulers(fixed, layout)
        fixed.attach(pdf, page)
        draw_boxes(moved, arrange(shown, layout), layout)
        rulers = page.Contents.read_bytes().decode("ascii")
        fonts = page.Resources.Font
        moved.attach(pdf, page, before=rulers, matrix=_placed(layout, offset_mm, scale))
        page.Resources.Font = fonts
        pdf.docinfo["/Title"] = "Tờ in thử"
        return _saved(pdf)


def _placed(layout: Layout, offset_mm: tuple[float, float], scale: float) -> str:
    """The matrix that scales from the top left corner and then moves; PDF counts from the bottom left."""
    height = layout.height_mm * POINTS_PER_MM
    right, down = (value * POINTS_PER_MM for value in offset_mm)
    return f"{scale:.5f} 0 0 {scale:.5f} {right:.4f} {height * (1 - scale) - down:.4f}"


def _describe(pdf: pikepdf.Pdf, fields: CertificateFields, layout: Layout) -> None:
    own = layout.line("title")
    title = fields.title_lines[0] if fields.title_lines else (own.wording if own else "")
    pdf.docinfo["/Title"] = " – ".join(
        part for part in (title.capitalize(), " ".join(fields.recipient.split())) if part
    )
    if fields.verification_code:
        pdf.docinfo["/Keywords"] = f"ktd:{fields.verification_code}"


# -- what to tell the person before printing ---------------------------------------------------------------------------
def missing_letters(fields: CertificateFields, layout: Layout) -> str:
    """Which letter the print faces lack and where it stands, as one sentence; empty when all can be drawn."""
    for name, value in _texts(fields).items():
        missing = _missing(name, nfc(value), layout)
        if missing:
            label, letters = FIELD_LABELS[name], ", ".join(f"“{c}”" for c in missing)
            word = next(word for word in nfc(value).split() if set(word) & set(missing))
            return (
                f"Không in được: {label[0].lower()}{label[1:]} có {letters} trong “{word}” mà phông chữ in không có. "
                "Đề nghị sửa ký tự đó và thực hiện lại."
            )
    return ""


def _refuse_gaps(fields: CertificateFields, layout: Layout, draft: bool) -> None:
    if not draft and (sentence := missing_letters(fields, layout)):
        raise CannotPrint(sentence)


def _texts(fields: CertificateFields) -> dict[str, str]:
    """Field name to what a person wrote there."""
    texts = {name: value for name, value in vars(fields).items() if name in FIELD_LABELS and value}
    if fields.title_lines:
        texts["title"] = "\n".join(fields.title_lines)
    return texts


def check_fields(fields: CertificateFields, layout: Layout) -> list[str]:
    """What would look wrong on paper, as Vietnamese sentences; empty when the certificate can be printed as it is."""
    warnings: list[str] = []
    for name, value in _texts(fields).items():
        label = FIELD_LABELS[name]
        if nfc(value) != value:
            warnings.append(f"{label}: chữ và dấu chưa đúng mã chuẩn. Đề nghị nhập lại nội dung này.")
        missing = _missing(name, nfc(value), layout)
        if missing:
            warnings.append(f"{label}: phông chữ in không có ký tự {' '.join(f'“{c}”' for c in missing)}.")
    if _all_capitals(fields.recipient):
        warnings.append(
            "Tên ghi trên bằng đang viết toàn chữ in hoa. "
            "Viết hoa đúng như trong quyết định, ví dụ “Cảng vụ Hàng hải Ví Dụ”."
        )
    warnings.extend(_too_long(fields, layout))
    return warnings


def _missing(name: str, value: str, layout: Layout) -> str:
    slots = [line for line in layout.lines if "{" + name + "}" in line.wording or line.slot == name]
    if name == "title":
        slots += [line for line in layout.lines if line.slot == "subtitle"]
    found = "".join(missing_characters(line.face, part) for line in slots for part in value.split("\n"))
    return "".join(dict.fromkeys(found))


def _all_capitals(name: str) -> bool:
    """At least two words of three letters or more, none of them with a small letter ("TNHH MTV" alone is an
    abbreviation).
    """
    words = [word for word in name.split() if len(word) >= 3 and word.isalpha()]
    return len(words) >= 2 and name == name.upper()


def _too_long(fields: CertificateFields, layout: Layout) -> list[str]:
    warnings = []
    arrangement = arrange(fields, layout)
    line, block = layout.line("recipient"), arrangement.block("recipient")
    if line is not None and block is not None:
        room = layout.column.width if not line.across_page else 0.91 * layout.field.width
        if place := layout.place("recipient"):
            room = place.width_mm
        needed = sum(
            lines_needed(line.face, part, size_pt=MIN_NAME_PT, room_mm=room)
            for part in wording(line, fields.words()).split("\n")
        )
        if needed > line.max_lines:
            warnings.append(
                f"Tên ghi trên bằng cần {needed} dòng ở cỡ chữ 14, mẫu chỉ có {line.max_lines} dòng. "
                "Đề nghị rút gọn tên hoặc chọn khổ giấy lớn hơn."
            )
        if block.fitted.size_pt < MIN_NAME_PT:
            size = f"{block.fitted.size_pt:.1f}".replace(".", ",").removesuffix(",0")
            warnings.append(f"Tên ghi trên bằng chỉ còn cỡ chữ {size}, nhỏ hơn cỡ tối thiểu 14.")
    for slot in ("citation", "recipient_detail", "authority", "decision", "signer_title", "signer_name", "place_date"):
        line, block = layout.line(slot), arrangement.block(slot)
        if line is not None and block is not None and block.fitted.size_pt < line.min_pt - 0.01:
            label = FIELD_LABELS.get(
                {"decision": "decision_line", "place_date": "place_and_date"}.get(slot, slot), slot
            )
            warnings.append(f"{label} quá dài, chữ in sẽ rất nhỏ. Đề nghị rút gọn.")
    warnings.extend(collisions(arrangement, layout))
    if arrangement.crowded:
        warnings.append("Tên và thành tích quá dài so với khổ giấy. Đề nghị rút gọn hoặc chọn khổ giấy lớn hơn.")
    return warnings


# Made-up words for test sheets and template previews; the city is invented.
SAMPLE_FIELDS = {
    "bang-khen": CertificateFields(
        kind="bang-khen",
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ",
        recipient="Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II",
        citation="Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2019, "
        "góp phần vào sự nghiệp xây dựng và phát triển thành phố Ví Dụ",
        decision_line="Quyết định số ……/QĐ-UBND, ngày …… tháng …… năm 2020",
        golden_book_number="……",
        place_and_date="Ví Dụ, ngày …… tháng …… năm 2020",
        signer_title="CHỦ TỊCH",
        sample=True,
    ),
    "co-thi-dua": CertificateFields(
        kind="co-thi-dua",
        authority="ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ",
        recipient="Cảng vụ Hàng hải Ví Dụ",
        citation="Đơn vị xuất sắc, dẫn đầu phong trào thi đua yêu nước năm 2019 "
        "của Khối thi đua Doanh nghiệp 2, thành phố Ví Dụ",
        decision_line="Quyết định số ……/QĐ-UBND, ngày …… tháng …… năm 2020",
        golden_book_number="……",
        place_and_date="Ví Dụ, ngày …… tháng …… năm 2020",
        signer_title="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        sample=True,
    ),
    "giay-khen": CertificateFields(
        kind="giay-khen",
        authority="GIÁM ĐỐC CẢNG VỤ HÀNG HẢI VÍ DỤ",
        recipient="Ông Nguyễn Văn Đỗ Quỳnh",
        recipient_detail="Chuyên viên Phòng Tổ chức - Hành chính",
        citation="Đã hoàn thành xuất sắc nhiệm vụ trong phong trào thi đua năm 2019",
        decision_line="Quyết định số ……/QĐ-CVHH, ngày …… tháng …… năm 2020",
        golden_book_number="……",
        place_and_date="Ví Dụ, ngày …… tháng …… năm 2020",
        signer_title="GIÁM ĐỐC",
        sample=True,
    ),
}
