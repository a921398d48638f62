"""A batch of certificates end to end: rows, numbers, seal, file, audit; against its own parts, rivals and the raw floor.

Rivals get a light background, so that none is beaten by our own ornament: a naive loop of HTML, typst, pyHanko as
shipped. The floor is what no way can do without: a page over a ready background, shaped words, one RSA signature, a file.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import uharfbuzz
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.db import connection
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from weasyprint import HTML

from bench import city as cities
from bench import databases
from bench.certificates import PASSPHRASE, fields
from bench.certificates import ours as render_and_seal
from bench.clone import STEP
from bench.table import Table
from bench.timing import cpu_of, process_cpu
from libraries.certificate_art.fonts import FACES, opened
from libraries.certificate_art.page import Layout, background, bang_khen, certificate_pdf
from libraries.pades import seal
from libraries.pades.keys import KeyStore
from libraries.web import clock

NAME = "khoithidua_bench_issuing"
FEW, MANY = 10, 50
QUERIES_EACH = 4
# Bytes are the same on every machine: the file as it was when light sheets were asked for (issue 9).
HEAVY_FILE = 605_000


def run(table: Table, *, city: bool) -> None:
    queries, end_to_end, size = batch(MANY)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        keys = KeyStore(folder / "keys", PASSPHRASE)
        layout = bang_khen()
        base = background(layout, folder)
        pdf = certificate_pdf(fields(1), layout, base)
        key = rsa.generate_private_key(65537, 2048)
        parts = least(lambda: render_and_seal(FEW, keys, folder))
        floor = least(lambda: raw_floor(FEW, base, folder, key))
        light = least(lambda: naive_light(5, keys), 5)
        shipped = least(lambda: signed_as_shipped(5, pdf, keys), 5)
        sheet = raster(pdf) / raster(plain_sheet(layout))
        typst_each = with_typst(FEW, keys, folder)
    table.note(
        f"ms CPU each: end to end {end_to_end * 1000:.1f}, render and seal {parts * 1000:.1f}, floor {floor * 1000:.1f},"
        f" naive on a light background {light * 1000:.0f}, signature as shipped {shipped * 1000:.0f},"
        f" typst {'not installed' if typst_each is None else f'{typst_each * 1000:.1f}'}"
    )
    table.add("issuing.end-to-end/parts", end_to_end / parts, f"{MANY} certificates with rows, audit, files")
    table.add("issuing.end-to-end/floor", end_to_end / floor)
    table.add("issuing.queries-each", queries / QUERIES_EACH, f"{queries:.1f} queries a certificate")
    table.add("issuing.naive-light/ours", light / parts)
    table.add("issuing.signed-as-shipped/ours", shipped / parts)
    # Without typst there is no such rival: the row says so and does not pretend.
    table.add(
        "issuing.typst/ours",
        None if typst_each is None else typst_each / parts,
        "pip install typst" if typst_each is None else "",
    )
    table.add("sheet.file", size / HEAVY_FILE, f"{size / 1000:.0f} KB")
    table.add("sheet.raster/plain-sheet", sheet, "drawn by pdfium against an A3 page of words")


def least(act: Callable[[], Any], count: int = FEW) -> float:
    act()
    return min(cpu_of(act) for _ in range(3)) / count


# --- Ours, end to end ------------------------------------------------------------------------------------------------


def batch(count: int) -> tuple[float, float, float]:
    """(queries, CPU seconds of us and of PostgreSQL, bytes) a certificate, from the numbering to the last sealed file."""
    from awards import workflow as awards
    from awards.models import Certificate, DecisionLine
    from awards.tasks import print_certificates
    from khoithidua.sample.play import Play

    databases.create(NAME, cities.ready(35, 10))
    try:
        with databases.standing_in(NAME):
            # Of one year, as decisions are: the sheet of each year is drawn once, and belongs to no batch.
            copied = DecisionLine.objects.filter(pk__gte=STEP)
            newest = copied.order_by("-nomination__emulation_year__year").values("nomination__emulation_year__year")[:1]
            lines = list(copied.filter(nomination__emulation_year__year=newest).order_by("pk")[: count + FEW])
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
                Certificate.objects.filter(line__in=lines)._raw_delete("default")
                cursor.execute("SET session_replication_role = DEFAULT")
                cursor.execute("SELECT pg_backend_pid()")
                backend = cursor.fetchone()[0]
            mai = Play(tell=lambda line: None).person("mai")
            awards.issue(lines[:FEW], by=mai)
            print_certificates.call()  # draws the background, loads the fonts
            statements = 0

            def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
                nonlocal statements
                statements += 1
                return execute(sql, params, many, context)

            def work() -> None:
                awards.issue(lines[FEW:], by=mai)
                print_certificates.call()

            with connection.execute_wrapper(note):
                before = process_cpu(backend)
                spent = cpu_of(work) + process_cpu(backend) - before
            made = Certificate.objects.filter(line__in=lines[FEW:], state=Certificate.State.VALID)
            if made.count() != count:
                raise RuntimeError(f"{made.count()} of {count} certificates were made")
            sizes = [row.document.head.size for row in made[:10] if row.document]
    finally:
        databases.drop(NAME)
    return statements / count, spent / count, sum(sizes) / len(sizes)


# --- Rivals and the floor --------------------------------------------------------------------------------------------


def raw_floor(count: int, base: bytes, folder: Path, key: rsa.RSAPrivateKey) -> None:
    """A page of words over a ready background, signed and written: no layout, no checks, no container of a signature."""
    font = opened(next(iter(FACES))).font
    for number in range(count):
        words = fields(number)
        with pikepdf.open(io.BytesIO(base)) as pdf:
            drawing = []
            for line in (words.recipient, *words.citation.split("\n")):
                buffer = uharfbuzz.Buffer()
                buffer.add_str(line)
                buffer.guess_segment_properties()
                uharfbuzz.shape(font, buffer)
                drawing += [f"{glyph.codepoint:04x}" for glyph in buffer.glyph_infos]
            page = pdf.pages[0]
            page.contents_add(f"BT <{''.join(drawing)}> Tj ET".encode())
            out = io.BytesIO()
            pdf.save(out)
        content = out.getvalue()
        signature = key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        (folder / "floor.pdf").write_bytes(content + signature)


def naive_light(count: int, keys: KeyStore) -> None:
    """One HTML with a plain frame, one write_pdf, one signer read from its file, each time."""
    for number in range(count):
        words = fields(number)
        html = (
            "<style>@page{size:420mm 297mm;margin:10mm}body{border:2mm solid #b71c1c;height:270mm;text-align:center}</style>"
            f"<h1>BẰNG KHEN</h1><h2>{words.recipient}</h2><p>{words.citation}</p>"
        )
        sign_once(HTML(string=html).write_pdf(), keys)


def signed_as_shipped(count: int, pdf: bytes, keys: KeyStore) -> None:
    for _ in range(count):
        sign_once(pdf, keys)


def sign_once(pdf: bytes, keys: KeyStore) -> None:
    signer = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(keys.folder / "seal.p12"), passphrase=PASSPHRASE.encode()
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    PdfSigner(PdfSignatureMetadata(field_name="Seal"), signer=signer).sign_pdf(writer, output=io.BytesIO())


def with_typst(count: int, keys: KeyStore, folder: Path) -> float | None:
    """typst with its compiler kept, a plain frame, and our seal; None where it is not installed."""
    try:
        import typst
    except ImportError:
        return None
    source = folder / "bang.typ"
    source.write_text(
        "#set page(width: 420mm, height: 297mm, margin: 10mm)\n#rect(width: 100%, height: 100%, stroke: 2mm + red)[\n"
        "#align(center)[= BẰNG KHEN\n== #sys.inputs.recipient\n#sys.inputs.citation]]\n"
    )
    compiler = typst.Compiler(str(source))

    def work() -> None:
        for number in range(count):
            words = fields(number)
            facts = {"recipient": words.recipient, "citation": words.citation}
            page = compiler.compile(format="pdf", sys_inputs=facts)
            assert isinstance(page, bytes)
            seal(page, reason="Phát hành", at=clock.now(), keys=keys)

    return least(work, count)


# --- The sheet -------------------------------------------------------------------------------------------------------


def plain_sheet(layout: Layout) -> bytes:
    """A page of the same size with the same words and nothing else."""
    words = fields(1)
    html = (
        f"<style>@page{{size:{layout.width_mm}mm {layout.height_mm}mm}}</style>"
        f"<h1>BẰNG KHEN</h1><h2>{words.recipient}</h2><p>{words.citation}</p>"
    )
    return bytes(HTML(string=html).write_pdf())


def raster(pdf: bytes) -> float:
    """CPU of drawing it as a screen would: 96 dots an inch."""
    import pypdfium2

    def draw() -> None:
        document = pypdfium2.PdfDocument(pdf)
        document[0].render(scale=96 / 72).to_pil()
        document.close()

    return least(draw, 1)
