"""A page before somebody's eyes: what it complains of, what axe finds, whether it must be pushed sideways."""

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

AXE = Path(__file__).parent.joinpath("vendor", "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Screen:
    def __init__(self, page: Page):
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def open(self, path: str) -> "Screen":
        self.page.goto(path)
        return self

    def press(self, words: str, *, exact: bool = False) -> "Screen":
        """The button or link of these words, as it is read aloud."""
        name = re.compile(rf"^\s*{re.escape(words)}" + (r"\s*$" if exact else ""))
        button = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        button.filter(visible=True).first.click()
        self.page.wait_for_load_state()
        return self

    def choose(self, words: str) -> "Screen":
        self.page.get_by_role("radio", name=words, exact=True).check()
        return self

    def type(self, label: str, words: str) -> "Screen":
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).fill(words)
        return self

    def reads(self, *sentences: str) -> "Screen":
        for sentence in sentences:
            self.page.get_by_role("main").get_by_text(sentence).first.wait_for()
        return self

    def prove(self, password: str) -> "Screen":
        """Password, and the code that the sample shows instead of a telephone."""
        code = self.page.locator(".bar .code").last.inner_text()
        return self.type("Mật khẩu", password).type("Mã OTP", code)

    # --- what is wrong with it -----------------------------------------------------------------------------------

    def faults(self) -> list[str]:
        """Sentences; none when the page is fine."""
        self.page.wait_for_load_state("networkidle")
        found = [f"console: {said}" for said in self.complaints]
        width, wide = self.page.evaluate("[window.innerWidth, document.documentElement.scrollWidth]")
        if wide > width:
            found.append(f"{wide - width} px must be scrolled sideways")
        self.page.evaluate(AXE)
        answer = self.page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
        for fault in answer["violations"]:
            where = [node["target"] for node in fault["nodes"][:3]]
            found.append(f"axe {fault['id']}: {fault['help']} at {where}")
        return found
