"""A file that somebody else signed with a token, and the same file changed afterwards."""

from libraries.pades import SignatureField, Signer, seal, sign
from libraries.pades.keys import KeyStore
from libraries.printing.paper import Paper, Paragraph
from libraries.printing.pdf import paper_to_pdf
from libraries.web import clock


def signed_by_token(office: KeyStore) -> bytes:
    """With the certificates of that office: its seal, and its chair's signature."""
    field = SignatureField("ky", "Chữ ký", 0, (300, 60, 500, 120))
    paper = paper_to_pdf(Paper(issuer="UBND", kind="Quyết định", body=[Paragraph("Điều 1. Tặng thưởng.")]))
    sealed = seal(paper, reason="Phát hành", at=clock.now(), fields=[field], keys=office)
    chair = Signer(1, "Nguyễn Văn Chủ", "Chủ tịch", "UBND thành phố")
    return sign(sealed, field="ky", signer=chair, reason="Ký ban hành", at=clock.now(), keys=office).pdf


def changed(pdf: bytes) -> bytes:
    """One bit of a drawing."""
    where = pdf.index(b"stream") + 40
    return pdf[:where] + bytes([pdf[where] ^ 1]) + pdf[where + 1 :]
