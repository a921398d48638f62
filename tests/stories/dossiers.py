"""Chapter of the dossiers: two units proposed for 2019, one sent back once, both judged by two of the board."""

from khoithidua.sample.year2020 import DIPLOMA_WORDS, FLAG_WORDS
from tests.stories.person import Upload
from tests.stories.signing import signed_and_issued
from tests.stories.stage import Cast, on

GUIDANCE = {
    "Số, ký hiệu văn bản phân bổ": "12/HD-BTĐKT",
    "Ngày văn bản phân bổ": "02/12/2019",
    "Cơ quan ban hành, trích yếu": "Ban Thi đua - Khen thưởng thành phố (số liệu mẫu)",
}
REPORT = {
    "I. Sơ lược": "Đơn vị hoạt động trong lĩnh vực giao thông thủy trên địa bàn thành phố Hải Phòng.",
    "II.1.": "Hoàn thành 100% chỉ tiêu năm 2019.\nKhông để xảy ra sự cố nghiêm trọng.",
    "II.2.": "Chấp hành tốt pháp luật của Nhà nước.",
    "II.3.": "Tham gia đầy đủ các phong trào thi đua của Khối.",
    "II.4.": "Tổ chức đảng, công đoàn hoạt động nền nếp.",
}
WANTED = "Bổ sung số liệu nộp ngân sách vào báo cáo thành tích."
FLAG, DIPLOMA = (
    ("Cảng vụ Hàng hải Hải Phòng", "Cờ thi đua"),
    ("Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II", "Bằng khen"),
)


def quotas_are_recorded(cast: Cast) -> None:
    mai = cast["mai"]
    for kind in ("Cờ thi đua", "Bằng khen"):
        mai.open("/khen-thuong/chi-tieu/").follow("Nhập số lượng được phân bổ năm 2019")
        mai.press(f"Lưu số lượng {kind}", {"Số lượng": "1"} | GUIDANCE)
    cast["lan"].open("/khen-thuong/chi-tieu/").reads(*GUIDANCE.values())


def dossier_is_prepared(cast: Cast, unit: str, kind: str, words: str, writer: str, minutes: bytes) -> str:
    """Made by the secretariat, its report written in the unit, the vote's record handed in; answers its address."""
    lan, author = cast["lan"], cast[writer]
    lan.open("/khen-thuong/").follow("Năm 2019").follow("Lập hồ sơ năm 2019")
    lan.press("Lập hồ sơ", {"Đơn vị": unit, "Danh hiệu, hình thức khen thưởng": kind})
    address = f"/khen-thuong/ho-so/{lan.pk}/"
    lan.open(address).follow("Sửa nội dung đề nghị").press(
        "Lưu nội dung",
        {"Thành tích ghi trên bằng": words, "Tóm tắt thành tích": "Hoàn thành vượt mức các chỉ tiêu năm 2019."},
    )
    lan.open(f"{address}trinh/").reads("Hồ sơ chưa đủ để trình")
    assert not lan.offers("Lập tờ trình")

    author.open(address).follow("Báo cáo thành tích").press("Lưu báo cáo", REPORT)
    report_is_signed(cast, address, writer, "15/BC-ĐV", until="27/3/2020 17:00")

    lan.open(address).follow("Biên bản bình xét")
    lan.press("Tải tệp lên", {"Tệp biên bản bình xét": Upload("bien-ban.pdf", minutes)})
    return address


def report_is_signed(cast: Cast, address: str, writer: str, number: str, *, until: str) -> None:
    """By the unit's leader, confirmed by whoever speaks for the bloc and is not of the unit; numbered by the unit."""
    signers = ("minh", "lan") if writer == "minh" else ("hoa", "minh")
    more = {"Số, ký hiệu": number}
    page = f"{address}bao-cao/"
    signed_and_issued(cast, page, signers=signers, until=until, button="Ký báo cáo", more=more, by=writer)
    cast[writer].open(page).reads("Đã có trong hồ sơ")


def dossier_is_submitted(cast: Cast, address: str) -> None:
    """The paper is prepared, signed by the head of the bloc, numbered and sent; no dossier goes before that."""
    lan = cast["lan"]
    lan.open(address).follow("Xem và trình").press("Lập tờ trình").reads("Chưa phát hành")
    page = f"/khen-thuong/to-trinh/{lan.pk}/"
    signed_and_issued(cast, page, signers=("minh",), until="31/03/2020 17:00", button="Ký tờ trình")
    lan.open(address).reads("Chờ thẩm định")


def dossier_is_sent_back_and_completed(cast: Cast, address: str, writer: str) -> None:
    duc, author = cast["duc"], cast[writer]
    with on("2020-04-06 15:00"):
        duc.open("/khen-thuong/tham-dinh/").follow(DIPLOMA[0])
        duc.press("Trả lại để bổ sung", {"Lý do": WANTED})
    with on("2020-04-09 09:00"):
        author.open("/thong-bao/").reads(WANTED)
        author.open(address).follow("Báo cáo thành tích")
        author.press("Lưu báo cáo", {"II.2.": f"{REPORT['II.2.']} Nộp ngân sách 100% (số liệu mẫu)."})
        report_is_signed(cast, address, writer, "21/BC-ĐV", until="15/4/2020 17:00")
    with on("2020-04-10 08:00"):
        # It reads as the list of the paper says: no new signature, no new number.
        cast["lan"].open(address).follow("Xem và trình").press("Trình lại hồ sơ")
        cast["lan"].open(address).reads("Chờ thẩm định")


def dossiers_are_judged(cast: Cast) -> None:
    """Each of the two goes from dossier to dossier without returning to the list."""
    opinion = {"Mức độ đạt tiêu chuẩn": "Đạt", "Nhận xét": "Thành tích rõ.", "Kết luận": "Đồng ý"}
    for when, name in (("2020-04-20 09:00", "duc"), ("2020-04-21 09:00", "hung")):
        reviewer = cast[name]
        with on(when):
            reviewer.open("/khen-thuong/tham-dinh/").reads("2 hồ sơ cần thẩm định").follow("Bắt đầu thẩm định")
            reviewer.press("Lưu và xem hồ sơ tiếp theo", opinion).press("Lưu ý kiến", opinion)
            reviewer.open("/khen-thuong/tham-dinh/").reads("Chưa có hồ sơ nào cần thẩm định")


def two_dossiers(cast: Cast, minutes: bytes) -> list[str]:
    with on("2020-03-16 08:30"):
        quotas_are_recorded(cast)
    with on("2020-03-20 09:00"):
        flag = dossier_is_prepared(cast, *FLAG, FLAG_WORDS, "minh", minutes)
        diploma = dossier_is_prepared(cast, *DIPLOMA, DIPLOMA_WORDS, "nam", minutes)
    with on("2020-03-30 10:00"):
        # The law of 2020 leaves both to the chairman: one paper.
        dossier_is_submitted(cast, flag)
        cast["lan"].open(diploma).reads("Chờ thẩm định")
    dossier_is_sent_back_and_completed(cast, diploma, "nam")
    dossiers_are_judged(cast)
    return [flag, diploma]
