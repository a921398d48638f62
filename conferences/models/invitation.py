"""What an invited unit answers: who comes for it, and who comes along; the link by which a guest answers."""

from django.db import models
from django.db.models import Q

from conferences.models.conference import Conference, Guest, named
from records.actor_field import actor_fk
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from units.models import Unit, User
from units.ownership import PartOf

HASH = r"^[0-9a-f]{64}$"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def waiting(self) -> "ReplyQuerySet":
        """Invited to a conference that is still to come, and silent."""
        return self.filter(answer=Reply.Answer.NONE, conference__state=Conference.State.PLANNED)

    def visible_to(self, user: User) -> "ReplyQuerySet":
        """The unit's own people, and the secretariat."""
        roles = user.roles()
        mine = Q(unit__in=roles.member_of) | Q(conference__emulation_year__bloc__in=roles.secretary_of)
        return self.filter(mine, conference__in=Conference.objects.visible_to(user))


class Reply(PartOf, MayBeSample):
    """The answer of one invited unit (trả lời giấy mời), there from the day on which it was invited.

    person: the account of whoever comes, by which the roll knows the delegate; companions: name and post, one a line.
    """

    class Answer(models.TextChoices):
        NONE = "", "Chưa trả lời"
        LEADER = "leader", "Thủ trưởng dự"
        DEPUTY = "deputy", "Cấp phó dự thay, có ủy quyền"
        SPECIALIST = "specialist", "Chuyên viên dự thay"
        ABSENT = "absent", "Không cử người dự"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="replies", verbose_name="hội nghị")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="replies", verbose_name="đơn vị")
    answer = ChoiceField("trả lời", max_length=10, choices=Answer, blank=True)
    person = actor_fk("tài khoản của người dự", null=True, blank=True)
    name = models.CharField("họ và tên người dự", max_length=100, blank=True)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    authority = models.CharField("văn bản ủy quyền", max_length=300, blank=True)
    companions = models.TextField("người cùng dự", max_length=2_000, blank=True)
    absent_because = models.CharField("lý do không cử người dự", max_length=500, blank=True)
    replied_at = models.DateTimeField("thời gian trả lời", null=True, blank=True)
    replied_by = actor_fk("người trả lời", null=True, blank=True)

    part_of = "conference"
    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "trả lời giấy mời", "trả lời giấy mời"
        constraints = [
            models.UniqueConstraint(fields=["conference", "unit"], name="one_reply_a_unit"),
            models.CheckConstraint(
                condition=Q(answer="", replied_at=None, replied_by=None)
                | ~Q(answer="") & Q(replied_at__isnull=False, replied_by__isnull=False),
                name="reply_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "absent"], name="", person=None)
                | ~Q(answer__in=["", "absent"]) & ~Q(name=""),
                name="reply_says_who_comes",
            ),
            models.CheckConstraint(condition=~Q(answer="deputy") | ~Q(authority=""), name="reply_of_deputy_authorised"),
            models.CheckConstraint(
                condition=Q(answer="absent") & ~Q(absent_because="") | ~Q(answer="absent") & Q(absent_because=""),
                name="reply_of_absent_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_answer_display()}"

    @property
    def comes(self) -> bool:
        return self.answer not in {self.Answer.NONE, self.Answer.ABSENT}

    @property
    def person_words(self) -> str:
        """ "Phạm Thu Dung, Phó Giám đốc"."""
        return named(self.name, self.post)

    @property
    def companion_lines(self) -> list[str]:
        return [line.strip() for line in self.companions.splitlines() if line.strip()]


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    def live(self) -> "GuestLinkQuerySet":
        """Neither used nor taken back, of a conference that is still to come."""
        return self.filter(used_at=None, revoked_at=None, guest__conference__state=Conference.State.PLANNED)


class GuestLink(PartOf, MayBeSample):
    """An address sent to one guest, who has no account: it answers the invitation, once (đường dẫn trả lời).

    The token is kept as a hash. The next mail to the guest takes the link before it back.
    """

    guest = models.ForeignKey(Guest, models.CASCADE, related_name="links", verbose_name="đại biểu mời")
    token_hash = models.CharField("mã kiểm tra toàn vẹn của mã đường dẫn", max_length=64, unique=True)
    made_at = models.DateTimeField("thời gian gửi")
    used_at = models.DateTimeField("thời gian trả lời", null=True, blank=True)
    revoked_at = models.DateTimeField("thời gian hủy", null=True, blank=True)

    part_of = "guest"
    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "đường dẫn trả lời", "đường dẫn trả lời"
        constraints = [
            models.UniqueConstraint(
                fields=["guest"], condition=Q(used_at=None, revoked_at=None), name="one_live_link_a_guest"
            ),
            models.CheckConstraint(condition=Q(token_hash__regex=HASH), name="guest_link_hash_shape"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="guest_link_used_or_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"Đường dẫn trả lời: {self.guest}"
