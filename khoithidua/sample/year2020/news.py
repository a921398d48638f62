"""The news of the conference of 02/7/2020, with drawn pictures: no photograph of the day is public."""

import io
from functools import partial

from PIL import Image, ImageDraw

from conferences import workflow as conferences
from conferences.documents.news import news_article
from conferences.models import Conference, News
from khoithidua.sample.play import Play
from libraries import foreign_files

CAPTIONS = (
    "Quang cảnh Hội nghị ký kết giao ước thi đua năm 2020 (hình mẫu)",
    "Trao Cờ thi đua và Bằng khen của Ủy ban nhân dân thành phố (hình mẫu)",
    "Thủ trưởng 09 đơn vị ký giao ước thi đua (hình mẫu)",
)
SIZES = (1600, 480)


def drawn(number: int) -> bytes:
    """A stage with a curtain, a table and as many heads as there are units: nobody in particular."""
    picture = Image.new("RGB", (1600, 1067), "#7a1018")
    pen = ImageDraw.Draw(picture)
    for fold in range(0, 1600, 80):
        pen.rectangle((fold, 0, fold + 36, 640), fill="#8e1820")
    pen.rectangle((0, 640, 1600, 1067), fill="#c9a56b")
    pen.rectangle((180, 700, 1420, 900), fill="#f4efe4")
    for place in range(9):
        left = 220 + place * 134
        pen.ellipse(
            (left, 540 + (number * 7 + place * 5) % 30, left + 84, 624 + (number * 7 + place * 5) % 30), fill="#e8c9a8"
        )
        pen.rectangle((left - 8, 620, left + 92, 720), fill=("#23395b", "#f7f7f7", "#2f4f3a")[(place + number) % 3])
    pen.rectangle((520, 120, 1080, 330), outline="#f2c230", width=8)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def publish(play: Play, conference: Conference) -> News:
    """Written from the record as it stands, three pictures, published."""
    lan = play.person("lan")
    title, _, body = news_article(conference).partition("\n\n")
    news = play.step(
        "2020-07-03 14:00", lan, "Soạn tin bài từ nội dung hội nghị",
        lambda: conferences.write_news(conference, by=lan, title=title, body=body),
    )  # fmt: skip
    for number, caption in enumerate(CAPTIONS):
        large, small = foreign_files.shrunk(drawn(number), SIZES)
        play.step(
            "2020-07-03 14:10", lan, f"Thêm ảnh: {caption}",
            partial(conferences.add_photo, conference, by=lan, caption=caption, large=large, small=small),
        )  # fmt: skip
    return play.step("2020-07-03 14:20", lan, "Đăng tin", lambda: conferences.publish_news(news, by=lan))
