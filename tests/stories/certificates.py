"""Chapter of the certificates: decided, numbered, printed, read back by their QR code, handed over, one replaced."""

import pypdfium2
import zxingcpp

from awards.printing import print_waiting
from tests.stories.dossiers import DIPLOMA, FLAG
from tests.stories.person import Person
from tests.stories.stage import Cast, on, proof_of

NUMBER = "01-MẪU/QĐ-UBND"
DAMAGED = "Bản in bị ố khi đóng khung"


def decided(cast: Cast) -> str:
    mai = cast["mai"]
    mai.open("/khen-thuong/tham-dinh/").follow("Nhập quyết định")
    facts = {"Số quyết định": NUMBER, "Ngày quyết định": "15/6/2020", "Họ tên người ký quyết định": "Nguyễn Văn Mẫu"}
    mai.press("Nhập quyết định", facts | proof_of(mai))
    mai.reads(f"Quyết định số {NUMBER}", FLAG[0], DIPLOMA[0])
    return mai.path


def issued(cast: Cast, decision: str) -> None:
    mai = cast["mai"]
    mai.open(decision).follow("Kiểm tra và cấp bằng")
    mai.press("Cấp 2 bằng")
    assert print_waiting() == 2
    mai.open("/khen-thuong/bang/").reads(FLAG[0], DIPLOMA[0])


def certificate_of(cast: Cast, name: str) -> tuple[str, bytes]:
    """Its page, and its PDF."""
    mai = cast["mai"]
    mai.open("/khen-thuong/bang/")
    links = mai.page.xpath("//tr[contains(., $name) and contains(., 'hiệu lực')]//a/@href", name=name)
    assert len(links) == 1, mai.words
    page = mai.open(links[0]).path
    return page, mai.follow("Tải PDF").content


def code_on(pdf: bytes) -> str:
    """The address that a telephone reads from the certificate, as a path."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil()
    found = [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]
    assert len(found) == 1, f"QR codes read: {found}"
    assert "/xac-minh/" in found[0]
    return found[0][found[0].index("/xac-minh/") :]


def verified(code: str, *sentences: str) -> Person:
    """What a stranger reads who points a telephone at it."""
    return Person().open(code).reads(*sentences)


def replaced(cast: Cast, page: str) -> None:
    mai = cast["mai"]
    form = mai.open(page).follow("Cấp đổi, cấp lại")
    form.press("Cấp bằng mới", {"Trường hợp": "exchange", "Lý do": DAMAGED} | proof_of(mai))
    print_waiting()


def handed_over(cast: Cast) -> None:
    lan = cast["lan"]
    lan.open("/khen-thuong/bang/").follow("Xác nhận trao tặng")
    boxes = lan.page.xpath("//input[@name='certificates']/@value")
    lan.press("Xác nhận đã trao", {"Hội nghị trao tặng": "Hội nghị phát động", "certificates": list(boxes)})
    lan.open("/khen-thuong/bang/").reads("Đã trao tặng 02/7/2020")


def made(cast: Cast) -> None:
    """Decided and printed in June; one is damaged before it is framed."""
    with on("2020-06-15 10:00"):
        decision = decided(cast)
    with on("2020-06-18 09:00"):
        issued(cast, decision)
        _, flag = certificate_of(cast, FLAG[0])
        page, diploma = certificate_of(cast, DIPLOMA[0])
        verified(code_on(flag), "chưa bị thu hồi", FLAG[0], NUMBER)
        verified(code_on(diploma), "chưa bị thu hồi", DIPLOMA[0])
    with on("2020-06-22 14:00"):
        replaced(cast, page)
        _, fresh = certificate_of(cast, DIPLOMA[0])
        stranger = verified(code_on(diploma), "thay thế", DAMAGED)
        stranger.follow("Xem văn bản thay thế").reads("chưa bị thu hồi")
        assert code_on(fresh).startswith(stranger.path.split("?")[0])
