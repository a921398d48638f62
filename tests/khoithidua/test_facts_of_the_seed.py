"""The 21 facts of the article of 02/7/2020, read where a stranger and a member read them: the news and the minutes.

Facts whose persons or words the article does not give (which unit said what, who came along) are invented; all rows
carry the mark of the sample, which the public page shows.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from conferences.documents.minutes import minutes_paper
from conferences.models import Conference, Contribution
from libraries.printing.paper import Table

THEME = "Tăng cường kỷ cương thu, chi ngân sách; đẩy mạnh cải thiện môi trường đầu tư kinh doanh"
# Number of the fact → what must be read in the news.
NEWS = {
    1: ["Ngày 02/7/2020", "tại trụ sở Cảng vụ Hàng hải Hải Phòng", "phát động và ký kết giao ước thi đua năm 2020"],
    2: ["lĩnh vực giao thông thủy", "Khối thi đua Doanh nghiệp 2"],
    3: ["9 đơn vị thành viên trong Khối"],
    4: ["đồng chí Vũ Thị Hương, Trưởng Ban Thi đua - Khen thưởng thành phố Hải Phòng"],
    5: ["lãnh đạo và chuyên viên phụ trách công tác thi đua của 9 đơn vị"],
    6: ["thay mặt đơn vị Khối trưởng, đồng chí Hà Quang Thắng, Phó Giám đốc, Chủ tịch Công đoàn", "dự thảo Quy chế"],
    7: ["đóng góp ý kiến về phương hướng, nhiệm vụ", "giải pháp nâng cao chất lượng hoạt động"],
    8: ["mối liên kết giữa các đơn vị", "tạo mối liên kết, gắn bó"],
    9: ["nhất trí với các nội dung, chương trình hoạt động thi đua trong năm 2020"],
    10: ["đẩy mạnh thực hiện nhiệm vụ chuyên môn nhằm phát huy hơn nữa vai trò của các cơ quan, đơn vị"],
    11: ["xây dựng kế hoạch để triển khai và thực hiện thắng lợi chủ đề hành động năm 2020", THEME],
    12: [
        "Đại hội Đảng các cấp",
        "Đại hội Thi đua yêu nước thành phố lần thứ IX",
        "Đại hội Đảng toàn quốc lần thứ XIII",
        "Đại hội Thi đua yêu nước toàn quốc lần thứ X",
        "các ngày lễ lớn của thành phố và đất nước",
    ],
    13: ["02 đơn vị thành viên trong Khối được Chủ tịch Ủy ban nhân dân thành phố Hải Phòng tặng Cờ thi đua"],
    14: ["thay mặt Ủy ban nhân dân thành phố Hải Phòng, đồng chí Vũ Thị Hương"],
    15: [
        "Cờ thi đua xuất sắc của Ủy ban nhân dân thành phố tặng tập thể Cảng vụ Hàng hải Hải Phòng",
        "Bằng khen của Ủy ban nhân dân thành phố tặng tập thể Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II",
    ],
    16: ["chia sẻ một số kinh nghiệm, cách làm hiệu quả"],
    17: ["Trên tinh thần đoàn kết, phối hợp cùng thúc đẩy phong trào thi đua"],
    18: ["nhất trí và đã ký giao ước thi đua năm 2020 của Khối"],
    20: ["Một số hình ảnh tại hội nghị"],
}  # fmt: skip
# What the minutes say otherwise than the news.
MINUTES = {
    1: ["02 tháng 7 năm 2020", "Trụ sở Cảng vụ Hàng hải Hải Phòng"],
    2: [],
    3: ["09/09 đơn vị"],
    4: ["Vũ Thị Hương, Trưởng Ban Thi đua - Khen thưởng thành phố Hải Phòng"],
    5: ["Chuyên viên phụ trách thi đua"],
    6: ["Hà Quang Thắng, thay mặt đơn vị Khối trưởng", "dự thảo Quy chế"],
    7: ["phương hướng, nhiệm vụ", "giải pháp nâng cao chất lượng hoạt động"],
    9: ["Nhất trí với các nội dung, chương trình hoạt động thi đua trong năm 2020"],
    15: ["trao Cờ thi đua xuất sắc của Ủy ban nhân dân thành phố tặng Cảng vụ Hàng hải Hải Phòng", "người nhận"],
    14: ["thay mặt Ủy ban nhân dân thành phố Hải Phòng trao"],
    16: ["Tham luận, trao đổi kinh nghiệm", "ba lần kiểm tra"],
    20: [],
}
ORDER = (1, 6, 7, 9, 11, 12, 13, 14, 16, 18, 20)


def plain(text):
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def conference(sample_world):
    return Conference.objects.select_related("emulation_year__bloc").get(pk=sample_world.conference.pk)


def test_the_published_news_tells_every_fact_in_the_order_of_the_article(conference):
    page = html.fromstring(Client().get(reverse("conferences:news_public", args=[conference.pk])).content)
    text = plain(page.find(".//main").text_content())
    assert set(NEWS) == set(range(1, 22)) - {19, 21}
    missing = {fact: words for fact, said in NEWS.items() for words in said if words not in text}
    assert missing == {}
    places = [text.index(NEWS[fact][0]) for fact in ORDER]  # 19: the order of events
    assert places == sorted(places)
    assert "./." in text  # 21: an article that ends as the house ends its articles
    assert len(page.findall(".//figure/img")) == 3
    assert "dữ liệu mẫu" in text.lower()


def test_the_minutes_tell_every_fact(conference):
    said = []
    for block in minutes_paper(conference).body:
        said += [" ".join(row) for row in block.rows] if isinstance(block, Table) else [getattr(block, "text", "")]
    text = plain(" ".join(said)) + conference.title
    facts = NEWS | MINUTES
    missing = {fact: words for fact in facts for words in facts[fact] if words not in text}
    assert missing == {}


def test_what_the_article_does_not_say_is_marked_as_sample(conference):
    rows = Contribution.objects.filter(item__conference=conference)
    assert rows.count() > 15 and not rows.filter(is_sample=False).exists()
    assert conference.news.is_sample and not conference.photos.filter(is_sample=False).exists()


def test_instructions_became_tasks_of_all_nine(conference):
    tasks = [task for row in Contribution.objects.filter(item__conference=conference) for task in row.assignments.all()]
    assert len({task.unit_id for task in tasks}) == 9
    assert {task.state for task in tasks} == {"given", "reported", "done"}
