"""One file is one thing: a PDF that is a ZIP too is read by one program as this and by another as that."""

import io
import re
import zipfile

BEGINNINGS = re.compile(
    rb"\s*(PK\x03\x04|PK\x05\x06|MZ|\x7fELF|GIF8|\x89PNG|\xff\xd8\xff|Rar!|7z\xbc\xaf|\xd0\xcf\x11\xe0|\x1f\x8b|#!"
    rb"|(?:[^<]{0,200}<\s*(?:!doctype\s+html|html|script|svg|head|body|iframe|\?php|\?xml)))",
    re.IGNORECASE,
)


def begins_like_another(before: bytes) -> bool:
    """What stands before the header of a PDF is the beginning of another kind of file."""
    return bool(before) and BEGINNINGS.match(before) is not None


def ends_like_a_zip(content: bytes) -> bool:
    """Programs look for the table of contents of a ZIP at the end, whatever stands before it."""
    if b"PK\x05\x06" not in content[-66_000:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return bool(package.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False
