"""The child process in which WeasyPrint runs; started and watched by `libraries.printing.pdf`, never imported by it.

It may be killed at any moment without harm to anyone: it holds one document at a time, its own processor and memory
limits, no settings, no secrets, no database. It imports neither Django nor this project, so that it starts in half a
second.

Talk over stdin and stdout: four bytes of length, then the message. A request is JSON (keys: see `answer`); a reply is
one letter and its content: K the PDF · H too heavy · F a file that is not ours was asked for · E another error. Before
the first request it says R, ready.
It ends when its stdin closes, that is, when its parent dies.
"""

import io
import json
import logging
import os
import re
import signal
import struct
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

try:
    import resource
except ImportError:  # Windows: only the parent's clock guards there
    resource = None  # type: ignore[assignment]

BOX = "o-ky-"  # id of a named room for a visible signature; read back by libraries.printing.pdf.signature_boxes
FILE_KINDS = {".ttf", ".otf", ".png", ".jpg", ".jpeg", ".svg", ".css"}
DATA_KINDS = (
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/svg+xml;base64,",
    "data:image/svg+xml;charset=utf-8,",
)


class ForeignFile(Exception):
    """The document asked for something that is not ours."""


def limit_memory(megabytes: int) -> None:
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere RLIMIT_AS is ignored or refuses to be set
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def limit_processor(seconds: int) -> None:
    """This document's share: the limit counts the whole life of the process, so it moves up with each document."""
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + 1 + seconds, hard))


def watch_parent() -> None:
    """A sibling forked from the parent may hold our stdin open after its death; then our parent's number changes."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(3)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def fonts_sheet(folder: Path) -> str:
    """@font-face for every ktd-<word>-<weight>[i].ttf: family KTD<Word>.

    Private family names: one equal to an installed family draws wrong glyphs inside SVG
    (docs/interface.md: Fonts in print).
    """
    faces = []
    for path in sorted(folder.glob("ktd-*.ttf")):
        if match := re.fullmatch(r"ktd-([a-z]+)-(\d{3})(i?)", path.stem):
            word, weight, italic = match.groups()
            faces.append(
                f'@font-face {{ font-family: KTD{word.title()}; src: url("{path.name}"); '
                f"font-weight: {weight}; font-style: {'italic' if italic else 'normal'} }}"
            )
    return "\n".join(faces)


class Renderer:
    """WeasyPrint with our fonts loaded once: a FontConfiguration per document would leak memory."""

    def __init__(self, fonts: Path, folders: list[Path]):
        import weasyprint  # imported here: child process
        from weasyprint.text.fonts import FontConfiguration  # imported here: child process
        from weasyprint.urls import URLFetcher  # imported here: child process

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        self.weasyprint = weasyprint
        renderer = self

        # WeasyPrint 70 takes a URLFetcher only; a plain function fails at the first document with an address in it.
        class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
            def fetch(self, url: str, headers: Any = None) -> Any:
                if not renderer.is_ours(url):
                    renderer.refused.append(url[:200])
                    raise ValueError("not one of our files")
                return super().fetch(url, headers)

        self.folders = [folder.resolve() for folder in (fonts, *folders)]
        self.extra_folder: Path | None = None
        self.refused: list[str] = []
        self.fetcher = OwnFilesOnly(allowed_protocols={"file", "data"}, allow_redirects=False)
        self.font_config = FontConfiguration()
        self.faces = self.sheet(fonts_sheet(fonts), fonts)
        self.sheets: dict[str, object] = {}

    def is_ours(self, url: str) -> bool:
        if url.startswith("data:"):
            return url.lower().startswith(DATA_KINDS)
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return False
        # resolve() follows links and "..": what counts is the file that would be read.
        path = Path(url2pathname(unquote(parts.path) if os.name == "nt" else parts.path)).resolve()
        allowed = self.folders + ([self.extra_folder] if self.extra_folder else [])
        return path.suffix.lower() in FILE_KINDS and any(path.is_relative_to(folder) for folder in allowed)

    def sheet(self, css: str, folder: Path) -> Any:
        return self.weasyprint.CSS(
            string=css, base_url=f"{folder}{os.sep}", font_config=self.font_config, url_fetcher=self.fetcher
        )

    def kept_sheet(self, css: str, folder: Path) -> Any:
        """Parsed once; the base sheets are the same for every document."""
        key = f"{folder}\0{css}"
        if key not in self.sheets:
            if len(self.sheets) > 40:
                self.sheets.clear()
            self.sheets[key] = self.sheet(css, folder)
        return self.sheets[key]

    def render(self, request: dict[str, Any]) -> bytes:
        folder = Path(request["base_folder"])
        self.extra_folder, self.refused = folder.resolve(), []
        html = self.weasyprint.HTML(string=request["html"], base_url=f"{folder}{os.sep}", url_fetcher=self.fetcher)
        sheets = [self.faces, *(self.kept_sheet(css, folder) for css in request["sheets"])]
        document = html.render(font_config=self.font_config, stylesheets=sheets, pdf_variant=request["variant"])
        out = io.BytesIO()
        document.write_pdf(out, finisher=finish, pdf_variant=request["variant"], pdf_identifier=True)
        if self.refused:
            raise ForeignFile(", ".join(self.refused[:5]))
        return out.getvalue()


def finish(document: Any, pdf: Any) -> None:
    """Exact rooms for signatures; objects in the open."""
    boxes: dict[str, list[float]] = {}
    for page in document.pages:
        for name, (x0, y0, x1, y1) in page.anchors.items():
            if name.startswith(BOX):
                top = page.height
                boxes.setdefault(name, [round(v * 0.75, 3) for v in (x0, top - y1, x1, top - y0)])
    if boxes:
        # Destinations come as points ("/XYZ"); ours become rectangles ("/FitR left bottom right top").
        names = pdf.catalog["Names"]["Dests"]["Names"]
        for place in range(0, len(names), 2):
            name = names[place].string
            if name in boxes:
                target = names[place + 1]
                del target[1:]
                target.extend(["/FitR", *boxes[name]])
    # Without object streams the Info dictionary can be read by anyone who opens the file, and signing tools that do not
    # know them can add to it. The pages' streams stay compressed.
    write = pdf.write
    pdf.write = lambda output, version, identifier, _: write(output, version or b"1.7", identifier, False)


def answer(renderer: Renderer, request: dict[str, Any]) -> tuple[bytes, bytes]:
    """`html`, `sheets` (CSS texts), `base_folder`, `variant` (of PDF, or null), `seconds` of processor time."""
    limit_processor(request["seconds"])
    try:
        return b"K", renderer.render(request)
    except (MemoryError, RecursionError) as error:
        return b"H", type(error).__name__.encode()
    except ForeignFile as error:
        return b"F", str(error).encode("utf-8", "replace")
    except Exception as error:
        return b"E", f"{type(error).__name__}: {error}"[:2000].encode("utf-8", "replace")


def read_exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        os._exit(0)  # the parent is gone
    return data


def say(replies: BinaryIO, letter: bytes, content: bytes = b"") -> None:
    replies.write(struct.pack(">I", len(content) + 1) + letter + content)
    replies.flush()


def main() -> None:
    start = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business; it closes our stdin
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the messages
    watch_parent()
    renderer = Renderer(Path(start["fonts"]), [Path(folder) for folder in start["folders"]])
    limit_memory(start["megabytes"])
    say(replies, b"R")
    while True:
        (size,) = struct.unpack(">I", read_exactly(requests, 4))
        letter, content = answer(renderer, json.loads(read_exactly(requests, size)))
        say(replies, letter, content)
        if letter == b"H":
            os._exit(1)  # after running out of memory nothing in this process is to be trusted


if __name__ == "__main__":
    main()
