"""The sample's years, then what they lack; the other bloc has a module of its own."""

import datetime
from decimal import Decimal

from awards import workflow as awards
from awards.models import AwardKind, Nomination
from awards.workflow.templates import Artwork
from conferences import workflow as conferences
from conferences.models import Conference
from drafting import workflow as drafting
from drafting.models import Consultation, Text
from khoithidua.sample import texts
from khoithidua.sample.people import IN_OFFICE, load_people, person
from khoithidua.sample.play import Play
from khoithidua.sample.present import play_present
from khoithidua.sample.year2020 import play_year
from libraries import foreign_files
from libraries.web import clock
from libraries.web.downloads import PDF, SVG
from libraries.web.forms import CheckedFile
from pledges import workflow as pledges
from pledges.models import Pledge
from pledges.queries import party_of, report_of
from records.file_checks import PUBLIC, check_one, put_in_line
from records.jobs import start_job
from records.models import FileCheck
from scoring import workflow as scoring
from scoring.models import Mark
from scoring.starting_data import HUNDRED
from signatures import workflow as signatures
from tests.house.world.other_bloc import play_other_bloc
from tests.house.world.secret import secret
from tests.support.backgrounds import background_svg
from tests.support.pdf import blank_pdf
from tests.support.persona import BAO_DAM, DN2, DTND, HOA_TIEU, MH, NINE, A, B, C
from units import workflow as units
from units.models import BoardSeat, EmulationYear, Handover, Post, SecretariatSeat


def build() -> None:
    """The sample's years, then what it lacks."""

    load_people()
    play = Play(tell=lambda line: None)
    play_year(play)
    play_present(play)
    _more_people(play)
    _what_is_not_sent(play)
    _at_the_board(play)
    play_other_bloc(play)
    _scoring(play)
    _own_background(play)
    _files_to_verify()


def _own_background(play) -> None:
    """A sheet that the city designed; for decisions to come, so that those of the year keep theirs."""
    drawing = background_svg()
    page = foreign_files.background(drawing)
    artwork = Artwork(drawing, "nen-bang.svg", SVG, page.page, page.width_mm, page.height_mm)
    awards.make_template(
        by=play.person("mai"),
        kind=AwardKind.objects.get(slug="bang-khen"),
        name="Phôi của thành phố",
        valid_from=clock.today() + datetime.timedelta(days=400),
        artwork=artwork,
    )


def _files_to_verify() -> None:
    """What the public hands in at /xac-minh/: one that waits, one that was looked at."""
    for address in ("192.0.2.1", "192.0.2.2"):
        put_in_line(FileCheck.Question.VERIFY, b"not ours", name="ban-sao.pdf", owner=f"p:{address}")
    check_one(PUBLIC)


def _more_people(play) -> None:

    today, bloc = clock.today(), play.unit(DTND).bloc
    tam, kiem, cu, khoa = (
        person("tam", "Lý Minh Tâm"),
        person("kiem", "Mạc Văn Kiểm"),
        person("cu", "Tạ Văn Cử"),
        person("khoa", "Hà Khoa"),
    )
    person("khach", "Võ Danh Khách")
    proof = {"password_at": "", "code_at": "", "code_kind": "totp", "device_id": ""}
    Handover.objects.create(
        emulation_year=EmulationYear.objects.filter(bloc=bloc).first(),
        giver=play.person("lan"),
        taker=play.person("hoa"),
        title="Tổ trưởng",
        effective_on=today,
        reason="Luân phiên",
        items={},
        handed_at=clock.now(),
        handed_by=play.person("lan"),
        handed_proof=proof,
    )
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
    # Acts of two that wait for the second: of somebody of a unit, and of a unit.
    units.request_new_factor(play.person("nam"), by=play.person("lan"), bloc=bloc, reason="Mất điện thoại")
    aide = person("giup", "Lương Văn Giúp")
    Post.objects.create(user=aide, unit=play.unit(HOA_TIEU), title="Phó Giám đốc", valid_from=IN_OFFICE)
    units.grant_authority(play.unit(HOA_TIEU), by=play.person("lan"), holder=aide, title="Phó Giám đốc", **paper)


def _what_is_not_sent(play) -> None:
    """Nine units, each with a comment, targets and a report that only they have seen; the secretariat's own draft."""

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
            file=CheckedFile("gop-y.pdf", blank_pdf(), "pdf"),
        )  # fmt: skip
        row = pledges.TargetRow(secret("CHITIEU", number), "tấn", Decimal(number), secret("GHICHU", number))
        pledges.save_targets(preparing, unit, by=leader, rows=[row])
        dossier = awards.nominate(
            year2020, by=lan, unit=unit, kind=diploma, citation="Có thành tích", summary="Tóm tắt"
        )
        sections = dict.fromkeys(("overview", "law", "movements", "party"), "Đang viết") | {"past_awards": ""}
        awards.save_report(dossier, by=leader, revision=0, duties=secret("BAOCAO", number), **sections)
    # Results of the last quarter, opened again and not yet confirmed.
    late, chief = play.unit(DTND), play.leader_of(DTND)
    signed = Pledge.objects.get(state="in_force", emulation_year=year2020)
    pledges.reopen_results(report_of(signed, late, 4), by=chief, reason="Nhập sai số liệu")
    reached = {row.pk: pledges.Reached(Decimal(7), secret("KETQUA")) for row in signed.targets.filter(unit=late)}
    pledges.save_results(signed, late, 4, by=chief, results=reached)
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
    signatures.decline(
        party_of(signing, play.unit(NINE[7])), by=play.leader_of(NINE[7]), reason=f"Đề nghị sửa {secret('TUCHOI')}"
    )
    for name in ("long", "tam"):
        signatures.start_signing(party_of(signing, play.unit(DTND)), by=play.person(name))
    for bloc, name in ((DN2, "lan"), (MH, "vy")):
        start_job(bloc, "In bằng", 1, play.person(name))
    planned = Conference.objects.get(state="planned", emulation_year__bloc__slug=DN2)
    conferences.invite_guest(planned, by=lan, name=f"Khách {secret('KHACHMOI')}")
    item = conferences.add_agenda_item(planned, by=lan, kind="papers", title="Tham luận")
    conferences.record_contribution(
        item, by=lan, kind="paper", unit=play.unit(DTND), title="Sắp xếp lại luồng tuyến", file=blank_pdf(),
        filename="tham-luan.pdf",
    )  # fmt: skip


def _scoring(play) -> None:
    """A set that nobody was shown yet, and in each bloc one with sheets: filled in, to be checked, objected to."""
    lan, vy, days = play.person("lan"), play.person("vy"), datetime.timedelta(days=9)
    drafted = EmulationYear.objects.get(bloc__slug=DN2, year=2019)
    scoring.create_set(drafted, by=lan, title=f"Bộ tiêu chí {secret('BOTIEUCHI')}", start=HUNDRED)
    # And one that is adopted and waits for its season.
    waiting = EmulationYear.objects.create(bloc=vy.secretariat_seats.get().bloc, year=2018)
    scoring.adopt_set(scoring.create_set(waiting, by=vy, title="Bộ tiêu chí năm 2018", start=HUNDRED), by=vy)
    for secretary, slug, handed_in in ((lan, DN2, HOA_TIEU), (vy, MH, A)):
        year = EmulationYear.objects.filter(bloc__slug=slug).exclude(criteria_set__isnull=False).latest("year")
        row = scoring.create_set(year, by=secretary, title="Bộ tiêu chí", start=HUNDRED)
        row = scoring.adopt_set(row, by=secretary)
        due = clock.now() + days
        row = scoring.open_scoring(row, by=secretary, score_by=due, check_by=due, objection_days=9)
        for sheet in row.sheets.select_related("unit"):
            leader, unit = play.leader_of(sheet.unit.slug), sheet.unit.slug
            note = secret("DIEM", NINE.index(unit) + 1) if unit in NINE else secret("MHDIEM") if unit == A else ""
            leaves = row.criteria.exclude(kind="sum")
            marks = [scoring.Written(one, Decimal(1), note=note) for one in leaves]
            scoring.save_marks(sheet, Mark.Stage.SELF, by=leader, marks=marks, revision=None)
            _shows(sheet, leaves[0], leader)
            if sheet.unit.slug == handed_in:
                scoring.submit_sheet(sheet, by=leader)
            elif sheet.unit.slug == C:
                _objects(play, sheet, marks)


def _shows(sheet, criterion, leader) -> None:
    """A file of the unit for one line of its sheet."""
    unit = sheet.unit.slug
    title = secret("MINHCHUNG", NINE.index(unit) + 1) if unit in NINE else secret("MHMINHCHUNG") if unit == A else ""
    if sheet.unit.slug not in (HOA_TIEU, DTND, A, B, C):
        return
    file = {
        "content": blank_pdf() + f"\n% {sheet.unit.slug}".encode(),
        "filename": "xac-nhan.pdf",
        "mime": PDF,
        "title": f"Giấy xác nhận {title}",
        "issued_on": clock.today(),
        "number": "12/XN",
        "issuer": "Cơ quan thuế",
    }
    scoring.add_proofs(sheet, by=leader, criterion=criterion, new=file)


def _objects(play, sheet, marks) -> None:
    """Brought to its end; the unit does not agree with one line."""
    leader, checker = play.leader_of(sheet.unit.slug), play.leader_of(sheet.checker.slug)
    scoring.submit_sheet(sheet, by=leader)
    scoring.save_marks(sheet, Mark.Stage.CHECK, by=checker, marks=marks, revision=None)
    scoring.finish_check(sheet, by=checker)
    scoring.finish_appraisal(sheet, by=play.person("vy"))
    scoring.object_to_mark(sheet, by=leader, criterion=marks[0].criterion, reason="Đã có văn bản xác nhận")


def _at_the_board(play) -> None:

    waiting = Nomination.objects.get(state="submitted", emulation_year__bloc__slug=DN2)
    awards.review(
        waiting, by=play.person("duc"), standard="met", conclusion="disagree", comment=f"Ý kiến {secret('THAMDINH')}"
    )
