"""One world for all access tests: the sample's two blocs, and in each of them rows of every kind and situation.

Built once a session by the rooms' own verbs, in a database of its own (a copy of the empty test database), so that no
other test sees it. What stands here about people and rows (PEOPLE, `things`) is written down by hand: it is the ground
on which tests/house/doors.py says who may enter, and must not be asked of the application.
"""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.support.persona import BAO_DAM, BLOC_OF, DN2, DTND, HOA_TIEU, MH, NINE, A, B, C


@dataclass(frozen=True)
class Thing:
    """A row as an address names it: its arguments, whose it is, and its situation in words."""

    name: str
    args: tuple = ()
    bloc: str = ""
    unit: str = ""
    owner: str = ""
    being: frozenset = frozenset()


@dataclass
class World:
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def of(self, kind: str | None) -> list[Thing]:
        return [Thing("")] if kind is None else self.things[kind]

    def named(self, kind: str, name: str) -> Thing:
        return next(thing for thing in self.things[kind] if thing.name == name)


# --- What is in it ---------------------------------------------------------------------------------------------------


def build() -> None:
    """The sample's years, then what it lacks."""
    from khoithidua.sample.people import load_people
    from khoithidua.sample.play import Play
    from khoithidua.sample.present import play_present
    from khoithidua.sample.year2020 import play_year

    load_people()
    play = Play(tell=lambda line: None)
    play_year(play)
    play_present(play)
    _more_people(play)
    _what_is_not_sent(play)
    _at_the_board(play)
    _other_bloc(play)


def _more_people(play) -> None:
    from khoithidua.sample.people import IN_OFFICE, person
    from libraries.web import clock
    from units import workflow as units
    from units.models import BoardSeat, Post, SecretariatSeat

    today, bloc = clock.today(), play.unit(DTND).bloc
    tam, kiem, cu, khoa = (
        person("tam", "Lý Minh Tâm"),
        person("kiem", "Mạc Văn Kiểm"),
        person("cu", "Tạ Văn Cử"),
        person("khoa", "Hà Khoa"),
    )
    person("khach", "Võ Danh Khách")
    Post.objects.create(user=tam, unit=play.unit(DTND), title="Phó Chi cục trưởng", valid_from=IN_OFFICE)
    paper = {"capacity": "KT.", "reference": "Giấy ủy quyền số 01/UQ", "valid_from": today}
    paper["last_day"] = today + datetime.timedelta(days=300)
    units.grant_authority(play.unit(DTND), by=play.person("long"), holder=tam, title="Phó Chi cục trưởng", **paper)
    Post.objects.create(user=kiem, unit=play.unit(BAO_DAM), title="Chuyên viên", valid_from=IN_OFFICE)
    BoardSeat.objects.create(user=kiem, title="Ủy viên", from_unit=play.unit(BAO_DAM), valid_from=IN_OFFICE)
    Post.objects.create(
        user=cu, unit=play.unit(HOA_TIEU), title="Chuyên viên", valid_from=IN_OFFICE,
        valid_to=today - datetime.timedelta(days=300),
    )  # fmt: skip
    SecretariatSeat.objects.create(user=khoa, bloc=bloc, valid_from=IN_OFFICE)
    units.deactivate_person(khoa, by=play.person("lan"), chain=DN2, reason="Nghỉ hưu")
    other = play.person("tuan").posts.get().unit
    holder = person("phuc", "Đào Phúc")
    Post.objects.create(user=holder, unit=other, title="Phó Giám đốc", valid_from=IN_OFFICE)
    units.grant_authority(other, by=play.person("tuan"), holder=holder, title="Phó Giám đốc", **paper)


# Codes and tokens are random letters, digits, - and _: the frame alone is one chance in 64 to the 13th power.
SECRET = re.compile(r"QXMATMAQX([A-Z]+?)(\d+)QXHET")


def secret(kind: str, number: int = 0) -> str:
    """A word that occurs nowhere else, not even by chance."""
    return f"QXMATMAQX{kind}{number}QXHET"


def _what_is_not_sent(play) -> None:
    """Nine units, each with a comment, targets and a report that only they have seen; the secretariat's own draft."""
    from awards import workflow as awards
    from awards.models import AwardKind
    from conferences import workflow as conferences
    from conferences.models import Conference
    from drafting import workflow as drafting
    from drafting.models import Consultation, Text
    from khoithidua.sample import texts
    from libraries.web import clock
    from pledges import workflow as pledges
    from pledges.models import Pledge
    from records.jobs import start_job
    from units.models import EmulationYear

    lan = play.person("lan")
    running = Consultation.objects.get(closed_at=None, closes_at__gt=clock.now(), text__emulation_year__bloc__slug=DN2)
    year2019 = EmulationYear.objects.get(bloc__slug=DN2, year=2019)
    year2020 = EmulationYear.objects.get(bloc__slug=DN2, year=2020)
    preparing = pledges.create_pledge(year2019, by=lan, title="Giao ước năm 2019")
    diploma = AwardKind.objects.get(slug="bang-khen")
    key = running.text.nodes.filter(kind="article").first().key
    for number, slug in enumerate(NINE, 1):
        unit, leader = play.unit(slug), play.leader_of(slug)
        drafting.write_comment(
            running, unit, by=leader, stance="agree_with_change", body=secret("GOPY", number),
            replacement=secret("SUATHANH", number), node_key=key,
        )  # fmt: skip
        row = pledges.TargetRow(secret("CHITIEU", number), "tấn", Decimal(number), secret("GHICHU", number))
        pledges.save_targets(preparing, unit, by=leader, rows=[row])
        dossier = awards.nominate(
            year2020, by=lan, unit=unit, kind=diploma, citation="Có thành tích", summary="Tóm tắt"
        )
        sections = dict.fromkeys(("overview", "law", "movements", "party"), "Đang viết") | {"past_awards": ""}
        awards.save_report(dossier, by=leader, revision=0, duties=secret("BAOCAO", number), **sections)
    unsent = drafting.create_text(
        year2020, by=lan, kind=Text.Kind.REGULATION, title=f"Quy chế phối hợp {secret('DUTHAO')}",
        legal_basis="Căn cứ Luật", tree=texts.REGULATION[:1],
    )  # fmt: skip
    drafting.freeze(unsent, by=lan, note="Bản nội bộ")
    # A later version of a text that was sent: seen by nobody but the secretariat.
    node = running.text.nodes.filter(kind="clause").first()
    drafting.save_node(node, by=lan, revision=node.revision, heading="", body=f"Câu mới {secret('SAUKHIGUI')}")
    drafting.freeze(running.text, by=lan)
    signing = Pledge.objects.get(state="open", emulation_year__bloc__slug=DN2)
    pledges.decline(signing, play.unit(NINE[7]), by=play.leader_of(NINE[7]), reason=f"Đề nghị sửa {secret('TUCHOI')}")
    for name in ("long", "tam"):
        pledges.start_signing(signing, play.unit(DTND), by=play.person(name))
    for bloc, name in ((DN2, "lan"), (MH, "vy")):
        start_job(bloc, "In bằng", 1, play.person(name))
    planned = Conference.objects.get(state="planned", emulation_year__bloc__slug=DN2)
    conferences.invite_guest(planned, by=lan, name=f"Khách {secret('KHACHMOI')}")


def _at_the_board(play) -> None:
    from awards import workflow as awards
    from awards.models import Nomination

    waiting = Nomination.objects.get(state="submitted", emulation_year__bloc__slug=DN2)
    awards.review(
        waiting, by=play.person("duc"), standard="met", conclusion="disagree", comment=f"Ý kiến {secret('THAMDINH')}"
    )


def _other_bloc(play) -> None:
    """Khối thi đua minh họa lives too."""
    from awards import workflow as awards
    from awards.models import AwardKind
    from conferences import workflow as conferences
    from conferences.models import Conference
    from drafting import workflow as drafting
    from khoithidua.sample import texts
    from khoithidua.sample.year2020 import report_of, selection_minutes, sign_for
    from libraries.web import clock
    from pledges import workflow as pledges
    from regulations import workflow as regulations
    from regulations.signers import signers_of
    from units.models import EmulationYear, Unit

    vy, tuan, yen = (play.person(name) for name in ("vy", "tuan", "yen"))
    year = EmulationYear.objects.get(bloc__slug=MH, year=2020)
    unit = {row.slug: row for row in Unit.objects.with_names().filter(bloc__slug=MH)}
    leader = {A: tuan, B: yen, C: play.person("an")}
    later = clock.now() + datetime.timedelta(days=9)

    # texts: one issued, one being commented on, one never sent
    def regulation(title, tree=texts.REGULATION[:1]):
        return regulations.start_regulation(year, by=vy, title=title, legal_basis="Căn cứ Luật", tree=tree)

    issued = regulation("Quy chế Khối minh họa")
    drafting.open_consultation(issued.text, by=vy, closes_at=later)
    first = issued.text.consultations.get()
    for slug in (A, B):
        drafting.agree_fully(first, unit[slug], by=leader[slug])
    drafting.close_consultation(first, by=vy)
    drafting.issue_response_table(first, by=vy)
    drafting.settle(issued.text, by=vy)
    asked = regulation(f"Quy chế sửa đổi {secret('MHLAYYKIEN')}")
    running = drafting.open_consultation(asked.text, by=vy, closes_at=later)
    key = asked.text.nodes.filter(kind="article").first().key
    words = {"stance": "disagree", "body": secret("MHGOPY"), "node_key": key}
    drafting.write_comment(running, unit[A], by=tuan, **words)
    words["body"] = f"Đã gửi {secret('MHDAGUI')}"
    drafting.send_comment(drafting.write_comment(running, unit[B], by=yen, **words), by=yen)
    unsent = regulation(f"Quy chế chưa gửi {secret('MHNHAP')}")
    drafting.freeze(unsent.text, by=vy)

    # conferences: one closed with minutes, one going on with a ballot
    def conference(title):
        row = conferences.plan(
            year, by=vy, kind=Conference.Kind.LAUNCH, title=title, starts_at=clock.now(), place="Hải Phòng",
            chair_name="Phạm Anh Tuấn", chair_post="Giám đốc", secretary_name="Cao Tường Vy", secretary_post="Thư ký",
        )  # fmt: skip
        item = conferences.add_agenda_item(row, by=vy, kind="vote", title="Thông qua Quy chế Khối minh họa")
        conferences.invite_guest(row, by=vy, name=f"Khách {secret('MHKHACH')}")
        roll = [conferences.Presence(one, "present", leader[slug].full_name, "Giám đốc") for slug, one in unit.items()]
        conferences.record_attendance(row, by=vy, roll=roll)
        conferences.open_conference(row, by=vy)
        return conferences.open_ballot(item, by=vy, question="Thông qua Quy chế Khối minh họa?")

    ballot = conference("Hội nghị đã họp")
    for slug in unit:
        conferences.cast(ballot, unit=unit[slug], choice="yes", by=leader[slug])
    ballot = conferences.close_ballot(ballot, by=vy)
    issued = regulations.adopt(issued, by=vy, ballot=ballot)
    met = Conference.objects.get(pk=ballot.conference_id)
    conferences.record_events(
        met, by=vy, revision=met.revision, notes={ballot.agenda_item_id: "Nhất trí"}, conclusions="Hội nghị nhất trí"
    )
    conferences.close_conference(met, by=vy, ends_at=clock.now())
    conferences.issue_minutes(met, by=vy)
    today = clock.today()
    regulations.issue(
        issued, by=vy, signed_on=today, effective_from=today, signer=signers_of(issued.emulation_year, today)[0]
    )
    going_on = conference(f"Hội nghị đang họp {secret('MHHOINGHI')}")
    conferences.cast(going_on, unit=unit[B], choice="no", by=yen)

    # the pledge, signed by one
    pledge = pledges.create_pledge(year, by=vy, title="Giao ước Khối minh họa", tree=[texts.PLEDGE[0]])
    drafting.close_consultation(drafting.open_consultation(pledge.text, by=vy, closes_at=later), by=vy)
    drafting.settle(pledge.text, by=vy)
    for slug, one in unit.items():
        row = pledges.TargetRow(f"Chỉ tiêu {secret('MHCHITIEU')}", "tấn", Decimal(5))
        pledges.save_targets(pledge, one, by=leader[slug], rows=[row])
    pledge = pledges.open_signing(pledge, by=vy, sign_by=later, place="Hải Phòng")
    sign_for(pledge, unit[B], yen)
    pledges.start_signing(pledge, unit[A], by=tuan)

    # dossiers: one being written, one before the board, one decided with a certificate
    flag, diploma = (AwardKind.objects.get(slug=slug) for slug in ("co-thi-dua", "bang-khen"))
    for kind in (flag, diploma):
        awards.set_quota(year, by=vy, kind=kind, count=3, source="Hướng dẫn của thành phố")

    def dossier(slug, kind, report, *, sent=True):
        row = awards.nominate(
            year, by=vy, unit=unit[slug], kind=kind, citation="Có thành tích", summary=f"Tóm tắt {secret('MHTOMTAT')}"
        )
        awards.save_report(row, by=leader[slug], revision=0, **(report_of(unit[slug], complete=True) | report))
        if sent:
            awards.finish_report(row, by=leader[slug])
            awards.hand_in_minutes(row, by=vy, content=selection_minutes(row), filename="bien-ban.pdf")
            row = awards.submit(row, by=vy)
        return row

    dossier(A, flag, {"duties": secret("MHBAOCAO")}, sent=False)
    dossier(C, diploma, {})
    praised = dossier(B, diploma, {})
    for name in ("duc", "hung"):
        awards.review(praised, by=play.person(name), standard="met", conclusion="agree", comment="Đồng ý")
    mai = play.person("mai")
    decision = awards.decide(
        [praised], by=mai, proof=play.proof_of(mai), number="02-MẪU/QĐ-UBND", decided_on=today,
        signer_name="Nguyễn Văn Mẫu",
    )  # fmt: skip
    awards.issue(decision.lines.all(), by=mai)
    awards.print_waiting()


# --- Its rows, by kind -----------------------------------------------------------------------------------------------


def catalogue() -> World:
    """The rows the tests walk to, each with the words that say its situation."""
    world = World()
    _units_rows(world)
    _records_and_notices_rows(world)
    _drafting_rows(world)
    _conference_rows(world)
    _pledge_rows(world)
    _award_rows(world)
    return world


def _thing(world, kind, name, args, bloc="", unit="", owner="", *being):
    args = args if isinstance(args, tuple) else (args,)
    world.things.setdefault(kind, []).append(Thing(name, args, bloc, unit, owner, frozenset(being)))


def _units_rows(world) -> None:
    from units.models import EmulationYear, Post, Seat, SigningAuthority, User

    people = {row.username: row for row in User.objects.all()}
    for bloc in (DN2, MH):
        year = EmulationYear.objects.get(bloc__slug=bloc, year=2020)
        _thing(world, "bloc", bloc, bloc, bloc)
        _thing(world, "year", f"{bloc} 2020", (bloc, 2020), bloc)
        _thing(world, "year_pk", f"{bloc} 2020", year.pk, bloc)
        _thing(world, "quota", f"{bloc} 2020", (year.pk, "bang-khen"), bloc)
        seat = Seat.objects.filter(emulation_year=year, role="member").first()
        _thing(world, "seat", bloc, (bloc, 2020, seat.pk), bloc)
    strange = Seat.objects.filter(emulation_year__bloc__slug=MH).first()
    _thing(world, "seat", "other bloc's under own year", (DN2, 2020, strange.pk))
    for slug in (HOA_TIEU, DTND, A):
        _thing(world, "unit", slug, (BLOC_OF[slug], slug), BLOC_OF[slug], slug)
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
    _thing(world, "person", "kiem of the board", (DN2, people["kiem"].pk), DN2, "", "kiem", "known there")
    for name in ("yen", "duc", "khach"):
        _thing(world, "person", f"{name} in a strange bloc", (DN2, people[name].pk), DN2)
    good = people["khanh"]  # nobody who logs in here: that would end the link
    uid = urlsafe_base64_encode(force_bytes(good.pk))
    _thing(world, "password_link", "good", (uid, default_token_generator.make_token(good)), "", "", "khanh", "good")
    _thing(world, "password_link", "wrong", (uid, "abc-0123456789"))
    closed = people["khoa"]
    uid = urlsafe_base64_encode(force_bytes(closed.pk))
    _thing(world, "password_link", "closed account", (uid, default_token_generator.make_token(closed)))


def _records_and_notices_rows(world) -> None:
    from notices.models import Notice, OutgoingMail
    from records.models import Document, Job

    for chain in (DN2, MH):
        document = Document.objects.filter(chain=chain).exclude(code=None).exclude(code="").first()
        _thing(world, "code", chain, document.code, chain, "", "", "issued")
        mail = OutgoingMail.objects.filter(bloc__slug=chain).first()
        _thing(world, "mail", chain, mail.pk, chain)
    ended = Document.objects.exclude(code=None).filter(end__isnull=False).first()
    _thing(world, "code", "replaced", ended.code, DN2, "", "", "issued")
    _thing(world, "code", "unknown", "ABCDEFGHJKMNPQRSTVWX")
    for job in Job.objects.select_related("created_by").order_by("pk"):
        bloc = job.chain if job.chain in (DN2, MH) else ""
        _thing(world, "job", f"{job} ({job.chain})", job.pk, bloc, "", job.created_by.username)
    for name in ("lan", "hoa", "tuan"):
        notice = Notice.objects.filter(user__username=name).first()
        _thing(world, "notice", name, notice.pk, "", "", name)


def _drafting_rows(world) -> None:
    from drafting.models import Comment, Consultation, Node, Text, Version
    from regulations.models import Regulation

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
            words = (["shown"] if shown else []) + (["settled"] if text.settled_version_id == version.pk else [])
            name = f"{text.pk} version {version.no} {'/'.join(words) or 'kept back'} {bloc}"
            _thing(world, "version", name, (text.pk, version.no), bloc, "", "", *words)
        node = Node.objects.filter(text=text, kind="article").first()
        if node is not None and text.kind == "regulation":
            _thing(world, "node", f"{text.pk} {text.state} {bloc}", node.pk, bloc)
    for regulation in Regulation.objects.select_related("bloc", "text"):
        being = [regulation.state, *(["sent"] if regulation.text.consultations.exists() else [])]
        name = f"{regulation.pk} {'/'.join(being)} {regulation.bloc.slug}"
        _thing(world, "regulation", name, regulation.pk, regulation.bloc.slug, "", "", *being)
    rounds = Consultation.objects.filter(text__in=texts).select_related("text__emulation_year__bloc").order_by("pk")
    for row in rounds:
        bloc = row.text.emulation_year.bloc.slug
        _thing(world, "round", f"{row.pk} {bloc}", row.pk, bloc, "", "", "ended" if row.closed_at else "running")
    wanted = {HOA_TIEU, DTND, NINE[0], A, B}
    seen = set()
    for row in Comment.objects.select_related("unit__bloc", "consultation").order_by("pk"):
        slug, ended = row.unit.slug, "ended" if row.consultation.closed_at else "running"
        if slug in wanted and (slug, row.state, ended) not in seen:
            seen.add((slug, row.state, ended))
            _thing(world, "comment", f"{slug} {row.state} {ended}", row.pk, BLOC_OF[slug], slug, "", row.state, ended)


def _conference_rows(world) -> None:
    from conferences.models import AgendaItem, Ballot, Conference, Guest

    for row in Conference.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        _thing(world, "conference", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state)
        item, guest = AgendaItem.objects.filter(conference=row).first(), Guest.objects.filter(conference=row).first()
        _thing(world, "agenda_item", f"{row.state} {bloc}", (row.pk, item.pk), bloc)
        _thing(world, "guest", f"{row.state} {bloc}", (row.pk, guest.pk), bloc)
        ballot = Ballot.objects.filter(conference=row).first()
        if ballot is not None:
            _thing(
                world, "ballot", f"{ballot.state} {bloc}", ballot.pk, bloc, "", "", row.state, f"count {ballot.state}"
            )
    own, strange = world.things["conference"][0], [row for row in world.things["agenda_item"] if row.bloc == MH]
    _thing(world, "agenda_item", "other bloc's under own conference", (own.args[0], strange[0].args[1]))
    guests = [row for row in world.things["guest"] if row.bloc == MH]
    _thing(world, "guest", "other bloc's under own conference", (own.args[0], guests[0].args[1]))


def _pledge_rows(world) -> None:
    from notices.models import Notice
    from pledges.models import Pledge, SigningIntent, SigningLink

    for row in Pledge.objects.select_related("emulation_year__bloc").order_by("pk"):
        bloc = row.emulation_year.bloc.slug
        sealed = ["sealed"] if row.state != "draft" else []
        _thing(world, "pledge", f"{row.state} {bloc}", row.pk, bloc, "", "", row.state, *sealed)
        for slug in (HOA_TIEU, DTND) if bloc == DN2 else (A,):
            _thing(world, "target", f"{row.state} {slug}", (row.pk, slug), bloc, slug, "", row.state)
    _thing(world, "target", "other bloc's unit in own pledge", (world.things["pledge"][0].args[0], A))
    for row in SigningIntent.objects.select_related("user", "unit").order_by("pk"):
        if row.user.username in ("hoa", "long", "tam", "tuan", "yen"):
            used = "used" if hasattr(row, "signature") else "open"
            slug, name = row.unit.slug, row.user.username
            _thing(world, "intent", f"{name} {used} {row.pk}", row.pk, BLOC_OF[slug], slug, name, used)
    known = set()
    for row in SigningLink.objects.filter(revoked_at=None).select_related("user", "unit", "pledge").order_by("-pk"):
        name = row.user.username
        notices = Notice.objects.filter(user=row.user, url__contains="/giao-uoc/ky/").order_by("-pk")
        if name in ("hoa", "long", "tuan") and name not in known and row.pledge.state == "open":
            known.add(name)
            token = notices.first().url.rstrip("/").rsplit("/", 1)[1]
            slug = row.unit.slug
            _thing(world, "link", name, token, BLOC_OF[slug], slug, name, "live")
    _thing(world, "link", "invented", "khong-co-duong-dan-nay")


def _award_rows(world) -> None:
    from awards.models import Certificate, CertificateTemplate, Decision, DossierPart, Nomination

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
    for decision in Decision.objects.order_by("pk"):
        bloc = decision.lines.first().nomination.emulation_year.bloc.slug
        _thing(world, "decision", bloc, decision.pk, bloc)
        _thing(world, "line", bloc, (decision.pk, 1), bloc)
    for row in Certificate.objects.select_related("line__nomination__emulation_year__bloc").order_by("pk"):
        bloc = row.line.nomination.emulation_year.bloc.slug
        _thing(world, "certificate", f"{row.state} {bloc} {row.pk}", row.pk, bloc, "", "", row.state)
    _thing(world, "template", "", CertificateTemplate.objects.first().pk)
