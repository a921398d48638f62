"""The year 2020 over HTTP, from people and law alone: every page opened, every form found, filled in and pressed."""

import datetime

from libraries.printing.paper import Paper, Paragraph
from libraries.printing.pdf import paper_to_pdf
from tests.stories import certificates, conference, dossiers, pledge, regulation
from tests.stories.audit import chain_holds
from tests.stories.person import Person, Upload
from tests.stories.stage import Cast, on


def test_the_year_2020(cast):
    play_the_year(cast)


def play_the_year(cast: Cast) -> None:
    made = dossiers.two_dossiers(cast, scanned_minutes())
    assert len(made) == 2
    rules = regulation.made(cast)
    promise = pledge.made(cast)
    certificates.made(cast)
    with on("2020-06-10 09:00"):
        meeting = conference.planned(cast)
    conference.held(cast, meeting, after_the_votes=lambda: _at_the_conference(cast, rules, promise))
    with on("2020-07-06 09:00"):
        code = regulation.issued(cast, rules)
    _anyone_verifies(cast, rules, code)
    chain_holds(cast["lan"])


def _at_the_conference(cast: Cast, rules: str, promise: str) -> None:
    with on("2020-07-02 09:00"):
        regulation.adopted(cast, rules)
    with on("2020-07-02 10:00"):
        certificates.handed_over(cast)
    with on("2020-07-02 10:15"):
        pledge.opened(cast, promise)
    pledge.signed_by_nine(cast, promise)


def _anyone_verifies(cast: Cast, rules: str, code: str) -> None:
    """By the printed code, and by the file itself; a file of which one byte was changed is told from it."""
    stranger = Person()
    stranger.open("/xac-minh/").press("Kiểm tra mã", {"Mã xác thực": code}).reads("hiệu lực", "01/QC-KTĐDN2")
    file = cast["hoa"].open(f"{rules}pdf/").content
    for content, sentence in ((file, "Tệp đúng với bản lưu"), (file[:-200] + b"%" + file[-199:], "không")):
        stranger.open("/xac-minh/").press("Kiểm tra tệp", {"Tệp PDF": Upload("quy-che.pdf", content)}).reads(sentence)


def scanned_minutes() -> bytes:
    """What a secretariat hands in as a file."""
    return paper_to_pdf(
        Paper(
            superior="THÀNH PHỐ HẢI PHÒNG", issuer="KHỐI THI ĐUA DOANH NGHIỆP 2", place="Hải Phòng",
            date=datetime.date(2020, 3, 25), kind="Biên bản", subject="Bình xét, đề nghị khen thưởng năm 2019",
            body=(Paragraph("Số phiếu đồng ý: 09/09 (số liệu mẫu)."),),
        )
    )  # fmt: skip
