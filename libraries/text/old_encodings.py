"""Old Vietnamese encodings (TCVN3 of the .Vn fonts, VNI) that show as gibberish without their fonts."""

import re
import unicodedata

TCVN3 = str.maketrans(
    dict(
        zip(
            "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
            "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
            strict=True,
        )
    )
)
# A vowel and the mark that follows it; letters of their own last.
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = dict(zip("âáàåãä", ("\u0302", *("\u0302" + tone for tone in "\u0301\u0300\u0309\u0303\u0323")), strict=True))
_BOWLS = dict(zip("êéèúüë", ("\u0306", *("\u0306" + tone for tone in "\u0301\u0300\u0309\u0303\u0323")), strict=True))
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile("[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]")
# Letters that only Unicode Vietnamese has, and marks that only the old encodings put beside letters.
UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
TCVN3_ONLY = re.compile("[a-zA-Z][\xad®µ¶·¸¹»¼½¾¨©ª«¬×]|[®§¦¥¤][a-zA-Z\xad]|[×÷Þßþ][a-z]")
VNI_ONLY = re.compile("[aeoAEO][ùøûïÙØÛÏåÅäÄëË]|[uU][ùøûïÙØÛÏ]|ñ[aeiouöô]|[öô][ùøûõïÙØÛÕÏ]")


def old_encoding(words: str) -> str:
    """ "TCVN3", "VNI", or "" for what reads as it is."""
    if UNICODE_ONLY.search(words):
        return ""
    if len(TCVN3_ONLY.findall(words)) >= 2:
        return "TCVN3"
    return "VNI" if len(VNI_ONLY.findall(words)) >= 2 else ""


def to_unicode(words: str, encoding: str) -> str:
    """The same words in Unicode, composed."""
    if encoding == "TCVN3":
        return words.translate(TCVN3)
    if encoding == "VNI":
        return unicodedata.normalize("NFC", _VNI.sub(lambda found: _from_vni(found.group()), words))
    return words


def _from_vni(pair: str) -> str:
    first, mark = pair[0], pair[1:].lower()
    alone = _VNI_ALONE.get(first.lower())
    base = (alone.upper() if first.isupper() else alone) if alone else first
    if not mark:
        return base
    if first.lower() in "aeo" and mark in _HATS:
        return base + _HATS[mark]
    if first.lower() == "a" and mark in _BOWLS:
        return base + _BOWLS[mark]
    return base + _TONES[mark] if mark in _TONES else pair
