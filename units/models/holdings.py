"""What people hold for a time: posts in units, seats of secretaries, board and operators, authority to sign."""

from django.db import models
from django.db.models import F, Q

from libraries.web import clock
from records.actor_field import actor_fk
from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from records.sample_rows import MayBeSample
from units.models.bloc import Bloc
from units.models.periods import HeldForATime, never_overlapping, period_forward
from units.models.unit import Unit
from units.ownership import BlocOwned, UnitOwned
from units.triggers import confirmed_by_another


class Post(UnitOwned, MayBeSample, HeldForATime):
    """A post held in a unit: its leader (thủ trưởng) speaks for it, staff prepare."""

    user = models.ForeignKey("units.User", models.PROTECT, related_name="posts", verbose_name="người giữ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="đơn vị")
    title = models.CharField("chức vụ", max_length=150)
    is_leader = models.BooleanField("là thủ trưởng đơn vị", default=False)
    # Of a leader: since when this person speaks for the unit (AccessChange). Empty while a second one is awaited.
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True, editable=False)
    # Who wrote it; empty: when the installation was set up.
    made_by = actor_fk("người lập", null=True, blank=True, editable=False)
    made_at = models.DateTimeField("lập lúc", default=clock.now, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = "chức vụ", "chức vụ"
        triggers = [confirmed_by_another("post_id")]
        constraints = [
            never_overlapping("unit_one_leader_at_a_time", "unit_id", condition=Q(is_leader=True)),
            never_overlapping("one_post_a_person_a_unit", "unit_id", "user_id"),
            period_forward("post_period_forward", may_be_empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title}, {self.unit}"

    @property
    def awaits_confirmation(self) -> bool:
        """A leader who does not speak for the unit yet."""
        return self.is_leader and self.confirmed_at is None and not self.is_over


class SecretariatSeat(BlocOwned, MayBeSample, HeldForATime):
    """A member of the bloc's secretariat (Tổ thư ký)."""

    user = models.ForeignKey("units.User", models.PROTECT, related_name="secretariat_seats", verbose_name="người giữ")
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="secretariat_seats", verbose_name="khối")
    title = models.CharField("chức danh", max_length=150, default="Tổ thư ký")

    class Meta:
        verbose_name, verbose_name_plural = "thành viên Tổ thư ký", "Tổ thư ký"
        constraints = [
            never_overlapping("one_secretariat_seat_a_person", "bloc_id", "user_id"),
            period_forward("secretariat_period_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title} {self.bloc}"


class BoardSeat(MayBeSample, HeldForATime):
    """A member of the city's emulation-commendation board (who this is today is data: `title`)."""

    user = models.ForeignKey("units.User", models.PROTECT, related_name="board_seats", verbose_name="người giữ")
    title = models.CharField("chức danh", max_length=150)
    can_decide = models.BooleanField("trình, nhập quyết định của thành phố", default=False)
    # A board member may come from a unit: never reviews its dossier.
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị công tác"
    )

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "thành viên cơ quan thường trực", "cơ quan thường trực"
        constraints = [
            never_overlapping("one_board_seat_a_person", "user_id"),
            period_forward("board_period_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title}"


class OperatorSeat(MayBeSample, HeldForATime):
    """Somebody of the city's office who runs the installation (quản trị): sets up, reads nothing that units write."""

    user = models.ForeignKey("units.User", models.PROTECT, related_name="operator_seats", verbose_name="người giữ")
    title = models.CharField("chức danh", max_length=150, default="Quản trị hệ thống")

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "người quản trị", "những người quản trị"
        constraints = [
            never_overlapping("one_operator_seat_a_person", "user_id"),
            period_forward("operator_period_forward", may_be_empty=True),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title}"


class SigningAuthority(UnitOwned, MayBeSample, HeldForATime):
    """A written authorisation to sign for a unit (ký thay KT., thừa lệnh TL., thừa ủy quyền TUQ.)."""

    class Capacity(models.TextChoices):
        DEPUTY = "KT.", "Ký thay (KT.)"
        ORDER = "TL.", "Thừa lệnh (TL.)"
        AUTHORISED = "TUQ.", "Thừa ủy quyền (TUQ.)"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="authorities", verbose_name="đơn vị")
    grantor = models.ForeignKey(
        "units.User", models.PROTECT, related_name="granted_authorities", verbose_name="người ủy quyền"
    )
    holder = models.ForeignKey(
        "units.User", models.PROTECT, related_name="authorities", verbose_name="người được ủy quyền"
    )
    capacity = ChoiceField("tư cách ký", max_length=5, choices=Capacity)
    title = models.CharField("chức vụ người ký", max_length=150)
    reference = models.CharField("văn bản ủy quyền", max_length=200)
    # Given by the leader in person, or confirmed by a second one (AccessChange). Empty while that is awaited.
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = "ủy quyền ký", "ủy quyền ký"
        triggers = [confirmed_by_another("authority_id")]
        constraints = [
            never_overlapping("one_authority_a_person_a_unit", "unit_id", "holder_id"),
            period_forward("authority_period_forward", may_be_empty=True),
            models.CheckConstraint(condition=~Q(grantor=F("holder")), name="nobody_authorises_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.capacity} {self.holder} cho {self.unit}"

    @property
    def awaits_confirmation(self) -> bool:
        return self.confirmed_at is None and not self.is_over
