"""Where the secretariat of a bloc begins in which nothing has begun yet: its year, its people, its regulation."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse

from awards.models import Nomination
from conferences.models import Conference
from drafting.models import Text
from libraries.web import clock
from libraries.web.formats import short_datetime, vn_number
from notices.worklist import MOST, Who, WorkItem, register_work
from units.models import AccessChange, Bloc, EmulationYear, Post, Unit, User, in_force
from units.rules import may_be_second
from units.workflow.access_changes import about, in_words, page


def work_for(user: User) -> Iterator[WorkItem]:
    """Changes that wait for a second person; the first steps, until the bloc has a text, a conference, a dossier."""
    yield from changes_to_confirm(user)
    if not user.roles().secretary_of:
        return
    for bloc in untouched_blocs(user):
        this_year = clock.today().year
        if bloc.newest is None or bloc.newest < this_year:
            had = f"Năm gần nhất đã có: {bloc.newest}" if bloc.newest else "Khối chưa có năm thi đua nào"
            address = reverse("units:year_add", args=[bloc.slug])
            yield _begin(f"Thêm năm thi đua {this_year}", f"{had}; mọi việc gắn với năm thi đua", "Thêm năm", address)
        if missing := (bloc.units or 0) - (bloc.led or 0):
            title, lead = "Thêm cán bộ của các đơn vị", f"{vn_number(missing)} đơn vị chưa có thủ trưởng trên hệ thống"
            yield _begin(title, lead, "Thêm cán bộ", reverse("units:person_add", args=[bloc.slug]), "people")
        if bloc.newest_pk:
            title, lead = "Soạn thảo quy chế của Khối", "Từ mẫu dự thảo; các đơn vị góp ý trên dự thảo"
            address = reverse("regulations:regulation_start", args=[bloc.newest_pk])
            yield _begin(title, lead, "Soạn thảo", address, "journal-text")


def changes_to_confirm(user: User) -> Iterator[WorkItem]:
    """Where the reader is one of those who were asked to be the second."""
    if not (user.roles().bloc_ids or user.roles().sees_every_bloc):
        return
    rows = AccessChange.objects.visible_to(user).open().select_related("person", "unit", "prepared_by")
    for change in rows.prefetch_related("unit__names")[:MOST]:
        if may_be_second(user, change):
            yield WorkItem(
                f"Xác nhận: {in_words(change)}",
                f"{change.prepared_by.full_name} lập lúc {short_datetime(change.prepared_at)}",
                Who.PERSON,
                act="Xem, xác nhận",
                address=page(change),
                icon="person-check",
                about=about(change),
            )


def _begin(title: str, why: str, act: str, address: str, icon: str = "calendar-event") -> WorkItem:
    return WorkItem(title, why, Who.SECRETARIAT, act=act, address=address, icon=icon)


@dataclass(frozen=True)
class UntouchedBloc:
    """A bloc in which nothing has begun; its newest year, how many units it has, and how many of them a leader."""

    slug: str
    newest: int | None
    newest_pk: int | None
    units: int | None
    led: int | None


def untouched_blocs(user: User) -> list[UntouchedBloc]:
    """Those that this person keeps, in one query."""
    of_bloc = {"emulation_year__bloc": OuterRef("pk")}
    newest = EmulationYear.objects.filter(bloc=OuterRef("pk")).order_by("-year")
    leaders = Post.objects.filter(in_force(), unit=OuterRef("pk"), is_leader=True, user__is_active=True)
    units = Unit.objects.filter(bloc=OuterRef("pk")).order_by().values("bloc")
    blocs = Bloc.objects.filter(
        ~Exists(Text.objects.filter(**of_bloc)),
        ~Exists(Conference.objects.filter(**of_bloc)),
        ~Exists(Nomination.objects.filter(**of_bloc)),
        pk__in=user.roles().secretary_of,
    ).order_by("pk")
    rows = blocs.values_list(
        "slug",
        Subquery(newest.values("year")[:1]),
        Subquery(newest.values("pk")[:1]),
        Subquery(units.annotate(n=Count("pk")).values("n")),
        Subquery(units.annotate(n=Count("pk", filter=Q(Exists(leaders)))).values("n")),
    )
    return [UntouchedBloc(*row) for row in rows]


register_work(0, work_for)
