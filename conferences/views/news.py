"""The news of a conference: for its secretariat to write and publish, and for everybody to read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from conferences import workflow
from conferences.documents.news import news_article, news_file
from conferences.forms.news import NewsForm, PhotoForm
from conferences.models import Conference, News, Photo
from conferences.views.conference import visible_conference
from libraries.web.downloads import JPEG, file_name, file_response
from records.access import check_permission, permitted
from records.documents import verification_url
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest

ACTS = ("conferences.publish_news", "conferences.take_news_down")


def _address(news: News) -> str:
    """The whole address that is shared."""
    root = verification_url("").split("/xac-minh/")[0]
    return f"{root}{reverse('conferences:news_public', args=[news.conference_id])}"


def _kept(conference: Conference) -> News | None:
    return News.objects.filter(conference=conference).first()


@idempotent_post
def news_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The article, drafted from the record until it is kept; then what was kept."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.write_news", conference)
    news = _kept(conference)
    if news is None:
        title, _, body = news_article(conference).partition("\n\n")
        form = NewsForm(posted(request), initial={"title": title, "body": body})
    else:
        form = NewsForm(posted(request), instance=_kept(conference))

    def save(typed: dict[str, Any]) -> News:
        words = {"title": form.cleaned_data["title"], "body": form.cleaned_data["body"]}
        if news is None:
            return workflow.write_news(conference, by=request.user, **words)
        return workflow.edit_news(news, by=request.user, revision=form.cleaned_data["revision"], **words)

    if submit(form, save):
        messages.success(request, "Đã lưu tin bài.")
        return redirect("conferences:news_detail", pk=pk)
    page = {
        "conference": conference,
        "form": form,
        "news": news,
        "may": permitted(request.user, news, *ACTS) if news else frozenset(),
        "address": _address(news) if news else "",
        "photos": conference.photos.all(),
    }
    return render(request, "conferences/news_detail.html", page, status=status_of(form))


@post_action("conferences:news_detail", gone="conferences:conference_list")
def publish_news(request: LoggedInRequest, pk: int) -> HttpResponse:
    news = _own(request, pk)
    check_permission(request.user, "conferences.publish_news", news)
    workflow.publish_news(news, by=request.user)
    messages.success(request, "Đã đăng tin. Mọi người có đường dẫn đều đọc được.")
    return redirect("conferences:news_detail", pk=pk)


@post_action("conferences:news_detail", gone="conferences:conference_list")
def take_news_down(request: LoggedInRequest, pk: int) -> HttpResponse:
    news = _own(request, pk)
    check_permission(request.user, "conferences.take_news_down", news)
    workflow.take_news_down(news, by=request.user)
    messages.success(request, "Đã gỡ tin. Đường dẫn công khai không còn mở được.")
    return redirect("conferences:news_detail", pk=pk)


def _own(request: LoggedInRequest, pk: int) -> News:
    visible_conference(request, pk)
    return get_object_or_404(News.objects.select_related("conference__emulation_year__bloc"), conference=pk)


@require_safe
def news_html(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One file with the pictures inside, for the web site of an agency."""
    news = _own(request, pk)
    check_permission(request.user, "conferences.write_news", news.conference)
    content = news_file(news, news.conference.photos.select_related("large"))
    return file_response(content, file_name(f"tin bai {news.title}", ".html"), "text/html; charset=utf-8")


# --- Photographs -----------------------------------------------------------------------------------------------------


@idempotent_post
def photos_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The photographs of the conference, and one more."""
    conference = visible_conference(request, pk)
    check_permission(request.user, "conferences.add_photo", conference)
    form = PhotoForm(posted(request), request.FILES or None, conference=conference)

    def add(typed: dict[str, Any]) -> Photo:
        large, small = form.sizes
        return workflow.add_photo(conference, by=request.user, caption=typed["caption"], large=large, small=small)

    if submit(form, add):
        messages.success(request, "Đã thêm ảnh.")
        return redirect("conferences:photos_edit", pk=pk)
    page = {"conference": conference, "form": form, "photos": conference.photos.all()}
    return render(request, "conferences/photos_edit.html", page, status=status_of(form))


@post_action("conferences:photos_edit", kept=("pk",), gone="conferences:conference_list")
def move_photo(request: LoggedInRequest, pk: int, photo_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    photo = get_object_or_404(conference.photos, pk=photo_pk)
    check_permission(request.user, "conferences.move_photo", conference)
    workflow.move_photo(photo, by=request.user, up=request.POST.get("huong") == "len")
    return redirect("conferences:photos_edit", pk=pk)


@post_action("conferences:photos_edit", kept=("pk",), gone="conferences:conference_list")
def remove_photo(request: LoggedInRequest, pk: int, photo_pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    photo = get_object_or_404(conference.photos, pk=photo_pk)
    check_permission(request.user, "conferences.remove_photo", conference)
    workflow.remove_photo(photo, by=request.user)
    messages.success(request, f"Đã xóa ảnh “{photo.caption}”.")
    return redirect("conferences:photos_edit", pk=pk)


# --- For everybody ---------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def news_public(request: HttpRequest, pk: int) -> HttpResponse:
    """The published article with its photographs; what is not published is not there."""
    news = get_object_or_404(News.objects.published().select_related("conference__emulation_year__bloc"), conference=pk)
    photos = list(news.conference.photos.all())
    first = photos[0] if photos else None
    root = _address(news).removesuffix(reverse("conferences:news_public", args=[pk]))
    picture = f"{root}{reverse('conferences:news_photo', args=[pk, first.pk, 'lon'])}" if first else ""
    page = {"news": news, "photos": photos, "address": _address(news), "picture": picture, "first": first}
    return render(request, "conferences/news_public.html", page)


@login_not_required
@require_safe
def news_photo(request: HttpRequest, pk: int, photo_pk: int, size: str) -> HttpResponse:
    """A photograph of a published article; before that for those who see the conference."""
    photo = get_object_or_404(Photo.objects.select_related("large", "small"), conference=pk, pk=photo_pk)
    if not News.objects.published().filter(conference=pk).exists():
        user = request.user
        if not user.is_authenticated or not Conference.objects.visible_to(user).filter(pk=pk).exists():
            raise Http404
    document = {"lon": photo.large, "nho": photo.small}.get(size)
    if document is None:
        raise Http404
    return file_response(document.read(), document.head.filename, JPEG, inline=True)
