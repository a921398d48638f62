"""200 certificates rendered and sealed, against the naive loop: one HTML to one PDF, the key parsed each time."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from weasyprint import HTML

from bench.table import Table
from bench.timing import cpu_of
from libraries.certificate_art.page import (
    SAMPLE_FIELDS,
    CertificateFields,
    background,
    bang_khen,
    certificate_pdf,
)
from libraries.certificate_art.sheet import background_svg
from libraries.pades import seal
from libraries.pades.keys import KeyStore
from libraries.printing.pdf import render_html
from libraries.web import clock
from records.documents import new_code, verification_url

MANY, FEW = 200, 5
PASSPHRASE = "bench"
SHIPPED: Any = SimpleSigner  # reads keys by a function without types


def fields(number: int) -> CertificateFields:
    code = new_code()
    name = f"Công ty TNHH MTV Hoa tiêu hàng hải Khu vực {number}"
    return replace(
        SAMPLE_FIELDS["bang-khen"], recipient=name, verification_code=code, verification_url=verification_url(code)
    )


def ours(count: int, keys: KeyStore, folder: Path, keep: Callable[[bytes], object] | None = None) -> None:
    """As awards.documents.certificate does it: the background once, words overlaid, the seal with the kept key."""
    layout = bang_khen()
    base = background(layout, folder)
    for number in range(count):
        pdf = seal(certificate_pdf(fields(number), layout, base), reason="Phát hành", at=clock.now(), keys=keys)
        if keep:
            keep(pdf)


def naive(count: int, keys: KeyStore) -> None:
    """One HTML with the artwork in it, one write_pdf, one signer read from its file, each time."""
    layout = bang_khen()
    path = str(keys.folder / "seal.p12")
    for number in range(count):
        words = fields(number)
        html = (
            f"<style>@page{{size:420mm 297mm;margin:0}}body{{margin:0}}svg{{display:block}}</style>{background_svg(layout)}"
            f"<div style='position:absolute;top:150mm;width:420mm;text-align:center'>{words.recipient}<br>{words.citation}</div>"
        )
        pdf = HTML(string=html).write_pdf()
        signer = SHIPPED.load_pkcs12(path, passphrase=PASSPHRASE.encode())
        PdfSigner(PdfSignatureMetadata(field_name="Seal"), signer=signer).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), output=io.BytesIO()
        )


def run(table: Table, *, city: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keys = KeyStore(Path(folder) / "keys", PASSPHRASE)
        _ = keys.seal  # made before the clock runs, for both
        # A cold start belongs to neither: one certificate each.
        ours(1, keys, Path(folder))
        naive(1, keys)
        ours_each = cpu_of(lambda: ours(MANY, keys, Path(folder))) / MANY
        naive_each = cpu_of(lambda: naive(FEW, keys)) / FEW
        layout = bang_khen()
        base = background(layout, Path(folder))
        words = cpu_of(lambda: [certificate_pdf(fields(number), layout, base) for number in range(10)]) / 10
        sheet = cpu_of(lambda: render_html(f"<body>{background_svg(layout)}</body>"))
    detail = f"{naive_each * 1000:.0f} / {ours_each * 1000:.1f} ms CPU each"
    table.add("certificates.naive/ours", naive_each / ours_each, detail)
    table.add("certificates.sheet/words", sheet / words, f"{sheet * 1000:.0f} / {words * 1000:.1f} ms CPU")
