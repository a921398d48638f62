"""Where the print faces are, and each of them opened once per process.

The files are one merged TTF a face: a browser's subset fonts with unicode-range silently lose Vietnamese
letters in print. The families are private (KTDSerif, KTDTitle, KTDSans), so that an installed font of the same
name is never taken instead.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts" / "print"

FACES = {
    "serif-400": "ktd-serif-400.ttf",
    "serif-400i": "ktd-serif-400i.ttf",
    "serif-700": "ktd-serif-700.ttf",
    "serif-700i": "ktd-serif-700i.ttf",
    "title-700": "ktd-title-700.ttf",
    "title-900": "ktd-title-900.ttf",
    "sans-400": "ktd-sans-400.ttf",
    "sans-500": "ktd-sans-500.ttf",
}


def face_path(face: str) -> Path:
    """The TTF of a face such as "serif-700i". Raises KeyError for an unknown face."""
    return FOLDER / FACES[face]


@dataclass(frozen=True)
class OpenedFace:
    """A face ready for HarfBuzz; lengths of the font are in `units` to the em."""

    name: str
    face: hb.Face
    font: hb.Font
    units: int
    ascender: int
    descender: int
    digest: str


@cache
def opened(face: str) -> OpenedFace:
    content = face_path(face).read_bytes()
    hb_face = hb.Face(hb.Blob(content))
    font = hb.Font(hb_face)
    extents = font.get_font_extents("ltr")
    return OpenedFace(
        face, hb_face, font, hb_face.upem, extents.ascender, extents.descender, hashlib.sha256(content).hexdigest()
    )
