"""The scanner for malware that an office may name: a clamd of our own answers on loopback and on a socket."""

import io
import re
import socketserver
import struct
import threading
from contextlib import contextmanager, suppress

import pikepdf
import pytest

from khoithidua import doctor
from khoithidua.environment import CLAMD
from libraries import foreign_files
from libraries.foreign_files import FileRefused, scan_with, scanner_answers
from tests.libraries.test_uploads import pdf, upload
from tests.libraries.typed_forms import sentence

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.StreamRequestHandler):
    """As clamd(8): PING, INSTREAM in chunks; `limit` is its StreamMaxLength."""

    def handle(self):
        if self.rfile.read(1) != b"z":
            return
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"PING\0":
            self.wfile.write(b"PONG\0")
            return
        assert command == b"INSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(content)
        if len(content) > self.server.limit:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0")


@contextmanager
def clamd(kind=socketserver.TCPServer, address=("127.0.0.1", 0), limit=10**8):
    with kind(address, Clamd) as server:
        server.seen, server.limit = [], limit
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        name = server.server_address
        scan_with(name if isinstance(name, str) else f"{name[0]}:{name[1]}")
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def _nobody_scans_afterwards():
    yield
    scan_with("")


def infected():
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Note = document.make_stream(EICAR)
        document.save(out, compress_streams=False)
    return out.getvalue()


def test_off_unless_named():
    assert foreign_files.clean(infected()).kind == "pdf"


@pytest.mark.parametrize("by", ["host and port", "socket"])
def test_each_file_is_shown_to_it_whole(by, tmp_path):
    kind, where = (
        (socketserver.TCPServer, ("127.0.0.1", 0))
        if by == "host and port"
        else (socketserver.UnixStreamServer, str(tmp_path / "clamd.ctl"))
    )
    content = pdf() + b"%" + b"x" * 200_000 + b"\n"
    with clamd(kind, where) as server:
        assert scanner_answers()
        foreign_files.clean(pdf())
        with pytest.raises(FileRefused, match="phát hiện mã độc"):
            foreign_files.clean(infected())
        with suppress(FileRefused):  # what our own examination says of it does not matter here
            foreign_files.clean(content)
        assert [len(seen) for seen in server.seen][0::2] == [len(pdf()), len(content)]


def test_the_form_says_it_in_a_sentence():
    with clamd():
        assert "Phần mềm diệt mã độc phát hiện mã độc trong tệp" in sentence(upload("a.pdf", infected()), "file")
        assert upload("a.pdf", pdf()).is_valid()


def test_away_or_unwilling_nothing_is_taken():
    with clamd(limit=10):
        assert "chưa trả lời nên chưa nhận tệp này" in sentence(upload("a.pdf", pdf()), "file")
    # The same address, and nobody listens any more.
    assert not scanner_answers()
    assert "chưa trả lời nên chưa nhận tệp này" in sentence(upload("a.pdf", pdf()), "file")


def test_the_doctor_tells_whether_it_answers(settings):
    assert list(doctor.scanner()) == []
    with clamd() as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        assert [found.level for found in doctor.scanner()] == [doctor.Level.FINE]
    assert [found.level for found in doctor.scanner()] == [doctor.Level.BAD]


@pytest.mark.parametrize("address", ["127.0.0.1", "clamd.ctl", "127.0.0.1:x"])
def test_an_address_that_is_none_stops_the_start(address):
    assert not CLAMD.fullmatch(address)
    assert all(re.fullmatch(CLAMD, good) for good in ("", "/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310"))
