"""/hoi-nghi/7/tin-bai/: drafted from the record, in the shape of an article; published, taken down."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from conferences import workflow
from conferences.documents.news import news_article, office_date
from conferences.models import News
from records.transitions import NotAllowedNow
from tests.support.pictures import blank_jpeg


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def news(closed, lan):
    title, _, body = news_article(closed).partition("\n\n")
    return workflow.write_news(closed, by=lan, title=title, body=body)


@pytest.fixture
def photo(closed, lan):
    return workflow.add_photo(closed, by=lan, caption="Quang cảnh Hội nghị", large=blank_jpeg(), small=blank_jpeg())


# --- The draft -------------------------------------------------------------------------------------------------------


def test_the_shape_of_the_article(closed, bloc):
    bloc.field = "Giao thông thủy trên địa bàn thành phố Hải Phòng"
    bloc.save()
    closed.refresh_from_db()
    title, opening, chair, *rest = news_article(closed).split("\n\n")
    assert title == "Hội nghị phát động và ký kết giao ước thi đua năm 2020 của Khối thi đua Doanh nghiệp 2"
    assert opening.startswith("Ngày 02/7/2020, tại trụ sở Cảng vụ Hàng hải Hải Phòng, Khối thi đua Doanh nghiệp 2 (gồm")
    assert "đồng chí Vũ Thị Hương" in opening and "đại diện 9 đơn vị thành viên" in opening
    assert chair.startswith("Chủ trì Hội nghị có đồng chí Hà Quang Thắng, Phó Giám đốc")
    assert any("9/9 đơn vị đồng ý (100%" in paragraph for paragraph in rest)
    assert rest[-1] == "Hội nghị nhất trí ký kết giao ước./."


def test_what_was_said_is_told_as_an_article_tells_it(closed, nine, lan):
    items = list(closed.agenda.all())
    guest = {"person_name": "Vũ Thị Hương", "person_post": "Trưởng Ban"}

    def record(item, kind, **values):
        workflow.record_contribution(items[item], by=lan, kind=kind, **values)

    record(2, "opinion", unit=nine[1], topic="links", text="Tăng cường liên kết.", outcome="noted")
    record(2, "opinion", unit=nine[2], topic="directions", text="Nhất trí.")
    record(3, "instruction", text="Nhất trí với các nội dung.", **guest)
    record(3, "instruction", text="Đề nghị đẩy mạnh nhiệm vụ chuyên môn.", **guest)
    record(4, "handover", unit=nine[0], title="Cờ thi đua", on_behalf_of="Ủy ban nhân dân thành phố", **guest)
    record(4, "handover", unit=nine[5], title="Bằng khen", on_behalf_of="Ủy ban nhân dân thành phố", **guest)
    record(5, "paper", unit=nine[5], title="Dẫn tàu an toàn", text="…")
    text = news_article(closed)
    for paragraph in (
        "Đại diện 02 đơn vị thành viên trong Khối đã tham gia đóng góp ý kiến về phương hướng, nhiệm vụ, mối liên kết "
        "giữa các đơn vị.",
        "Trong đó, Hội nghị tiếp thu các ý kiến: tăng cường liên kết.",
        "đồng chí Vũ Thị Hương, Trưởng Ban nhất trí với các nội dung; đề nghị đẩy mạnh nhiệm vụ chuyên môn.",
        "Tại Hội nghị, thay mặt Ủy ban nhân dân thành phố, đồng chí Vũ Thị Hương, Trưởng Ban đã trao "
        f"Cờ thi đua tặng tập thể {nine[0]}; Bằng khen tặng tập thể {nine[5]}.",
        f"cách làm hiệu quả: {nine[5]} với tham luận “Dẫn tàu an toàn”.",
    ):
        assert paragraph in text, paragraph


def test_nothing_is_invented(planned):
    text = news_article(planned)
    assert "Vũ Thị Hương" not in text and "đơn vị thành viên" not in text


def test_dates_as_offices_write_them():
    import datetime

    assert office_date(datetime.date(2020, 7, 2)) == "02/7/2020"
    assert office_date(datetime.date(2021, 2, 12)) == "12/02/2021"


# --- Written and published -------------------------------------------------------------------------------------------


def test_written_edited_published_and_taken_down(closed, photo, client_of, lan):
    browser, address = client_of(lan), at_("news_detail", closed.pk)
    page = html.fromstring(browser.get(address).content)
    typed = {"title": page.get_element_by_id("id_title").value, "body": page.get_element_by_id("id_body").value}
    assert typed["body"].strip().startswith("Ngày 02/7/2020") and not News.objects.exists()  # a GET writes nothing
    assert browser.post(address, typed | {"revision": "0"}).status_code == 302
    public = at_("news_public", closed.pk)
    assert Client().get(public).status_code == 404  # a draft is nobody's outside
    assert Client().get(at_("news_photo", closed.pk, photo.pk, "lon")).status_code == 404
    assert browser.get(at_("news_photo", closed.pk, photo.pk, "nho")).status_code == 200
    assert browser.post(address, typed | {"revision": "1", "title": "Khối ký giao ước năm 2020"}).status_code == 302
    late = browser.post(address, typed | {"revision": "1"})
    assert late.status_code == 409 and "<mark>" in late.content.decode()
    browser.post(at_("publish_news", closed.pk))
    answer = Client().get(public)
    page = html.fromstring(answer.content)
    shared = {tag.get("property"): tag.get("content") for tag in page.iterfind(".//meta[@property]")}
    assert shared["og:title"] == "Khối ký giao ước năm 2020" and shared["og:type"] == "article"
    assert shared["og:url"].startswith("http") and shared["og:url"].endswith(public)
    assert shared["og:image"].endswith(at_("news_photo", closed.pk, photo.pk, "lon"))
    assert "Quang cảnh Hội nghị" in page.text_content()
    picture = Client().get(at_("news_photo", closed.pk, photo.pk, "lon"))
    assert picture["Content-Type"] == "image/jpeg" and picture["Content-Disposition"].startswith("inline")
    assert Client().get(at_("news_photo", closed.pk, photo.pk, "goc")).status_code == 404
    browser.post(at_("take_news_down", closed.pk))
    assert Client().get(public).status_code == 404
    assert Client().get(at_("news_photo", closed.pk, photo.pk, "lon")).status_code == 404


def test_one_file_carries_article_and_pictures(news, photo, closed, client_of, lan):
    answer = client_of(lan).get(at_("news_html", closed.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    page = html.fromstring(answer.content)
    assert [image.get("src")[:23] for image in page.iterfind(".//img")] == ["data:image/jpeg;base64,"]
    assert "Một số hình ảnh tại hội nghị" in page.text_content()


def test_the_database_refuses_empty_news_and_an_unsigned_publication(news):
    for values, constraint in (({"title": ""}, "news_says_something"), ({"state": "published"}, "news_published_by")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            News.objects.filter(pk=news.pk).update(**values)


def test_two_who_keep_the_first_draft(news, closed, lan):
    with pytest.raises(NotAllowedNow, match="đã có người lưu"):
        workflow.write_news(closed, by=lan, title="Khác", body="Khác")


def test_others_do_not(news, closed, client_of, minh, tuan):
    for user, status in ((minh, 403), (tuan, 404)):
        browser = client_of(user)
        assert browser.get(at_("news_detail", closed.pk)).status_code == status
        assert browser.get(at_("news_html", closed.pk)).status_code == status
        for name in ("publish_news", "take_news_down"):
            assert browser.post(at_(name, closed.pk)).status_code == status
