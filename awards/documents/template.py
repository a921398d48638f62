"""A sheet of paper before anything is printed on it: its test sheet, where words begin, a proof of the longest name."""

from dataclasses import replace

from awards.documents.certificate import background_of
from awards.models import CertificateTemplate
from libraries.certificate_art.layouts import Place
from libraries.certificate_art.page import (
    SAMPLE_FIELDS,
    CertificateFields,
    Layout,
    certificate_pdf,
    check_fields,
    ruler_sheet,
)
from libraries.certificate_art.places import on_own_background, starting_places
from libraries.certificate_art.words import arrange
from libraries.web import clock
from libraries.web.formats import document_date, padded
from records.documents import verification_url
from units.models import City, UnitName

# Of a code, to show how much room it takes; no document has it.
NO_CODE = "MAUBANGKHONGHIEULUC2"
LONG_NAME = (
    "Công ty Trách nhiệm hữu hạn Một thành viên Tổng công ty Bảo đảm an toàn hàng hải khu vực Duyên hải phía Bắc"
)
LONG_CITATION = (
    "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm {year}, góp phần vào sự nghiệp xây dựng "
    "và phát triển {city}"
)


def longest_words(template: CertificateTemplate) -> CertificateFields:
    """What takes the most room on this sheet: the longest name of a unit, every line filled."""
    today = clock.today()
    city = City.objects.on(today)
    names = UnitName.objects.values_list("name", flat=True).order_by()
    recipient = max([*names, LONG_NAME], key=len)
    same = SAMPLE_FIELDS.get(template.kind.slug, SAMPLE_FIELDS["bang-khen"])
    terms = template.kind.terms_on(today)
    return replace(
        same,
        kind=template.kind.slug,
        authority=(terms.authority_in(city) if terms else "") or same.authority,
        recipient=recipient,
        recipient_detail="Bộ Giao thông vận tải",
        citation=LONG_CITATION.format(year=today.year - 1, city=city.name),
        decision_line=f"Quyết định số 1234/QĐ-UBND, {document_date(today)}",
        golden_book_number=padded(88),
        place_and_date=f"{city.place}, {document_date(today)}",
        signer_name="Nguyễn Hoàng Phương Quỳnh",
        verification_code=NO_CODE,
        verification_url=verification_url(NO_CODE),
        sample=False,
    )


def _layout(template: CertificateTemplate, places: tuple[Place, ...] | None = None) -> Layout:
    today = clock.today()
    layout = template.layout(today.year, City.objects.on(today).name)
    return layout if places is None else on_own_background(layout, template.artwork_sha256, places)


def first_places(template: CertificateTemplate, city: str) -> tuple[Place, ...]:
    """Where our own sheet of this size has the lines: what the office begins to move from."""
    own = CertificateTemplate(width_mm=template.width_mm, height_mm=template.height_mm, texts=template.texts)
    layout = own.layout(clock.today().year, city)
    return starting_places(arrange(longest_words(template), layout), layout)


def proof_of_places(template: CertificateTemplate, places: tuple[Place, ...] | None = None) -> bytes:
    """The longest words on this sheet, printed as certificates are and marked as a proof (BẢN MẪU)."""
    layout = _layout(template, places)
    return certificate_pdf(longest_words(template), layout, background_of(layout), draft=True)


def problems_of_places(template: CertificateTemplate, places: tuple[Place, ...] | None = None) -> list[str]:
    """What would look wrong with the longest words, as sentences."""
    return check_fields(longest_words(template), _layout(template, places))


def rulers_of(template: CertificateTemplate, offset_mm: tuple[float, float], scale: float) -> bytes:
    """The printer's test sheet of this template."""
    return ruler_sheet(_layout(template), offset_mm, scale)
