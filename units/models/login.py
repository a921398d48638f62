"""Who tried to log in, who is logged in where, and which browsers a person has used before."""

from django.db import models
from django.db.models import F, Q

from records.audit import INSTALLATION
from records.choice_field import ChoiceField
from units.models.invitation import SHA256
from units.models.person import User


class LoginTry(models.Model):
    """One name and password typed on the login page; counted over all processes (docs/security.md: Guessing)."""

    class Result(models.TextChoices):
        WRONG = "wrong", "Sai"
        RIGHT = "right", "Đúng"

    name = models.CharField("tên đã nhập", max_length=60)
    address = models.GenericIPAddressField("địa chỉ mạng", null=True, blank=True)
    # The browser, where this person has logged in with it before: it counts for itself, whoever shares its address.
    device = models.CharField("mã kiểm tra toàn vẹn của thiết bị", max_length=64, blank=True)
    # From a browser or address this person has logged in from before: strangers do not count against it.
    known = models.BooleanField("thiết bị hoặc địa chỉ đã biết", default=False)
    result = ChoiceField("kết quả", max_length=5, choices=Result, default=Result.WRONG)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name, verbose_name_plural = "lần đăng nhập", "các lần đăng nhập"
        indexes = [
            models.Index(fields=["name", "at"], name="login_tries_of_a_name"),
            models.Index(fields=["address", "at"], name="login_tries_of_an_address"),
            models.Index(fields=["at"], name="login_tries_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_result_display()}"


class KnownDevice(models.Model):
    """A browser that a person has logged in with, known by a cookie whose value is kept as a hash."""

    user = models.ForeignKey(User, models.PROTECT, related_name="known_devices", verbose_name="tài khoản")
    token_hash = models.CharField("mã kiểm tra toàn vẹn của thiết bị", max_length=64)
    browser = models.CharField("trình duyệt", max_length=300, blank=True)
    first_at = models.DateTimeField("lần đầu lúc")
    last_at = models.DateTimeField("lần gần nhất lúc")
    # Until then the login asks this browser for no code (at most 30 days); a signature always does.
    no_code_until = models.DateTimeField("không yêu cầu mã đến", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "thiết bị đã biết", "thiết bị đã biết"
        constraints = [
            models.UniqueConstraint(fields=["user", "token_hash"], name="one_known_device"),
            models.CheckConstraint(condition=Q(token_hash__regex=SHA256), name="device_hash_shape"),
            models.CheckConstraint(
                condition=Q(no_code_until__isnull=True)
                | Q(no_code_until__lte=F("last_at") + models.Value("31 days", output_field=models.DurationField())),
                name="no_code_for_a_month_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"Thiết bị của {self.user}"


class LoginQuerySet(models.QuerySet["Login"]):
    def open(self) -> "LoginQuerySet":
        return self.filter(ended_at=None)


class Login(models.Model):
    """One login: from where, with what, until when. Its session ends with it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="logins", verbose_name="tài khoản")
    session_key = models.CharField("khóa phiên", max_length=40, blank=True)
    address = models.GenericIPAddressField("địa chỉ mạng", null=True, blank=True)
    browser = models.CharField("trình duyệt", max_length=300, blank=True)
    new_device = models.BooleanField("thiết bị mới", default=False)
    at = models.DateTimeField("lúc")
    seen_at = models.DateTimeField("hoạt động gần nhất lúc")
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    chain = INSTALLATION
    objects = LoginQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "phiên đăng nhập", "phiên đăng nhập"
        ordering = ["-seen_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("at")), name="login_ends_after_it_began"
            )
        ]
        indexes = [
            models.Index(fields=["user", "-seen_at"], name="logins_of_a_person"),
            models.Index(fields=["user", "address"], name="logins_from_an_address"),
        ]

    def __str__(self) -> str:
        return f"Phiên đăng nhập của {self.user}"
