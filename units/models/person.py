"""A person and their account; what they may do follows from what they hold."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.crypto import salted_hmac

from libraries.text import likeness, person_sort_key, search_words
from libraries.web import clock
from libraries.web.word_search import having, words_index
from records.audit import CITY, INSTALLATION
from records.choice_field import ChoiceField
from records.revisions import Versioned
from records.sample_rows import MayBeSample
from units.models.bloc import Bloc
from units.models.holdings import Post, SecretariatSeat, SigningAuthority
from units.models.periods import EVER, in_force
from units.models.unit import Unit
from units.roles import Roles

CITY_NAME = "Thành phố"
INSTALLATION_NAME = "Quản trị hệ thống"
MOST_SAMPLE_PEOPLE = 200


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: "User") -> "UserQuerySet":
        """Board and operators see everybody; others themselves and who holds or held something in their blocs."""
        if user.roles().sees_every_bloc:
            return self
        return self.filter(Q(pk=user.pk) | self._holding(Bloc.objects.filter(pk__in=user.bloc_ids)))

    def of_bloc(self, bloc: Bloc, *, on: datetime.date | None = None, ever: bool = False) -> "UserQuerySet":
        """People of one bloc: with a post, a secretariat seat or an authority in it today (`ever`: or before)."""
        return self.filter(self._holding(Bloc.objects.filter(pk=bloc.pk), EVER if ever else in_force(on)))

    def of_unit(self, unit: Unit, *, on: datetime.date | None = None) -> "UserQuerySet":
        """People with a post or an authority in the unit on that day."""
        return self.filter(
            Exists(Post.objects.filter(in_force(on), user=OuterRef("pk"), unit=unit))
            | Exists(SigningAuthority.objects.filter(in_force(on), holder=OuterRef("pk"), unit=unit))
        )

    def found_by(self, words: str) -> "UserQuerySet":
        """Every word typed, with or without diacritics, occurs in the name or is the beginning of the username."""
        found = self
        for word in search_words(words):
            found = found.filter(Q(having(word)) | Q(username__startswith=word))
        return found

    def sample_people(self) -> "UserQuerySet":
        """The invented people who are offered for trying the product out; of a city of them the first."""
        return self.filter(is_sample=True, is_active=True).order_by("pk")[:MOST_SAMPLE_PEOPLE]

    @staticmethod
    def _holding(blocs: models.QuerySet[Bloc], period: Q = EVER) -> Combinable:
        return (
            Exists(Post.objects.filter(period, user=OuterRef("pk"), unit__bloc__in=blocs))
            | Exists(SecretariatSeat.objects.filter(period, user=OuterRef("pk"), bloc__in=blocs))
            | Exists(SigningAuthority.objects.filter(period, holder=OuterRef("pk"), unit__bloc__in=blocs))
        )


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, full_name: str, password: str | None = None, **fields: Any) -> "User":
        """A person with keys computed; an empty password cannot log in."""
        user = self.model(username=username.lower(), full_name=full_name, **fields)
        user.set_keys()
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=(username or "").strip().lower())


People = UserManager.from_queryset(UserQuerySet)


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
    # After a change of post, address or second factor: no signature before this moment (docs/security.md: Acts of two).
    signs_from = models.DateTimeField("được ký từ", null=True, blank=True, editable=False)
    locked_told_at = models.DateTimeField("báo bị thử mật khẩu lúc", null=True, blank=True, editable=False)

    _roles: Roles

    chain = INSTALLATION
    objects = People()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name, verbose_name_plural = "tài khoản", "tài khoản"
        ordering = ["sort_key"]
        indexes = [words_index("people_by_words")]
        constraints = [
            models.CheckConstraint(condition=Q(username__regex=r"^[a-z0-9][a-z0-9._-]*$"), name="username_is_ascii"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.set_keys()
        super().clean_fields(exclude)

    def set_keys(self) -> None:
        self.sort_key, self.search_key = person_sort_key(self.full_name)[:300], likeness(self.full_name)[:150]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "units.User.login", f"{self.password}|{self.login_generation}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def given_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else ""

    @property
    def addressed(self) -> str:
        """ "Ông Nguyễn Văn Minh": as mails and the signing page address the person."""
        return f"{self.salutation} {self.full_name}"

    # What this person holds today. Read once a request: the objects live as long as request.user.
    def roles(self) -> Roles:
        if not hasattr(self, "_roles") or self._roles.on != clock.today():
            self._roles = Roles.of(self.pk, clock.today())
        return self._roles

    @property
    def bloc_ids(self) -> frozenset[int]:
        return self.roles().bloc_ids

    @property
    def is_board_member(self) -> bool:
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
        """Audit chains this person may read, with their names.

        Their blocs' as secretary, all blocs' for the board, the installation's as operator.
        """
        own = {INSTALLATION: INSTALLATION_NAME} if self.roles().operator else {}
        if self.is_board_member:
            return {**own, CITY: CITY_NAME, **dict(Bloc.objects.order_by("pk").values_list("slug", "name"))}
        blocs = Bloc.objects.filter(pk__in=self.roles().secretary_of)
        return {**own, **dict(blocs.values_list("slug", "name"))}

    @property
    def reads_every_chain(self) -> bool:
        """Those of all blocs and of the city, whichever there are."""
        return self.is_board_member

    def _chains_beside_blocs(self) -> dict[str, str]:
        own = {INSTALLATION: INSTALLATION_NAME} if self.roles().operator else {}
        return own | ({CITY: CITY_NAME} if self.reads_every_chain else {})

    def chains_named(self, words: str, most: int) -> list[tuple[str, str]]:
        """(chain, name) of at most so many readable chains whose name has these words, in Vietnamese order."""
        blocs = Bloc.objects.all() if self.reads_every_chain else Bloc.objects.filter(pk__in=self.roles().secretary_of)
        found = list(blocs.found_by(words).order_by("sort_key", "pk").values_list("slug", "name")[:most])
        for chain, name in self._chains_beside_blocs().items():
            if all(word in likeness(name).split() for word in search_words(words)):
                found.insert(0, (chain, name))
        return found[:most]

    def chain_names(self, chains: Iterable[str]) -> dict[str, str]:
        """The names of these chains, of those that this person may read."""
        blocs = Bloc.objects.filter(slug__in=list(chains))
        if not self.reads_every_chain:
            blocs = blocs.filter(pk__in=self.roles().secretary_of)
        return {**self._chains_beside_blocs(), **dict(blocs.values_list("slug", "name"))}
