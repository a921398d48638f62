"""Blocs, units with dated names, years and seats, people and what they hold."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils.crypto import salted_hmac

from libraries.text import likeness, person_sort_key, search_words, sort_key
from libraries.threshold import Threshold
from libraries.web import clock
from libraries.web.word_search import found_by, having, words_index
from records.audit import CITY, INSTALLATION
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.key_field import KeyField
from units.ownership import BlocOwned, UnitOwned, YearOwned
from units.roles import Roles


def in_force(on: datetime.date | None = None) -> Q:
    """Rows whose period [valid_from, valid_to) holds the day (today in Hải Phòng by default)."""
    on = on or clock.today()
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


EVER = Q()


def never_overlapping(name: str, *fields: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows that agree on `fields` have periods with a day in common.

    Equality is written as a one-point range, because the embedded server has no btree_gist
    (docs/security.md: Constraints in the database).
    """
    points = [
        (Func(F(field), F(field), Value("[]"), function="int8range"), RangeOperators.OVERLAPS) for field in fields
    ]
    period = (Func(F("valid_from"), F("valid_to"), function="daterange"), RangeOperators.OVERLAPS)
    return ExclusionConstraint(name=name, expressions=[*points, period], condition=condition)


def period_forward(name: str, *, may_be_empty: bool = False) -> models.CheckConstraint:
    """`may_be_empty`: what was taken back before it held for a whole day has an empty period and stays on record."""
    end = Q(valid_to__gte=F("valid_from")) if may_be_empty else Q(valid_to__gt=F("valid_from"))
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | end, name=name)


class HeldForATime:
    """What rows with valid_from and valid_to can say of themselves."""

    valid_to: datetime.date | None

    @property
    def last_day(self):
        """The last day in force, as people say it; None while it has no end."""
        return self.valid_to - datetime.timedelta(days=1) if self.valid_to else None

    @property
    def is_over(self):
        return self.valid_to is not None and self.valid_to <= clock.today()


CITY_NAME = "Thành phố"


class BlocQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The board sees every bloc, everybody else the blocs they belong to."""
        if user.is_board_member:
            return self
        return self.filter(pk__in=user.bloc_ids)

    def found_by(self, words: str):
        """Every word typed, with or without diacritics, occurs in the name or the field."""
        return found_by(self, words)


class Bloc(Versioned, MayBeSample):
    """An emulation bloc or cluster (khối, cụm thi đua) of the city; its slug names its audit chain."""

    class Kind(models.TextChoices):
        BLOC = "bloc", "Khối thi đua"
        CLUSTER = "cluster", "Cụm thi đua"

    slug = models.SlugField("mã", max_length=80, unique=True)
    kind = ChoiceField("loại", max_length=10, choices=Kind, default=Kind.BLOC)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên gọn", max_length=60)
    series_code = models.CharField("ký hiệu văn bản", max_length=20, default="KTĐ")
    field = models.CharField("lĩnh vực", max_length=300, blank=True)
    sort_key = KeyField("khóa sắp xếp", max_length=500, db_collation="C")
    search_key = KeyField("khóa tìm kiếm", max_length=600)
    city = models.CharField("thành phố", max_length=100)
    place = models.CharField("địa danh trên văn bản", max_length=100)
    superior = models.CharField("cơ quan chủ quản trên văn bản", max_length=200)
    contact = models.CharField("liên hệ Tổ thư ký", max_length=300, blank=True)
    # Set by the bloc's own regulation; customary values, not law (docs/law.md: Thresholds).
    quorum_numerator = models.PositiveSmallIntegerField("tỷ lệ đơn vị phải có mặt: tử số", default=2)
    quorum_denominator = models.PositiveSmallIntegerField("tỷ lệ đơn vị phải có mặt: mẫu số", default=3)
    adoption_numerator = models.PositiveSmallIntegerField("tỷ lệ đồng ý để thông qua: tử số", default=50)
    adoption_denominator = models.PositiveSmallIntegerField("tỷ lệ đồng ý để thông qua: mẫu số", default=100)

    objects = BlocQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "khối thi đua", "các khối thi đua"
        indexes = [models.Index(fields=["sort_key", "id"], name="blocs_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_numerator__gte=1, quorum_numerator__lte=F("quorum_denominator")),
                name="bloc_quorum_is_a_share",
            ),
            # "Quá …": the whole could never be passed.
            models.CheckConstraint(
                condition=Q(adoption_numerator__gte=1, adoption_numerator__lt=F("adoption_denominator")),
                name="bloc_adoption_is_a_share",
            ),
        ]

    def __str__(self):
        return self.name

    def set_keys(self):
        """Keys follow the text wherever it is written from."""
        self.sort_key, self.search_key = sort_key(self.name)[:500], likeness(f"{self.name} {self.field}")[:600]

    @property
    def chain(self):
        return self.slug

    @property
    def bloc(self):
        return self

    @property
    def quorum(self) -> Threshold:
        """Which share of the units must be present."""
        return Threshold(self.quorum_numerator, self.quorum_denominator)

    @property
    def adoption(self) -> Threshold:
        """Which share must be passed for a question to be carried."""
        return Threshold(self.adoption_numerator, self.adoption_denominator, inclusive=False)

    def current_year(self) -> "EmulationYear | None":
        """The year that runs today, else the latest one before, else the first one planned."""
        years = list(self.years.all())
        return next((row for row in years if row.year <= clock.today().year), years[-1] if years else None)


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bloc__in=Bloc.objects.visible_to(user))

    def with_names(self) -> "UnitQuerySet":
        return self.prefetch_related("names")


class Unit(BlocOwned, MayBeSample):
    """A member unit (đơn vị thành viên). Its names have dates: a certificate keeps the name of its day."""

    class Kind(models.TextChoices):
        AGENCY = "agency", "Cơ quan nhà nước"
        ENTERPRISE = "enterprise", "Doanh nghiệp"
        PROJECT_BOARD = "project_board", "Ban quản lý dự án"

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="units", verbose_name="khối")
    slug = models.SlugField("mã", max_length=80)
    kind = ChoiceField("loại hình", max_length=20, choices=Kind)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "đơn vị", "các đơn vị"
        constraints = [
            models.UniqueConstraint(fields=["bloc", "slug"], name="one_slug_a_unit_in_a_bloc"),
        ]

    def __str__(self):
        return self.name

    def _name_row(self, on=None):
        on = on or clock.today()
        rows = sorted(self.names.all(), key=lambda row: row.valid_from)
        current = [row for row in rows if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)]
        return (current or rows or [None])[-1]

    def name_on(self, on: datetime.date) -> str:
        """The full name in force on that day."""
        row = self._name_row(on)
        return row.name if row else self.slug

    @property
    def name(self) -> str:
        row = self._name_row()
        return row.name if row else self.slug

    @property
    def short_name(self) -> str:
        row = self._name_row()
        return row.short_name or row.name if row else self.slug


class UnitName(HeldForATime, models.Model):
    """The name of a unit in a period; ends where the next begins (valid_to is the first day without it)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên gọn", max_length=80, blank=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=500, db_collation="C", editable=False)
    search_key = models.CharField("khóa tìm kiếm", max_length=300, editable=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)
    source = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "tên đơn vị", "tên đơn vị theo thời gian"
        ordering = ["valid_from"]
        constraints = [
            never_overlapping("unit_one_name_at_a_time", "unit_id"),
            period_forward("unit_name_period_forward"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_name_not_empty"),
        ]

    def __str__(self):
        return self.name

    # Keys follow the text wherever it is written from.
    def clean_fields(self, exclude=None):
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self):
        self.sort_key, self.search_key = (
            sort_key(self.name)[:500],
            likeness(f"{self.name} {self.short_name}")[:300],
        )


class EmulationYearQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(bloc__in=Bloc.objects.visible_to(user))


class EmulationYear(BlocOwned, Versioned, MayBeSample):
    """One year of a bloc (năm thi đua) with the city's theme of the year."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="years", verbose_name="khối")
    year = models.PositiveSmallIntegerField("năm")
    theme = models.CharField("chủ đề năm", max_length=300, blank=True)
    theme_source = models.CharField("nguồn của chủ đề", max_length=300, blank=True)
    units_source = models.TextField("nguồn của danh sách đơn vị", blank=True)

    objects = EmulationYearQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "năm thi đua", "các năm thi đua"
        ordering = ["-year"]
        indexes = [models.Index(fields=["-year", "id"], name="years_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["bloc", "year"], name="one_year_row_a_bloc"),
            models.CheckConstraint(condition=Q(year__gte=1948, year__lte=2100), name="emulation_year_plausible"),
        ]

    def __str__(self):
        return f"Năm thi đua {self.year} – {self.bloc}"

    def units(self) -> "models.QuerySet[Unit]":
        """Units that sit in this year, in protocol order: head, deputy, then the stored order; names prefetched."""
        return Unit.objects.filter(seats__emulation_year=self).order_by("seats__display_order").with_names()


class Seat(YearOwned, MayBeSample):
    """What a unit is in one year: Khối trưởng, Khối phó or member. `display_order` is the protocol order."""

    class Role(models.TextChoices):
        HEAD = "head", "Khối trưởng"
        DEPUTY = "deputy", "Khối phó"
        MEMBER = "member", "Thành viên"

    emulation_year = models.ForeignKey(EmulationYear, models.PROTECT, related_name="seats", verbose_name="năm thi đua")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats", verbose_name="đơn vị")
    role = ChoiceField("vai trò", max_length=10, choices=Role, default=Role.MEMBER)
    display_order = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name, verbose_name_plural = "vai trò trong năm", "vai trò các đơn vị trong năm"
        ordering = ["display_order"]
        constraints = [
            models.UniqueConstraint(fields=["emulation_year", "unit"], name="one_seat_a_unit_a_year"),
            models.UniqueConstraint(
                fields=["emulation_year", "display_order"],
                name="seat_order_is_an_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["emulation_year"], condition=Q(role="head"), name="one_head_unit_a_year"),
        ]

    def __str__(self):
        return f"{self.unit} – {self.get_role_display()} năm {self.emulation_year.year}"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The board sees everybody; others see themselves and who holds or held something in their blocs."""
        if user.is_board_member:
            return self
        return self.filter(Q(pk=user.pk) | self._holding(Bloc.objects.filter(pk__in=user.bloc_ids)))

    def of_bloc(self, bloc, *, on: datetime.date | None = None, ever: bool = False):
        """People of one bloc: with a post, a secretariat seat or an authority in it today (`ever`: or before)."""
        return self.filter(self._holding(Bloc.objects.filter(pk=bloc.pk), EVER if ever else in_force(on)))

    def of_unit(self, unit, *, on: datetime.date | None = None):
        """People with a post or an authority in the unit on that day."""
        return self.filter(
            Exists(Post.objects.filter(in_force(on), user=OuterRef("pk"), unit=unit))
            | Exists(SigningAuthority.objects.filter(in_force(on), holder=OuterRef("pk"), unit=unit))
        )

    def found_by(self, words: str):
        """Every word typed, with or without diacritics, occurs in the name or is the beginning of the username."""
        found = self
        for word in search_words(words):
            found = found.filter(Q(having(word)) | Q(username__startswith=word))
        return found

    @staticmethod
    def _holding(blocs, period=EVER):
        return (
            Exists(Post.objects.filter(period, user=OuterRef("pk"), unit__bloc__in=blocs))
            | Exists(SecretariatSeat.objects.filter(period, user=OuterRef("pk"), bloc__in=blocs))
            | Exists(SigningAuthority.objects.filter(period, holder=OuterRef("pk"), unit__bloc__in=blocs))
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username, full_name, password=None, **fields):
        """A person with keys computed; an empty password cannot log in."""
        user = self.model(username=username.lower(), full_name=full_name, **fields)
        user.set_keys()
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username):
        return self.get(username=username.strip().lower())


class User(Versioned, MayBeSample, AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from posts and seats, never from this row."""

    class Salutation(models.TextChoices):
        COMRADE = "Đồng chí", "Đồng chí"
        MR = "Ông", "Ông"
        MRS = "Bà", "Bà"

    # ASCII only: two names that differ by an accent must never be two logins (docs/security.md: Names for login).
    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", "Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")
        ],
        error_messages={"unique": "Tên đăng nhập này đã có. Chọn tên khác."},
    )
    full_name = models.CharField("họ và tên", max_length=100)
    salutation = ChoiceField("cách xưng hô", max_length=10, choices=Salutation, default=Salutation.COMRADE)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    sort_key = models.CharField("khóa sắp xếp", max_length=300, db_collation="C", editable=False)
    search_key = models.CharField("khóa tìm kiếm", max_length=150, editable=False)
    is_active = models.BooleanField("đang hoạt động", default=True)
    is_staff = models.BooleanField("quản trị kỹ thuật", default=False)
    date_joined = models.DateTimeField("tham gia từ", default=clock.now)
    # Part of every login's hash: adding one ends all other logins of this person (ASVS 7.4.3).
    login_generation = models.PositiveIntegerField("lượt đăng nhập bị kết thúc", default=0, editable=False)

    _roles: Roles

    chain = INSTALLATION
    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name, verbose_name_plural = "người dùng", "người dùng"
        ordering = ["sort_key"]
        indexes = [words_index("people_by_words")]
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]*$"), name="username_is_ascii"),
        ]

    def __str__(self):
        return self.full_name

    def clean_fields(self, exclude=None):
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self):
        self.sort_key, self.search_key = person_sort_key(self.full_name)[:300], likeness(self.full_name)[:150]

    def _get_session_auth_hash(self, secret=None):
        return salted_hmac(
            "units.User.login", f"{self.password}|{self.login_generation}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def given_name(self):
        return self.full_name.split()[-1] if self.full_name else ""

    @property
    def addressed(self):
        """ "Ông Nguyễn Văn Minh": as mails and the signing page address the person."""
        return f"{self.salutation} {self.full_name}"

    # What this person holds today. Read once a request: the objects live as long as request.user.
    def roles(self) -> Roles:
        if not hasattr(self, "_roles") or self._roles.on != clock.today():
            self._roles = Roles.of(self.pk, clock.today())
        return self._roles

    @property
    def bloc_ids(self):
        return self.roles().bloc_ids

    @property
    def is_board_member(self):
        return self.roles().board

    def blocs_ever(self) -> frozenset[int]:
        """Blocs this person holds or held anything in."""
        return frozenset(
            self.posts.order_by()
            .values_list("unit__bloc_id", flat=True)
            .union(
                self.secretariat_seats.order_by().values_list("bloc_id", flat=True),
                self.authorities.order_by().values_list("unit__bloc_id", flat=True),
            )
        )

    @property
    def readable_chains(self) -> dict[str, str]:
        """Audit chains this person may read, with their names: their blocs' as secretary; all for the board."""
        if self.is_board_member:
            return {CITY: CITY_NAME, **dict(Bloc.objects.order_by("pk").values_list("slug", "name"))}
        return dict(Bloc.objects.filter(pk__in=self.roles().secretary_of).values_list("slug", "name"))

    @property
    def reads_every_chain(self) -> bool:
        """Those of all blocs and of the city, whichever there are."""
        return self.is_board_member

    def chains_named(self, words: str, most: int) -> list[tuple[str, str]]:
        """(chain, name) of at most so many readable chains whose name has these words, in Vietnamese order."""
        blocs = Bloc.objects.all() if self.reads_every_chain else Bloc.objects.filter(pk__in=self.roles().secretary_of)
        found = list(blocs.found_by(words).order_by("sort_key", "pk").values_list("slug", "name")[:most])
        if self.reads_every_chain and all(word in likeness(CITY_NAME).split() for word in search_words(words)):
            found.insert(0, (CITY, CITY_NAME))
        return found[:most]

    def chain_names(self, chains: Iterable[str]) -> dict[str, str]:
        """The names of these chains, of those that this person may read."""
        blocs = Bloc.objects.filter(slug__in=list(chains))
        if not self.reads_every_chain:
            blocs = blocs.filter(pk__in=self.roles().secretary_of)
        city = {CITY: CITY_NAME} if self.reads_every_chain else {}
        return {**city, **dict(blocs.values_list("slug", "name"))}


class Post(UnitOwned, MayBeSample, HeldForATime, models.Model):
    """A post held in a unit: its leader (thủ trưởng) speaks for it, staff prepare."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="người giữ")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="đơn vị")
    title = models.CharField("chức vụ", max_length=150)
    is_leader = models.BooleanField("là thủ trưởng đơn vị", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "chức vụ", "chức vụ"
        constraints = [
            never_overlapping("unit_one_leader_at_a_time", "unit_id", condition=Q(is_leader=True)),
            never_overlapping("one_post_a_person_a_unit", "unit_id", "user_id"),
            period_forward("post_period_forward", may_be_empty=True),
        ]

    def __str__(self):
        return f"{self.user}, {self.title}, {self.unit}"


class SecretariatSeat(BlocOwned, MayBeSample, HeldForATime, models.Model):
    """A member of the bloc's secretariat (Tổ thư ký)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="secretariat_seats", verbose_name="người giữ")
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="secretariat_seats", verbose_name="khối")
    title = models.CharField("chức danh", max_length=150, default="Tổ thư ký")
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "thành viên Tổ thư ký", "Tổ thư ký"
        constraints = [
            never_overlapping("one_secretariat_seat_a_person", "bloc_id", "user_id"),
            period_forward("secretariat_period_forward"),
        ]

    def __str__(self):
        return f"{self.user}, {self.title} {self.bloc}"


class BoardSeat(MayBeSample, HeldForATime, models.Model):
    """A member of the city's emulation-commendation board (who this is today is data: `title`)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="board_seats", verbose_name="người giữ")
    title = models.CharField("chức danh", max_length=150)
    can_decide = models.BooleanField("trình, ghi quyết định của thành phố", default=False)
    # A board member may come from a unit: never reviews its dossier.
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị công tác"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)

    chain = INSTALLATION

    class Meta:
        verbose_name, verbose_name_plural = "thành viên Ban TĐKT", "Ban Thi đua - Khen thưởng"
        constraints = [
            never_overlapping("one_board_seat_a_person", "user_id"),
            period_forward("board_period_forward"),
        ]

    def __str__(self):
        return f"{self.user}, {self.title}"


class SigningAuthority(UnitOwned, MayBeSample, HeldForATime, models.Model):
    """A written authorisation to sign for a unit (ký thay KT., thừa lệnh TL., thừa ủy quyền TUQ.)."""

    class Capacity(models.TextChoices):
        DEPUTY = "KT.", "Ký thay (KT.)"
        ORDER = "TL.", "Thừa lệnh (TL.)"
        AUTHORISED = "TUQ.", "Thừa ủy quyền (TUQ.)"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="authorities", verbose_name="đơn vị")
    grantor = models.ForeignKey(User, models.PROTECT, related_name="granted_authorities", verbose_name="người ủy quyền")
    holder = models.ForeignKey(User, models.PROTECT, related_name="authorities", verbose_name="người được ủy quyền")
    capacity = ChoiceField("tư cách ký", max_length=5, choices=Capacity)
    title = models.CharField("chức vụ người ký", max_length=150)
    reference = models.CharField("văn bản ủy quyền", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày (không gồm)", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "ủy quyền ký", "ủy quyền ký"
        constraints = [
            never_overlapping("one_authority_a_person_a_unit", "unit_id", "holder_id"),
            period_forward("authority_period_forward", may_be_empty=True),
            models.CheckConstraint(condition=~Q(grantor=F("holder")), name="nobody_authorises_oneself"),
        ]

    def __str__(self):
        return f"{self.capacity} {self.holder} cho {self.unit}"


class FailedProof(models.Model):
    """One wrong password or code given after login; five in 15 minutes stop further tries.

    docs/security.md: Proof for each act.
    """

    class Factor(models.TextChoices):
        PASSWORD = "password", "Mật khẩu"
        CODE = "code", "Mã xác nhận"

    user = models.ForeignKey(User, models.PROTECT, related_name="failed_proofs", verbose_name="người dùng")
    factor = ChoiceField("yếu tố", max_length=10, choices=Factor)
    at = models.DateTimeField("thời điểm")

    class Meta:
        verbose_name, verbose_name_plural = "lần xác nhận sai", "các lần xác nhận sai"
        indexes = [models.Index(fields=["user", "at"], name="failed_proofs_of_a_person")]

    def __str__(self):
        return f"{self.user}: {self.get_factor_display()}"
