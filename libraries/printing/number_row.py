"""The row of number, place and day of a paper that was signed before it had a number: printed by itself, put in later.

It looks as that row does in templates/print/nd30.html, and is exactly as large as the room that the paper left for it.
"""

from __future__ import annotations

from html import escape

from libraries.printing import decree
from libraries.printing.paper import Paper
from libraries.printing.pdf import render_html


def number_row_pdf(paper: Paper) -> bytes:
    """One page of the size of the room, with number left, place and day right; `paper` has both."""
    n, left = decree, decree.HEAD_LEFT_SHARE * 100
    number = f"Số: {escape(paper.number)}" if paper.number else ""
    place = escape(paper.place_and_date)
    return render_html(f"""<!doctype html>
<html lang="vi-VN"><head><meta charset="utf-8"><title>Số và ngày ban hành</title><style>
@page {{ size: {paper.text_width:g}mm {n.NUMBER_ROW:g}mm; margin: 0 }}
html {{ font-family: KTDSerif, serif; line-height: {n.HEAD_LINE:g}; color: #000; font-kerning: none;
  font-variant-ligatures: none }}
body {{ margin: 0; display: table; table-layout: fixed; width: 100%; text-align: center }}
p {{ display: table-cell; margin: 0; padding-top: 5pt; white-space: nowrap }}
.number {{ width: {left:g}%; padding-right: 3mm; box-sizing: border-box; font-size: {n.NUMBER_SIZE}pt }}
.place {{ font-size: {n.PLACE_DATE_SIZE}pt; font-style: italic }}
</style></head><body><p class="number">{number}</p><p class="place">{place}</p></body></html>""")
