"""/hoi-nghi/7/tin-bai/: a draft in the shape of the bloc's articles, from the conference's own words only."""

from django.urls import reverse

from conferences.documents.news import news_article, office_date


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


def test_nothing_is_invented(planned):
    text = news_article(planned)
    assert "Vũ Thị Hương" not in text and "đơn vị thành viên" not in text


def test_dates_as_offices_write_them():
    import datetime

    assert office_date(datetime.date(2020, 7, 2)) == "02/7/2020"
    assert office_date(datetime.date(2021, 2, 12)) == "12/02/2021"


def test_the_page(closed, client_of, lan, minh, tuan):
    where = reverse("conferences:news_detail", args=[closed.pk])
    assert "Ngày 02/7/2020" in client_of(lan).get(where).content.decode()
    assert client_of(minh).get(where).status_code == 403
    assert client_of(tuan).get(where).status_code == 404
