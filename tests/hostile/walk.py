"""Walking as every persona from page to page, and taking down every form that is met."""

import heapq
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from lxml import html

from ballots.models import Ballot
from conferences.models import Conference
from drafting.models import Consultation, Node
from regulations.models import Regulation
from signatures.models import SigningIntent
from tests.factories import invitation_token
from tests.support.form import Form, body_of, forms_of, plausible, view_of
from tests.support.persona import WALKERS
from tests.support.site import undone

# Answers that are files: fetched by other tests, no forms in them.
FILES = re.compile(
    r"(_pdf|_word|_excel|_file|_picture|part_page|_json|template_ruler|logout|health|readiness|metrics)$"
)
ENOUGH = 9  # pages of one view without a new kind of form, before its other rows are passed by


@dataclass
class Walked:
    """One of each kind of form (same verb, same names; first met wins), and one page of each view."""

    forms: dict[tuple, Form] = field(default_factory=dict)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)


def walk(house) -> Walked:
    walked, tried = Walked(), Counter()
    for persona in WALKERS:
        walk_as(house, persona, walked, tried)
    return walked


def walk_as(house, persona: str, walked: Walked, tried: Counter) -> None:
    """The pages of views that have shown least news so far come first, until enough are seen."""
    found, seen = walked.forms, set[str]()
    waiting: list[tuple] = []
    pages = 0

    def note(address, rank=None):
        view = view_of(address)
        if address not in seen and view and not FILES.search(view):
            seen.add(address)
            heapq.heappush(
                waiting, (tried[view] + bool(urlsplit(address).query) if rank is None else rank, len(seen), address)
            )

    for address in (reverse("home"), *starting_points(house, persona)):
        note(address, rank=-1)
    while waiting and pages < WALKERS[persona]:
        rank, _, address = heapq.heappop(waiting)
        view = view_of(address)
        if rank >= 0 and tried[view] > rank + 1:  # much has been seen of it meanwhile: to the end of the line
            heapq.heappush(waiting, (tried[view], len(seen), address))
            continue
        if tried[view] >= ENOUGH and rank >= 0:
            continue
        browser = house.browser(persona)  # logs in, which stays
        with undone():
            answer = browser.get(address)
        pages += 1
        if answer.status_code in (301, 302, 303):
            note(urljoin(address, answer["Location"]), rank=0)
        if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content:
            continue
        tree = html.fromstring(answer.content.decode())
        for link in tree.xpath("//a/@href"):
            there = urljoin(address, link).split("#")[0]
            if there.startswith("/"):
                note(there)
        known = len(found)
        if answer.status_code == 200:
            walked.pages.setdefault(view, (persona, address))
            for form in forms_of(tree, persona, address):
                if form.key not in found and form.method == "get":
                    note(f"{form.action.split('?')[0]}?{body_of(plausible(house, form))}", rank=0)
                found.setdefault(form.key, form)
        if len(found) == known:
            tried[view] += 1


def starting_points(house, persona):
    """Heads of rooms, and addresses that are only told in messages or come up in the course of an act."""
    yield from ("/tai-khoan/", "/don-vi/", "/du-thao/", "/quy-che/", "/giao-uoc/", "/hoi-nghi/", "/khen-thuong/")
    yield from ("/thong-bao/", "/thong-bao/thu-gui/", "/khen-thuong/bang/", "/khen-thuong/tham-dinh/")
    if persona == "visitor":
        yield from ("/dang-nhap/", "/xac-minh/", "/hop-thu-mau/")
        person = house.person("cu")
        yield reverse("units:invitation_accept", args=[invitation_token(person)])
        yield from house.signing_links()
        return
    if persona == "lan":
        yield "/tai-khoan/xac-nhan-lai/"
        for name in ("khoa", "nam"):
            yield reverse("units:person_detail", args=("doanh-nghiep-2", house.person(name).pk))
    if persona == "vy":
        for met in Conference.objects.filter(state=Conference.State.CLOSED, minutes=None):
            yield reverse("conferences:minutes_detail", args=(met.pk,))
        for regulation in Regulation.objects.filter(state=Regulation.State.ADOPTED):
            yield reverse("signatures:request_start", args=("regulation", regulation.pk))
        for node in Node.objects.exclude(removed_at=None):
            yield reverse("drafting:text_edit", args=(node.text_id,))
        for ballot in Ballot.objects.filter(state=Ballot.State.OPEN):
            yield reverse("ballots:ballot_detail", args=(ballot.pk,))
    for asked in Consultation.objects.all() if persona in ("vy", "an", "tuan") else ():
        yield reverse("drafting:consultation_detail", args=(asked.pk,))
        yield reverse("drafting:response_table", args=(asked.pk,))
    if persona == "tuan":
        for ballot in Ballot.objects.filter(state=Ballot.State.OPEN):
            yield reverse("ballots:ballot_detail", args=(ballot.pk,)) + "?chon=yes"
    if persona == "quyen":
        yield "/tai-khoan/ung-dung/"
    for intent in SigningIntent.objects.filter(user=house.person(persona), signature=None):
        yield reverse("signatures:sign_confirm", args=(intent.pk,))
