"""Dossiers on their way: each fixture leads the one before a step further, through the verbs themselves."""

import datetime
import io
from unittest import mock

import pikepdf
import pytest

from awards import workflow
from awards.models import AwardKind
from awards.starting_data import load_award_kinds
from conferences.workflow import plan
from tests.awards.sending import finish_report, send
from tests.support.rows_built_once import built_once, while_building
from units.codes import Proof

# The text of the city that says how many there are.
GUIDANCE = {
    "guidance_number": "12/HD-BTĐKT",
    "guidance_on": datetime.date(2019, 12, 2),
    "source": "Ban Thi đua - Khen thưởng thành phố",
}
SECTIONS = {
    "overview": "Đơn vị có 186 lao động, 92 đảng viên.",
    "duties": "Dẫn tàu an toàn 21.436 lượt, đạt 104,2% kế hoạch.",
    "law": "Nộp thuế đủ và đúng hạn.",
    "movements": "Có 12 sáng kiến.",
    "party": "Chi bộ hoàn thành tốt nhiệm vụ.",
    "past_awards": "2018; Giấy khen của Cục Hàng hải; 15/QĐ-CHHVN, 10/01/2019; Cục Hàng hải Việt Nam",
}


@while_building("real_papers")
def quick_papers(names):
    """Most tests are about rules: their papers are one blank page. Ask for `real_papers` to print the real ones."""
    if "real_papers" in names:
        yield
        return
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    with (
        # Not issuing.paper_to_pdf or background_of, which tests replace: of two who put one name back the last leaves
        # the wrong one.
        mock.patch("libraries.printing.pdf.render_html", lambda html, **options: out.getvalue()),
        mock.patch("awards.documents.certificate._background", _plain_sheet),
    ):
        yield


def _plain_sheet(layout, folder):
    """A background without art."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(layout.width_mm * 72 / 25.4, layout.height_mm * 72 / 25.4))
        art = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Art=art))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def real_papers():
    """The documents themselves, not blank pages."""


@pytest.fixture
def proof():
    """As units.codes.check_identity gives it."""
    now = datetime.datetime.now(datetime.UTC)
    return Proof(password_at=now, code_at=now, code_kind="totp", device_id="otp_totp.totpdevice/1")


@built_once
def kinds(city):
    load_award_kinds()
    return {kind.slug: kind for kind in AwardKind.objects.all()}


@built_once
def flag(kinds):
    return kinds["co-thi-dua"]


@built_once
def diploma(kinds):
    return kinds["bang-khen"]


@built_once
def quotas(year2020, flag, diploma, mai):
    for kind in (flag, diploma):
        workflow.set_quota(year2020, by=mai, kind=kind, count=1, **GUIDANCE)


def fill(nomination, by):
    """Everything a dossier needs before it can be submitted."""
    nomination = workflow.edit(
        nomination,
        by=by,
        revision=nomination.revision,
        recipient_name=nomination.recipient_name,
        citation=f"Đã có thành tích xuất sắc trong phong trào thi đua năm {nomination.emulation_year.year}",
        summary="Dẫn tàu an toàn 21.436 lượt, đạt 104,2% kế hoạch.",
    )
    report = getattr(nomination, "report", None)
    workflow.save_report(nomination, by=by, revision=report.revision if report else 0, **SECTIONS)
    nomination.refresh_from_db()
    finish_report(nomination, by=by)
    workflow.hand_in_minutes(nomination, by=by, content=b"%PDF-1.7 bien ban", filename="biên bản.pdf")
    nomination.refresh_from_db()
    return nomination


@built_once
def draft(year2020, nine, diploma, lan, minh, quotas):
    """hoa's unit, proposed for the Bằng khen."""
    return workflow.nominate(year2020, by=lan, unit=nine[5], kind=diploma)


@built_once
def full(draft, lan):
    return fill(draft, lan)


@built_once
def submitted(full, lan, mai, duc):
    return send(full, by=lan)


def agree(nomination, *people):
    for person in people:
        workflow.review(nomination, by=person, standard="met", conclusion="agree")
    nomination.refresh_from_db()
    return nomination


@built_once
def reviewed(submitted, mai, duc):
    return agree(submitted, mai, duc)


@pytest.fixture
def facts():
    """What a decision says."""
    from libraries.web import clock

    return {"number": "1234/QĐ-UBND", "decided_on": clock.today(), "signer_name": "Nguyễn Văn Mẫu"}


@built_once
def decided(reviewed, mai, proof, facts):
    """The decision; its one line is hoa's unit."""
    return workflow.decide([reviewed], by=mai, proof=proof, **facts)


@built_once
def numbered(decided, mai):
    job = workflow.issue(decided.lines.all(), by=mai)
    return job.certificates.get()


@built_once
def conference(year2020, lan):
    """One of the bloc that has begun."""
    row = plan(
        year2020,
        by=lan,
        kind="signing",
        title="Hội nghị ký kết",
        starts_at=datetime.datetime(2020, 7, 2, 1, tzinfo=datetime.UTC),
        place="Hải Phòng",
    )
    type(row).objects.filter(pk=row.pk).update(state="open", opened_at=row.starts_at, opened_by=lan)
    row.refresh_from_db()
    return row


@built_once
def certificate(numbered):
    assert workflow.print_waiting() == 1
    numbered.refresh_from_db()
    return numbered
