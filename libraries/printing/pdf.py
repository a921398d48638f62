"""PDF of our own making: the one place (with its child process `pdf_worker`) that uses WeasyPrint.

`paper_to_pdf` prints a `Paper` in the form of NĐ 30/2020; `render_html` is for what is no administrative document
(certificates, signature stamps). Both run in a warm child process with limits of processor time, memory and wall clock:
a hostile or monstrous text costs one child and a sentence, never a web worker.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import shutil
import struct
import subprocess  # the child is our own file, started without a shell
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pikepdf
import segno
from django.template.loader import render_to_string

from libraries.printing import decree
from libraries.printing.paper import Block, Paper, PaperTooHeavy, SignatureGrid, Table, weight_objection
from libraries.web.formats import spaced_code

PROJECT = Path(__file__).resolve().parents[2]
PRINT_FONTS = PROJECT / "static" / "fonts" / "print"
PRINT_TEMPLATES = PROJECT / "templates" / "print"
OWN_FOLDERS = (PRINT_TEMPLATES, PROJECT / "static" / "img", PROJECT / "static" / "pdf")
WORKER = Path(__file__).with_name("pdf_worker.py")
BOX = "o-ky-"  # the same word in pdf_worker.py

TOO_HEAVY = (
    "Văn bản quá dài hoặc quá phức tạp nên không dựng được thành PDF. Đề nghị rút gọn, hoặc chia thành nhiều văn bản."
)
TOO_BUSY = "Hệ thống đang xử lý các văn bản khác. Đề nghị thử lại sau ít phút."
MOST_HTML = 8_000_000  # letters; a document at the limits of libraries.printing.paper makes about 2 million


class PdfTooHeavy(PaperTooHeavy):
    """Too much for the limits. `str()` is a Vietnamese sentence for the user."""


class PdfNotMade(Exception):
    """A fault of ours (template, font, file outside our folders): for the log, not for the user."""


# --- The child processes ----------------------------------------------------------------------------------------------
class _Child:
    """One warm worker. Not shared: whoever took it from the pool is alone with it."""

    def __init__(self, fonts: Path, megabytes: int):
        self.documents = 0
        self.ready = False
        # WeasyPrint keeps copies of fonts in a temporary folder; a killed child cannot remove it, we can.
        self.scratch = tempfile.mkdtemp(prefix="ktd-pdf-")
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
        environment = {name: os.environ[name] for name in kept if name in os.environ}  # no secrets, no database address
        start = {"fonts": str(fonts), "folders": [str(folder) for folder in OWN_FOLDERS], "megabytes": megabytes}
        with open(self.complaints, "wb") as stderr:
            # -P: our folder must not come first on the path, or records/numbers.py would hide Python's own `numbers`.
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(WORKER), json.dumps(start)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**environment, "TMPDIR": self.scratch, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                cwd=self.scratch,
            )

        assert self.process.stdin and self.process.stdout
        self.requests, self.replies = self.process.stdin, self.process.stdout

    @property
    def complaints(self) -> Path:
        return Path(self.scratch, "stderr")

    def ask(self, request: dict[str, Any], wall_seconds: float) -> tuple[bytes, bytes]:
        """The reply, or ("", "") when the child died or the clock killed it. PdfNotMade if it did not even start."""
        message = json.dumps(request).encode()
        clock = threading.Timer(wall_seconds, self.process.kill)
        clock.daemon = True
        clock.start()
        try:
            if not self.ready and self._reply()[0] != b"R":
                last = self.complaints.read_text("utf-8", "replace").strip()[-1000:]
                raise PdfNotMade(f"the rendering process did not start: {last}")
            self.ready = True
            self.requests.write(struct.pack(">I", len(message)) + message)
            self.requests.flush()
            return self._reply()
        except OSError:
            return b"", b""
        finally:
            clock.cancel()
            self.documents += 1

    def _reply(self) -> tuple[bytes, bytes]:
        head = self.replies.read(4)
        if len(head) < 4:
            return b"", b""
        (size,) = struct.unpack(">I", head)
        reply = self.replies.read(size)
        return (reply[:1], reply[1:]) if len(reply) == size else (b"", b"")

    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.forget()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def forget(self) -> None:
        """Close our ends of the pipes."""
        for pipe in (self.requests, self.replies):
            with contextlib.suppress(OSError):
                pipe.close()


class RenderPool:
    """At most `size` children, started when first needed, replaced after `documents_each` documents or when they die.

    seconds: processor time a document may use; wall_seconds: until the clock kills it; megabytes: of address space.
    """

    def __init__(
        self,
        *,
        size: int = 2,
        seconds: int = 15,
        wall_seconds: float = 30,
        megabytes: int = 1024,
        documents_each: int = 200,
        fonts: Path | None = None,
    ) -> None:
        self.size, self.seconds, self.wall_seconds = size, seconds, wall_seconds
        self.megabytes, self.documents_each, self.fonts = megabytes, documents_each, fonts or PRINT_FONTS
        self._begin()

    def _begin(self) -> None:
        self.owner = os.getpid()
        self.idle: list[_Child] = []
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(self.size)

    def render(
        self, html: str, *, sheets: Iterable[str] = (), base_folder: Path = PRINT_TEMPLATES, variant: str | None = None
    ) -> bytes:
        if len(html) > MOST_HTML:
            raise PdfTooHeavy(TOO_HEAVY)
        request = {
            "html": html,
            "sheets": list(sheets),
            "base_folder": str(base_folder),
            "variant": variant,
            "seconds": self.seconds,
        }
        places, began = self.places, time.monotonic()
        if not places.acquire(timeout=self.wall_seconds):
            raise PdfTooHeavy(TOO_BUSY)
        try:
            child = self._take()
            try:
                letter, content = child.ask(request, max(5.0, self.wall_seconds - (time.monotonic() - began)))
            except BaseException:
                child.end()
                raise
            self._give_back(child, usable=letter in (b"K", b"E", b"F"))
        finally:
            places.release()
        if letter == b"K":
            return content
        if letter in (b"E", b"F"):
            raise PdfNotMade(
                ("file outside our folders: " if letter == b"F" else "") + content.decode("utf-8", "replace")
            )
        raise PdfTooHeavy(TOO_HEAVY)

    def _take(self) -> _Child:
        while True:
            with self.lock:
                child = self.idle.pop() if self.idle else None
            if child is None:
                return _Child(self.fonts, self.megabytes)
            if child.alive():
                return child
            child.end()  # somebody killed it while it waited

    def _give_back(self, child: _Child, *, usable: bool) -> None:
        if usable and child.documents < self.documents_each and child.alive():
            with self.lock:
                self.idle.append(child)
        else:
            child.end()

    def warm_up(self) -> None:
        """Start one child now, so that the first document does not wait for it."""
        with self.lock:
            if not self.idle:
                self.idle.append(_Child(self.fonts, self.megabytes))

    def close(self) -> None:
        with self.lock:
            children, self.idle = self.idle, []
        for child in children:
            child.end()

    def after_fork(self) -> None:
        """In a forked process: the children are the parent's. Let go of their pipes and start with none."""
        for child in self.idle:
            child.forget()
            child.process.returncode = 0  # not ours to wait for; keeps Popen from warning
        self._begin()


pool = RenderPool()
atexit.register(lambda: pool.close() if pool.owner == os.getpid() else None)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=lambda: pool.after_fork())


# --- What the rooms call ----------------------------------------------------------------------------------------------
Render = Callable[..., bytes]


def render_html(
    html: str,
    *,
    sheets: Iterable[str] = (),
    base_folder: Path | None = None,
    variant: str | None = None,
    render: Render | None = None,
) -> bytes:
    """A PDF of our own HTML.

    sheets: CSS texts, parsed once if they stay the same. base_folder: one folder of ours (never a user's) in which
    relative addresses are looked up; it and static/img, static/pdf, static/fonts/print are all that can be read, data:
    images besides.
    Families KTDSerif, KTDTitle, KTDSans are declared. variant: "pdf/ua-1", "pdf/a-3b" or none.
    Raises PdfTooHeavy (a sentence for the user) and PdfNotMade (a fault of ours, also a file outside the folders).
    """
    return (render or pool.render)(
        html, sheets=tuple(sheets), base_folder=base_folder or PRINT_TEMPLATES, variant=variant
    )


def paper_to_pdf(paper: Paper, *, render: Render | None = None) -> bytes:
    """The document as tagged PDF (PDF/UA-1), A4, fonts embedded. The same paper gives the same bytes."""
    if objection := weight_objection(paper):
        raise PdfTooHeavy(objection)
    return render_html(paper_html(paper), sheets=(_base_sheet(), paper_sheet(paper)), variant="pdf/ua-1", render=render)


def paper_html(paper: Paper) -> str:
    code, address = paper.verification or ("", "")
    blocks, main = numbered(paper.blocks), len(paper.finished_body)
    context = {
        "paper": paper,
        "body": blocks[:main],
        "annexes": blocks[main:],
        "nation": decree.NATION,
        "motto": decree.MOTTO,
        "code": code,
        "spaced_code": spaced_code(code),
        "address": address,
        "qr": qr_image(address) if address else "",
    }
    return render_to_string("print/nd30.html", context)


def qr_image(address: str) -> str:
    """A QR code as data: address of an SVG; level M reads at 14 mm from an office printer."""
    # A fixed mask: searching for the best one takes five times as long as all the rest.
    return segno.make(address, error="m", micro=False, mask=2).svg_data_uri(scale=4, border=0)


def numbered(body: Iterable[Block]) -> list[tuple[Block, int]]:
    """Each block with its number among those of its shape: what ties a table to its widths in `paper_sheet`."""
    seen: Counter[str] = Counter()
    pairs = []
    for block in body:
        seen[block.shape] += 1
        pairs.append((block, seen[block.shape]))
    return pairs


def _base_sheet() -> str:
    return (PRINT_TEMPLATES / "nd30.css").read_text(encoding="utf-8")


def paper_sheet(paper: Paper) -> str:
    """What nd30.css cannot know: the numbers shared with Word, and this document's columns and boxes. Numbers only."""
    n = decree
    width, height = n.PAPER_SIZE if not paper.landscape else n.PAPER_SIZE[::-1]
    line = n.LINE_SPACING * n.SINGLE_LINE
    rules = [
        f"@page {{ size: {width}mm {height}mm;"
        f" margin: {n.MARGIN_TOP}mm {n.MARGIN_RIGHT}mm {n.MARGIN_BOTTOM}mm {n.MARGIN_LEFT}mm;"
        f" @top-center {{ content: counter(page); font: {n.PAGE_NUMBER_SIZE}pt KTDSerif }} }}",
        "@page :first { @top-center { content: none } }",
        f"""html {{
            --nation: {n.NATION_SIZE}pt; --motto: {n.MOTTO_SIZE}pt; --agency: {n.AGENCY_SIZE}pt;
            --number: {n.NUMBER_SIZE}pt; --place-date: {n.PLACE_DATE_SIZE}pt; --title: {n.TITLE_SIZE}pt;
            --letter-subject: {n.LETTER_SUBJECT_SIZE}pt; --note-box: {n.NOTE_BOX_SIZE}pt; --body: {n.BODY_SIZE}pt;
            --table: {n.TABLE_SIZE}pt; --signer: {n.SIGNER_SIZE}pt; --grid-unit: {n.GRID_UNIT_SIZE}pt;
            --recipients-word: {n.RECIPIENTS_WORD_SIZE}pt; --recipients: {n.RECIPIENTS_SIZE}pt;
            --small-print: {n.SMALL_PRINT_SIZE}pt; --indent: {n.FIRST_LINE_INDENT}mm; --space: {n.PARAGRAPH_SPACE}pt;
            --line: {line:.3f}; --head-left: {n.HEAD_LEFT_SHARE * 100:g}%; --rule: {n.RULE_SHARE * 100:g}%;
            --title-rule: {paper.title_rule:g}mm;
            --title-inset: {n.TITLE_INSET}mm; --cell-padding: {n.CELL_PADDING:g}pt;
            --head-line: {n.HEAD_LINE:g}; --list-line: {n.LIST_LINE:g} }}""",
    ]
    if paper.sample:
        rules.append(f'@page {{ @top-right {{ content: "{n.SAMPLE_MARK}"; font: {n.SMALL_PRINT_SIZE}pt KTDSerif }} }}')
    for block, place in numbered(paper.blocks):
        if isinstance(block, Table):
            rules += [
                f".table-{place} col:nth-child({column}) {{ width: {percent:g}% }}"
                for column, percent in enumerate(block.percent_widths(paper.text_width), start=1)
            ]
        elif isinstance(block, SignatureGrid):
            rules.append(f".signers-{place} .signer {{ width: {100 / block.column_count:.3f}% }}")
            rules.append(f".signers-{place} .room {{ width: {block.box_width:g}mm; height: {block.box_height:g}mm }}")
    for place, signature in enumerate(paper.signatures, start=1):
        # The room for a visible signature, exactly as large as the field that will be laid over it.
        rules.append(
            f".signature-{place} .room {{ width: {signature.box_width:g}mm; height: {signature.box_height:g}mm }}"
        )
    if paper.number_room:
        rules.append(f".number-room {{ width: {paper.text_width:g}mm; height: {n.NUMBER_ROW:g}mm }}")
    if paper.approvals:
        rules.append(f".approval {{ width: {n.APPROVAL_BOX[0]:g}mm; height: {n.APPROVAL_BOX[1]:g}mm }}")
    return "\n".join(rules)


def page_count(pdf: bytes) -> int:
    """Of a file of our own."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def signature_boxes(pdf: bytes) -> dict[str, tuple[int, tuple[float, float, float, float]]]:
    """The named rooms for visible signatures: {name: (page index from 0, (x0, y0, x1, y1) in points from lower left)}.

    They stand in the file as named destinations of the kind /FitR, written from the finished layout: exact to 0.001 pt.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/Names" not in document.Root or "/Dests" not in document.Root.Names:
            return {}
        pages: dict[tuple[int, int], int] = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        boxes: dict[str, tuple[int, tuple[float, float, float, float]]] = {}
        for key, target in pikepdf.NameTree(document.Root.Names.Dests).items():
            name = str(key)
            if name.startswith(BOX) and len(target) == 6 and target[1] == "/FitR":
                x0, y0, x1, y1 = (float(value) for value in target[2:])
                boxes[name.removeprefix(BOX)] = (pages[target[0].objgen], (x0, y0, x1, y1))
        return boxes
