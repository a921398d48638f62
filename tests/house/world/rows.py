"""The rows the tests walk to, each with the words that say its situation."""

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.models import (
    Certificate,
    CertificateTemplate,
    Decision,
    DossierPart,
    Nomination,
    SelectionMinutes,
    Submission,
)
from awards.workflow import keep_original
from ballots.models import Ballot
from conferences.models import AgendaItem, Assignment, Conference, Contribution, Guest, News, Photo, Reply, Screen
from drafting.models import AMENDED, Comment, Consultation, Node, Text, Version
from law.models import LegalText
from libraries.web import clock
from notices.models import Notice, OutgoingMail
from pledges.models import Pledge, QuarterReport
from records.models import Document, FileCheck, Job
from regulations.models import Erratum, Regulation
from scoring.models import CriteriaSet, ScoreSheet
from signatures.models import SigningIntent, SigningLink, SigningRequest
from tests.factories import invitation_token, passkey_of
from tests.house.world.things import Thing, World
from tests.support.pdf import blank_pdf
from tests.support.persona import BLOC_OF, DN2, DTND, HEADS, HOA_TIEU, MH, NINE, A, B, C
from units.models import (
    AccessChange,
    Bloc,
    BoardSeat,
    EmulationYear,
    Handover,
    Login,
    OperatorSeat,
    Post,
    Seat,
    SecretariatSeat,
    SigningAuthority,
    Unit,
    UnitName,
    User,
)
from units.workflow.changes import Ground, Kind, write_down


def catalogue() -> World:
    """The rows the tests walk to, each with the words that say its situation."""
    world = World()
    _units_rows(world)
    _records_and_notices_rows(world)
    _drafting_rows(world)
    _conference_rows(world)
    _pledge_rows(world)
    _scoring_rows(world)
    _award_rows(world)
    return world


def _thing(world, kind, name, args, bloc="", unit="", owner="", *being, asked=()):
    args = args if isinstance(args, tuple) else (args,)
    world.things.setdefault(kind, []).append(Thing(name, args, bloc, unit, owner, frozenset(being), asked))


def _units_rows(world) -> None:

    people = {row.username: row for row in User.objects.all()}
    for bloc in (DN2, MH):
        year = EmulationYear.objects.get(bloc__slug=bloc, year=2020)
        _thing(world, "bloc", bloc, bloc, bloc)
        _thing(world, "year", f"{bloc} 2020", (bloc, 2020), bloc)
        _thing(world, "year_pk", f"{bloc} 2020", year.pk, bloc)
        _thing(world, "quota", f"{bloc} 2020", (year.pk, "bang-khen"), bloc)
        seat = Seat.objects.filter(emulation_year=year, role="member").first()
        _thing(world, "seat", bloc, (bloc, 2020, seat.pk), bloc)
    for kind, row in (
        ("operator_seat", OperatorSeat.objects.first()),
        ("board_seat", BoardSeat.objects.first()),
        ("secretary_seat", SecretariatSeat.objects.first()),
    ):
        _thing(world, kind, kind, row.pk)
    _thing(world, "handover", "to hoa", Handover.objects.get().pk, DN2, "", "hoa")
    strange = Seat.objects.filter(emulation_year__bloc__slug=MH).first()
    _thing(world, "seat", "other bloc's under own year", (DN2, 2020, strange.pk))
    for slug in (HOA_TIEU, DTND, A):
        _thing(world, "unit pk", slug, Unit.objects.get(slug=slug).pk, BLOC_OF[slug], slug)
        _thing(world, "unit", slug, (BLOC_OF[slug], slug), BLOC_OF[slug], slug)
        name = UnitName.objects.filter(unit__slug=slug, unit__bloc__slug=BLOC_OF[slug]).last()
        _thing(world, "unit_name", slug, (BLOC_OF[slug], slug, name.pk), BLOC_OF[slug], slug)
    _thing(world, "unit", "other bloc's under own bloc", (DN2, A))
    for name in ("hoa", "tuan"):
        post = Post.objects.select_related("unit").get(user=people[name])
        slug = post.unit.slug
        _thing(world, "post", name, (BLOC_OF[slug], slug, post.pk), BLOC_OF[slug], slug)
    _thing(world, "post", "other bloc's under own unit", (DN2, HOA_TIEU, Post.objects.get(user=people["tuan"]).pk))
    for row in SigningAuthority.objects.select_related("unit"):
        slug = row.unit.slug
        _thing(world, "authority", slug, (BLOC_OF[slug], slug, row.pk), BLOC_OF[slug], slug)
    for bloc, name in ((DN2, "hoa"), (DN2, "lan"), (DN2, "khoa"), (DN2, "cu"), (MH, "yen")):
        _thing(world, "person", f"{name} in {bloc}", (bloc, people[name].pk), bloc, "", name, "known there", "kept")
    for bloc, name in ((DN2, "hoa"), (DN2, "cu"), (MH, "yen")):
        _thing(world, "account", name, people[name].pk, bloc, "", name, "kept")
    _thing(world, "account", "kiem of the board", people["kiem"].pk, DN2, "", "kiem")
    bloc = Bloc.objects.get(slug=DN2)
    ground = Ground(
        "Sắp xếp", "12/QĐ-UBND", clock.today(), SimpleUploadedFile("quyet-dinh.pdf", blank_pdf(), "application/pdf")
    )
    paper = write_down(bloc, Kind.ROLE, on=clock.today(), summary="Thay đổi vai trò", ground=ground, by=people["lan"])
    _thing(world, "paper_of_change", DN2, (DN2, paper.pk), DN2)
    _thing(world, "paper_of_change", "under another bloc", (MH, paper.pk))
    _thing(world, "person", "kiem of the board", (DN2, people["kiem"].pk), DN2, "", "kiem", "known there")
    for name in ("yen", "duc", "khach"):
        _thing(world, "person", f"{name} in a strange bloc", (DN2, people[name].pk), DN2)
    for name in ("hoa", "tuan"):
        login = Login.objects.create(user=people[name], at=clock.now(), seen_at=clock.now())
        _thing(world, "login", name, login.pk, "", "", name)
    for name in ("hoa", "lan"):
        passkey = passkey_of(people[name])
        _thing(world, "passkey", name, passkey.pk, "", "", name)
    for change in AccessChange.objects.open().select_related("bloc", "unit", "person", "prepared_by"):
        unit = change.unit.slug if change.unit else ""
        being = f"prepared by {change.prepared_by.username}"
        name = f"{change.kind} of {change.person.username}"
        _thing(world, "change", name, change.pk, change.bloc.slug, unit, change.person.username, being)
    _thing(world, "invitation", "good", (invitation_token(people["khanh"]),), "", "", "khanh", "good")
    _thing(world, "invitation", "unknown", ("abc-0123456789",))
    _thing(world, "invitation", "closed account", (invitation_token(people["khoa"]),))


def _records_and_notices_rows(world) -> None:

    _thing(world, "chapter", "bat-dau", "bat-dau")
    _thing(world, "card", "thu-truong", "thu-truong")
    for chain in (DN2, MH):
        document = Document.objects.filter(chain=chain).exclude(code=None).exclude(code="").first()
        _thing(world, "code", chain, document.code, chain, "", "", "issued")
        mail = OutgoingMail.objects.filter(bloc__slug=chain).first()
        _thing(world, "mail", chain, mail.pk, chain)
    ended = Document.objects.exclude(code=None).filter(end__isnull=False).first()
    _thing(world, "code", "replaced", ended.code, DN2, "", "", "issued")
    _thing(world, "code", "unknown", "ABCDEFGHJKMNPQRSTVWX")
    for check in FileCheck.objects.all():
        _thing(world, "file_check", check.state, check.pk, "", "", "", "sent")
    _thing(world, "file_check", "unknown", "6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11")
    # Anchors are files of the data folder: tests/records/test_anchors.py.
    _thing(world, "anchor", "unknown", "moc-000009-20991231.json")
    for job in Job.objects.select_related("created_by").order_by("pk"):
        bloc = job.chain if job.chain in (DN2, MH) else ""
        _thing(world, "job", f"{job} ({job.chain})", job.pk, bloc, "", job.created_by.username)
    for name in ("lan", "hoa", "tuan"):
        notice = Notice.objects.filter(user__username=name).first()
        _thing(world, "notice", name, notice.pk, "", "", name)


def _drafting_rows(world) -> None:

    texts = Text.objects.select_related("emulation_year__bloc").exclude(kind="pledge", emulation_year__year__gt=2020)
    for text in texts.order_by("pk"):
        bloc = text.emulation_year.bloc.slug
        being = [text.state]
        if text.consultations.exists():
            being.append("sent")
        if text.versions.exists():
            being.append("kept in a version")
        _thing(world, "text", f"{text.pk} {'/'.join(being)} {bloc}", text.pk, bloc, "", "", *being)
        for version in Version.objects.filter(text=text):
            shown = version.consultations.exists() or text.settled_version_id == version.pk
            # What a text amends goes along with it.
            shown = shown or (version.is_what_is_amended and text.consultations.exists())
            words = (["shown"] if shown else []) + (["settled"] if text.settled_version_id == version.pk else [])
            name = f"{text.pk} version {version.no} {'/'.join(words) or 'kept back'} {bloc}"
            _thing(world, "version", name, (text.pk, version.no), bloc, "", "", *words)
        node = Node.objects.filter(text=text, kind="article").first()
        if node is not None and text.kind == "regulation":
            _thing(world, "node", f"{text.pk} {text.state} {bloc}", node.pk, bloc)
    for regulation in Regulation.objects.select_related("bloc", "text"):
        being = [regulation.state, *(["sent"] if regulation.text.consultations.exists() else [])]
        # An amendment has no words of its own before its first version; the one that it changes is kept with it.
        words = ["kept"] if regulation.text.versions.exclude(no=AMENDED).exists() else []
        name = f"{regulation.pk} {'/'.join(being)} {regulation.bloc.slug}"
        _thing(world, "regulation", name, regulation.pk, regulation.bloc.slug, "", "", *being, *words)
        _thing(world, "article", name, (regulation.pk, "dieu-1"), regulation.bloc.slug, "", "", *being)
        if regulation.state == "adopted":
            _thing(world, "paper", f"{name} to sign", ("regulation", regulation.pk), regulation.bloc.slug)
    for erratum in Erratum.objects.select_related("regulation__bloc"):
        slug = erratum.regulation.bloc.slug
        _thing(world, "erratum", f"{erratum.pk} {erratum.state} {slug}", erratum.pk, slug, "", "", erratum.state)
    rounds = Consultation.objects.filter(text__in=texts).select_related("text__emulation_year__bloc").order_by("pk")
    for row in rounds:
        bloc = row.text.emulation_year.bloc.slug
        _thing(world, "round", f"{row.pk} {bloc}", row.pk, bloc, "", "", "ended" if row.closed_at else "running")
    wanted = {HOA_TIEU, DTND, NINE[0], A, B}
    seen = set()
    for row in Comment.objects.exclude(document=None).select_related("unit").filter(unit__slug__in=wanted):
        slug, ended = row.unit.slug, "ended" if row.consultation.closed_at else "running"
        _thing(world, "comment_file", f"{slug} {row.pk}", row.pk, BLOC_OF[slug], slug, "", row.state, ended)
    for row in Comment.objects.select_related("unit__bloc", "consultation").order_by("pk"):
        slug, ended = row.unit.slug, "ended" if row.consultation.closed_at else "running"
        if slug in wanted and (slug, row.state, ended) not in seen:
            seen.add((slug, row.state, ended))
            _thing(world, "comment", f"{slug} {row.state} {ended}", row.pk, BLOC_OF[slug], slug, "", row.state, ended)


def _conference_rows(world) -> None:

    for row in Conference.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        _thing(world, "conference", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state)
        sent = ["issued paper"] if row.papers.exclude(number="").exists() else []
        words = (row.state, *sent)
        _thing(world, "composed_paper", f"{row.state} {bloc}", (row.pk, "giay-moi", "pdf"), bloc, "", "", *words)
        _thing(world, "conference_paper", f"{row.state} {bloc}", (row.pk, "giay-moi"), bloc, "", "", *words)
        item, guest = AgendaItem.objects.filter(conference=row).first(), Guest.objects.filter(conference=row).first()
        _thing(world, "agenda_item", f"{row.state} {bloc}", (row.pk, item.pk), bloc)
        if guest is not None:
            _thing(world, "guest", f"{row.state} {bloc}", (row.pk, guest.pk), bloc)
        ballot = Ballot.objects.filter(held_at__agenda_item__conference=row).first()
        if ballot is not None:
            _thing(
                world,
                "ballot",
                f"{ballot.state} {bloc}",
                ballot.pk,
                bloc,
                "",
                "",
                row.state,
                f"count {ballot.state}",
                *_delegates(ballot),
            )
        for said in Contribution.objects.filter(item__conference=row).order_by("kind", "pk").distinct("kind"):
            kind = "contributed paper" if said.kind == "paper" else "contribution"
            _thing(world, kind, f"{said.kind} {row.state} {bloc}", said.pk, bloc, "", "", row.state)
            if said.document_id:
                _thing(world, "paper_file", f"{row.state} {bloc}", said.pk, bloc, "", "", row.state)
    for row in Screen.objects.select_related("conference__emulation_year__bloc").exclude(address_part=""):
        _thing(world, "hall_screen", "open", row.address_part, row.conference.bloc.slug, "", "", "on the wall")
    _thing(world, "hall_screen", "invented", "khong-co-man-hinh-nay")
    for mail in OutgoingMail.objects.filter(url__contains="/hoi-nghi/khach-moi/").order_by("-pk")[:1]:
        _thing(world, "guest_link", "mailed", mail.url.rstrip("/").rsplit("/", 1)[1], "", "", "", "mailed")
    _thing(world, "guest_link", "invented", "khong-co-duong-dan-nay")
    for row in Reply.objects.select_related("unit__bloc").filter(unit__slug__in=(HOA_TIEU, DTND, NINE[0], A, B)):
        slug = row.unit.slug
        _thing(world, "reply", f"{row.answer or 'silent'} {slug} {row.pk}", row.pk, BLOC_OF[slug], slug)
    for row in News.objects.select_related("conference__emulation_year__bloc").order_by("pk"):
        bloc, words = row.bloc.slug, (row.conference.state, f"{row.state} news")
        _thing(world, "news", f"{row.state} {bloc}", row.conference_id, bloc, "", "", *words)
        for photo in Photo.objects.filter(conference=row.conference_id)[:1]:
            args = (row.conference_id, photo.pk)
            _thing(world, "photo", f"{row.state} {bloc}", args, bloc, "", "", *words)
            _thing(world, "photo_size", f"{row.state} {bloc}", (*args, "nho"), bloc, "", "", *words)
    given = Assignment.objects.select_related("unit", "contribution__item__conference").order_by("pk")
    for row in given.filter(unit__slug__in=(HOA_TIEU, DTND, NINE[8], A, B)):
        slug, state = row.unit.slug, row.conference.state
        _thing(world, "assignment", f"{row.state} {slug}", row.pk, BLOC_OF[slug], slug, "", state)
        if row.evidence_id:
            _thing(world, "assignment_evidence", f"{row.state} {slug}", row.pk, BLOC_OF[slug], slug, "", state)
    for ballot in Ballot.objects.filter(kind=Ballot.Kind.SECRET).order_by("pk"):
        words = (
            f"count {ballot.state}",
            *_delegates(ballot),
            *(f"teller {row.user.username}" for row in ballot.tellers.all()),
        )
        for kind in ("ballot", "secret_ballot"):
            _thing(world, kind, f"secret {ballot.state}", ballot.pk, ballot.bloc.slug, "", "", *words)
    for ballot in Ballot.objects.filter(kind=Ballot.Kind.PAPER, on_paper_of=None).order_by("pk"):
        named = [f"teller {row.user.username}" for row in ballot.tellers.all()]
        words = (f"count {ballot.state}", *_delegates(ballot), *named)
        for kind in ("ballot", "printed_ballot"):
            _thing(world, kind, f"printed {ballot.state}", ballot.pk, ballot.bloc.slug, "", "", *words)
    own, strange = world.things["conference"][0], [row for row in world.things["agenda_item"] if row.bloc == MH]
    _thing(world, "agenda_item", "other bloc's under own conference", (own.args[0], strange[0].args[1]))
    guests = [row for row in world.things["guest"] if row.bloc == MH]
    _thing(world, "guest", "other bloc's under own conference", (own.args[0], guests[0].args[1]))


def _delegates(ballot):
    """Who is on its roll."""
    return [f"delegate {row.delegate.username}" for row in ballot.electors.exclude(delegate=None)]


def _pledge_rows(world) -> None:

    for row in Pledge.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        sealed = ["sealed"] if row.state != "draft" else []
        _thing(world, "pledge", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state, *sealed)
        for slug in (HOA_TIEU, DTND) if bloc == DN2 else (A,):
            _thing(world, "target", f"{row.state} {slug}", (row.pk, slug), bloc, slug, "", row.state)
    _thing(world, "target", "other bloc's unit in own pledge", (world.things["pledge"][0].args[0], A))
    for report in QuarterReport.objects.filter(unit__slug__in=(HOA_TIEU, DTND)).select_related("unit").order_by("pk"):
        args, slug = (report.pledge_id, report.quarter, report.unit.slug), report.unit.slug
        _thing(world, "quarter", f"{report.state} {slug} {report.quarter}", args, DN2, slug, "", report.state)
        if report.quarter == 4:
            _thing(world, "quarter of a pledge", DN2, args[:2], DN2, "", "", "sealed")
    _thing(world, "quarter", "other bloc's unit in own pledge", (*args[:2], A))
    for row in SigningRequest.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        read = ["published"] if row.code is None or row.state == "issued" else []
        read += ["of the whole bloc"] if row.for_the_bloc else []
        # A report is the paper of one unit, which numbers it in a register of its own.
        of_a_unit = row.kind == "achievement_report"
        slug = row.parties.exclude(unit=None).earliest("turn", "pk").unit.slug if of_a_unit else ""
        # The one of today; an earlier one is read, and no number is given to it.
        numbers = ["of a unit"] if hasattr(row, "report") else []
        # Whoever speaks for the head unit, where somebody signs in its post.
        head = ["of the head"] if row.parties.filter(unit__slug__in=HEADS.values()).exists() else []
        words = (row.state, *read, *head, *_signers(row), *numbers, f"put by {row.opened_by.username}")
        _thing(world, "request", f"{row.kind} {row.state} {bloc} {slug}", row.pk, bloc, slug, "", *words)
        _thing(world, "party", f"{row.state} {bloc}", (row.pk, 1), bloc, "", "", row.state)
    # Those of a unit's place; a paper that is signed by a named person has none.
    intents = SigningIntent.objects.exclude(party__unit=None).select_related("user", "party__unit")
    for row in intents.order_by("pk"):
        if row.user.username in ("hoa", "long", "tam", "tuan", "yen"):
            used = "used" if hasattr(row, "signature") else "open"
            slug, name = row.party.unit.slug, row.user.username
            _thing(world, "intent", f"{name} {used} {row.pk}", row.pk, BLOC_OF[slug], slug, name, used)
    known = set()
    links = SigningLink.objects.filter(revoked_at=None, request__state="open").exclude(party__unit=None)
    for row in links.select_related("user", "party__unit").order_by("-pk"):
        name = row.user.username
        notices = Notice.objects.filter(user=row.user, url__contains="/trinh-ky/ky/").order_by("-pk")
        if name in ("hoa", "long", "tuan") and name not in known:
            known.add(name)
            token = notices.first().url.rstrip("/").rsplit("/", 1)[1]
            slug = row.party.unit.slug
            _thing(world, "link", name, token, BLOC_OF[slug], slug, name, "live")
    _thing(world, "link", "invented", "khong-co-duong-dan-nay")


def _signers(request):
    """Whom a paper names, or that units sign it."""
    parties = [(party.person, party.field) for party in request.parties.select_related("person")]
    named = [f"signer {person.username}" if person else "signed by units" for person, _ in parties]
    return named + [f"place of {person.username}: {field}" for person, field in parties if person]


def _scoring_rows(world) -> None:

    for row in CriteriaSet.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc, being = row.bloc.slug, "public" if row.state == "published" else row.state
        _thing(world, "criteria_set", f"{row.state} {bloc}", row.pk, bloc, "", "", being)
        if being == "public":
            _thing(world, "paper", f"results of {bloc}", ("results", row.pk), bloc)
        one = row.criteria.filter(kind="direct").first()
        _thing(world, "criterion", f"{row.state} {bloc}", (row.pk, one.pk), bloc)
    own, strange = world.things["criteria_set"][0], next(row for row in world.things["criterion"] if row.bloc == MH)
    _thing(world, "criterion", "other bloc's under own set", (own.args[0], strange.args[1]))
    for row in ScoreSheet.objects.select_related("unit__bloc", "checker", "criteria_set").order_by("pk"):
        slug = row.unit.slug
        if slug not in (HOA_TIEU, DTND, A, B, C):
            continue
        being = [row.state, f"checked by {row.checker.slug}"]
        being += ["public"] if row.criteria_set.state == "published" else []
        name = f"{row.state} {slug} {row.pk}"
        _thing(world, "sheet", name, row.pk, BLOC_OF[slug], slug, "", *being)
        for column in ("tu-cham", "cham-cheo", "tham-dinh"):
            _thing(world, "marks", f"{column} {name}", (row.pk, column), BLOC_OF[slug], slug, "", *being, column)
        if "public" in being and row.unit.slug == HOA_TIEU:
            line = row.criteria_set.criteria.filter(kind="direct").first()
            _thing(world, "scored_line", name, (row.pk, line.pk), BLOC_OF[slug], slug, "", *being)
        for proof in row.proofs.select_related("evidence"):
            line, piece, shown = (row.pk, proof.criterion_id), proof.evidence_id, list(being)
            shown += ["shown to its checker"] if row.state != "open" else []
            _thing(world, "scored line with files", name, line, BLOC_OF[slug], slug, "", *being)
            _thing(world, "proof", name, (row.pk, proof.pk), BLOC_OF[slug], slug, "", *being)
            _thing(world, "evidence", name, piece, BLOC_OF[slug], slug, "", *shown)
            _thing(world, "evidence page", name, (piece, 1), BLOC_OF[slug], slug, "", *shown)
        for objection in row.objections.all():
            _thing(world, "objection", name, (row.pk, objection.pk), BLOC_OF[slug], slug, "", *being)


def _award_rows(world) -> None:

    seen = set()
    for row in Nomination.objects.select_related("unit", "kind", "emulation_year__bloc").order_by("pk"):
        bloc, slug = row.emulation_year.bloc.slug, row.unit.slug
        if (row.state == "draft" and slug not in (HOA_TIEU, NINE[0], A)) or (slug, row.state) in seen:
            continue
        seen.add((slug, row.state))
        handed_in = [] if row.state == "draft" else ["handed in"]
        _thing(world, "nomination", f"{row.state} {slug} {row.pk}", row.pk, bloc, slug, "", row.state, *handed_in)
        part = DossierPart.objects.filter(nomination=row, part="minutes").first() if handed_in else None
        if part is not None:
            args = (row.pk, part.pk)
            _thing(world, "part", f"{row.state} {slug}", args, bloc, slug, "", row.state, *handed_in)
            _thing(world, "part_page", f"{row.state} {slug}", (*args, 1), bloc, slug, "", row.state, *handed_in)
        word = DossierPart.objects.filter(nomination=row).exclude(word=None).first() if handed_in else None
        if word is not None:
            _thing(world, "word_part", f"{row.state} {slug}", (row.pk, word.pk), bloc, slug, "", row.state, *handed_in)
    own, strange = world.named("nomination", world.things["nomination"][0].name), world.things["part"][-1]
    _thing(world, "part", "another dossier's", (own.args[0], strange.args[1]))
    _thing(world, "part_page", "another dossier's", (own.args[0], strange.args[1], 1))
    for row in Submission.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        handed_in = ["handed in"] if row.state == "issued" else []
        _thing(world, "submission", f"{row.state} {bloc} {row.pk}", row.pk, bloc, "", "", row.state, *handed_in)
        if row.state == "prepared":
            _thing(world, "paper", f"submission {row.pk} to sign", ("submission", row.pk), bloc, "", "", "of the head")
    for row in SelectionMinutes.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        _thing(world, "paper", f"selection minutes {row.pk}", ("selection_minutes", row.pk), bloc)
    for decision in Decision.objects.order_by("pk"):
        bloc = decision.lines.first().nomination.emulation_year.bloc.slug
        _thing(world, "decision", bloc, decision.pk, bloc)
        mai = User.objects.get(username="mai")
        keep_original(decision, by=mai, content=blank_pdf(), filename="qd.pdf", form="scan", kept_at="Kho")
        _thing(world, "decision with its original", bloc, decision.pk, bloc)
        _thing(world, "line", bloc, (decision.pk, 1), bloc)
    for row in Certificate.objects.select_related("line__nomination__emulation_year__bloc").order_by("pk"):
        bloc = row.line.nomination.emulation_year.bloc.slug
        _thing(world, "certificate", f"{row.state} {bloc} {row.pk}", row.pk, bloc, "", "", row.state)
    _thing(world, "deciding authority", "", "chair")
    _thing(world, "legal text", "", LegalText.objects.first().pk)
    _thing(world, "paper form", "", "quyet-dinh")
    _thing(world, "paper form page", "", ("quyet-dinh", 1))
    _thing(world, "kind", "co-thi-dua", "co-thi-dua")
    _thing(world, "template", "", CertificateTemplate.objects.first().pk)
    _thing(world, "template with background", "", CertificateTemplate.objects.exclude(artwork=None).get().pk)
