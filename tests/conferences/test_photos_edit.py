"""/hoi-nghi/7/hinh-anh/: photographs drawn anew in two sizes; what lies or is too much is refused within its limits."""

import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from conferences import workflow
from conferences.models import Photo
from tests.support.pictures import SVG, blank_jpeg, jpeg_of_a_phone, png_of_pixels, polyglot


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


def send(browser, conference, content, name="anh.jpg", caption="Quang cảnh Hội nghị"):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return browser.post(at_("photos_edit", conference.pk), {"caption": caption, "file": file})


def test_a_photograph_stands_upright_in_two_sizes_and_tells_no_place(opened, client_of, lan):
    assert send(client_of(lan), opened, jpeg_of_a_phone()).status_code == 302
    photo = Photo.objects.get()
    for document, longest in ((photo.large, 1600), (photo.small, 480)):
        content = document.read()
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, max(picture.size)) == ("JPEG", longest)
            assert picture.height > picture.width  # it lay on its side
            assert not picture.getexif()
        assert b"MAY-ANH-BI-MAT" not in content and b"Exif" not in content


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (SVG, "anh.svg", "không phải là"),
        (SVG, "anh.jpg", "không phải là"),
        (b"%PDF-1.7 khong phai anh", "anh.jpg", "Tệp"),
        (blank_jpeg()[:300], "anh.jpg", "Ảnh"),
        (blank_jpeg(), "anh.png", "đuôi"),
    ],
)
def test_what_is_no_photograph_is_refused_in_words(opened, client_of, lan, content, name, sentence):
    answer = send(client_of(lan), opened, content, name)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Quang cảnh Hội nghị" in page
    assert not Photo.objects.exists()


def test_a_hundred_megapixels_are_refused_within_five_seconds(opened, client_of, lan):
    bomb = png_of_pixels(12_000, 9_000)
    assert len(bomb) < 100_000
    began = time.monotonic()
    answer = send(client_of(lan), opened, bomb, "anh.png")
    assert answer.status_code == 422 and not Photo.objects.exists()
    assert time.monotonic() - began < 5


def test_what_hides_behind_a_picture_is_gone(opened, client_of, lan):
    assert send(client_of(lan), opened, polyglot()).status_code == 302
    photo = Photo.objects.get()
    assert b"<script>" not in photo.large.read() and b"<script>" not in photo.small.read()


def test_photographs_change_places_and_go(opened, client_of, lan):
    for caption in ("Một", "Hai", "Ba"):
        workflow.add_photo(opened, by=lan, caption=caption, large=blank_jpeg(), small=blank_jpeg())
    browser, rows = client_of(lan), list(opened.photos.all())
    browser.post(at_("move_photo", opened.pk, rows[2].pk), {"huong": "len"})
    assert [photo.caption for photo in opened.photos.all()] == ["Một", "Ba", "Hai"]
    browser.post(at_("remove_photo", opened.pk, rows[0].pk))
    assert [(photo.position, photo.caption) for photo in opened.photos.all()] == [(1, "Ba"), (2, "Hai")]


def test_a_photograph_has_a_caption(opened, client_of, lan):
    answer = send(client_of(lan), opened, blank_jpeg(), caption="")
    assert answer.status_code == 422 and "Nhập chú thích" in answer.content.decode()
    photo = workflow.add_photo(opened, by=lan, caption="Một", large=blank_jpeg(), small=blank_jpeg())
    with pytest.raises(IntegrityError, match="photo_has_caption"), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(caption="")


def test_others_do_not(opened, client_of, lan, minh, tuan):
    photo = workflow.add_photo(opened, by=lan, caption="Một", large=blank_jpeg(), small=blank_jpeg())
    for user, status in ((minh, 403), (tuan, 404)):
        browser = client_of(user)
        assert send(browser, opened, blank_jpeg()).status_code == status
        for name in ("move_photo", "remove_photo"):
            assert browser.post(at_(name, opened.pk, photo.pk)).status_code == status
    assert client_of(minh).get(at_("news_photo", opened.pk, photo.pk, "nho")).status_code == 200
    assert client_of(tuan).get(at_("news_photo", opened.pk, photo.pk, "nho")).status_code == 404
