"""Chapter of the pledge: consulted, settled, with targets of nine units; sealed, and signed by nine leaders."""

import re

from django.conf import settings

from khoithidua.sample.texts import TARGETS
from notices.models import OutgoingMail
from tests.stories.person import Person
from tests.stories.regulation import gaps_filled
from tests.stories.stage import MEMBERS, Cast, on, proof_of

TITLE = "Giao ước thi đua năm 2020 của Khối thi đua Doanh nghiệp 2"
# The one who signs from the link in the message, without logging in.
BY_LINK = "phoi-hop-tkcn-kv1"


def settled(cast: Cast) -> str:
    lan, hoa = cast["lan"], cast["hoa"]
    with on("2020-05-11 09:00"):
        lan.open("/giao-uoc/").follow("Năm 2020").follow("Lập giao ước năm 2020").press("Lập giao ước")
        pledge = f"/giao-uoc/{lan.pk}/"
        lan.open(pledge).reads(TITLE).follow("Xem dự thảo")
        draft = f"/du-thao/{lan.pk}/"
        gaps_filled(lan, draft, 9)
        lan.open(draft).follow("Gửi lấy ý kiến").press("Gửi lấy ý kiến", {"Hạn góp ý": "29/5/2020 17:00"})
        round_ = lan.path
    with on("2020-05-19 10:00"):
        hoa.open(round_).press("Nhất trí toàn văn")
    with on("2020-05-25 09:00"):
        # Everybody was asked; the secretariat need not wait for the last day.
        lan.open(round_).follow("Kết thúc lấy ý kiến").press(
            "Kết thúc lấy ý kiến", {"Lý do kết thúc trước hạn": "Các đơn vị đã thống nhất tại cuộc họp."}
        )
        lan.open(round_).reads("Đã kết thúc")
    with on("2020-06-01 09:00"):
        lan.open(draft).follow("Kiểm tra và chốt nội dung").press("Chốt nội dung")
    return pledge


def targets_registered(cast: Cast, pledge: str) -> None:
    for slug, rows in TARGETS.items():
        leader = cast.leader_of(slug)
        leader.open(pledge).follow("Đăng ký chỉ tiêu")
        typed = {}
        for place, (name, measure, value) in enumerate(rows):
            typed |= {f"name_{place}": name, f"measure_{place}": measure, f"value_{place}": value}
        leader.press("Lưu chỉ tiêu", typed)
        leader.open(pledge).reads(rows[0][0])


def opened(cast: Cast, pledge: str) -> None:
    lan = cast["lan"]
    lan.open(pledge).follow("Kiểm tra và bắt đầu ký").reads("20.500")
    lan.press("Khóa nội dung và bắt đầu ký", {"Hạn ký": "02/7/2020 17:00"})
    lan.open(pledge).reads("0/9 đơn vị đã ký")


def invitation(guest: Person, login: str) -> str:
    """The address in the message that invited somebody to sign: in the sample mailbox, or waiting for the post."""
    if not settings.SAMPLE_MODE:
        mails = OutgoingMail.objects.filter(recipient__username=login, body__contains="/trinh-ky/ky/")
        return "/" + re.search(r"https?://[^/]+/(trinh-ky/ky/\S+)", mails.latest("pk").body)[1]
    guest.open("/hop-thu-mau/").press("Mở hộp thư", {"Mở hộp thư của": f"({login})"})
    return guest.page.xpath("//a[contains(@href, '/trinh-ky/ky/')]/@href")[0]


def signed_by(person: Person, start: str, proof: dict) -> str:
    """Read, press, prove: three steps; answers what the last page says."""
    person.open(start).reads("Hạn ký", "20.500").press("Ký giao ước")
    person.reads("Xác nhận ký", TITLE).press("Đồng ý ký", proof).reads("Đã ký thành công")
    assert person.follow("Tải bản đã ký").content.startswith(b"%PDF")
    return person.path


def signed_by_nine(cast: Cast, pledge: str) -> None:
    for number, slug in enumerate(MEMBERS):
        leader = cast.leader_of(slug)
        with on(f"2020-07-02 10:{20 + 2 * number}"):
            if slug == BY_LINK:
                guest = Person()
                signed_by(guest, invitation(guest, leader.username), proof_of(leader))
                guest.open(pledge).reads("Đăng nhập")  # the link lets in to the signing and nowhere else
            else:
                if number == 0:
                    leader.open(pledge).follow("Đọc và ký").press("Ký giao ước")
                    leader.press("Đồng ý ký", proof_of(leader) | {"Mật khẩu": "sai mật khẩu"}, expect=422)
                    leader.reads("Mật khẩu chưa đúng")
                leader.open(pledge).follow("Đọc và ký")
                signed_by(leader, leader.path, proof_of(leader))
            cast["lan"].open(pledge).reads(f"{number + 1}/9 đơn vị đã ký")
    cast["lan"].open(pledge).reads("Có hiệu lực").follow("Phụ lục thông tin ký")
    assert cast["lan"].content.startswith(b"%PDF")


def made(cast: Cast) -> str:
    pledge = settled(cast)
    with on("2020-06-08 09:00"):
        targets_registered(cast, pledge)
    return pledge
