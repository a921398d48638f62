"""Who may sign for a unit, and how a person proves who they are, is changed by two people."""

from django.db import models
from django.db.models import F, Q

from records.actor_field import actor_fk
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from records.transitions import set_exactly_when
from units.models.bloc import Bloc
from units.models.holdings import Post, SigningAuthority
from units.models.invitation import Invitation
from units.models.person import User
from units.models.unit import Unit
from units.ownership import Toned


class AccessChangeQuerySet(models.QuerySet["AccessChange"]):
    def visible_to(self, user: User) -> "AccessChangeQuerySet":
        """Whose it is, the unit's people, the bloc's secretariat; the city's board and the operators see all."""
        roles = user.roles()
        if roles.board or roles.operator:
            return self
        return self.filter(Q(person=user) | Q(unit__in=roles.member_of) | Q(bloc__in=roles.secretary_of))

    def open(self) -> "AccessChangeQuerySet":
        return self.filter(state=AccessChange.State.PREPARED)


class AccessChange(Toned, MayBeSample, models.Model):
    """Prepared by one person, confirmed or refused by another; without effect until then.

    docs/security.md: Acts of two.
    """

    class Kind(models.TextChoices):
        LEADER = "leader", "Thủ trưởng đơn vị"
        AUTHORITY = "authority", "Ủy quyền ký"
        ADDRESS = "address", "Địa chỉ thư điện tử"
        FACTOR = "factor", "Cấp lại mã OTP"

    class State(models.TextChoices):
        PREPARED = "prepared", "Chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        REFUSED = "refused", "Không xác nhận"

    kind = ChoiceField("nội dung thay đổi", max_length=10, choices=Kind)
    state = ChoiceField("trạng thái", max_length=10, choices=State, default=State.PREPARED)
    person = models.ForeignKey(User, models.PROTECT, related_name="access_changes", verbose_name="cán bộ")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    bloc = models.ForeignKey(Bloc, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="khối")
    post = models.OneToOneField(
        Post, models.PROTECT, null=True, blank=True, related_name="access_change", verbose_name="chức vụ"
    )
    authority = models.OneToOneField(
        SigningAuthority, models.PROTECT, null=True, blank=True, related_name="access_change", verbose_name="ủy quyền"
    )
    # The address that was looked at when it was confirmed: of a new leader the account's, else the new one.
    address = models.CharField("địa chỉ thư", max_length=254, blank=True)
    reason = models.CharField("lý do, căn cứ", max_length=500, blank=True)
    invitation = models.OneToOneField(
        Invitation, models.PROTECT, null=True, blank=True, related_name="access_change", verbose_name="thư mời"
    )
    prepared_by = actor_fk("người lập")
    prepared_at = models.DateTimeField("lập lúc")
    confirmed_by = actor_fk("người xác nhận", null=True, blank=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    refused_by = actor_fk("người không xác nhận", null=True, blank=True)
    refused_at = models.DateTimeField("không xác nhận lúc", null=True, blank=True)

    TONES = {"prepared": "warn", "confirmed": "ok", "refused": "mut"}
    objects = AccessChangeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "thay đổi cần hai người", "các thay đổi cần hai người"
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            set_exactly_when(("confirmed",), "confirmed_by", "confirmed_at", name="access_change_confirmed_stamps"),
            set_exactly_when(("refused",), "refused_by", "refused_at", name="access_change_refused_stamps"),
            # NULL compares to nothing, so these hold while nobody has confirmed.
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("prepared_by")), name="confirmed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")), name="nobody_confirms_oneself"
            ),
            models.CheckConstraint(
                condition=Q(kind="address") | ~Q(prepared_by=F("person")), name="only_an_address_by_oneself"
            ),
            models.CheckConstraint(
                condition=Q(kind="leader", post__isnull=False, authority__isnull=True, unit__isnull=False)
                | Q(kind="authority", post__isnull=True, authority__isnull=False, unit__isnull=False)
                | Q(kind="address", post__isnull=True, authority__isnull=True) & ~Q(address="")
                | Q(kind="factor", post__isnull=True, authority__isnull=True),
                name="access_change_says_what",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state="prepared", kind__in=["address", "factor"]),
                name="one_open_access_change_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["person", "-prepared_at"], name="access_changes_of_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def is_waiting(self) -> bool:
        """Nobody has confirmed or refused it yet."""
        return self.state == self.State.PREPARED

    @property
    def chain(self) -> str:
        return self.bloc.slug if self.bloc else INSTALLATION
