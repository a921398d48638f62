"""A file that is what its name says, and the words of one."""

from io import BytesIO

import pikepdf
import pypdfium2


def blank_pdf() -> bytes:
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(file)
    return file.getvalue()


def text_of(content: bytes) -> str:
    """All words of a file, also those in its visible signatures."""
    with pypdfium2.PdfDocument(content) as document:
        if document.get_formtype():
            document.init_forms()
            for number in range(len(document)):
                document[number].flatten()
        return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
