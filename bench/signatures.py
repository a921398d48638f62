"""Signatures and seals, against pyHanko as shipped: nine visible ones with its own stamp and the key read each time,
and a seal with the key already read."""

import io
import tempfile
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.table import Table
from bench.timing import cpu_of, cpu_seconds
from libraries.pades import SignatureField, Signer, seal, sign, stamp_html, stamp_lines
from libraries.pades.keys import KeyStore
from libraries.printing.paper import Paper, Paragraph, SignatureCell, SignatureGrid
from libraries.printing.pdf import paper_to_pdf, render_html, signature_boxes
from libraries.web import clock

PASSPHRASE = "bench"
SHIPPED: Any = SimpleSigner  # reads keys by a function without types
NO_OTHERS: Any = SimpleCertificateStore  # a function without types
NINE = [f"unit-{number}" for number in range(1, 10)]


def sealed(keys: KeyStore, names: list[str] = NINE) -> bytes:
    grid = SignatureGrid.of([SignatureCell(f"Đơn vị {name}", "Giám đốc", "", name) for name in names])
    pdf = paper_to_pdf(Paper(issuer="KHỐI THI ĐUA", kind="Giao ước", subject="Thử", body=(Paragraph("…"), grid)))
    places = [SignatureField(name, name, page, box) for name, (page, box) in signature_boxes(pdf).items()]
    return seal(pdf, reason="Mở ký", at=clock.now(), fields=places, keys=keys)


def signer(name: str) -> Signer:
    return Signer(name, f"Nguyễn Văn {name[-1]}", "Giám đốc", f"Đơn vị {name}")


def ours(head: bytes, keys: KeyStore) -> bytes:
    for name in NINE:
        at, who = clock.now(), signer(name)
        stamp = render_html(stamp_html(stamp_lines(who, at), 48, 22))
        head = sign(head, field=name, signer=who, reason="Đồng ý", at=at, stamp_pdf=stamp, keys=keys).pdf
    return head


def raw(head: bytes, keys: KeyStore) -> bytes:
    for name in NINE:
        path = next(keys.folder.glob(f"signers/{name}-*.p12"))
        simple = SHIPPED.load_pkcs12(str(path), passphrase=PASSPHRASE.encode())
        meta = PdfSignatureMetadata(field_name=name, subfilter=SigSeedSubFilter.PADES, reason="Đồng ý")
        style = TextStampStyle(stamp_text="Signed by %(signer)s\n%(ts)s")
        out = io.BytesIO()
        PdfSigner(meta, signer=simple, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(head)), output=out
        )
        head = out.getvalue()
    return head


def seal_as_shipped(pdf: bytes, keys: KeyStore) -> None:
    identity = keys.seal
    signer = SHIPPED(
        x509.Certificate.load(identity.der), translate_pyca_cryptography_key_to_asn1(identity.key), NO_OTHERS()
    )
    meta = PdfSignatureMetadata(field_name="Seal", subfilter=SigSeedSubFilter.PADES, certify=True)
    PdfSigner(meta, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))


def run(table: Table, *, city: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        keys = KeyStore(Path(folder) / "keys", PASSPHRASE)
        head = sealed(keys)
        ours(head, keys)  # makes and keeps nine keys, warms the renderer
        raw(head, keys)
        ours_all = min(cpu_of(lambda: ours(head, keys)) for _ in range(3))
        raw_all = min(cpu_of(lambda: raw(head, keys)) for _ in range(3))
        paper = paper_to_pdf(Paper(issuer="KHỐI THI ĐUA", kind="Quy chế", subject="Thử", body=(Paragraph("…"),)))
        shipped = cpu_seconds(lambda: seal_as_shipped(paper, keys))
        kept = cpu_seconds(lambda: seal(paper, reason="Phát hành", at=clock.now(), keys=keys))
    table.add("signatures.as-shipped/ours", raw_all / ours_all, f"{raw_all * 1000:.0f} / {ours_all * 1000:.0f} ms CPU")
    table.add("signatures.seal-as-shipped/ours", shipped / kept, f"{shipped * 1000:.1f} / {kept * 1000:.1f} ms CPU")
