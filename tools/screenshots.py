"""Pictures for the README and the user guide: `python tools/screenshots.py` writes docs/pictures/*.png.

Starts the sample year in a scratch folder on a free port, so that the pictures show what a first visitor meets.
Needs Chromium. Colours are reduced, so that all pictures together stay small.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
PASSWORD = "thi-dua-mau-2020"  # noqa: S105 - the public one of the sample people
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, TELEPHONE = (1366, 860), (390, 844)
# (scale, colours) tried in turn until a picture is small; the certificate's fine lines are drawn smaller.
TRIES = ((1.0, 128), (1.0, 64), (0.75, 128), (0.75, 64), (0.5, 64))
MOST_BYTES_EACH = 150_000


@contextmanager
def sample_server() -> Iterator[str]:
    """The address of a sample of its own; gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # As root the embedded database opens every parent of its folder to all users: not one under a private home.
    root = "/var/lib" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="khoithidua-pictures-", dir=root)
    environment = {**os.environ, "KHOITHIDUA_DATA": folder, "KHOITHIDUA_SAMPLE": "1", "KHOITHIDUA_HTTPS": "0"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "launch", "--port", str(port)]
    running = subprocess.Popen(command, cwd=PROJECT, env=environment)  # noqa: S603
    try:
        wait_until_served(f"http://127.0.0.1:{port}/suc-khoe/", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_served(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if running.poll() is not None:
            raise SystemExit("The sample did not start.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("The sample did not answer within ten minutes.")


class Visitor:
    """Somebody before a screen of a fixed size."""

    def __init__(self, browser: Browser, address: str, username: str = "", size: tuple[int, int] = DESK):
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale="vi-VN", base_url=address, reduced_motion="reduce"
        )
        self.page: Page = self.context.new_page()
        if username:
            self.open("/dang-nhap/")
            self.page.get_by_label("Tên đăng nhập").fill(username)
            self.page.get_by_label("Mật khẩu").fill(PASSWORD)
            self.press("Đăng nhập")

    def open(self, path: str) -> "Visitor":
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        return self

    def press(self, words: str) -> "Visitor":
        name = re.compile(rf"^\s*{re.escape(words)}")
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        self.page.wait_for_load_state("networkidle")
        return self

    def snap(self, name: str) -> None:
        """What the window shows, as small as it must be."""
        picture = Image.open(BytesIO(self.page.screenshot())).convert("RGB")
        PICTURES.mkdir(parents=True, exist_ok=True)
        for scale, colours in TRIES:
            size = (round(picture.width * scale), round(picture.height * scale))
            drawn = picture if scale == 1 else picture.resize(size, Image.Resampling.LANCZOS)
            few = drawn.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(PICTURES / f"{name}.png", optimize=True)
            if (PICTURES / f"{name}.png").stat().st_size <= MOST_BYTES_EACH:
                break


def take_pictures(browser: Browser, address: str) -> None:
    """In the order of the user guide."""
    lan = Visitor(browser, address, "lan")
    lan.snap("home")
    lan.press("Quy chế").snap("regulations")
    lan.open("/quy-che/").press("Quy chế tổ chức và hoạt động của Khối thi đua Doanh nghiệp 2 ").snap("regulation")
    lan.open("/du-thao/").page.get_by_role("link", name=re.compile(r"sửa đổi năm")).first.click()
    lan.press("Soạn thảo nội dung").snap("editor")
    lan.page.go_back()
    lan.press("Xem góp ý").snap("consultation")
    lan.open("/giao-uoc/").page.locator("a.task-row").first.click()
    lan.page.wait_for_load_state("networkidle")
    lan.snap("pledge")
    lan.open("/hoi-nghi/").page.locator("a.due-row").last.click()
    lan.page.wait_for_load_state("networkidle")
    lan.snap("conference")

    long = Visitor(browser, address, "long", TELEPHONE)
    long.snap("leader-home")
    long.press("Đọc và ký").snap("sign")
    long.press("Ký giao ước").snap("sign-confirm")

    duc = Visitor(browser, address, "duc")
    duc.press("Thẩm định").snap("review")

    mai = Visitor(browser, address, "mai")
    mai.open("/khen-thuong/bang/").press("Bằng khen 02").snap("certificate")
    code = mai.page.locator("a[href*='/xac-minh/']").first.get_attribute("href")
    Visitor(browser, address, size=TELEPHONE).open(str(code)).snap("verify")


def main() -> None:
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt install chromium-headless-shell")
    with sample_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        take_pictures(browser, address)
        browser.close()
    sizes = {path.name: path.stat().st_size for path in sorted(PICTURES.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{size / 1000:8.0f} kB  {name}")
    if large := [name for name, size in sizes.items() if size > MOST_BYTES_EACH]:
        raise SystemExit(f"Larger than {MOST_BYTES_EACH} bytes: {', '.join(large)}")


if __name__ == "__main__":
    main()
