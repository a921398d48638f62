"""Where a bloc begins in which nothing has begun yet: what its secretariat and the operator still have to bring.

Each item is gone when what it asks for is there; the bloc's own are gone when its first year runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from awards.models import Nomination
from ballots.models import Ballot
from conferences.models import Conference
from conferences.voting import HEAD_UNIT
from drafting.models import Text
from khoithidua.backup import record_of_last
from khoithidua.setup.steps import bloc_to_set_up, next_step
from libraries.web import clock
from libraries.web.formats import short_date, short_datetime, vn_number
from notices.worklist import MOST, Who, WorkItem, register_work
from units import outgoing
from units.models import (
    AccessChange,
    Bloc,
    EmulationYear,
    Handover,
    Post,
    Seat,
    SecretariatSeat,
    Unit,
    User,
    in_force,
)
from units.rules import may_be_second
from units.workflow import handover
from units.workflow.access_changes import about, in_words, page


def work_for(user: User) -> Iterator[WorkItem]:
    """Changes that wait for a second person; the secretariat's first steps, and the operator's check list."""
    yield from handovers_to_take(user)
    yield from changes_to_confirm(user)
    roles = user.roles()
    if roles.operator:
        yield from _for_operator()
    if roles.secretary_of:
        yield from handovers_to_begin(user)
        for bloc in untouched_blocs(Bloc.objects.filter(pk__in=roles.secretary_of)):
            yield from _for_secretariat(bloc)


def _for_secretariat(bloc: "UntouchedBloc") -> Iterator[WorkItem]:
    this_year = clock.today().year
    if bloc.newest is None or bloc.newest < this_year:
        had = f"Năm gần nhất đã có: {bloc.newest}" if bloc.newest else "Khối chưa có năm thi đua nào"
        address = reverse("units:year_add", args=[bloc.slug])
        yield _begin(f"Thêm năm thi đua {this_year}", f"{had}; mọi việc gắn với năm thi đua", "Thêm năm", address)
    if bloc.newest and bloc.newest <= this_year and not bloc.has_head:
        address = reverse("units:year_detail", args=[bloc.slug, bloc.newest])
        yield _begin("Chọn đơn vị Khối trưởng", f"Năm {bloc.newest} chưa có Khối trưởng", "Chọn", address, "people")
    if missing := bloc.units - bloc.led:
        title, lead = "Thêm cán bộ của các đơn vị", f"{vn_number(missing)} đơn vị chưa có thủ trưởng trên hệ thống"
        yield _begin(title, lead, "Thêm cán bộ", reverse("units:person_add", args=[bloc.slug]), "people")
    if bloc.leaders_outside:
        title = f"{vn_number(bloc.leaders_outside)} thủ trưởng chưa kích hoạt tài khoản"
        address = reverse("units:person_list", args=[bloc.slug])
        yield _begin(title, "Gửi thư mời ở trang của từng cán bộ", "Xem cán bộ", address, "envelope")
    if bloc.newest_pk:
        title, lead = "Soạn thảo quy chế của Khối", "Từ mẫu dự thảo; các đơn vị góp ý trên dự thảo"
        address = reverse("regulations:regulation_start", args=[bloc.newest_pk])
        yield _begin(title, lead, "Soạn thảo", address, "journal-text")


def _for_operator() -> Iterator[WorkItem]:
    """What is missing until the first year of each bloc runs, and what the installation itself lacks."""
    step = next_step(bloc_to_set_up())
    if step is not None and step.name in ("setup_board", "setup_bloc"):
        yield _missing(f"Thiết lập: {step.title}", step.lead, step.address)
    for bloc in untouched_blocs(Bloc.objects.all())[:MOST]:
        for title, step_name in bloc.missing():
            yield _missing(title, bloc.name, reverse(step_name, args=[bloc.slug]))
    if settings.SAMPLE_MODE:
        return
    if not outgoing.can_send():
        lead = "Thư mời, thông báo chưa gửi được; thư mời in ra giấy"
        yield _missing("Kết nối dịch vụ thư điện tử", lead, reverse("setup"), "Xem cách làm", "envelope")
    if not record_of_last():
        lead = "Chưa có bản sao lưu nào"
        yield _missing("Sao lưu dữ liệu", lead, reverse("setup"), "Xem cách làm", "archive")


def handovers_to_take(user: User) -> Iterator[WorkItem]:
    """A secretariat that was handed over waits for whoever takes it."""
    rows = Handover.objects.filter(taker=user, state=Handover.State.HANDED)
    for row in rows.select_related("emulation_year__bloc", "giver")[:MOST]:
        yield WorkItem(
            f"Nhận bàn giao Tổ thư ký {row.bloc.name}",
            f"{row.giver.full_name} bàn giao từ ngày {short_date(row.effective_on)}",
            Who.PERSON,
            act="Xem danh mục, ký nhận",
            address=reverse("handover_detail", args=[row.pk]),
            icon="person-check",
            about=handover.about(row),
        )


def handovers_to_begin(user: User) -> Iterator[WorkItem]:
    """A conference elected another unit to be Khối trưởng: the secretariat goes over to it, and is handed over.

    Gone once the hand-over was signed by its giver, or the unit is Khối trưởng of that year.
    """
    following = F("emulation_year__year") + 1
    handed = Handover.objects.filter(
        emulation_year__bloc=OuterRef("emulation_year__bloc"),
        head=OuterRef("subject_key"),
        handed_at__gte=OuterRef("closed_at"),
    )
    led = Seat.objects.filter(
        emulation_year__bloc=OuterRef("emulation_year__bloc"), role=Seat.Role.HEAD, unit=OuterRef("subject_key")
    )
    rows = Ballot.objects.passed().filter(
        subject_kind=HEAD_UNIT,
        subject_edition=following,
        emulation_year__bloc__in=user.roles().secretary_of,
        emulation_year__year__gte=clock.today().year - 1,
    )
    rows = rows.exclude(Exists(handed.exclude(state=Handover.State.WITHDRAWN)))
    rows = rows.exclude(Exists(led.filter(emulation_year__year__gte=OuterRef("subject_edition"))))
    rows = rows.exclude(Exists(led.filter(emulation_year=OuterRef("emulation_year"), valid_to=None)))
    elected = list(rows.select_related("emulation_year__bloc").order_by("-closed_at")[:MOST])
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[row.subject_key for row in elected]).with_names()}
    for row in elected:
        unit = units[row.subject_key or 0]
        yield WorkItem(
            f"Bàn giao Tổ thư ký cho đơn vị Khối trưởng năm {row.subject_edition}",
            f"{row.occasion} đã suy tôn {unit.name}. Chọn người nhận và Khối trưởng mới, hai bên ký bàn giao.",
            Who.SECRETARIAT,
            act="Bàn giao Tổ thư ký",
            address=reverse("handover_start", args=[row.bloc.slug]),
            icon="person-check",
        )


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
                icon="check-lg",
                about=about(change),
            )


def _begin(title: str, why: str, act: str, address: str, icon: str = "calendar-event") -> WorkItem:
    return WorkItem(title, why, Who.SECRETARIAT, act=act, address=address, icon=icon)


def _missing(title: str, why: str, address: str, act: str = "Bổ sung", icon: str = "list-check") -> WorkItem:
    return WorkItem(title, why, Who.PERSON, act=act, address=address, icon=icon)


@dataclass(frozen=True)
class UntouchedBloc:
    """A bloc in which nothing has begun.

    newest, newest_pk, has_head: of its newest year. led: units with a leader. leaders_outside, outside: leaders, and
    all people, who have no password yet.
    """

    slug: str
    name: str
    newest: int | None
    newest_pk: int | None
    has_head: bool
    units: int
    led: int
    secretaries: int
    leaders_outside: int
    outside: int

    def missing(self) -> Iterator[tuple[str, str]]:
        """What to bring, and the page where."""
        if self.units < 2:
            yield "Nhập đơn vị thành viên", "setup_units"
            return
        if left := self.units - self.led:
            yield f"{vn_number(left)} đơn vị chưa có thủ trưởng", "setup_people"
        if self.newest is None or not self.has_head:
            yield "Chọn năm thi đua đầu tiên và Khối trưởng", "setup_year"
        if not self.secretaries:
            yield "Cử Tổ thư ký", "setup_year"
        elif self.outside:
            yield f"{vn_number(self.outside)} cán bộ chưa kích hoạt tài khoản", "setup_invitations"


def _counted(
    rows: QuerySet[Unit] | QuerySet[Post] | QuerySet[SecretariatSeat], bloc: str, what: str = "pk"
) -> Subquery:
    """How many rows of the bloc that the query stands on."""
    of_bloc = rows.filter(**{bloc: OuterRef("pk")}).order_by().values(bloc)
    return Subquery(of_bloc.annotate(n=Count(what, distinct=True)).values("n"))


def untouched_blocs(among: QuerySet[Bloc]) -> list[UntouchedBloc]:
    """Those of `among` in which nothing has begun, in one query."""
    of_bloc = {"emulation_year__bloc": OuterRef("pk")}
    newest = EmulationYear.objects.filter(bloc=OuterRef("pk")).order_by("-year")
    heads = Seat.objects.filter(emulation_year=OuterRef("newest_pk"), role=Seat.Role.HEAD)
    posts = Post.objects.filter(in_force(), user__is_active=True)
    leaders, outside = posts.filter(is_leader=True), Q(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    secretaries = SecretariatSeat.objects.filter(in_force(), user__is_active=True)
    blocs = among.filter(
        ~Exists(Text.objects.filter(**of_bloc)),
        ~Exists(Conference.objects.filter(**of_bloc)),
        ~Exists(Nomination.objects.filter(**of_bloc)),
    ).order_by("pk")
    rows = blocs.annotate(
        newest=Subquery(newest.values("year")[:1]),
        newest_pk=Subquery(newest.values("pk")[:1]),
        unit_count=_counted(Unit.objects.all(), "bloc"),
        led=_counted(leaders, "unit__bloc", "unit"),
        secretaries=_counted(secretaries, "bloc"),
        leaders_outside=_counted(leaders.filter(outside), "unit__bloc", "user"),
        staff_outside=_counted(posts.filter(outside), "unit__bloc", "user"),
        secretaries_outside=_counted(secretaries.filter(outside), "bloc", "user"),
    ).annotate(has_head=Exists(heads))
    return [
        UntouchedBloc(
            row.slug, row.name, row.newest, row.newest_pk, row.has_head, row.unit_count or 0, row.led or 0,
            row.secretaries or 0, row.leaders_outside or 0, (row.staff_outside or 0) + (row.secretaries_outside or 0),
        )
        for row in rows
    ]  # fmt: skip


register_work(0, work_for)
