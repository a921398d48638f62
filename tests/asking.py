"""Notices that ask for something, compared with the worklist of those who are asked."""

from notices.models import Notice
from notices.worklist import work_for
from units.models import User


def asked(user: User) -> list[str]:
    """Matters that this person's open notices ask for, each once, without the keys of rows."""
    notices = Notice.objects.open().filter(user=user).exclude(about="")
    return sorted({notice.about.split(":")[0] for notice in notices})


def asked_in_vain() -> list[str]:
    """Open notices that ask for what no item of the person's worklist asks any more; empty in a healthy house."""
    found = []
    for user in User.objects.filter(notices__in=Notice.objects.open().exclude(about="")).distinct():
        matters = [item.about for item in work_for(User.objects.get(pk=user.pk)) if item.about]
        for notice in Notice.objects.open().filter(user=user).exclude(about=""):
            if not any(notice.about == matter or notice.about.startswith(f"{matter}:") for matter in matters):
                found.append(f"{user}: {notice} ({notice.about})")
    return found
