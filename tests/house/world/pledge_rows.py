"""Pledges, what their units reached, and papers before their signers, each with the words that say its situation."""

from notices.models import Notice
from pledges.models import Pledge, QuarterReport
from signatures.models import SigningIntent, SigningLink, SigningRequest
from tests.house.world.things import add_thing
from tests.support.persona import BLOC_OF, DN2, DTND, HEADS, HOA_TIEU, A


def pledge_rows(world) -> None:

    for row in Pledge.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        sealed = ["sealed"] if row.state != "draft" else []
        add_thing(world, "pledge", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state, *sealed)
        for slug in (HOA_TIEU, DTND) if bloc == DN2 else (A,):
            add_thing(world, "target", f"{row.state} {slug}", (row.pk, slug), bloc, slug, "", row.state)
    add_thing(world, "target", "other bloc's unit in own pledge", (world.things["pledge"][0].args[0], A))
    for report in QuarterReport.objects.filter(unit__slug__in=(HOA_TIEU, DTND)).select_related("unit").order_by("pk"):
        args, slug = (report.pledge_id, report.quarter, report.unit.slug), report.unit.slug
        add_thing(world, "quarter", f"{report.state} {slug} {report.quarter}", args, DN2, slug, "", report.state)
        if report.quarter == 4:
            add_thing(world, "quarter of a pledge", DN2, args[:2], DN2, "", "", "sealed")
    add_thing(world, "quarter", "other bloc's unit in own pledge", (*args[:2], A))
    for row in SigningRequest.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        read = ["published"] if row.code is None or row.state == "issued" else []
        read += ["of the whole bloc"] if row.for_the_bloc else []
        # A report is the paper of one unit, which numbers it in a register of its own.
        of_a_unit = row.kind == "achievement_report"
        slug = row.parties.exclude(unit=None).earliest("turn", "pk").unit.slug if of_a_unit else ""
        numbers = ["of a unit"] if of_a_unit else []
        # Whoever speaks for the head unit, where somebody signs in its post.
        head = ["of the head"] if row.parties.filter(unit__slug__in=HEADS.values()).exists() else []
        words = (row.state, *read, *head, *_signers(row), *numbers, f"put by {row.opened_by.username}")
        add_thing(world, "request", f"{row.kind} {row.state} {bloc} {slug}", row.pk, bloc, slug, "", *words)
        add_thing(world, "party", f"{row.state} {bloc}", (row.pk, 1), bloc, "", "", row.state)
    # Those of a unit's place; a paper that is signed by a named person has none.
    intents = SigningIntent.objects.exclude(party__unit=None).select_related("user", "party__unit")
    for row in intents.order_by("pk"):
        if row.user.username in ("hoa", "long", "tam", "tuan", "yen"):
            used = "used" if hasattr(row, "signature") else "open"
            slug, name = row.party.unit.slug, row.user.username
            add_thing(world, "intent", f"{name} {used} {row.pk}", row.pk, BLOC_OF[slug], slug, name, used)
    known = set()
    links = SigningLink.objects.filter(revoked_at=None, request__state="open").exclude(party__unit=None)
    for row in links.select_related("user", "party__unit").order_by("-pk"):
        name = row.user.username
        notices = Notice.objects.filter(user=row.user, url__contains="/trinh-ky/ky/").order_by("-pk")
        if name in ("hoa", "long", "tuan") and name not in known:
            known.add(name)
            token = notices.first().url.rstrip("/").rsplit("/", 1)[1]
            slug = row.party.unit.slug
            add_thing(world, "link", name, token, BLOC_OF[slug], slug, name, "live")
    add_thing(world, "link", "invented", "khong-co-duong-dan-nay")


def _signers(request):
    """Whom a paper names, or that units sign it."""
    parties = [(party.person, party.field) for party in request.parties.select_related("person")]
    named = [f"signer {person.username}" if person else "signed by units" for person, _ in parties]
    return named + [f"place of {person.username}: {field}" for person, field in parties if person]
