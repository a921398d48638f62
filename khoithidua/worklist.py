"""What this person must do next, read from all rooms: the list on the home page, most urgent first.

A row here is never a truth of its own: it is computed from states, permissions and the clock on every visit.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from awards.models import Certificate, Nomination, Review
from drafting.models import Answer, Comment, Consultation, Text
from libraries.web import clock
from notices.worklist import MOST, Who, WorkItem, register_work
from pledges.models import Pledge
from records.access import has_permission
from regulations.models import Regulation
from units.models import Unit, User


def _due(title, lead, button, url, due=None, icon="arrow-right") -> WorkItem:
    return WorkItem(title, lead, Who.PERSON, due, button, url, icon)


def work_for(user: User) -> Iterator[WorkItem]:
    roles = user.roles()
    if roles.secretary_of:
        yield from _for_secretariat(user)
    if roles.member_of or roles.can_sign_for:
        yield from _for_units(user)
    if roles.board:
        yield from _for_board(user)


# --- Secretariat -------------------------------------------------------------------------------------------------


def _for_secretariat(user: User) -> Iterator[WorkItem]:
    blocs = user.roles().secretary_of
    yield from _texts(blocs)
    yield from _regulations(blocs)
    yield from _pledges(blocs)
    yield from _dossiers(user, blocs)


def _texts(blocs: Iterable[int]) -> Iterator[WorkItem]:
    texts = Text.objects.filter(emulation_year__bloc__in=blocs).exclude(state=Text.State.SETTLED)
    newest = list(texts.order_by("-pk").values_list("pk", flat=True)[:MOST])
    texts = (
        Text.objects.filter(pk__in=newest)
        .select_related("emulation_year")
        .annotate(
            parts=Count("nodes", filter=Q(nodes__removed_at=None), distinct=True),
            seats=Count("emulation_year__seats", distinct=True),
        )
    )
    rounds = {
        row.text_id: row
        for row in Consultation.objects.filter(text__in=texts)
        .order_by("pk")
        .annotate(
            heard=Count("comments__unit", distinct=True, filter=Q(comments__state=Comment.State.SENT)),
        )
    }
    to_answer = dict(
        Comment.objects.filter(consultation__text__in=texts, state=Comment.State.SENT)
        .exclude(stance=Comment.Stance.AGREE, body="")
        .filter(~Exists(Answer.objects.filter(comment=OuterRef("pk"))))
        .values_list("consultation__text")
        .annotate(n=Count("pk"))
    )
    for text in texts:
        page = reverse("drafting:text_detail", args=[text.pk])
        running = rounds.get(text.pk)
        if running is None:
            lead = f"{text.parts} phần đã soạn, chưa gửi lấy ý kiến"
            yield _due(f"Soạn thảo {text.title}", lead, "Soạn tiếp", page, icon="pencil")
            continue
        asked = reverse("drafting:consultation_detail", args=[running.pk])
        if running.is_open and running.heard < text.seats:
            yield _due(
                f"Nhắc {text.seats - running.heard} đơn vị góp ý {text.title}",
                f"{running.heard}/{text.seats} đơn vị đã gửi ý kiến",
                "Xem và nhắc",
                asked,
                running.closes_at,
                "send",
            )
        if waiting := to_answer.get(text.pk):
            yield _due(
                f"Trả lời {waiting} góp ý về {text.title}",
                "Tiếp thu, tiếp thu một phần hoặc giải trình",
                "Trả lời góp ý",
                asked,
                icon="reply",
            )
        elif not running.is_open:
            yield _due(
                f"Chốt nội dung {text.title}", "Mọi góp ý đã được trả lời", "Chốt nội dung", page, icon="check-lg"
            )


def _regulations(blocs: Iterable[int]) -> Iterator[WorkItem]:
    waiting = Regulation.objects.filter(emulation_year__bloc__in=blocs).filter(
        Q(state=Regulation.State.ADOPTED) | Q(state=Regulation.State.DRAFT, text__state=Text.State.SETTLED)
    )
    for regulation in waiting.order_by("-pk")[:MOST]:
        page = reverse("regulations:regulation_detail", args=[regulation.pk])
        if regulation.state == Regulation.State.ADOPTED:
            yield _due(f"Ban hành {regulation.title}", "Hội nghị đã thông qua", "Ban hành", page, icon="journal-check")
        else:
            lead = "Nội dung đã chốt, chờ biểu quyết tại hội nghị"
            yield _due(f"Thông qua {regulation.title}", lead, "Xem quy chế", page, icon="journal-text")


def _pledges(blocs: Iterable[int]) -> Iterator[WorkItem]:
    pledges = Pledge.objects.filter(emulation_year__bloc__in=blocs, state__in=[Pledge.State.DRAFT, Pledge.State.OPEN])
    for pledge in pledges.select_related("text").annotate(signed=Count("signatures")):
        page = reverse("pledges:pledge_detail", args=[pledge.pk])
        if pledge.state == Pledge.State.OPEN:
            left = pledge.required_units - pledge.signed
            lead = f"{pledge.signed}/{pledge.required_units} đơn vị đã ký"
            yield _due(f"Nhắc {left} đơn vị chưa ký {pledge.title}", lead, "Xem và nhắc", page, pledge.sign_by, "send")
        elif pledge.text.state == Text.State.SETTLED:
            yield _due(f"Mở ký {pledge.title}", "Nội dung đã chốt", "Chuẩn bị mở ký", page, icon="pen")


def _dossiers(user: User, blocs: Iterable[int]) -> Iterator[WorkItem]:
    drafts = Nomination.objects.filter(emulation_year__bloc__in=blocs, state=Nomination.State.DRAFT)
    for nomination in drafts.with_rows().order_by("-pk")[:MOST]:
        page = reverse("awards:nomination_detail", args=[nomination.pk])
        lead = "Bị trả lại, cần bổ sung" if nomination.round > 1 else "Chưa trình"
        yield _due(f"Hoàn thiện hồ sơ {nomination}", lead, "Mở hồ sơ", page, icon="folder2-open")
    ready = Certificate.objects.filter(
        line__nomination__emulation_year__bloc__in=blocs, state=Certificate.State.VALID, handed_over_at=None
    ).count()
    if ready:
        page = reverse("awards:certificate_list")
        yield _due(
            f"Trao {ready} bằng, giấy chứng nhận", "Đã phát hành, chưa trao", "Xem danh sách", page, icon="award"
        )


# --- Units ---------------------------------------------------------------------------------------------------------


def _for_units(user: User) -> Iterator[WorkItem]:
    roles = user.roles()
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=roles.member_of | roles.can_sign_for).with_names()}
    yield from _signing(user, units)
    yield from _commenting(user, units)
    yield from _reports(user, units)


def _signing(user: User, units: dict[int, Unit]) -> Iterator[WorkItem]:
    speaks = user.roles().can_sign_for
    pledges = Pledge.objects.filter(state=Pledge.State.OPEN, emulation_year__seats__unit__in=speaks).distinct()
    for pledge in pledges.prefetch_related("signatures", "emulation_year__seats"):
        signed = {row.unit_id for row in pledge.signatures.all()}
        for seat in pledge.emulation_year.seats.all():
            if seat.unit_id in speaks and seat.unit_id not in signed:
                url = f"{reverse('pledges:sign_read', args=[pledge.pk])}"
                lead = f"Cho {units[seat.unit_id].name}"
                yield _due(f"Ký {pledge.title}", lead, "Đọc và ký", url, pledge.sign_by, "pen")


def _commenting(user: User, units: dict[int, Unit]) -> Iterator[WorkItem]:
    rounds = Consultation.objects.filter(
        closed_at=None, closes_at__gt=clock.now(), text__emulation_year__seats__unit__in=units
    ).distinct()
    for consultation in rounds.select_related("text").prefetch_related("comments", "text__emulation_year__seats"):
        page = reverse("drafting:consultation_detail", args=[consultation.pk])
        seats = {seat.unit_id for seat in consultation.text.emulation_year.seats.all()}
        for pk, unit in units.items():
            mine = [comment for comment in consultation.comments.all() if comment.unit_id == pk]
            if pk not in seats or any(comment.state == Comment.State.SENT for comment in mine):
                continue
            waiting = f"{len(mine)} góp ý đã soạn, chờ lãnh đạo gửi" if mine else f"{unit.short_name} chưa có ý kiến"
            leads = pk in user.roles().can_sign_for
            verb, button = ("Gửi ý kiến về", "Đọc và cho ý kiến") if leads else ("Soạn góp ý", "Soạn góp ý")
            yield _due(
                f"{verb} {consultation.text.title}", waiting, button, page, consultation.closes_at, "chat-left-text"
            )


def _reports(user: User, units: dict[int, Unit]) -> Iterator[WorkItem]:
    drafts = Nomination.objects.filter(unit__in=units, state=Nomination.State.DRAFT).with_rows()
    for nomination in drafts:
        if "report" not in nomination.newest_parts():
            page = reverse("awards:nomination_detail", args=[nomination.pk])
            lead = "Báo cáo thành tích của đơn vị chưa có"
            yield _due(f"Viết báo cáo thành tích: {nomination}", lead, "Viết báo cáo", page, icon="file-earmark-text")


# --- The city's board ----------------------------------------------------------------------------------------------


def _for_board(user: User) -> Iterator[WorkItem]:
    waiting = Nomination.objects.filter(state=Nomination.State.SUBMITTED).filter(
        ~Exists(Review.objects.filter(nomination=OuterRef("pk"), round=OuterRef("round"), reviewer=user))
    )
    for nomination in waiting.with_rows().order_by("submitted_at")[:MOST]:
        if has_permission(user, "awards.review", nomination):
            page = reverse("awards:review_edit", args=[nomination.pk])
            lead = f"{nomination.bloc.name} trình"
            yield _due(f"Thẩm định {nomination}", lead, "Thẩm định", page, icon="clipboard-check")
    reviewed = Nomination.objects.filter(state=Nomination.State.REVIEWED).count()
    if reviewed and has_permission(user, "awards.decide"):
        page = reverse("awards:decision_new")
        lead = "Đủ hai ý kiến đồng ý của người thẩm định"
        yield _due(f"Ghi quyết định cho {reviewed} hồ sơ", lead, "Ghi quyết định", page, icon="journal-check")


register_work("khoithidua", work_for)
