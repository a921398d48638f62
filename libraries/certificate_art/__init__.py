"""The artwork of certificates, drawn by code: no picture file, no copied asset, no national emblem.

From the ground up: `geometry` (shapes), `palette` (colours), `canvas` (shapes, symbols that repeat), `artwork_pdf` (the
canvas as a PDF object), `lotus` and `motifs` (bird, waves), `border`, `watermark`, `medallion`, `flag` (parts of a
sheet), `layouts` (what stands where: data), `sheet` (one background); `fonts`, `lettering`, `pdf_text` set the words.
The page itself is put together in `page`.
Lengths are millimetres on paper, y grows downwards, angles are degrees clockwise,
unless a docstring says otherwise.
"""
