"""One background: everything on the sheet that is not words of this certificate, as SVG at its final size."""

from __future__ import annotations

from .border import braided_frame, field_corners, lotus_corners, lotus_frame, lotus_seals
from .canvas import Canvas
from .flag import emulation_flag
from .geometry import Box, hairline_frame, put
from .layouts import Layout
from .lettering import MM_PER_POINT, width_in_ems
from .medallion import medallion
from .motifs import divider, scale_waves, title_plume
from .palette import GOLD_DEEP, GOLD_PALE, IVORY, ON_PAPER, mix
from .placement import baseline_depth, head_rows, medallion_centre, title_row
from .watermark import drum_with_braid, rays

CAP_HEIGHT_EMS = 0.708  # of the title face


def background_svg(layout: Layout) -> str:
    """The artwork as one SVG, for whoever draws it with another program."""
    return background_canvas(layout).svg()


def background_canvas(layout: Layout) -> Canvas:
    """The artwork of the sheet. Draws a giấy khen without watermark, rays, corners and ivory."""
    canvas = Canvas(layout.width_mm, layout.height_mm)
    box = layout.border
    if layout.frame == "braid":
        braided_frame(canvas, box, layout.frame_mm)
    else:
        field = lotus_frame(canvas, box, layout.frame_mm)
        if layout.watermark:
            _watermark(canvas, layout, field)
        if layout.flag_lines:
            _water_strip(canvas, layout, field)
        # The inner line again: the rays end on it.
        canvas.draw(hairline_frame(field.inset(-0.25 * layout.scale), 0.22 * layout.scale), GOLD_DEEP, even_odd=True)
        if layout.corners:
            lotus_corners(canvas, box, layout.frame_mm)
            field_corners(canvas, field, layout.frame_mm, sprays_below=not layout.flag_lines)
        lotus_seals(canvas, box, layout.frame_mm)
    if layout.medallion_mm:
        medallion(canvas, medallion_centre(layout), layout.medallion_mm)
    cloth = layout.flag_cloth
    if cloth is not None:
        emulation_flag(canvas, cloth, layout.flag_lines)
    _title_ornament(canvas, layout)
    return canvas


def _watermark(canvas: Canvas, layout: Layout, field: Box) -> None:
    cloth = layout.flag_cloth
    if cloth is None:
        centre = complex(layout.width_mm / 2, field.centre.imag + 0.008 * field.height)
        radius = 0.447 * field.height
        rays(canvas, field, centre, radius * 1.125, 120)
        drum_with_braid(canvas, centre, radius)
        return
    rays(canvas, field, cloth.centre, 0.2 * cloth.width, 132)
    drum_with_braid(
        canvas, complex(layout.column.centre.real, field.centre.imag + 0.02 * field.height), 0.40 * field.height
    )


def _water_strip(canvas: Canvas, layout: Layout, field: Box) -> None:
    """Waves at the foot, for the port city."""
    inside = field.inset(1.3 * layout.scale)
    scale_waves(
        canvas, left=inside.left, right=inside.right, foot=inside.bottom, radius=5.0 * layout.scale, rows=2,
        crest=mix(GOLD_PALE, IVORY, 0.42), gap=mix(IVORY, "#f6e8c4", 0.6), line=mix(GOLD_DEEP, IVORY, 0.34),
    )  # fmt: skip


def _title_ornament(canvas: Canvas, layout: Layout) -> None:
    """Plumes on both sides of a title that has the page to itself; a divider under a title beside the flag."""
    row = title_row(layout)
    if row is None:
        return
    u = layout.scale
    if not row.line.across_page:
        below = head_rows(layout)[1]
        divider(canvas, put(complex(layout.column.centre.real, below + 2.6 * u), size=u), 52)
        return
    size = row.line.size_pt * row.factor
    width = width_in_ems(row.line.face, row.line.wording, row.line.tracking) * size * MM_PER_POINT
    middle = row.top + baseline_depth(row.line.face, size) - CAP_HEIGHT_EMS / 2 * size * MM_PER_POINT
    room = layout.field.width / 2 - width / 2
    length = min(42 * u, room - 22 * u)
    if length < 16 * u:
        return
    for side in (1, -1):
        start = complex(layout.width_mm / 2 + side * (width / 2 + 11 * u), middle)
        title_plume(canvas, put(start, mirrored=side < 0), length, ON_PAPER)


def title_room_mm(layout: Layout) -> float:
    """Width a title may take: another title than the layout's own must not run into the plumes."""
    row = title_row(layout)
    if row is None:
        return layout.column.width
    own = (
        width_in_ems(row.line.face, row.line.wording, row.line.tracking) * row.line.size_pt * row.factor * MM_PER_POINT
    )
    return min(layout.column.width, own + 6 * layout.scale) if row.line.across_page else layout.column.width
