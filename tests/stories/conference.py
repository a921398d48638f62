"""Chapter of 02/7/2020: planned, opened, two votes, awards handed over, the pledge signed, closed, minutes issued."""

from collections.abc import Callable

from khoithidua.sample.people import FACTS, LEADERS
from tests.stories.signing import signed_and_issued
from tests.stories.stage import MEMBERS, Cast, on

FACT = FACTS["conference_2020"]
KINDS = (
    "Thông qua quy chế",
    "Thảo luận, biểu quyết",
    "Các đơn vị góp ý",
    "Phát biểu",
    "Trao thưởng",
    "Tham luận, trao đổi kinh nghiệm",
    "Ký kết",
)
CONCLUSIONS = "Hội nghị thông qua Quy chế hoạt động và giao ước thi đua năm 2020 của Khối."
ABSENT = "ban-qlda-hang-hai-2"


def planned(cast: Cast) -> str:
    lan = cast["lan"]
    lan.open("/hoi-nghi/").follow("Năm 2020").follow("Lên lịch hội nghị năm 2020")
    lan.press(
        "Lưu và lập chương trình",
        {
            "Loại hội nghị": "Hội nghị phát động và ký kết giao ước",
            "Tên hội nghị": FACT["title"],
            "Thời gian bắt đầu": "02/7/2020 08:00",
            "Địa điểm": FACT["place"],
            "Đơn vị đăng cai": "Cảng vụ Hàng hải Hải Phòng",
            "Người chủ trì": LEADERS["cang-vu-hang-hai"][2],
            "Chức vụ người chủ trì": LEADERS["cang-vu-hang-hai"][3],
            "Thư ký hội nghị": "Trần Thị Lan",
            "Chức vụ thư ký": "Tổ trưởng Tổ thư ký",
        },
    )
    conference = f"/hoi-nghi/{lan.pk}/"
    for title, kind in zip(FACT["agenda"], KINDS, strict=True):
        lan.open(f"{conference}chuong-trinh/").press("Thêm nội dung", {"Nội dung": title, "Loại nội dung": kind})
    lan.press("Chuyển lên", beside=FACT["agenda"][1]).press("Chuyển xuống", beside=FACT["agenda"][1])
    lan.press("Thêm đại biểu", {"Họ và tên": FACT["guest"]["name"], "Chức vụ": FACT["guest"]["post"]})
    lan.open(conference).reads(*FACT["agenda"], FACT["guest"]["name"])
    return conference


def opened(cast: Cast, conference: str) -> None:
    """Eight of nine are there; the roll says who stands for whom."""
    lan = cast["lan"]
    lan.open(conference).follow("Điểm danh")
    names = lan.page.xpath("//input[starts-with(@name, 'name_')]/@name")
    typed = {}
    for slug, name in zip(MEMBERS, names, strict=True):
        key = name.removeprefix("name_")
        here = slug != ABSENT
        typed[f"status_{key}"] = "present" if here else "absent"
        typed[name] = LEADERS[slug][2] if here else ""
        typed[f"post_{key}"] = LEADERS[slug][3] if here else ""
    lan.press("Lưu điểm danh", typed | {FACT["guest"]["name"]: True})
    lan.open(conference).reads("Đủ để biểu quyết").press("Xác nhận khai mạc")


def put_to_the_vote(cast: Cast, conference: str, item: str, about: str, against: str = "") -> None:
    """Leaders vote by their own buttons; the one who is absent cannot; counted by the secretariat.

    `about`: the group under which the text that is voted on is offered; the year has one of each.
    """
    lan = cast["lan"]
    lan.open(conference).follow("Bắt đầu biểu quyết", beside=item)
    subject = lan.page.xpath(f"//optgroup[@label='{about}']/option/text()")[0].strip()
    lan.press("Bắt đầu biểu quyết", {"Câu hỏi biểu quyết": f"{item}?", "Văn bản, hồ sơ được biểu quyết": subject})
    ballot = f"/bieu-quyet/{lan.pk}/"
    for slug in MEMBERS:
        leader = cast.leader_of(slug)
        leader.open(ballot)
        if slug == ABSENT:
            assert not leader.offers("Đồng ý")
            continue
        leader.follow("Không đồng ý" if slug == against else "Đồng ý").press("Gửi ý kiến biểu quyết")
        leader.reads("Đã nhận ý kiến biểu quyết")
    lan.open(ballot).press("Kết thúc biểu quyết (8/8)")
    lan.open(ballot).reads(f"{7 if against else 8} đồng ý")


def closed(cast: Cast, conference: str) -> None:
    lan = cast["lan"]
    lan.open(f"{conference}dien-bien/")
    boxes = lan.page.xpath("//textarea[starts-with(@name, 'note_')]/@name")
    notes = {name: f"Nội dung thứ {number} đã diễn ra." for number, name in enumerate(boxes, 1)}
    lan.press("Lưu diễn biến và kết luận", notes | {"Kết luận của hội nghị": CONCLUSIONS})
    lan.open(conference).follow("Xác nhận bế mạc").press("Xác nhận bế mạc", {"Thời gian kết thúc": "02/7/2020 11:15"})
    lan.open(conference).reads("Đã bế mạc")


def minutes_issued(cast: Cast, conference: str) -> None:
    lan = cast["lan"]
    lan.open(f"{conference}bien-ban/").reads(CONCLUSIONS)
    how = {"signers": ("lan", "minh"), "until": "05/7/2020 17:00", "button": "Ký biên bản"}
    signed_and_issued(cast, f"{conference}bien-ban/", **how)
    lan.open(f"{conference}bien-ban/").reads("Đã hoàn thành biên bản")
    assert cast["son"].open(f"{conference}bien-ban/pdf/").content.startswith(b"%PDF")


def held(cast: Cast, conference: str, *, after_the_votes: Callable[[], None]) -> None:
    with on("2020-07-02 07:50"):
        opened(cast, conference)
    with on("2020-07-02 08:30"):
        put_to_the_vote(cast, conference, FACT["agenda"][0], "Quy chế", against="thong-tin-dien-tu-hang-hai")
        put_to_the_vote(cast, conference, FACT["agenda"][1], "Giao ước thi đua")
    after_the_votes()
    with on("2020-07-02 11:20"):
        closed(cast, conference)
    with on("2020-07-03 09:00"):
        minutes_issued(cast, conference)
