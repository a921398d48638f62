"""What every page's frame needs: whose bloc this is, the menu, the unread notices."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from notices.models import Notice
from units.models import Bloc, in_force

# The secretariat's menu (ux.md 3.1), in the order of the year. A room's item appears once its list page exists.
MENU = [
    ("Trang chủ", "home"),
    ("Dự thảo", "drafting:text_list"),
    ("Quy chế", "regulations:regulation_list"),
    ("Giao ước", "pledges:pledge_list"),
    ("Hội nghị", "conferences:conference_list"),
    ("Khen thưởng", "awards:nomination_list"),
    ("Bằng, chứng nhận", "awards:certificate_list"),
    ("Đơn vị", "units:bloc_list"),
    ("Nhật ký", "records:audit_log"),
]


def page_frame(request: HttpRequest) -> dict:
    """Lazy, because an answer without a page (JSON, a file) needs none of it."""
    frame = {"sample_mode": settings.SAMPLE_MODE}
    if settings.SAMPLE_MODE:
        frame["sample_mailbox_url"] = reverse("notices:sample_mailbox")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame
    bloc = SimpleLazyObject(lambda: home_bloc(user))
    return frame | {
        "bloc": bloc,
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "unread_notices": SimpleLazyObject(lambda: Notice.objects.filter(user=user, read_at=None).count()),
        "user_role": SimpleLazyObject(lambda: role_words(user)),
        "help_contact": SimpleLazyObject(lambda: help_contact(bloc)),
    }


def home_bloc(user) -> Bloc | None:
    """The bloc whose name stands in the band: the one kept as secretary, else the one belonged to."""
    roles = user.roles()
    return Bloc.objects.filter(pk__in=roles.secretary_of or roles.bloc_ids).order_by("pk").first()


def menu_of(request: HttpRequest) -> list[dict]:
    """The secretariat works with a menu; leaders and the board have their tasks on the home page (ux.md 3.1)."""
    if not request.user.roles().secretary_of:
        return []
    items = []
    for label, name in MENU:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        current = request.path == url if url == "/" else request.path.startswith(url)
        items.append({"label": label, "url": url, "current": current})
    # The list of certificates stands under the awards' path: the longest match is where we are.
    marked = [item for item in items if item["current"]]
    for item in marked:
        item["current"] = item is max(marked, key=lambda one: len(one["url"]))
    return items


def role_words(user) -> str:
    """ "Giám đốc, Hoa tiêu KV II": what the account menu says under the name."""
    if seat := user.secretariat_seats.filter(in_force()).select_related("bloc").first():
        return f"{seat.title}, {seat.bloc.short_name}"
    if seat := user.board_seats.filter(in_force()).first():
        return seat.title
    if post := user.posts.filter(in_force()).select_related("unit").prefetch_related("unit__names").first():
        return f"{post.title}, {post.unit.short_name}"
    return ""


def help_contact(bloc) -> dict | None:
    """The secretariat of the bloc, named in the foot of every page (WCAG 3.2.6)."""
    if not bloc:
        return None
    seat = bloc.secretariat_seats.filter(in_force()).select_related("user").order_by("pk").first()
    if bloc.contact:
        return {"name": bloc.contact, "phone": "", "email": ""}
    return {"name": seat.user.full_name, "phone": seat.user.phone, "email": seat.user.email} if seat else None
