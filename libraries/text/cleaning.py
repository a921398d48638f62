"""Text as it is kept: composed (NFC), with nothing in it that nobody can see, and with lines and spaces of one kind.

What people typed stays as they typed it: letters, old or new place of the tone mark, dashes, quotes. What a text
processor or a telephone put in between goes or becomes what it looks like.
"""

import re
import unicodedata

# Default ignorable and format characters: soft hyphen · zero width · bidirectional marks, embeddings, isolates and
# overrides, which change what a reader sees without changing what is kept · fillers · byte order mark · annotations ·
# tags · variation selectors and the joiner, these two only outside a pictograph.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U00013430-\U00013438\U00016fe4\U0001bca0-\U0001bca3"
    "\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_PICTOGRAPH = "©®\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
_PICTOGRAPH += "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
INVISIBLE = re.compile(
    f"[{_INVISIBLE}]"
    # A selector that chooses the look of the pictograph, or of the digit in a keycap, before it stays.
    rf"|(?<![{_PICTOGRAPH}])[\ufe0e\ufe0f](?!(?<=[0-9#*]\ufe0f)\u20e3)"
    # So does the joiner between two pictographs.
    rf"|\u200d(?![{_PICTOGRAPH}])|(?<![{_PICTOGRAPH}])(?<![{_PICTOGRAPH}][\ufe0e\ufe0f])\u200d"
)

# What looks like a space, a line break or a hyphen and is none; U+F020 is the space of Symbol.
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000\uf020"
_BREAKS = "\x0b\x0c\u2028\u2029"  # Word's line, page and section break; line and paragraph separator
_HYPHENS = "\x1e\u2010\u2011"
_REPLACED = (
    {ord(c): " " for c in _SPACES} | {ord(c): "\n" for c in _BREAKS} | {ord(c): "-" for c in _HYPHENS} | {0x1F: None}
)
_STRANGE = re.compile(f"[\r\t\x1f{_SPACES}{_BREAKS}{_HYPHENS}\ue000-\uf8ff]")
_LINE_ENDS = re.compile("\r\n?")

# Bullets as Word puts them on the clipboard: a character of Symbol or Wingdings as a private-use letter or, in plain
# text, as the letter of the same number, then a tab. Signs of arithmetic are no bullets.
_SIGNS = {0xF02B: "+", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">", 0xF0A3: "≤", 0xF0B0: "°", 0xF0B1: "±", 0xF0B3: "≥",
          0xF0B4: "×", 0xF0B8: "÷", 0xF0B9: "≠", 0xF0BB: "≈"}  # fmt: skip
_INSIDE_A_LINE = _SIGNS | {0xF0AE: "→", 0xF0E0: "→"} | dict.fromkeys(map(ord, "\uf02d\uf0a7\uf0b7\uf0d8\uf0fc"), "-")
_NO_BULLET = "".join(map(chr, _SIGNS))
_BULLET = re.compile(rf"^([ \t]*)(?:(?![{_NO_BULLET}])[\uf021-\uf0ff][ \t]+|[o·§Øüvq•▪][ ]*\t[ \t]*)", re.M)
_BARE_BULLET = re.compile(rf"^([ \t]*)(?![{_NO_BULLET}])[\uf021-\uf0ff]", re.M)

# Controls · halves of a surrogate pair · the replacement sign · noncharacters (U+FFFE …), which are no XML, so no Word
# file either.
_UNREADABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffc\ufffd\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
UNREADABLE = re.compile(f"[{_UNREADABLE}]")
REFUSED = re.compile(f"[{_UNREADABLE}{_PRIVATE}]")
_PRIVATE_LETTER = re.compile(f"[{_PRIVATE}]")
_GAP = re.compile("[ \t\n]+")


class UnreadableText(ValueError):
    """Text that cannot be kept. `str()` is a Vietnamese sentence that says where the trouble is and what to do."""

    def __init__(self, sentence: str, code: str):
        super().__init__(sentence)
        self.code = code


def nfc(text: str) -> str:
    """The composed form, in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def clean(text: str, *, lines: bool) -> str:
    """The text as it is kept, or UnreadableText. `lines` allows line breaks and tabs and keeps runs of spaces."""
    tidy = tidied(text, lines=lines)
    if not lines and re.search("[\r\n]", INVISIBLE.sub("", text).strip()):
        raise UnreadableText("Ô này chỉ nhập một dòng. Xóa dấu xuống dòng.", "one_line")
    found = REFUSED.search(tidy)
    if found is not None:
        raise UnreadableText(_refusal(tidy, found), "unreadable")
    return tidy


def clean_secret(text: str) -> str:
    """A password, composed and otherwise letter by letter, or UnreadableText, which quotes nothing of it."""
    text = nfc(text)
    if INVISIBLE.search(text) or REFUSED.search(text) or set(text) & set("\t\n\r"):
        raise UnreadableText("Có ký tự không đọc được, thường do dán từ nơi khác. Xóa và nhập lại.", "unreadable")
    return text


def tidied(text: str, *, lines: bool) -> str:
    """`clean` without its refusals: what cannot be kept is still in the text."""
    text = INVISIBLE.sub("", nfc(text))
    if _STRANGE.search(text):
        text = _LINE_ENDS.sub("\n", text).translate(_REPLACED)
        text = _BARE_BULLET.sub(r"\1-", _BULLET.sub(r"\1- ", text)).translate(_INSIDE_A_LINE)
    text = nfc(text)
    if lines:
        return text if text.strip() else ""
    # Nobody can see Word's line break or a tab in a box of one line, so nobody could take it out.
    return _GAP.sub(" ", text).strip(" ")


def without_refused(text: str) -> str:
    """For names and keys that are made, not kept: what cannot be kept is simply left out."""
    return REFUSED.sub("", text).strip()


def printable(text: str) -> str:
    """For paper: composed, Unix line ends, nothing invisible or unprintable; spaces stay as the author of the page
    chose them.
    """
    return nfc(UNREADABLE.sub("", INVISIBLE.sub("", nfc(_LINE_ENDS.sub("\n", text)))))


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced, so that the page that shows it again can be sent at all."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


# -- saying where ---------------------------------------------------------------------------------------------------
WORDS_QUOTED = 4


def _refusal(text: str, found: re.Match[str]) -> str:
    code = f"U+{ord(found.group()):04X}"
    what = (
        f"ký hiệu của một phông chữ riêng ({code}), in ra thành ô trống,"
        if _PRIVATE_LETTER.match(found.group())
        else f"ký tự không đọc được ({code})"
    )
    further = len(REFUSED.findall(text, found.end()))
    more = f", và {further} vị trí nữa" if further else ""
    return f"Có {what} {_where(text, found.start())}{more}, thường do dán từ tệp khác. Xóa ký tự này rồi nhập lại."


def _where(text: str, place: int) -> str:
    """ "ở dòng 2, sau chữ “Chế độ báo cáo”": what a reader of the box can find."""
    start = text.rfind("\n", 0, place) + 1
    line = f"ở dòng {text.count(chr(10), 0, place) + 1}, " if "\n" in text else ""
    before = text[start:place].split()
    if before:
        return f"{line}sau chữ “{' '.join(before[-WORDS_QUOTED:])[-60:].strip()}”"
    after = REFUSED.split(text[place + 1 :].split("\n")[0].lstrip(), maxsplit=1)[0].split()
    if after:
        return f"{line}trước chữ “{' '.join(after[:WORDS_QUOTED])[:60].strip()}”"
    return f"{line}đứng một mình"
