"""Rows for tests: the least that makes a row true."""

import datetime
import secrets
from collections.abc import Iterable
from typing import Any

import factory

from awards.models import Submission
from libraries.web import clock
from records.documents import store_document
from tests.support.signing import signed_already
from units import models
from units.workflow.invitations import hash_of_token

LONG_AGO = datetime.date(2010, 1, 1)
LONG_CONFIRMED = datetime.datetime(2010, 1, 1, tzinfo=datetime.UTC)


class BlocFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Bloc

    slug = factory.Sequence(lambda n: f"khoi-{n}")
    name = factory.Sequence(lambda n: f"Khối thi đua số {n}")
    short_name = factory.Sequence(lambda n: f"Khối {n}")
    # The first one's papers end with KTĐ, as the numbers in the tests do.
    series_code = factory.LazyAttribute(
        lambda bloc: f"KTĐ-{bloc.slug[:12]}" if models.Bloc.objects.filter(series_code="KTĐ").exists() else "KTĐ"
    )
    place = "Hải Phòng"
    superior = "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THÀNH PHỐ HẢI PHÒNG"


class CityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.City

    name = "Thành phố Hải Phòng"
    short_name = "TP. Hải Phòng"
    place = "Hải Phòng"
    superior = "THÀNH PHỐ HẢI PHÒNG"
    committee = "Ủy ban nhân dân thành phố Hải Phòng"
    chair = "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"
    body = "Ban Thi đua - Khen thưởng thành phố Hải Phòng"
    body_short = "Ban TĐKT"
    valid_from = LONG_AGO


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Unit
        skip_postgeneration_save = True

    bloc = factory.SubFactory(BlocFactory)
    slug = factory.Sequence(lambda n: f"don-vi-{n}")
    kind = "enterprise"

    @factory.post_generation
    def named(self, create, extracted, **kwargs):
        name = models.UnitName(unit=self, name=extracted or f"Đơn vị {self.slug}", valid_from=LONG_AGO)
        name.set_keys()
        name.save()


def units(bloc: models.Bloc, names: dict[str, str]) -> list[models.Unit]:
    """Units of these slugs and names, in three statements: nearly every test needs nine."""
    made = models.Unit.objects.bulk_create([models.Unit(bloc=bloc, slug=slug, kind="enterprise") for slug in names])
    rows = [models.UnitName(unit=unit, name=names[unit.slug], valid_from=LONG_AGO) for unit in made]
    for row in rows:
        row.set_keys()
    models.UnitName.objects.bulk_create(rows)
    return made


class EmulationYearFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EmulationYear

    bloc = factory.SubFactory(BlocFactory)
    year = 2020
    theme = "Tăng cường kỷ cương thu, chi ngân sách; đẩy mạnh cải thiện môi trường đầu tư kinh doanh"


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Seat

    emulation_year = factory.SubFactory(EmulationYearFactory)
    unit = factory.SubFactory(UnitFactory)
    valid_from = factory.LazyAttribute(lambda seat: seat.emulation_year.first_day)
    display_order = factory.Sequence(lambda n: n + 100)


def seats(year: models.EmulationYear, members: Iterable[models.Unit]) -> None:
    """A seat each, in this order: the first is the head, the second its deputy."""
    roles = {1: "head", 2: "deputy"}
    models.Seat.objects.bulk_create(
        [
            models.Seat(
                emulation_year=year,
                unit=unit,
                valid_from=year.first_day,
                display_order=order,
                role=roles.get(order, "member"),
            )
            for order, unit in enumerate(members, 1)
        ]
    )


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.User

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password=kwargs.pop("password", "mat-khau-thu-nghiem"), **kwargs)


class SecretariatSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SecretariatSeat

    valid_from = LONG_AGO


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Post

    title = "Chuyên viên"
    valid_from = LONG_AGO
    # As an installation begins: nobody was asked.
    confirmed_at = factory.LazyAttribute(lambda post: LONG_CONFIRMED if getattr(post, "is_leader", False) else None)


class BoardSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BoardSeat

    title = "Ban Thi đua - Khen thưởng"
    valid_from = LONG_AGO


class OperatorSeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.OperatorSeat

    valid_from = LONG_AGO


def leader(unit: models.Unit, username: str, full_name: str, title: str = "Giám đốc") -> models.User:
    user: models.User = UserFactory(username=username, full_name=full_name, salutation="Ông")
    PostFactory(user=user, unit=unit, title=title, is_leader=True)
    return user


def staff(unit: models.Unit, username: str, full_name: str) -> models.User:
    user: models.User = UserFactory(username=username, full_name=full_name)
    PostFactory(user=user, unit=unit)
    return user


def board_member(username: str, full_name: str, **seat: Any) -> models.User:
    user: models.User = UserFactory(username=username, full_name=full_name)
    BoardSeatFactory(user=user, **seat)
    return user


def submission_of(year: models.EmulationYear, by: models.User, *, decided_by: str = "chair") -> Submission:
    """A signed submission without lines, for rows that say they were submitted and are not about how."""
    now = clock.now()
    prepared = Submission.objects.create(emulation_year=year, decided_by=decided_by, prepared_at=now, prepared_by=by)
    signed_already(prepared, by=by, kind="submission", field="signing")
    names = ("document", "word", "list_document", "list_word")
    files = {
        name: store_document(
            f"{name} {secrets.token_hex(8)}".encode(), chain=year.chain, kind="submission", title="Tờ trình",
            filename=f"{name}.pdf", by=by,
        )
        for name in names
    }  # fmt: skip
    issued = {"state": "issued", "number": "01/TTr", "submitted_at": now, "submitted_by": by} | files
    Submission.objects.filter(pk=prepared.pk).update(**issued)
    return Submission.objects.get(pk=prepared.pk)


def passkey_of(person: models.User, name: str = "Điện thoại") -> models.Passkey:
    """A row as a device leaves it; no device answers for it (tests/support/authenticator.py has one that does)."""
    return models.Passkey.objects.create(
        user=person,
        name=name,
        credential_id=secrets.token_urlsafe(32),
        public_key=b"-",
        site="localhost",
        added_at=clock.now(),
    )


def invitation_token(person: models.User) -> str:
    """The token of a link that sets another password, as it stands in the mail; links from before are replaced."""
    token, now = secrets.token_urlsafe(32), clock.now()
    models.Invitation.objects.open().filter(person=person, purpose="password").update(replaced_at=now)
    models.Invitation.objects.create(
        person=person,
        purpose="password",
        way="mail",
        address=person.email or "thu@example.vn",
        token_hash=hash_of_token(token),
        made_at=now,
        expires_at=now + datetime.timedelta(days=7),
    )
    return token
