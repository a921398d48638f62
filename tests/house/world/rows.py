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
from records.models import Document, FileCheck, Job
from regulations.models import Erratum, Regulation
from scoring.models import CriteriaSet, ScoreSheet
from tests.factories import invitation_token, passkey_of
from tests.house.world.pledge_rows import pledge_rows
from tests.house.world.things import World, add_thing
from tests.support.pdf import blank_pdf
from tests.support.persona import BLOC_OF, DN2, DTND, HOA_TIEU, MH, NINE, A, B, C
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
    pledge_rows(world)
    _scoring_rows(world)
    _award_rows(world)
    return world


def _units_rows(world) -> None:

    people = {row.username: row for row in User.objects.all()}
    for bloc in (DN2, MH):
        year = EmulationYear.objects.get(bloc__slug=bloc, year=2020)
        add_thing(world, "bloc", bloc, bloc, bloc)
        add_thing(world, "year", f"{bloc} 2020", (bloc, 2020), bloc)
        add_thing(world, "year_pk", f"{bloc} 2020", year.pk, bloc)
        add_thing(world, "quota", f"{bloc} 2020", (year.pk, "bang-khen"), bloc)
        seat = Seat.objects.filter(emulation_year=year, role="member").first()
        add_thing(world, "seat", bloc, (bloc, 2020, seat.pk), bloc)
    for kind, row in (
        ("operator_seat", OperatorSeat.objects.first()),
        ("board_seat", BoardSeat.objects.first()),
        ("secretary_seat", SecretariatSeat.objects.first()),
    ):
        add_thing(world, kind, kind, row.pk)
    add_thing(world, "handover", "to hoa", Handover.objects.get().pk, DN2, "", "hoa")
    strange = Seat.objects.filter(emulation_year__bloc__slug=MH).first()
    add_thing(world, "seat", "other bloc's under own year", (DN2, 2020, strange.pk))
    for slug in (HOA_TIEU, DTND, A):
        add_thing(world, "unit pk", slug, Unit.objects.get(slug=slug).pk, BLOC_OF[slug], slug)
        add_thing(world, "unit", slug, (BLOC_OF[slug], slug), BLOC_OF[slug], slug)
        name = UnitName.objects.filter(unit__slug=slug, unit__bloc__slug=BLOC_OF[slug]).last()
        add_thing(world, "unit_name", slug, (BLOC_OF[slug], slug, name.pk), BLOC_OF[slug], slug)
    add_thing(world, "unit", "other bloc's under own bloc", (DN2, A))
    for name in ("hoa", "tuan"):
        post = Post.objects.select_related("unit").get(user=people[name])
        slug = post.unit.slug
        add_thing(world, "post", name, (BLOC_OF[slug], slug, post.pk), BLOC_OF[slug], slug)
    add_thing(world, "post", "other bloc's under own unit", (DN2, HOA_TIEU, Post.objects.get(user=people["tuan"]).pk))
    for row in SigningAuthority.objects.select_related("unit"):
        slug = row.unit.slug
        add_thing(world, "authority", slug, (BLOC_OF[slug], slug, row.pk), BLOC_OF[slug], slug)
    for bloc, name in ((DN2, "hoa"), (DN2, "lan"), (DN2, "khoa"), (DN2, "cu"), (MH, "yen")):
        add_thing(world, "person", f"{name} in {bloc}", (bloc, people[name].pk), bloc, "", name, "known there", "kept")
    for bloc, name in ((DN2, "hoa"), (DN2, "cu"), (MH, "yen")):
        add_thing(world, "account", name, people[name].pk, bloc, "", name, "kept")
    add_thing(world, "account", "kiem of the board", people["kiem"].pk, DN2, "", "kiem")
    bloc = Bloc.objects.get(slug=DN2)
    ground = Ground(
        "Sắp xếp", "12/QĐ-UBND", clock.today(), SimpleUploadedFile("quyet-dinh.pdf", blank_pdf(), "application/pdf")
    )
    paper = write_down(bloc, Kind.ROLE, on=clock.today(), summary="Thay đổi vai trò", ground=ground, by=people["lan"])
    add_thing(world, "paper_of_change", DN2, (DN2, paper.pk), DN2)
    add_thing(world, "paper_of_change", "under another bloc", (MH, paper.pk))
    add_thing(world, "person", "kiem of the board", (DN2, people["kiem"].pk), DN2, "", "kiem", "known there")
    for name in ("yen", "duc", "khach"):
        add_thing(world, "person", f"{name} in a strange bloc", (DN2, people[name].pk), DN2)
    for name in ("hoa", "tuan"):
        login = Login.objects.create(user=people[name], at=clock.now(), seen_at=clock.now())
        add_thing(world, "login", name, login.pk, "", "", name)
    for name in ("hoa", "lan"):
        passkey = passkey_of(people[name])
        add_thing(world, "passkey", name, passkey.pk, "", "", name)
    for change in AccessChange.objects.open().select_related("bloc", "unit", "person", "prepared_by"):
        unit = change.unit.slug if change.unit else ""
        being = f"prepared by {change.prepared_by.username}"
        name = f"{change.kind} of {change.person.username}"
        add_thing(world, "change", name, change.pk, change.bloc.slug, unit, change.person.username, being)
    add_thing(world, "invitation", "good", (invitation_token(people["khanh"]),), "", "", "khanh", "good")
    add_thing(world, "invitation", "unknown", ("abc-0123456789",))
    add_thing(world, "invitation", "closed account", (invitation_token(people["khoa"]),))


def _records_and_notices_rows(world) -> None:

    add_thing(world, "chapter", "bat-dau", "bat-dau")
    add_thing(world, "card", "thu-truong", "thu-truong")
    for chain in (DN2, MH):
        document = Document.objects.filter(chain=chain).exclude(code=None).exclude(code="").first()
        add_thing(world, "code", chain, document.code, chain, "", "", "issued")
        mail = OutgoingMail.objects.filter(bloc__slug=chain).first()
        add_thing(world, "mail", chain, mail.pk, chain)
    ended = Document.objects.exclude(code=None).filter(end__isnull=False).first()
    add_thing(world, "code", "replaced", ended.code, DN2, "", "", "issued")
    add_thing(world, "code", "unknown", "ABCDEFGHJKMNPQRSTVWX")
    for check in FileCheck.objects.all():
        add_thing(world, "file_check", check.state, check.pk, "", "", "", "sent")
    add_thing(world, "file_check", "unknown", "6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11")
    # Anchors are files of the data folder: tests/records/test_anchors.py.
    add_thing(world, "anchor", "unknown", "moc-000009-20991231.json")
    for job in Job.objects.select_related("created_by").order_by("pk"):
        bloc = job.chain if job.chain in (DN2, MH) else ""
        add_thing(world, "job", f"{job} ({job.chain})", job.pk, bloc, "", job.created_by.username)
    for name in ("lan", "hoa", "tuan"):
        notice = Notice.objects.filter(user__username=name).first()
        add_thing(world, "notice", name, notice.pk, "", "", name)


def _drafting_rows(world) -> None:

    texts = Text.objects.select_related("emulation_year__bloc").exclude(kind="pledge", emulation_year__year__gt=2020)
    for text in texts.order_by("pk"):
        bloc = text.emulation_year.bloc.slug
        being = [text.state]
        if text.consultations.exists():
            being.append("sent")
        if text.versions.exists():
            being.append("kept in a version")
        add_thing(world, "text", f"{text.pk} {'/'.join(being)} {bloc}", text.pk, bloc, "", "", *being)
        for version in Version.objects.filter(text=text):
            shown = version.consultations.exists() or text.settled_version_id == version.pk
            # What a text amends goes along with it.
            shown = shown or (version.is_what_is_amended and text.consultations.exists())
            words = (["shown"] if shown else []) + (["settled"] if text.settled_version_id == version.pk else [])
            name = f"{text.pk} version {version.no} {'/'.join(words) or 'kept back'} {bloc}"
            add_thing(world, "version", name, (text.pk, version.no), bloc, "", "", *words)
        node = Node.objects.filter(text=text, kind="article").first()
        if node is not None and text.kind == "regulation":
            add_thing(world, "node", f"{text.pk} {text.state} {bloc}", node.pk, bloc)
    for regulation in Regulation.objects.select_related("bloc", "text"):
        being = [regulation.state, *(["sent"] if regulation.text.consultations.exists() else [])]
        # An amendment has no words of its own before its first version; the one that it changes is kept with it.
        words = ["kept"] if regulation.text.versions.exclude(no=AMENDED).exists() else []
        name = f"{regulation.pk} {'/'.join(being)} {regulation.bloc.slug}"
        add_thing(world, "regulation", name, regulation.pk, regulation.bloc.slug, "", "", *being, *words)
        add_thing(world, "article", name, (regulation.pk, "dieu-1"), regulation.bloc.slug, "", "", *being)
        if regulation.state == "adopted":
            add_thing(world, "paper", f"{name} to sign", ("regulation", regulation.pk), regulation.bloc.slug)
    for erratum in Erratum.objects.select_related("regulation__bloc"):
        slug = erratum.regulation.bloc.slug
        add_thing(world, "erratum", f"{erratum.pk} {erratum.state} {slug}", erratum.pk, slug, "", "", erratum.state)
    rounds = Consultation.objects.filter(text__in=texts).select_related("text__emulation_year__bloc").order_by("pk")
    for row in rounds:
        bloc = row.text.emulation_year.bloc.slug
        add_thing(world, "round", f"{row.pk} {bloc}", row.pk, bloc, "", "", "ended" if row.closed_at else "running")
    wanted = {HOA_TIEU, DTND, NINE[0], A, B}
    seen = set()
    for row in Comment.objects.exclude(document=None).select_related("unit").filter(unit__slug__in=wanted):
        slug, ended = row.unit.slug, "ended" if row.consultation.closed_at else "running"
        add_thing(world, "comment_file", f"{slug} {row.pk}", row.pk, BLOC_OF[slug], slug, "", row.state, ended)
    for row in Comment.objects.select_related("unit__bloc", "consultation").order_by("pk"):
        slug, ended = row.unit.slug, "ended" if row.consultation.closed_at else "running"
        if slug in wanted and (slug, row.state, ended) not in seen:
            seen.add((slug, row.state, ended))
            add_thing(
                world, "comment", f"{slug} {row.state} {ended}", row.pk, BLOC_OF[slug], slug, "", row.state, ended
            )


def _conference_rows(world) -> None:

    for row in Conference.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        add_thing(world, "conference", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state)
        sent = ["issued paper"] if row.papers.exclude(number="").exists() else []
        words = (row.state, *sent)
        add_thing(world, "composed_paper", f"{row.state} {bloc}", (row.pk, "giay-moi", "pdf"), bloc, "", "", *words)
        add_thing(world, "conference_paper", f"{row.state} {bloc}", (row.pk, "giay-moi"), bloc, "", "", *words)
        item, guest = AgendaItem.objects.filter(conference=row).first(), Guest.objects.filter(conference=row).first()
        add_thing(world, "agenda_item", f"{row.state} {bloc}", (row.pk, item.pk), bloc)
        if guest is not None:
            add_thing(world, "guest", f"{row.state} {bloc}", (row.pk, guest.pk), bloc)
        ballot = Ballot.objects.filter(held_at__agenda_item__conference=row).first()
        if ballot is not None:
            add_thing(
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
            add_thing(world, kind, f"{said.kind} {row.state} {bloc}", said.pk, bloc, "", "", row.state)
            if said.document_id:
                add_thing(world, "paper_file", f"{row.state} {bloc}", said.pk, bloc, "", "", row.state)
    for row in Screen.objects.select_related("conference__emulation_year__bloc").exclude(address_part=""):
        add_thing(world, "hall_screen", "open", row.address_part, row.conference.bloc.slug, "", "", "on the wall")
    add_thing(world, "hall_screen", "invented", "khong-co-man-hinh-nay")
    for mail in OutgoingMail.objects.filter(url__contains="/hoi-nghi/khach-moi/").order_by("-pk")[:1]:
        add_thing(world, "guest_link", "mailed", mail.url.rstrip("/").rsplit("/", 1)[1], "", "", "", "mailed")
    add_thing(world, "guest_link", "invented", "khong-co-duong-dan-nay")
    for row in Reply.objects.select_related("unit__bloc").filter(unit__slug__in=(HOA_TIEU, DTND, NINE[0], A, B)):
        slug = row.unit.slug
        add_thing(world, "reply", f"{row.answer or 'silent'} {slug} {row.pk}", row.pk, BLOC_OF[slug], slug)
    for row in News.objects.select_related("conference__emulation_year__bloc").order_by("pk"):
        bloc, words = row.bloc.slug, (row.conference.state, f"{row.state} news")
        add_thing(world, "news", f"{row.state} {bloc}", row.conference_id, bloc, "", "", *words)
        for photo in Photo.objects.filter(conference=row.conference_id)[:1]:
            args = (row.conference_id, photo.pk)
            add_thing(world, "photo", f"{row.state} {bloc}", args, bloc, "", "", *words)
            add_thing(world, "photo_size", f"{row.state} {bloc}", (*args, "nho"), bloc, "", "", *words)
    given = Assignment.objects.select_related("unit", "contribution__item__conference").order_by("pk")
    for row in given.filter(unit__slug__in=(HOA_TIEU, DTND, NINE[8], A, B)):
        slug, state = row.unit.slug, row.conference.state
        add_thing(world, "assignment", f"{row.state} {slug}", row.pk, BLOC_OF[slug], slug, "", state)
        if row.evidence_id:
            add_thing(world, "assignment_evidence", f"{row.state} {slug}", row.pk, BLOC_OF[slug], slug, "", state)
    for ballot in Ballot.objects.filter(kind=Ballot.Kind.SECRET).order_by("pk"):
        words = (
            f"count {ballot.state}",
            *_delegates(ballot),
            *(f"teller {row.user.username}" for row in ballot.tellers.all()),
        )
        for kind in ("ballot", "secret_ballot"):
            add_thing(world, kind, f"secret {ballot.state}", ballot.pk, ballot.bloc.slug, "", "", *words)
    for ballot in Ballot.objects.filter(kind=Ballot.Kind.PAPER, on_paper_of=None).order_by("pk"):
        named = [f"teller {row.user.username}" for row in ballot.tellers.all()]
        words = (f"count {ballot.state}", *_delegates(ballot), *named)
        for kind in ("ballot", "printed_ballot"):
            add_thing(world, kind, f"printed {ballot.state}", ballot.pk, ballot.bloc.slug, "", "", *words)
    own, strange = world.things["conference"][0], [row for row in world.things["agenda_item"] if row.bloc == MH]
    add_thing(world, "agenda_item", "other bloc's under own conference", (own.args[0], strange[0].args[1]))
    guests = [row for row in world.things["guest"] if row.bloc == MH]
    add_thing(world, "guest", "other bloc's under own conference", (own.args[0], guests[0].args[1]))


def _delegates(ballot):
    """Who is on its roll."""
    return [f"delegate {row.delegate.username}" for row in ballot.electors.exclude(delegate=None)]


def _scoring_rows(world) -> None:

    for row in CriteriaSet.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc, being = row.bloc.slug, "public" if row.state == "published" else row.state
        add_thing(world, "criteria_set", f"{row.state} {bloc}", row.pk, bloc, "", "", being)
        if being == "public":
            add_thing(world, "paper", f"results of {bloc}", ("results", row.pk), bloc)
        one = row.criteria.filter(kind="direct").first()
        add_thing(world, "criterion", f"{row.state} {bloc}", (row.pk, one.pk), bloc)
    own, strange = world.things["criteria_set"][0], next(row for row in world.things["criterion"] if row.bloc == MH)
    add_thing(world, "criterion", "other bloc's under own set", (own.args[0], strange.args[1]))
    for row in ScoreSheet.objects.select_related("unit__bloc", "checker", "criteria_set").order_by("pk"):
        slug = row.unit.slug
        if slug not in (HOA_TIEU, DTND, A, B, C):
            continue
        being = [row.state, f"checked by {row.checker.slug}"]
        being += ["public"] if row.criteria_set.state == "published" else []
        name = f"{row.state} {slug} {row.pk}"
        add_thing(world, "sheet", name, row.pk, BLOC_OF[slug], slug, "", *being)
        for column in ("tu-cham", "cham-cheo", "tham-dinh"):
            add_thing(world, "marks", f"{column} {name}", (row.pk, column), BLOC_OF[slug], slug, "", *being, column)
        if "public" in being and row.unit.slug == HOA_TIEU:
            line = row.criteria_set.criteria.filter(kind="direct").first()
            add_thing(world, "scored_line", name, (row.pk, line.pk), BLOC_OF[slug], slug, "", *being)
        for proof in row.proofs.select_related("evidence"):
            line, piece, shown = (row.pk, proof.criterion_id), proof.evidence_id, list(being)
            shown += ["shown to its checker"] if row.state != "open" else []
            add_thing(world, "scored line with files", name, line, BLOC_OF[slug], slug, "", *being)
            add_thing(world, "proof", name, (row.pk, proof.pk), BLOC_OF[slug], slug, "", *being)
            add_thing(world, "evidence", name, piece, BLOC_OF[slug], slug, "", *shown)
            add_thing(world, "evidence page", name, (piece, 1), BLOC_OF[slug], slug, "", *shown)
        for objection in row.objections.all():
            add_thing(world, "objection", name, (row.pk, objection.pk), BLOC_OF[slug], slug, "", *being)


def _award_rows(world) -> None:

    seen = set()
    for row in Nomination.objects.select_related("unit", "kind", "emulation_year__bloc").order_by("pk"):
        bloc, slug = row.emulation_year.bloc.slug, row.unit.slug
        if (row.state == "draft" and slug not in (HOA_TIEU, NINE[0], A)) or (slug, row.state) in seen:
            continue
        seen.add((slug, row.state))
        handed_in = [] if row.state == "draft" else ["handed in"]
        add_thing(world, "nomination", f"{row.state} {slug} {row.pk}", row.pk, bloc, slug, "", row.state, *handed_in)
        part = DossierPart.objects.filter(nomination=row, part="minutes").first() if handed_in else None
        if part is not None:
            args = (row.pk, part.pk)
            add_thing(world, "part", f"{row.state} {slug}", args, bloc, slug, "", row.state, *handed_in)
            add_thing(world, "part_page", f"{row.state} {slug}", (*args, 1), bloc, slug, "", row.state, *handed_in)
        word = DossierPart.objects.filter(nomination=row).exclude(word=None).first() if handed_in else None
        if word is not None:
            add_thing(
                world, "word_part", f"{row.state} {slug}", (row.pk, word.pk), bloc, slug, "", row.state, *handed_in
            )
    own, strange = world.named("nomination", world.things["nomination"][0].name), world.things["part"][-1]
    add_thing(world, "part", "another dossier's", (own.args[0], strange.args[1]))
    add_thing(world, "part_page", "another dossier's", (own.args[0], strange.args[1], 1))
    for row in Submission.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        handed_in = ["handed in"] if row.state == "issued" else []
        add_thing(world, "submission", f"{row.state} {bloc} {row.pk}", row.pk, bloc, "", "", row.state, *handed_in)
        if row.state == "prepared":
            add_thing(
                world, "paper", f"submission {row.pk} to sign", ("submission", row.pk), bloc, "", "", "of the head"
            )
    for row in SelectionMinutes.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        add_thing(world, "paper", f"selection minutes {row.pk}", ("selection_minutes", row.pk), bloc)
    for decision in Decision.objects.order_by("pk"):
        bloc = decision.lines.first().nomination.emulation_year.bloc.slug
        add_thing(world, "decision", bloc, decision.pk, bloc)
        mai = User.objects.get(username="mai")
        keep_original(decision, by=mai, content=blank_pdf(), filename="qd.pdf", form="scan", kept_at="Kho")
        add_thing(world, "decision with its original", bloc, decision.pk, bloc)
        add_thing(world, "line", bloc, (decision.pk, 1), bloc)
    for row in Certificate.objects.select_related("line__nomination__emulation_year__bloc").order_by("pk"):
        bloc = row.line.nomination.emulation_year.bloc.slug
        add_thing(world, "certificate", f"{row.state} {bloc} {row.pk}", row.pk, bloc, "", "", row.state)
    add_thing(world, "deciding authority", "", "chair")
    add_thing(world, "legal text", "", LegalText.objects.first().pk)
    add_thing(world, "paper form", "", "quyet-dinh")
    add_thing(world, "paper form page", "", ("quyet-dinh", 1))
    add_thing(world, "kind", "co-thi-dua", "co-thi-dua")
    add_thing(world, "template", "", CertificateTemplate.objects.first().pk)
    add_thing(world, "template with background", "", CertificateTemplate.objects.exclude(artwork=None).get().pk)
