"""Playing a year: each step by its own persona, at its own moment, through the verbs that the pages call."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model

from khoithidua.sample.people import DEPUTY, FACTS
from libraries.web import clock
from records.models import Document
from units.codes import Proof, check_identity, sample_code
from units.models import Unit, User
from units.sample import SAMPLE_PASSWORD

Result = TypeVar("Result")

HAI_PHONG = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(text: str) -> datetime.datetime:
    """ "2020-07-02 08:00" in Vietnam."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=HAI_PHONG)


@dataclass
class Play:
    """The steps played so far, and the people and units they name. `tell` gets one line a step."""

    tell: Callable[[str], None]
    steps: list[dict[str, str]] = field(default_factory=list)

    def person(self, username: str) -> User:
        """Read anew at each step: rights are asked of today's rows, as for a request."""
        user: User = User.objects.get(username=username)
        return user

    def unit(self, slug: str) -> Unit:
        unit: Unit = Unit.objects.with_names().get(bloc__slug="doanh-nghiep-2", slug=slug)
        return unit

    def leader_of(self, slug: str) -> User:
        leader: User = User.objects.get(posts__unit__slug=slug, posts__is_leader=True)
        return leader

    def delegate_of(self, slug: str) -> User:
        """Who stands for the unit at the conferences of the sample: of one unit its deputy, of the others the leader."""
        return self.person(DEPUTY[0]) if slug == FACTS["conference_2020"]["chair"]["for_unit"] else self.leader_of(slug)

    def step(self, when: str, who: User, what: str, act: Callable[[], Result]) -> Result:
        """Play one step and write it down: time, actor, what, and the state that resulted."""
        at = moment(when)
        with clock.travel(at):
            result = act()
        state = _state_of(result)
        self.steps.append({"at": at.isoformat(), "actor": who.full_name, "step": what, "state": state})
        self.tell(f"{at:%d/%m/%Y %H:%M}  {who.full_name:<18} {what}" + (f" → {state}" if state else ""))
        return result

    def proof_of(self, user: User) -> Proof:
        """Password and the one-time code that the sample mailbox would show."""
        return check_identity(user, password=SAMPLE_PASSWORD, code=sample_code(user) or "")


def _state_of(result: object) -> str:
    if isinstance(result, Document):
        return result.number or result.kind_label
    if not isinstance(result, Model):
        return ""
    for column in result._meta.fields:
        if column.name == "state":
            result.refresh_from_db(fields=["state"])
            return str(dict(column.flatchoices)[column.value_from_object(result)])
    return ""
