"""What stands where on a certificate: plain data, mm and points of the real sheet. The city confirms sizes, order
and wording.

Sizes in force are not known (NĐ 50/2006: 400 × 300, border 320 × 230; prints on A3 are in use; NĐ 98/2023: giấy
khen on A4), so nothing here is a rule: a template in the database may hold any other numbers and words.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .flag import FlagLine
from .geometry import Box
from .palette import INK, RED, RED_NAME

BANG_KHEN = "bang-khen"
CO_THI_DUA = "co-thi-dua"
GIAY_KHEN = "giay-khen"

SIGNATURE_ROOM_MM = 35.0  # NĐ 50/2006 Đ.28: left free for signature and seal, on every sheet size


@dataclass(frozen=True)
class Line:
    """One line (or block) of words.

    `wording` may name fields in braces ({recipient}); a line break in it, or in a field, starts a new line.
    `gap_mm` is the wanted room above the line, shared out in proportion when the sheet is taller or shorter.
    `on_blank`: already printed on the authority's blank, so left out when printing onto it. `dx_mm`, `dy_mm`:
    nudged by hand.
    """

    slot: str
    wording: str
    face: str
    size_pt: float
    colour: str = INK
    gap_mm: float = 3.0
    max_lines: int = 1
    min_pt: float = 9.0
    tracking: float = 0.0  # ems
    across_page: bool = True  # centred on the page; False: on the text column beside the flag
    on_blank: bool = False
    dx_mm: float = 0.0
    dy_mm: float = 0.0


# Slots that belong to the head: they keep their place whatever the recipient's name is.
HEAD_SLOTS = ("country", "motto", "authority", "verb", "title", "subtitle")
BODY_SLOTS = ("recipient", "recipient_detail", "citation")
FOOT_SLOTS = ("decision", "golden_book", "place_date", "signer_title", "signer_name", "code")


ALIGNMENTS = ("left", "centre", "right")
QR = "qr"


@dataclass(frozen=True)
class Place:
    """Where a line stands on a background that is not ours, mm from the top left corner of the sheet.

    `x_mm` is the left edge, the centre or the right edge, as `align` says; `y_mm` the foot of the first line's letters.
    The type is at most `size_pt`, and smaller when the words need more than `width_mm`. Of the QR code `x_mm`, `y_mm`
    is the upper left corner and `width_mm` its side.
    """

    slot: str
    x_mm: float
    y_mm: float
    size_pt: float
    width_mm: float
    align: str = "centre"


@dataclass(frozen=True)
class Layout:
    """A kind of certificate on a sheet of paper. All lengths mm."""

    kind: str
    width_mm: float
    height_mm: float
    margin_mm: tuple[float, float]  # paper left free outside the frame: left and right, top and bottom
    frame_mm: float  # depth of the frame
    lines: tuple[Line, ...]
    frame: str = "lotus"  # "lotus" | "braid" (giấy khen)
    corners: bool = True
    watermark: bool = True
    medallion_mm: float = 20.6  # radius; 0: none
    flag_lines: tuple[FlagLine, ...] = ()
    signature_room_mm: float = SIGNATURE_ROOM_MM
    qr_mm: float = 27.0
    scale: float = field(default=1.0)  # of ornaments on the paper; 1 on A3
    # With a background of somebody else: its SHA-256, and where the lines stand; one without a place is not printed.
    artwork: str = ""
    places: tuple[Place, ...] = ()

    @property
    def border(self) -> Box:
        across, down = self.margin_mm
        return Box(across, down, self.width_mm - across, self.height_mm - down)

    @property
    def field(self) -> Box:
        """The paper inside the frame."""
        return self.border.inset(self.frame_mm)

    @property
    def flag_cloth(self) -> Box | None:
        """The silk of the pictured flag, or None: 100 × 77, in the left two fifths of the field."""
        if not self.flag_lines:
            return None
        inside = self.field
        width = 0.302 * inside.width
        left = inside.left + 0.052 * inside.width
        top = inside.top + 0.305 * inside.height
        return Box(left, top, left + width, top + 0.77 * width)

    @property
    def column(self) -> Box:
        """Where title, name and citation stand: the whole field, or what the flag leaves of it."""
        inside = self.field
        cloth = self.flag_cloth
        if cloth is None:
            return inside.inset(0.045 * inside.width, 0)
        return Box(cloth.right + 0.18 * cloth.width, inside.top, inside.right - 0.03 * inside.width, inside.bottom)

    def line(self, slot: str) -> Line | None:
        return next((line for line in self.lines if line.slot == slot), None)

    def place(self, slot: str) -> Place | None:
        return next((place for place in self.places if place.slot == slot), None)

    def as_data(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and strings for a JSON column; `layout_from` reads it back."""
        return asdict(self)


def layout_from(data: dict[str, Any]) -> Layout:
    """The layout kept by `Layout.as_data`. Raises TypeError for an unknown or missing key."""
    kept = dict(data)
    kept["margin_mm"] = tuple(kept["margin_mm"])
    kept["lines"] = tuple(Line(**line) for line in kept["lines"])
    kept["flag_lines"] = tuple(FlagLine(**line) for line in kept.get("flag_lines", ()))
    kept["places"] = tuple(Place(**place) for place in kept.get("places", ()))
    return Layout(**kept)


def resized(
    layout: Layout, width_mm: float, height_mm: float, *, margin_mm: tuple[float, float] | None = None
) -> Layout:
    """The same certificate on another sheet: frame and type shrink or grow together, words re-flow, the room for
    signature and seal stays. `margin_mm` overrides the scaled margin (for instance 40 and 35 on a 400 × 300 sheet)."""
    ratio = min(width_mm / layout.width_mm, height_mm / layout.height_mm)
    margins = margin_mm or (layout.margin_mm[0] * ratio, layout.margin_mm[1] * ratio)
    if margin_mm:  # a deeper margin leaves a smaller frame: everything inside follows
        ratio = min(
            (width_mm - 2 * margins[0]) / layout.border.width,
            (height_mm - 2 * margins[1]) / layout.border.height,
        )
    lines = tuple(
        replace(
            line,
            size_pt=round(line.size_pt * ratio, 2),
            min_pt=line.min_pt if line.slot == "recipient" else round(max(6.0, line.min_pt * ratio), 2),
            gap_mm=round(line.gap_mm * ratio, 3),
            dx_mm=line.dx_mm * ratio,
            dy_mm=line.dy_mm * ratio,
        )
        for line in layout.lines
    )
    return replace(
        layout,
        width_mm=width_mm,
        height_mm=height_mm,
        margin_mm=(round(margins[0], 3), round(margins[1], 3)),
        frame_mm=round(layout.frame_mm * ratio, 3),
        lines=lines,
        medallion_mm=round(layout.medallion_mm * ratio, 3),
        qr_mm=round(max(20.0, layout.qr_mm * ratio), 2),
        scale=layout.scale * ratio,
    )


def _state_award_lines(
    *, across: bool, title: Line, after_title: tuple[Line, ...], name_pt: float, citation_pt: float
) -> tuple[Line, ...]:
    """The order of NĐ 98/2023 Đ.104: country, motto, authority, verb and title, recipient, achievement; foot left and
    right.
    """
    return (
        Line("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "serif-700", 17, tracking=0.015, gap_mm=2.6),
        Line("motto", "Độc lập - Tự do - Hạnh phúc", "serif-700", 18, gap_mm=0.3),
        Line("authority", "{authority}", "serif-700", 25, RED, gap_mm=4.6, tracking=0.02),
        *((Line("verb", "TẶNG", "serif-700", 19, gap_mm=2.2, tracking=0.19),) if across else ()),
        title,
        *after_title,
        Line("recipient", "{recipient}", "title-700", name_pt, RED_NAME, gap_mm=5, max_lines=2, min_pt=14,
             across_page=across),
        Line("recipient_detail", "{recipient_detail}", "serif-400", citation_pt - 1.5, gap_mm=1.5, min_pt=12,
             across_page=across),
        Line("citation", "{citation}", "serif-400", citation_pt, gap_mm=3, max_lines=2, min_pt=12, across_page=across),
        Line("decision", "{decision_line}", "serif-700i", 14, max_lines=2, min_pt=10),
        Line("golden_book", "Số sổ vàng: {golden_book_number}", "serif-700i", 14, min_pt=10),
        Line("place_date", "{place_and_date}", "serif-700i", 16, gap_mm=2, across_page=across),
        Line("signer_title", "{signer_title}", "serif-700", 17, tracking=0.02, across_page=across),
        Line("signer_name", "{signer_name}", "serif-700", 16, across_page=across),
        Line("code", "Mã xác thực: {verification_code}", "sans-500", 8.5),
    )  # fmt: skip


def bang_khen() -> Layout:
    """Bằng khen on A3 landscape."""
    return Layout(
        kind=BANG_KHEN, width_mm=420, height_mm=297, margin_mm=(11, 11), frame_mm=34,
        lines=_state_award_lines(
            across=True, after_title=(),
            title=Line("title", "BẰNG KHEN", "title-900", 76, RED, gap_mm=2.8, tracking=0.085),
            name_pt=28, citation_pt=19,
        ),
    )  # fmt: skip


def co_thi_dua(year: int | None = None, city: str = "{city}") -> Layout:
    """The certificate that goes with a Cờ thi đua, A3 landscape; `year` and `city` are stitched on the pictured
    flag; "{city}" keeps the place of a name that is known later.

    A flag is decided by the People's Committee, not by its chairman alone: authority and signer say so in the fields.
    """
    last: tuple[FlagLine, ...] = (FlagLine("DẪN ĐẦU PHONG TRÀO THI ĐUA", 4.3, 64.8),)
    if year is not None:
        last = (FlagLine("DẪN ĐẦU PHONG TRÀO THI ĐUA", 4.2, 63.6), FlagLine(f"NĂM {year}", 4.2, 69.8))
    return Layout(
        kind=CO_THI_DUA, width_mm=420, height_mm=297, margin_mm=(11, 11), frame_mm=34,
        lines=_state_award_lines(
            across=False,
            title=Line("title", "GIẤY CHỨNG NHẬN", "title-900", 45, RED, gap_mm=3.6, tracking=0.06, across_page=False),
            after_title=(
                Line("subtitle", "TẶNG CỜ THI ĐUA CỦA\nỦY BAN NHÂN DÂN THÀNH PHỐ", "serif-700", 17.5, gap_mm=2,
                     tracking=0.02, across_page=False),
            ),
            name_pt=27, citation_pt=17.5,
        ),
        flag_lines=(
            FlagLine("ỦY BAN NHÂN DÂN", 5.6, 14.2), FlagLine(city, 5.6, 21.6),
            FlagLine("TẶNG", 4.4, 29), FlagLine("★", 10.4, 42.2), FlagLine("ĐƠN VỊ XUẤT SẮC", 5.4, 57.4), *last,
        ),
    )  # fmt: skip


def giay_khen() -> Layout:
    """Giấy khen on A4 landscape: white, a plain woven border, no corner motifs (NĐ 98/2023 Đ.104)."""
    return Layout(
        kind=GIAY_KHEN, width_mm=297, height_mm=210, margin_mm=(9, 9), frame_mm=12,
        frame="braid", corners=False, watermark=False, medallion_mm=11.5, qr_mm=21, scale=0.75,
        lines=(
            Line("country", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "serif-700", 13, tracking=0.015, gap_mm=1.5),
            Line("motto", "Độc lập - Tự do - Hạnh phúc", "serif-700", 14, gap_mm=0.3),
            Line("authority", "{authority}", "serif-700", 18, RED, gap_mm=6, tracking=0.02),
            Line("verb", "TẶNG", "serif-700", 14, gap_mm=2, tracking=0.19),
            Line("title", "GIẤY KHEN", "title-900", 50, RED, gap_mm=2, tracking=0.08),
            Line("recipient", "{recipient}", "title-700", 21, RED_NAME, gap_mm=4, max_lines=2, min_pt=14),
            Line("recipient_detail", "{recipient_detail}", "serif-400", 13, gap_mm=1.2, min_pt=10),
            Line("citation", "{citation}", "serif-400", 14.5, gap_mm=2.5, max_lines=2, min_pt=10),
            Line("decision", "{decision_line}", "serif-700i", 11, max_lines=2, min_pt=8),
            Line("golden_book", "Số sổ vàng: {golden_book_number}", "serif-700i", 11, min_pt=8),
            Line("place_date", "{place_and_date}", "serif-700i", 12.5, gap_mm=1.5),
            Line("signer_title", "{signer_title}", "serif-700", 13.5, tracking=0.02),
            Line("signer_name", "{signer_name}", "serif-700", 13),
            Line("code", "Mã xác thực: {verification_code}", "sans-500", 7),
        ),
    )  # fmt: skip


DEFAULT_LAYOUTS = {BANG_KHEN: bang_khen, CO_THI_DUA: co_thi_dua, GIAY_KHEN: giay_khen}
