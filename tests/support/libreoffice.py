"""What LibreOffice, as the office that gets our Word file would use it, makes of its tracked changes."""

import html
import shutil
import subprocess
from enum import StrEnum
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
LONGEST = 180

BASIC = """Sub Resolve(source As String, target As String, command As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
    Dim filter(0) As New com.sun.star.beans.PropertyValue
    filter(0).Name = "FilterName"
    filter(0).Value = "Text (encoded)"
    document.storeToURL(target, filter())
    document.close(True)
End Sub"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{}
</script:module>"""


class Changes(StrEnum):
    """What is done with all tracked changes before the text is read."""

    ACCEPTED = ".uno:AcceptAllTrackedChanges"
    REFUSED = ".uno:RejectAllTrackedChanges"


class LibreOffice:
    """One profile in a folder of the test's own."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.profile = folder / "profile"
        self._run("--terminate_after_init")
        module = self.profile / "user/basic/Standard/Module1.xba"
        module.write_text(MODULE.format(html.escape(BASIC)))

    def _run(self, *arguments: str) -> None:
        assert SOFFICE is not None
        command = [SOFFICE, f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore"]
        subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=LONGEST)

    def lines(self, word: bytes, changes: Changes) -> list[str]:
        """The text of a Word file, line by line, without empty ones."""
        source, target = self.folder / "source.docx", self.folder / "target.txt"
        source.write_bytes(word)
        target.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Module1.Resolve("{source.as_uri()}","{target.as_uri()}","{changes}")')
        text = target.read_text(encoding="utf-8-sig")
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
