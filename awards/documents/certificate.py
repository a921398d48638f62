"""From a numbered certificate to its sealed file: the words, the sheet, the seal, the stored document."""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from awards.documents import CERTIFICATE
from awards.models import Certificate, CertificateTemplate, DecisionLine
from awards.models.certificate import CertificateQuerySet
from awards.queries.certificates import default_template
from libraries.certificate_art.page import (
    CertificateFields,
    Layout,
    background,
    certificate_pdf,
    check_fields,
    missing_letters,
    overprint_pdf,
)
from libraries.certificate_art.words import arrange
from libraries.web.formats import document_date, padded
from records.documents import verification_url
from records.files import read_content
from records.issuing import NewDocument, Prepared, Stamp, issue, prepare
from records.models import Document
from records.transitions import NotAllowedNow
from units.models import City, User, managing_agency_of

logger = logging.getLogger(__name__)


def fields_of(line: DecisionLine, recipient_name: str, citation: str, *, code: str = "") -> CertificateFields:
    """The words of one certificate. Without a code it is not issued: "BẢN MẪU" is drawn across."""
    decision, nomination = line.decision, line.nomination
    kind, day = nomination.kind, document_date(decision.decided_on)
    terms = kind.terms_on(decision.decided_on)
    return CertificateFields(
        kind=kind.slug,
        authority=(terms.authority_in(decision.city) if terms else "") or decision.authority,
        recipient=recipient_name,
        recipient_detail=managing_agency_of(nomination.unit, decision.decided_on),
        citation=citation,
        decision_line=f"Quyết định số {decision.number}, {day}",
        golden_book_number=padded(line.line_no),
        place_and_date=f"{nomination.bloc.place or decision.city.place}, {day}",
        signer_title=decision.signer_lines,
        signer_name=decision.signer_name,
        verification_code=code,
        verification_url=verification_url(code) if code else "",
        sample=nomination.is_sample,
    )


def layout_of(template: CertificateTemplate, line: DecisionLine) -> Layout:
    return template.layout(line.nomination.emulation_year.year, line.decision.city.name)


@lru_cache(maxsize=16)
def _background(layout: Layout, folder: Path) -> bytes:
    """One drawing a layout and process, kept in the folder for the next one; an office's own comes from the store."""
    return read_content(layout.artwork) if layout.artwork else background(layout, folder)


def background_of(layout: Layout) -> bytes:
    return _background(layout, Path(settings.DATA_FOLDER) / "certificate-backgrounds")


def draw_backgrounds(certificates: CertificateQuerySet) -> None:
    """Draw what these sheets share, once a template and year: seconds, in which no certificate should be locked.

    One that cannot be drawn is left to the printing of its certificate, which notes why.
    """
    sheets = certificates.order_by().values_list(
        "template", "line__nomination__emulation_year__year", "line__decision__decided_on"
    )
    sheets = sheets.distinct()
    templates = CertificateTemplate.objects.in_bulk({template for template, *_ in sheets})
    for template, year, decided_on in sheets:
        try:
            background_of(templates[template].layout(year, City.objects.on(decided_on).name))
        except Exception:
            logger.exception("the background of template %s was not drawn", template)


def proof_pdf(line: DecisionLine, template: CertificateTemplate) -> bytes:
    """One page to look at before the batch is issued; marked as a proof (BẢN MẪU)."""
    nomination, layout = line.nomination, layout_of(template, line)
    fields = fields_of(line, nomination.recipient_name, nomination.citation)
    return certificate_pdf(fields, layout, background_of(layout))


def warnings_of(
    line: DecisionLine, template: CertificateTemplate, recipient_name: str = "", citation: str = ""
) -> list[str]:
    """What would look wrong on paper, in words."""
    nomination = line.nomination
    fields = fields_of(line, recipient_name or nomination.recipient_name, citation or nomination.citation)
    return check_fields(fields, layout_of(template, line))


def refuse_missing_letters(
    line: DecisionLine, template: CertificateTemplate, recipient_name: str, citation: str
) -> None:
    """A certificate with a gap in a name is never numbered, nor printed, nor sealed."""
    if sentence := missing_letters(fields_of(line, recipient_name, citation), layout_of(template, line)):
        raise NotAllowedNow(f"{recipient_name}. {sentence}")


def lines_on_paper(line: DecisionLine, template: CertificateTemplate, slot: str = "recipient") -> tuple[str, ...]:
    """How the name (or the citation) is broken on the sheet."""
    nomination = line.nomination
    fields = fields_of(line, nomination.recipient_name, nomination.citation)
    block = arrange(fields, layout_of(template, line)).block(slot)
    return block.fitted.lines if block else ()


@dataclass(frozen=True)
class Proofread:
    """One certificate before it is numbered: how its words break, and what would look wrong."""

    line: DecisionLine
    template: CertificateTemplate | None
    name: tuple[str, ...]
    citation: tuple[str, ...]
    warnings: tuple[str, ...]


def proofread(line: DecisionLine) -> Proofread:
    template = default_template(line.nomination.kind, line.decision.decided_on)
    if template is None:
        return Proofread(line, None, (), (), ("Chưa có mẫu bằng cho danh hiệu, hình thức này.",))
    return Proofread(
        line,
        template,
        lines_on_paper(line, template),
        lines_on_paper(line, template, "citation"),
        tuple(warnings_of(line, template)),
    )


def printed_words(certificate: Certificate) -> CertificateFields:
    code = certificate.document.code if certificate.document else ""
    return fields_of(certificate.line, certificate.recipient_name, certificate.citation, code=code or "")


def overprint_of(certificate: Certificate, offset_mm: tuple[float, float], scale: float) -> bytes:
    """Only the words, for the authority's blank."""
    layout = layout_of(certificate.template, certificate.line)
    return overprint_pdf(printed_words(certificate), layout, offset_mm, scale)


def certificate_document(certificate: Certificate) -> NewDocument:
    """The sheet of a numbered certificate: sealed PDF with a code. Its number was taken when the batch was issued."""
    line = certificate.line
    kind = line.nomination.kind
    layout = layout_of(certificate.template, line)

    def sheet(stamp: Stamp) -> tuple[CertificateFields, Layout]:
        return fields_of(line, certificate.recipient_name, certificate.citation, code=stamp.code), layout

    return NewDocument(
        kind=CERTIFICATE,
        chain=certificate.chain,
        title=f"{kind.name} – {certificate.recipient_name}",
        paper=sheet,
        to_pdf=_drawn,
        name=f"{kind.short_name} {line.nomination.unit.short_name_on(line.decision.decided_on)}",
        purpose=kind.short_name,
        public={
            "Tập thể được khen thưởng": certificate.recipient_name,
            "Danh hiệu, hình thức": kind.name,
            "Thành tích ghi trên bằng": certificate.citation,
            "Số quyết định": line.decision.number,
            "Ngày quyết định": document_date(line.decision.decided_on),
            "Số sổ vàng": str(line.line_no),
        },
        number=certificate.full_number,
        is_sample=certificate.is_sample,
    )


def _drawn(sheet: tuple[CertificateFields, Layout]) -> bytes:
    fields, layout = sheet
    return certificate_pdf(fields, layout, background_of(layout))


def prepared_certificate(certificate: Certificate, head: str) -> tuple[NewDocument, Prepared]:
    """The sheet of a numbered certificate, drawn and sealed and not kept yet: one of a batch."""
    new = certificate_document(certificate)
    return new, prepare(new, head=head)


def make_certificate(certificate: Certificate, *, by: User) -> Document:
    """Draw, seal and keep the file of a numbered certificate, under the lock of its own row, for which nobody waits."""
    new = certificate_document(certificate)
    return issue(new, prepare(new), by=by).pdf
