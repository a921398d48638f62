"""How a room tells people something: one call inside the transaction of the step.

The rows are the truth: rolled back with the step, sent after its commit by whichever worker comes first. Nothing here
talks to a mail server.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from libraries.text import UnreadableText, clean
from libraries.web import clock
from libraries.web.letters import Letter, is_declared
from notices.mails import Envelope, as_html, as_text, posts_of
from notices.models import Notice, OutgoingMail
from notices.tasks import wake_worker
from units.contacts import contact_for
from units.models import Bloc, City, User

MOST_UNREAD = 99  # the bell says "99+" beyond


@transaction.atomic
def notify(
    users: Iterable[User],
    letter: Letter,
    *,
    url: str = "",
    bloc: Bloc | None = None,
    hold_seconds: int = 0,
    key: str = "",
    about: str = "",
    until: datetime.datetime | None = None,
    calendar: str = "",
) -> list[Notice]:
    """One inbox row a person and, for a letter that goes out at once, one outbox row for each who has an address.

    letter: of a kind declared in a room's letters.py. The title is one line, cut at 200.
    url: a path of this installation, where the letter's button leads. A letter that is not sent at once waits for the
    digest of the next morning (docs/interface.md: Menus and messages).
    hold_seconds: mails wait so long, and `take_back` undoes them. key: a second call with the same key adds nothing
    for those who have it already. about: what these people are asked for, by the name of the item in their worklist;
    `end_requests` ends it, or the moment `until` does. calendar: a calendar file that goes with the mails. Returns the
    notices of all these people. Raises ValueError for a title of two lines and for a letter of a kind that nobody
    declared.
    """
    title, url, body = one_line(_declared(letter, url).words.title, 200), local_path(url), letter.words.plain
    people = sorted({user.pk: user for user in users}.values(), key=lambda user: user.pk)
    now = clock.now()
    had = {}
    if key:
        had = {row.user_id: row for row in Notice.objects.filter(user__in=people, key=key)}
    asked: dict[str, Any] = {"about": about, "until": until}
    fresh = [
        Notice(user=user, bloc=bloc, title=title, body=body.strip(), url=url, key=key, created_at=now, **asked)
        for user in people
        if user.pk not in had
    ]
    if key:
        # Somebody else may be telling them the same at this moment: who is second waits here, then adds nothing.
        Notice.objects.bulk_create(fresh, ignore_conflicts=True)
        fresh = list(
            Notice.objects.filter(user__in=[row.user_id for row in fresh], key=key).select_related("user", "bloc")
        )
    else:
        fresh = Notice.objects.bulk_create(fresh)
    if letter.kind.at_once:
        _mail_notices([notice for notice in fresh if notice.mail_id is None], letter, now, hold_seconds, calendar)
    return [*had.values(), *fresh]


def _mail_notices(
    notices: list[Notice], letter: Letter, now: datetime.datetime, hold_seconds: int, calendar: str
) -> None:
    addressed = [notice for notice in notices if mail_address(notice.user)]
    if not addressed:
        return
    posts = posts_of([notice.user for notice in addressed])
    contact = contact_for(addressed[0].bloc, City.objects.on())  # one bloc, or none, for all of them
    mails = OutgoingMail.objects.bulk_create(
        _mail(
            letter,
            Envelope(notice.user, posts.get(notice.user_id, ""), notice.bloc, notice.url, contact),
            mail_address(notice.user),
            now=now,
            hold_seconds=hold_seconds,
            calendar=calendar,
        )
        for notice in addressed
    )
    for notice, mail in zip(addressed, mails, strict=True):
        notice.mail = mail
    Notice.objects.bulk_update(addressed, ["mail"])
    wake_worker_after_commit(hold_seconds)


@transaction.atomic
def queue_mail(
    user: User,
    letter: Letter,
    *,
    url: str = "",
    bloc: Bloc | None = None,
    hold_seconds: int = 0,
    key: str = "",
    address: str = "",
) -> OutgoingMail | None:
    """A mail to one person without a notice (a login link, a code).

    A second call with the same key returns the first mail. address: where to, when not to the person's own. None: this
    person has no address.
    """
    one_line(_declared(letter, url).words.title, 200)
    if not (address or mail_address(user)):
        return None
    envelope = Envelope(
        user, posts_of([user]).get(user.pk, ""), bloc, local_path(url), contact_for(bloc, City.objects.on())
    )
    to = address or mail_address(user)
    mail = _mail(letter, envelope, to, now=clock.now(), hold_seconds=hold_seconds, key=key)
    if key:
        OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
        mail = OutgoingMail.objects.get(recipient=user, key=key)
    else:
        mail.save()
    wake_worker_after_commit(hold_seconds)
    return mail


@transaction.atomic
def mail_to_guest(
    address: str, reader: str, letter: Letter, *, url: str = "", bloc: Bloc | None = None, calendar: str = ""
) -> OutgoingMail:
    """A mail to somebody who has no account (đại biểu mời). reader: the words after “Kính gửi”."""
    one_line(_declared(letter, url).words.title, 200)
    envelope = Envelope(None, reader, bloc, local_path(url), contact_for(bloc, City.objects.on()))
    mail = _mail(letter, envelope, address, now=clock.now(), hold_seconds=0, calendar=calendar)
    mail.save()
    wake_worker_after_commit()
    return mail


def _declared(letter: Letter, url: str) -> Letter:
    """The letter, if its kind stands on the page of all letters, and its button leads somewhere."""
    if not is_declared(letter):
        raise ValueError(f"no such kind of letter: {letter.kind.name}")
    if bool(letter.words.act) != bool(url):
        raise ValueError(f"a letter has a button exactly when it leads somewhere: {letter.kind.name}, {url!r}")
    return letter


def end_requests(about: str, *, still_asked: Iterable[User] = ()) -> int:
    """What was asked for is done, or asked no longer: its notices end, but for these people's. Returns how many.

    about: the matter, or the beginning of several ("pledges.decline:7" is that of each unit, "pledges.decline:7:3").
    """
    matter = Q(about=about) | Q(about__startswith=f"{about}:")
    asking = Notice.objects.filter(matter, done_at=None).exclude(user__in=[user.pk for user in still_asked])
    return asking.update(done_at=clock.now())


@transaction.atomic
def take_back(notices: Iterable[Notice]) -> int:
    """Undo within hold_seconds (hoàn tác): these notices and their mails go. Returns how many.

    Where a mail of theirs is still held, those go too that stand in the inbox only: their reader has no address.
    """
    keys = [notice.pk for notice in notices]
    held = list(
        OutgoingMail.objects.select_for_update(of=("self",)).filter(
            notices__in=keys,
            state=OutgoingMail.State.QUEUED,
            hold_until__gt=clock.now(),
        )
    )
    unsent = Q(pk__in=keys, mail=None, created_at__in={mail.created_at for mail in held})
    gone = Notice.objects.filter(Q(mail__in=held) | unsent)
    count = gone.count()
    gone.delete()
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in held]).delete()
    return count


def unread_count(user: User) -> int:
    """For the bell in the page frame; one more than MOST_UNREAD means that there are more."""
    if not user.is_authenticated:
        return 0
    # In the order of the inbox: only then the index of the unread serves it, not that of all a person ever got.
    return Notice.objects.visible_to(user).unread().order_by("-created_at", "-pk")[: MOST_UNREAD + 1].count()


def _mail(
    letter: Letter,
    envelope: Envelope,
    address: str,
    *,
    now: datetime.datetime,
    hold_seconds: int,
    key: str = "",
    calendar: str = "",
) -> OutgoingMail:
    until = now + datetime.timedelta(seconds=hold_seconds) if hold_seconds else None
    return OutgoingMail(
        bloc=envelope.bloc,
        recipient=envelope.user,
        address=address,
        subject=one_line(letter.words.title, 200),
        body=as_text(letter, envelope),
        html=as_html(letter, envelope),
        calendar=calendar,
        url=envelope.url,
        key=key,
        next_attempt_at=until or now,
        created_at=now,
        hold_until=until,
    )


def mail_address(user: User) -> str:
    """Where to write to this person; empty when there is no address that a mail can go to."""
    address = user.email.strip() if user.is_active else ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def one_line(text: str, longest: int) -> str:
    """The text as a header may carry it. A second line would be a second header: refused, not repaired."""
    try:
        text = clean(text, lines=False)
    except UnreadableText as error:
        raise ValueError(f"a title is one line of plain text: {text!r}") from error
    if not text:
        raise ValueError("a title says something")
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def local_path(url: str) -> str:
    """The address, if it leads to a page of this installation; ValueError otherwise."""
    if url and (not url.startswith("/") or url.startswith("//") or "\\" in url or any(c.isspace() for c in url)):
        raise ValueError(f"a notice leads to a page of this installation: {url!r}")
    return url


def wake_worker_after_commit(hold_seconds: int = 0) -> None:
    """Wake a worker when the caller's transaction has been committed; if that fails, maintenance sends."""
    transaction.on_commit(lambda: wake_worker(hold_seconds), robust=True)
