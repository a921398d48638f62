"""In what capacity a person signs for a unit: as its leader, or KT., TL., TUQ. by a written authorisation.

NĐ 30/2020, Phụ lục I, II.7: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" stands before the name of whoever signs in another's place.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from units.models import Post, SigningAuthority, Unit, User, in_force


@dataclass(frozen=True)
class Capacity:
    """text: "Giám đốc" or "KT. Giám đốc, Phó Giám đốc"; reference: the paper that authorises, empty for leaders."""

    text: str
    reference: str = ""


def capacity_of(user: User, unit: Unit, on: datetime.date) -> Capacity | None:
    """None: this person does not speak for the unit on that day."""
    post = Post.objects.filter(in_force(on), user=user, unit=unit, is_leader=True).first()
    if post is not None:
        return Capacity(post.title)
    granted = SigningAuthority.objects.filter(in_force(on), holder=user, unit=unit).select_related("grantor").first()
    if granted is None:
        return None
    held = Post.objects.filter(in_force(on), user=granted.grantor, unit=unit).first()
    return Capacity(f"{granted.capacity} {held.title if held else 'Thủ trưởng'}, {granted.title}", granted.reference)


def leaders_of(units: Iterable[Unit], on: datetime.date) -> dict[int, Post]:
    """unit → the post of its leader on that day; one query."""
    posts = Post.objects.filter(in_force(on), unit__in=list(units), is_leader=True, user__is_active=True)
    return {post.unit_id: post for post in posts.select_related("user")}
