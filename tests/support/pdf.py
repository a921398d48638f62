"""A file that is what its name says: one empty page."""

from io import BytesIO

import pikepdf


def blank_pdf() -> bytes:
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(file)
    return file.getvalue()
