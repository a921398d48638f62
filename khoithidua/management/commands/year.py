"""make year OUT=DIR: plays the year 2020 in a scratch database and writes its documents and year.json into DIR."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from awards.documents.decision_record import DecisionWords, record_paper
from awards.models import Certificate, DossierPart, SelectionMinutes, Submission
from ballots.models import CountingMinutes
from conferences.documents.news import news_file
from conferences.documents.papers import PAPERS
from conferences.models import News
from conferences.queries import issued_paper_of
from drafting.models import ResponseTable
from khoithidua.embedded_server import StartsDatabase
from khoithidua.sample.people import load_people
from khoithidua.sample.play import Play
from khoithidua.sample.year2020 import Lived, play_year
from khoithidua.sample.year2020.yearend import elect_head
from libraries.pades.verification import examine
from libraries.printing.pdf import paper_to_pdf
from libraries.printing.word import paper_to_docx
from libraries.web import clock
from libraries.web.formats import spaced_code
from pledges.documents.agreement import agreement_paper
from records.documents import verification_url
from records.ledger import StoredDocuments
from records.models import Document, NumberSeries
from scoring.documents.results import explanation_paper
from scoring.documents.results_excel import results_sheet
from scoring.models import CriteriaSet, ResultTable
from scoring.queries import sheet_view

# File → how many people must have signed it, each by their own act (docs/law.md: Who signs and how).
SIGNERS = {
    "giao-uoc.pdf": 9,
    "bien-ban.pdf": 2,
    "bien-ban-binh-xet.pdf": 2,
    "bao-cao-thanh-tich.pdf": 2,
    "quy-che.pdf": 1,
    "tiep-thu-giai-trinh.pdf": 1,
    "to-trinh.pdf": 1,
    **{f"{paper.slug}.pdf": 1 for paper in PAPERS},
}


class Command(StartsDatabase):
    help = "Chạy trọn năm 2020 trong một cơ sở dữ liệu tạm, ghi các văn bản và year.json vào thư mục."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with connection.cursor() as cursor:
            # A scratch database: what an earlier run left in this folder is not part of this year.
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        call_command("migrate", verbosity=0)
        load_people()
        play = Play(tell=self.stdout.write)
        lived = play_year(play)
        elect_head(play, lived.conference.emulation_year)
        files = write_files(folder, documents_of(lived))
        write_scores(folder)
        write_word_twins(folder, lived)
        news = News.objects.select_related("conference__emulation_year__bloc").get(conference=lived.conference)
        (folder / "tin-bai.html").write_bytes(news_file(news, lived.conference.photos.select_related("large")))
        series = NumberSeries.objects.order_by("chain", "series", "year")
        numbers = [{"chain": row.chain, "series": row.series, "year": row.year, "last": row.last} for row in series]
        golden_book = {line.nomination.unit.slug: line.line_no for line in lived.decision.lines.all()}
        account = {"steps": play.steps, "documents": files, "numbers": numbers, "golden_book": golden_book}
        (folder / "year.json").write_text(json.dumps(account, ensure_ascii=False, indent=2) + "\n")
        refuse_unless_whole(lived, files)
        call_command("audit_verify", stdout=self.stdout)
        self.stdout.write(f"{len(play.steps)} bước, {len(files)} tệp trong {folder}")


def write_scores(folder: Path) -> None:
    """The table of results as Excel, and how the points of the first unit came about."""
    criteria_set = CriteriaSet.objects.select_related("emulation_year__bloc").get(state=CriteriaSet.State.PUBLISHED)
    (folder / "bang-tong-hop-diem.xlsx").write_bytes(results_sheet(criteria_set))
    sheet = criteria_set.sheets.select_related("criteria_set__emulation_year__bloc").earliest("pk")
    paper = explanation_paper(sheet_view(sheet))
    (folder / "giai-trinh-diem.pdf").write_bytes(paper_to_pdf(paper))
    (folder / "giai-trinh-diem.docx").write_bytes(paper_to_docx(paper))


def write_word_twins(folder: Path, lived: Lived) -> None:
    """What is kept as PDF alone, from the same description in Word: the signed pledge, the record of the decision."""
    pledge, decision = lived.pledge, lived.decision
    if pledge.document is None:
        raise CommandError("Giao ước chưa khóa nội dung.")
    agreement = agreement_paper(pledge.sealed, sealed=True, verification=_verification(pledge.document))
    (folder / "giao-uoc.docx").write_bytes(paper_to_docx(agreement))
    words = DecisionWords(**{column.name: getattr(decision, column.name) for column in fields(DecisionWords)})
    dossiers = [line.nomination for line in decision.lines.order_by("line_no")]
    with clock.travel(decision.recorded_at):  # the record says on which day it was written
        record = record_paper(dossiers, words, verification=_verification(decision.document))
    (folder / "quyet-dinh.docx").write_bytes(paper_to_docx(record))


def _verification(document: Document) -> tuple[str, str]:
    code = document.code or ""
    return code, verification_url(code)


def documents_of(lived: Lived) -> dict[str, Document]:
    """File name → the document written under it; the year did not happen when one is missing."""
    regulation = lived.regulation
    table, minutes = ResponseTable.objects.get(document=lived.response_table), lived.conference.issued_minutes
    results = ResultTable.objects.get()
    awarded = lived.nominations[0].emulation_year
    submission = Submission.objects.get(emulation_year=awarded)
    report = DossierPart.objects.filter(part="report", nomination__unit__slug="hoa-tieu-kv2").latest("pk")
    selection = SelectionMinutes.objects.get(emulation_year=awarded)
    flag = Certificate.objects.get(state=Certificate.State.VALID, kind__slug="co-thi-dua")
    diploma = Certificate.objects.get(state=Certificate.State.VALID, kind__slug="bang-khen")
    damaged = Certificate.objects.get(state=Certificate.State.REPLACED, kind__slug="bang-khen")
    written = {
        "quy-che.pdf": regulation.document,
        "quy-che.docx": regulation.word_document,
        "tiep-thu-giai-trinh.pdf": table.document,
        "tiep-thu-giai-trinh.docx": table.word,
        "bien-ban.pdf": minutes.document if minutes else None,
        "bien-ban.docx": minutes.word if minutes else None,
        "giao-uoc.pdf": lived.pledge.document,
        "bang-tong-hop-diem.pdf": results.document,
        "bang-tong-hop-diem.docx": results.word,
        "bien-ban-binh-xet.pdf": selection.document,
        "bien-ban-binh-xet.docx": selection.word,
        "to-trinh.pdf": submission.document,
        "to-trinh.docx": submission.word,
        "danh-sach-trich-ngang.pdf": submission.list_document,
        "danh-sach-trich-ngang.docx": submission.list_word,
        "bao-cao-thanh-tich.pdf": report.document,
        "bao-cao-thanh-tich.docx": report.word,
        "quyet-dinh.pdf": lived.decision.document,
        "co-thi-dua-cang-vu-hang-hai.pdf": flag.document,
        "bang-khen-hoa-tieu-kv2.pdf": diploma.document,
        "bang-khen-hoa-tieu-kv2-da-thay-the.pdf": damaged.document,
    }
    counting = CountingMinutes.objects.get(ballot__emulation_year=lived.conference.emulation_year)
    written |= {"bien-ban-kiem-phieu.pdf": counting.document, "bien-ban-kiem-phieu.docx": counting.word}
    for paper in PAPERS:
        issued = issued_paper_of(lived.conference, paper.kind)
        written[f"{paper.slug}.pdf"] = issued.document if issued else None
        written[f"{paper.slug}.docx"] = issued.word if issued else None
    if missing := [name for name, document in written.items() if document is None]:
        raise CommandError(f"Thiếu văn bản: {', '.join(missing)}")
    return {name: document for name, document in written.items() if document is not None}


def write_files(folder: Path, documents: dict[str, Document]) -> list[dict[str, Any]]:
    """Write each document and look at it again as a stranger would, from the file."""
    rows = []
    for name, document in documents.items():
        path = folder / name
        path.write_bytes(document.read())
        verdict = examine(path.read_bytes(), StoredDocuments()) if name.endswith(".pdf") and document.code else None
        rows.append(
            {
                "file": name,
                "kind": document.kind,
                "title": document.title,
                "number": document.number,
                "sha256": document.head.sha256,
                "size": document.head.size,
                "code": spaced_code(document.code) if document.code else None,
                "url": verification_url(document.code) if document.code else None,
                "verdict": verdict.status if verdict else None,
                "signatures": len(verdict.signatures) if verdict else None,
                "signers": [row.signer for row in verdict.signatures if row.is_person] if verdict else [],
            }
        )
    return rows


def refuse_unless_whole(lived: Lived, files: list[dict[str, Any]]) -> None:
    """Exit status 0 only if all of it happened."""
    wrong = [
        row["file"]
        for row in files
        if row["verdict"] and row["verdict"] != ("replaced" if "da-thay-the" in row["file"] else "valid")
    ]
    if wrong:
        raise CommandError(f"Văn bản không đạt kiểm tra: {', '.join(wrong)}")
    unsigned = [row["file"] for row in files if len(set(row["signers"])) < SIGNERS.get(row["file"], 0)]
    if unsigned:
        raise CommandError(f"Văn bản thiếu chữ ký của người có trách nhiệm ký: {', '.join(unsigned)}")
    if lived.pledge.state != "in_force" or lived.pledge.signatures.count() != 9:
        raise CommandError("Giao ước chưa có hiệu lực với đủ 9 chữ ký.")
    if lived.regulation.state != "issued" or lived.conference.state != "closed":
        raise CommandError("Quy chế chưa ban hành hoặc hội nghị chưa bế mạc.")
