"""The child process that renders: what is hostile costs it its life, never the caller's."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psutil
import pytest

from libraries.printing import pdf
from libraries.printing.paper import Column, Paper, Paragraph, Table
from libraries.printing.pdf import PdfNotMade, PdfTooHeavy, RenderPool, paper_to_pdf, render_html

pytestmark = pytest.mark.slow

SMALL = "<p>Điều 1</p>"


@pytest.fixture
def pool():
    """Tight limits, so that the tests are short."""
    made = RenderPool(size=1, seconds=3, wall_seconds=60, megabytes=600)
    yield made
    made.close()


def child_of(pool) -> int:
    return pool.idle[-1].process.pid


@pytest.mark.parametrize(
    "html",
    [
        '<table><tr><td colspan="100000">a</td></tr></table>',
        "<table>" + '<tr><td colspan="100000" rowspan="60000">a</td></tr>' * 20 + "</table>",
        "<div>" * 3_000,
        "<p>" + "<b>thi đua</b> " * 200_000,
    ],
    ids=["colspan", "rowspan", "nested", "long"],
)
def test_bombs_are_bounded_and_the_next_document_is_made(pool, html):
    with pytest.raises(PdfTooHeavy, match=r"^Văn bản quá dài .*\.$"):
        pool.render(html)
    assert pool.render(SMALL).startswith(b"%PDF")


def test_memory_is_bounded(pool):
    pool.render(SMALL)
    with psutil.Process(child_of(pool)).oneshot():
        assert psutil.Process(child_of(pool)).memory_info().rss < 400 << 20
    limits = Path(f"/proc/{child_of(pool)}/limits")
    if limits.exists():
        assert str(600 << 20) in next(line for line in limits.read_text().splitlines() if "address space" in line)


def test_the_clock_kills_a_child_that_does_not_compute(pool):
    pool.render(SMALL)
    pid = child_of(pool)
    os.kill(pid, signal.SIGSTOP)
    pool.wall_seconds = 5
    with pytest.raises(PdfTooHeavy):
        pool.render(SMALL)
    assert not psutil.pid_exists(pid)
    pool.wall_seconds = 60
    assert pool.render(SMALL).startswith(b"%PDF")


@pytest.mark.parametrize(
    "paper",
    [
        Paper(issuer="K" * 400, superior="Ặ" * 400, kind="a" * 400, subject="b" * 2_000, body=[Paragraph("Ặ" * 5_000)]),
        Paper(issuer="Khối", body=[Table([Column("a"), Column("b", 4)], [("thi đua", "Ặ" * 5_000)] * 2)]),
        Paper(issuer="Khối", body=[Paragraph("\u0301" * 2_000 + "漢字 😀 " * 500)]),
        Paper(issuer="Khối", body=[Paragraph("a\n" * 2_000)]),
    ],
    ids=["long word", "long word in a table", "odd letters", "lines"],
)
def test_odd_texts_become_documents(paper):
    assert paper_to_pdf(paper).startswith(b"%PDF")


@pytest.mark.parametrize(
    "block",
    [Paragraph("a" * 1_000_000), Table([Column("a")] * 4, [("b",) * 4] * 3_000)],
    ids=["1 MB", "3,000 rows"],
)
def test_monstrous_papers_are_refused_before_any_work(block):
    asked = []
    with pytest.raises(PdfTooHeavy, match="quá mức"):
        paper_to_pdf(Paper(issuer="Khối", body=[block]), render=lambda *html, **how: asked.append(html))
    assert not asked


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/hostname">',
        '<img src="file:///etc/passwd.png">',
        '<img src="{project}/manage.py">',
        '<img src="ftp://127.0.0.1/x.png">',
        '<img src="data:text/html,<b>x</b>">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<style>@import "file:///etc/hostname.css";</style>',
        '<style>@font-face { font-family: x; src: url("file:///etc/x.ttf") } p { font-family: x }</style><p>x',
        "<style>p { background: url(file:///etc/hostname.png) }</style><p>x",
        "<img src=\"data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
        """%3Cimage href='file:///etc/hostname.png' width='9' height='9'/%3E%3C/svg%3E">""",
    ],
)
def test_files_that_are_not_ours_are_refused(html):
    with pytest.raises(PdfNotMade, match="file outside our folders"):
        render_html(html.replace("{project}", pdf.PROJECT.as_uri()))


def test_a_link_out_of_our_folder_is_refused(tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "x.png").write_bytes(b"")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "x.png").symlink_to(tmp_path / "secret" / "x.png")
    for source in ("x.png", "../secret/x.png", "%2e%2e/secret/x.png"):
        with pytest.raises(PdfNotMade, match="file outside our folders"):
            render_html(f'<img src="{source}">', base_folder=folder)


def test_nothing_is_fetched_from_the_network():
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with pytest.raises(PdfNotMade, match="file outside our folders"):
            render_html(f'<img src="http://127.0.0.1:{server.server_port}/x.png">')
        server.shutdown()
        thread.join()
    assert asked == []


def test_own_images_are_allowed(tmp_path):
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(tmp_path / "red.png")
    assert b"/Image" in render_html('<img src="red.png">', base_folder=tmp_path)


def test_one_warm_child_serves_many_documents_and_is_then_replaced():
    pool = RenderPool(size=1, documents_each=3)
    try:
        pids = []
        for _ in range(4):
            pids.append(pool.idle[-1].process.pid if pool.idle else None)
            pool.render(SMALL)
        assert pids[1] == pids[2] is not None
        assert pids[3] is None  # replaced after three
        assert not psutil.pid_exists(pids[1])
    finally:
        pool.close()


def test_a_child_killed_while_idle_is_replaced(pool):
    pool.render(SMALL)
    os.kill(child_of(pool), signal.SIGKILL)
    time.sleep(0.2)
    assert pool.render(SMALL).startswith(b"%PDF")


def test_callers_share_the_children(pool):
    results = []
    threads = [threading.Thread(target=lambda: results.append(pool.render(SMALL)[:4])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [b"%PDF"] * 6
    assert len(pool.idle) == 1


def test_child_gets_no_secrets_and_no_django(pool, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary-of-the-secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://canary")
    pool.render(SMALL)
    proc = Path(f"/proc/{child_of(pool)}")
    if proc.exists():
        assert b"canary" not in (proc / "environ").read_bytes()
        assert "django" not in (proc / "maps").read_text()
    source = (pdf.WORKER).read_text()
    assert "import django" not in source
    assert "from records" not in source


def test_a_child_that_cannot_start_says_why(tmp_path, monkeypatch):
    broken = tmp_path / "worker.py"
    broken.write_text("raise SystemExit('no Pango here')")
    monkeypatch.setattr(pdf, "WORKER", broken)
    pool = RenderPool(size=1)
    with pytest.raises(PdfNotMade, match="no Pango here"):
        pool.render(SMALL)
    pool.close()


PARENT = """
import os, sys, time
sys.path.insert(0, {project!r})
from libraries.printing import pdf
pdf.pool.render("<p>x</p>")
print(pdf.pool.idle[-1].process.pid, flush=True)
{then}
"""


def started_parent(then: str) -> tuple[subprocess.Popen, int]:
    code = PARENT.format(project=str(pdf.PROJECT), then=then)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    return parent, int(parent.stdout.readline())


def gone_within(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_child_ends_with_its_parent():
    parent, child = started_parent("pass")
    parent.communicate(timeout=20)
    assert parent.returncode == 0
    assert gone_within(child, 2)


def test_child_ends_when_its_parent_is_killed():
    parent, child = started_parent("time.sleep(60)")
    parent.kill()
    parent.communicate(timeout=10)
    assert gone_within(child, 6)


def test_child_ends_when_its_parent_is_killed_although_a_fork_holds_the_pipe():
    """A forked sibling keeps a copy of the pipe open: then the child notices that its parent changed."""
    parent, child = started_parent(
        "sys.stdout.flush()\nif os.fork() == 0:\n    os.close(1); time.sleep(30); os._exit(0)\ntime.sleep(60)"
    )
    time.sleep(0.3)
    siblings = [process.pid for process in psutil.Process(parent.pid).children() if process.pid != child]
    parent.kill()
    parent.communicate(timeout=10)
    assert gone_within(child, 8)
    for pid in siblings:
        os.kill(pid, signal.SIGKILL)


def test_a_forked_process_uses_children_of_its_own():
    parent, child = started_parent(
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    mine = pdf.pool.render('<p>y</p>') and pdf.pool.idle[-1].process.pid\n"
        "    print(mine, flush=True); pdf.pool.close(); os._exit(0)\n"
        "os.waitpid(pid, 0)\n"
        "print(pdf.pool.idle[-1].process.pid, pdf.pool.render('<p>z</p>')[:4].decode(), flush=True)"
    )
    output, _ = parent.communicate(timeout=30)
    forked, after = output.splitlines()
    assert int(forked) != child
    assert after == f"{child} %PDF"
