"""What was said and handed over at the conference of 02/7/2020.

The article tells what it was about (facts 6 to 16); who of the units said it, and in which words, is invented: rows of
the sample, marked so on every page.
"""

from functools import partial
from typing import Any

from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference, Contribution
from khoithidua.sample.people import FACTS, LEADERS
from khoithidua.sample.play import Play, moment

Kind, Topic, Outcome = Contribution.Kind, Contribution.Topic, Contribution.Outcome
ON_BEHALF_OF_THE_HEAD = "đơn vị Khối trưởng"
ON_BEHALF_OF_THE_CITY = "Ủy ban nhân dân thành phố Hải Phòng"
# unit, topic, words, outcome, answer
OPINIONS = (
    ("cang-vu-dtnd-kv1", Topic.DIRECTIONS, "Nhất trí phương hướng, nhiệm vụ năm 2020 của Khối; đề nghị phát động thi đua "
     "ngay từ đầu quý III, gắn với nhiệm vụ chuyên môn của từng đơn vị.", Outcome.NOTED, ""),
    ("chi-cuc-hang-hai", Topic.DIRECTIONS, "Đề nghị các phong trào thi đua của Khối có chỉ tiêu cụ thể để theo dõi.",
     Outcome.ANSWERED, "Chỉ tiêu đã được từng đơn vị đăng ký trong giao ước thi đua năm 2020."),
    ("bao-dam-athh-mien-bac", Topic.SOLUTIONS, "Đề nghị tổ chức triển khai các phong trào thi đua theo chuyên đề, mỗi quý "
     "một chuyên đề về an toàn hàng hải.", Outcome.NOTED, ""),
    ("thong-tin-dien-tu-hang-hai", Topic.SOLUTIONS, "Đề nghị nâng cao chất lượng hoạt động của Khối bằng việc trao đổi "
     "thông tin, báo cáo qua mạng thay cho văn bản giấy.", Outcome.NOTED, ""),
    ("hoa-tieu-kv2", Topic.LINKS, "Đề nghị ký quy chế phối hợp giữa các đơn vị trong Khối, tạo mối liên kết, gắn bó trong "
     "dẫn tàu, thông tin và tìm kiếm cứu nạn.", Outcome.NOTED, ""),
    ("chi-cuc-dtnd-phia-bac", Topic.LINKS, "Đề nghị tổ chức giao lưu văn hóa, thể thao giữa các đơn vị trong Khối.",
     Outcome.NOTED, ""),
    ("phoi-hop-tkcn-kv1", Topic.SOLUTIONS, "Đề nghị biểu dương kịp thời tập thể, cá nhân lập thành tích đột xuất trong cứu "
     "nạn trên biển.", Outcome.NOTED, ""),
    ("ban-qlda-hang-hai-2", Topic.DIRECTIONS, "Nhất trí các nội dung dự thảo; đề nghị đưa tiến độ giải ngân vào nội dung "
     "thi đua.", Outcome.NOTED, ""),
)  # fmt: skip
# What the guest asked for, in the order of the article (facts 9 to 12).
INSTRUCTIONS = (
    "Nhất trí với các nội dung, chương trình hoạt động thi đua trong năm 2020 của Khối thi đua.",
    "Đề nghị các đơn vị đẩy mạnh thực hiện nhiệm vụ chuyên môn nhằm phát huy hơn nữa vai trò của các cơ quan, đơn vị trên "
    "từng lĩnh vực được phân công.",
    "Đề nghị các đơn vị xây dựng kế hoạch để triển khai và thực hiện thắng lợi chủ đề hành động năm 2020 của thành phố "
    f"“{FACTS['conference_2020']['theme']}”.",
    "Đề nghị các đơn vị thi đua lập thành tích chào mừng Đại hội Đảng các cấp và Đại hội Thi đua yêu nước thành phố lần "
    "thứ IX, tiến tới Đại hội Đảng toàn quốc lần thứ XIII và Đại hội Thi đua yêu nước toàn quốc lần thứ X, chào mừng kỷ "
    "niệm các ngày lễ lớn của thành phố và đất nước trong năm 2020.",
)
THEME_TASK = "Xây dựng kế hoạch triển khai, thực hiện chủ đề hành động năm 2020 của thành phố"
HANDED_OVER = (
    ("cang-vu-hang-hai", "Cờ thi đua xuất sắc của Ủy ban nhân dân thành phố"),
    ("hoa-tieu-kv2", "Bằng khen của Ủy ban nhân dân thành phố"),
)
PAPERS = (
    ("hoa-tieu-kv2", "Giữ an toàn tuyệt đối cho tàu được dẫn bằng ba lần kiểm tra trước mỗi chuyến",
     "Mỗi chuyến dẫn tàu được kiểm tra ba lần: trước khi nhận tàu, trước khi rời cầu và khi giao ca. Kết quả kiểm tra được "
     "ghi ngay trên điện thoại. Qua một năm, số vụ phải báo cáo sự cố giảm, thời gian chờ hoa tiêu ngắn hơn. (Dữ liệu mẫu)"),
    ("cang-vu-dtnd-kv1", "Tiếp nhận thủ tục phương tiện thủy qua mạng, trả kết quả trong ngày",
     "Đơn vị bố trí một tổ trực tiếp nhận thủ tục qua mạng, phân công người thay khi vắng, thi đua theo tỷ lệ hồ sơ trả "
     "trong ngày và công khai kết quả mỗi tuần. (Dữ liệu mẫu)"),
)  # fmt: skip
CONCLUSIONS = (
    "Hội nghị nhất trí thông qua Quy chế hoạt động và nội dung giao ước thi đua năm 2020 của Khối.",
    "Các đơn vị gửi kế hoạch thực hiện chủ đề năm 2020 của thành phố về Tổ thư ký trước ngày 31/7/2020.",
)


def record_what_was_said(play: Play, conference: Conference, items: list[AgendaItem]) -> None:
    """Opinions, the guest's instructions, the awards handed over, papers, conclusions: in the order of the article."""
    _, _, opinions, speech, awards, papers, _ = items
    lan, facts = play.person("lan"), FACTS["conference_2020"]
    guest = {"person_name": facts["guest"]["name"], "person_post": facts["guest"]["post"]}

    def record(hour: str, what: str, item: AgendaItem, kind: str, **values: Any) -> None:
        play.step(
            f"2020-07-02 {hour}", lan, what,
            partial(conferences.record_contribution, item, by=lan, kind=kind, **values),
        )  # fmt: skip

    for slug, topic, words, outcome, answer in OPINIONS:
        unit = play.unit(slug)
        record(
            "09:15", f"Nhập ý kiến của {unit.short_name}", opinions, Kind.OPINION, unit=unit, topic=topic, text=words,
            outcome=outcome, answer=answer, person_name=LEADERS[slug][2], person_post=LEADERS[slug][3],
        )  # fmt: skip
    for words in INSTRUCTIONS:
        record("09:45", "Nhập ý kiến chỉ đạo của đại biểu thành phố", speech, Kind.INSTRUCTION, text=words, **guest)
    for slug, award in HANDED_OVER:
        unit = play.unit(slug)
        record(
            "10:00", f"Nhập việc trao {award}", awards, Kind.HANDOVER, unit=unit, title=award,
            on_behalf_of=ON_BEHALF_OF_THE_CITY, receiver=f"{LEADERS[slug][2]}, {LEADERS[slug][3]}", **guest,
        )  # fmt: skip
    for words in CONCLUSIONS:
        record(
            "11:00", "Nhập kết luận", papers, Kind.CONCLUSION, text=words,
            person_name=facts["chair"]["name"], person_post=facts["chair"]["post"],
        )  # fmt: skip


def hand_in_papers(play: Play, conference: Conference) -> None:
    """Two units send their papers before the day."""
    for slug, title, words in PAPERS:
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            "2020-06-29 09:00", leader, f"{unit.short_name} gửi tham luận",
            partial(
                conferences.hand_in_paper, conference, by=leader, unit=unit, title=title, text=words,
                person_name=leader.full_name, person_post=LEADERS[slug][3],
            ),
        )  # fmt: skip


def follow_up(play: Play, conference: Conference) -> None:
    """The plan to carry out the theme of the year becomes a task of each unit: reported, some confirmed, one late."""
    lan = play.person("lan")
    row = Contribution.objects.get(item__conference=conference, text=CONCLUSIONS[1])
    units = list(conference.units())
    given = play.step(
        "2020-07-03 10:00", lan, "Giao 09 đơn vị xây dựng kế hoạch thực hiện chủ đề năm 2020",
        lambda: conferences.assign(row, by=lan, units=units, task=THEME_TASK, due_at=moment("2020-07-31 17:00")),
    )  # fmt: skip
    for number, task in enumerate(given[:-1]):
        leader = play.leader_of(task.unit.slug)
        task = play.step(
            "2020-07-28 15:00", leader, f"{task.unit.short_name} báo cáo kế hoạch thực hiện chủ đề năm",
            partial(
                conferences.report_assignment, task, by=leader,
                report="Đã ban hành kế hoạch thực hiện chủ đề năm 2020 của thành phố, phân công từng phòng. (Dữ liệu mẫu)",
            ),
        )  # fmt: skip
        if number < 7:
            play.step(
                "2020-07-30 09:00", lan, f"Xác nhận kết quả của {task.unit.short_name}",
                partial(conferences.confirm_assignment, task, by=lan),
            )  # fmt: skip
