"""The news of a conference: written, published, taken down; its photographs added, ordered, taken away."""

from django.db import transaction
from django.db.models import Max

from conferences.actions import ADD_PHOTO, EDIT_NEWS, MOVE_PHOTO, PUBLISH_NEWS, REMOVE_PHOTO, TAKE_NEWS_DOWN, WRITE_NEWS
from conferences.documents import PHOTO
from conferences.models import Conference, News, Photo
from libraries.web import clock
from libraries.web.downloads import JPEG, file_name
from records.documents import store_document
from records.models import Document
from records.ordering import exchanged, number
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import User

MOST_PHOTOS = 40


@transaction.atomic
def write_news(conference: Conference, *, by: User, title: str, body: str) -> News:
    """Keep the draft for the first time (lưu tin bài). NotAllowedNow when somebody was faster."""
    conference = begin(WRITE_NEWS, conference, by=by)
    if News.objects.filter(conference=conference).exists():
        raise NotAllowedNow("Tin bài của hội nghị này đã có người lưu. Mở lại trang để sửa bản đã lưu.")
    finish(WRITE_NEWS, conference, by=by, data={"title": title})
    return News.objects.create(
        conference=conference, title=title, body=body, edited_at=clock.now(), is_sample=conference.is_sample
    )


@transaction.atomic
def edit_news(news: News, *, by: User, revision: int | None, title: str, body: str) -> News:
    """Change the article, published or not; readers see the day of the change. EditConflict as elsewhere."""
    news = begin(EDIT_NEWS, news, by=by)
    revision = next_revision(news, revision)
    data = {"title": title, "published": news.state == News.State.PUBLISHED}
    return finish(EDIT_NEWS, news, by=by, data=data, title=title, body=body, revision=revision, edited_at=clock.now())


@transaction.atomic
def publish_news(news: News, *, by: User) -> News:
    """Let anybody read the article with its photographs (đăng tin)."""
    news = begin(PUBLISH_NEWS, news, by=by)
    return finish(PUBLISH_NEWS, news, by=by, published_at=clock.now(), published_by=by)


@transaction.atomic
def take_news_down(news: News, *, by: User) -> News:
    """Nobody outside reads it any more (gỡ tin); it is a draft again."""
    news = begin(TAKE_NEWS_DOWN, news, by=by)
    return finish(TAKE_NEWS_DOWN, news, by=by, published_at=None, published_by=None)


# --- Photographs -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_photo(conference: Conference, *, by: User, caption: str, large: bytes, small: bytes) -> Photo:
    """Add a photograph as the last one. `large` and `small`: what foreign_files.shrunk made of what was handed in."""
    conference = begin(ADD_PHOTO, conference, by=by)
    count = conference.photos.count()
    if count >= MOST_PHOTOS:
        raise NotAllowedNow(f"Mỗi hội nghị lưu tối đa {MOST_PHOTOS} ảnh. Xóa bớt ảnh rồi thêm.")
    last = conference.photos.aggregate(last=Max("position"))["last"] or 0
    finish(ADD_PHOTO, conference, by=by, data={"caption": caption})
    return Photo.objects.create(
        conference=conference,
        position=last + 1,
        caption=caption,
        large=_kept(conference, caption, large, by),
        small=_kept(conference, caption, small, by),
        added_at=clock.now(),
        added_by=by,
        is_sample=conference.is_sample,
    )


def _kept(conference: Conference, caption: str, content: bytes, by: User) -> Document:
    return store_document(
        content,
        chain=conference.chain,
        kind=PHOTO.slug,
        title=caption,
        filename=file_name(caption, ".jpg"),
        mime=JPEG,
        by=by,
        is_sample=conference.is_sample,
    )


@transaction.atomic
def move_photo(photo: Photo, *, by: User, up: bool) -> None:
    """Let a photograph change places with its neighbour."""
    conference = begin(MOVE_PHOTO, photo.conference, by=by)
    finish(MOVE_PHOTO, conference, by=by, data={"caption": photo.caption, "up": up})
    if (moved := exchanged(list(conference.photos.all()), photo.pk, up=up)) is not None:
        number(moved)


@transaction.atomic
def remove_photo(photo: Photo, *, by: User) -> None:
    """Take a photograph away from the conference and its news."""
    conference = begin(REMOVE_PHOTO, photo.conference, by=by)
    finish(REMOVE_PHOTO, conference, by=by, data={"caption": photo.caption})
    Photo.objects.filter(pk=photo.pk).delete()
    number(list(conference.photos.all()))
