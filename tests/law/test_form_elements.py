"""Every form rendered once and compared with NĐ 30/2020 element by element; every form in every period of the law."""

import dataclasses
import datetime
from unittest import mock

import pytest

from law.models import LegalText
from law.paper_forms import description, library
from law.paper_forms import elements as on
from law.paper_forms.samples import SAMPLES, sample_paper
from law.paper_forms.samples.setting import Setting
from law.queries import wrong_bases
from libraries.printing.paper import Article, Paper, SignatureGrid, Table
from libraries.printing.pdf import paper_to_pdf
from records.transitions import NotAllowedNow
from tests.law.form_measures import Page, faults_of
from tests.support.printed import Printed, read

DAY = datetime.date(2020, 7, 2)
BASIS = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, "
    "khen thưởng ngày 14 tháng 6 năm 2005",
    "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều "
    "của Luật Thi đua, khen thưởng",
)
SLUGS = [form.slug for form in library.PAPER_FORMS]


def setting(day: datetime.date = DAY) -> Setting:
    city = "thành phố Ví Dụ"
    committee = f"Ủy ban nhân dân {city}"
    body = f"Ban Thi đua - Khen thưởng {city}"
    return Setting(day, city, "Ví Dụ", f"UBND {city}", committee, f"Chủ tịch {committee}", body)


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Each form as it is printed: drawn once for all tests."""
    drawn = {}
    with mock.patch.object(description, "citations", lambda day, *topics: BASIS):
        for form, make in SAMPLES.items():
            paper = form.filled(make(setting()))
            drawn[form.slug] = Page(form, paper, read(paper_to_pdf(paper)))
    return drawn


def test_every_form_has_a_sample():
    assert set(SAMPLES) == set(library.PAPER_FORMS)
    assert len(library.FORMS) == len(library.BY_SLUG) == 23


@pytest.mark.parametrize("slug", SLUGS)
def test_form_is_as_the_annex_lays_down(pages, slug):
    assert faults_of(pages[slug]) == []


def without(element: on.Element, paper: Paper) -> Paper:
    """The same paper with this element left out."""
    drop = {on.ARTICLES: Article, on.TABLE: Table, on.PANELS: SignatureGrid}
    if element in drop:
        kept = tuple(block for block in paper.body if not isinstance(block, drop[element]))
        return dataclasses.replace(paper, body=kept, annexes=() if element is on.TABLE else paper.annexes)
    fields = {
        on.SUPERIOR: {"superior": ""},
        on.ISSUER: {"issuer": ""},
        on.NUMBER: {"number": ""},
        on.PLACE_DATE: {"place": ""},
        on.KIND: {"kind": ""},
        on.SUBJECT: {"subject": ""},
        on.LETTER_SUBJECT: {"subject": ""},
        on.ATTACHED_TO: {"attached_to": ""},
        on.ADDRESSEES: {"addressees": ()},
        on.AUTHORITY: {"authority": ""},
        on.BASIS: {"legal_basis": ()},
        on.RESOLUTION: {"resolution": ""},
        on.BODY: {"body": ()},
        on.END_MARK: {"ends_with_mark": False},
        on.SIGNER: {"signatures": ()},
        on.TWO_SIGNERS: {"signatures": ()},
        on.RECIPIENTS: {"recipients": ()},
        on.ANNEX: {"annexes": ()},
    }
    return dataclasses.replace(paper, **fields[element])


def test_a_missing_element_is_named(pages):
    """Of each form each required element is left out: the library names it, and so does the comparison of the page."""
    tried = 0
    for page in pages.values():
        for element in page.form.required:
            if element is on.NATION:
                continue  # the printer writes it on every paper
            tried += 1
            lacking = without(element, page.paper)
            assert element in page.form.missing(lacking), (page.form.name, element.label)
    assert tried > 150
    print(f"{tried} elements left out, each named")


def test_a_paper_that_lacks_one_is_not_issued(pages):
    page = pages["quyet-dinh"]
    facts = dataclasses.replace(page.paper, authority="")
    with pytest.raises(NotAllowedNow, match="Quyết định chưa đủ thể thức, còn thiếu: Thẩm quyền ban hành"):
        page.form.filled(facts)
    assert page.form.filled(dataclasses.replace(facts, note_box="Dự thảo")).resolution == "Quyết định"


# --- The comparison itself: each deviation put into what was measured is found --------------------------------------


def spoilt(page: Page, element: on.Element, how: str) -> Printed:
    """The measured lines of the element left out, or looking otherwise."""
    from tests.law.form_measures import CHECKS, _words

    lines, _ = CHECKS.get(element, _words)(page, element)
    changed = []
    for line in page.printed.lines:
        if line not in lines:
            changed.append(line)
        elif how == "larger":
            changed.append(line.looking(size=line.spans[0].size + 3))
        elif how == "slanted":
            changed.append(line.looking(italic=not line.spans[0].italic))
        elif how == "weight":
            changed.append(line.looking(bold=not line.spans[0].bold))
    return dataclasses.replace(page.printed, lines=tuple(changed))


LOOKED_AT = (
    on.SUPERIOR,
    on.ISSUER,
    on.NUMBER,
    on.PLACE_DATE,
    on.KIND,
    on.SUBJECT,
    on.ADDRESSEES,
    on.AUTHORITY,
    on.BASIS,
    on.RESOLUTION,
    on.SIGNER,
    on.TWO_SIGNERS,
    on.RECIPIENTS,
    on.ANNEX,
    on.LETTER_SUBJECT,
    on.NATION,
    on.ATTACHED_TO,
)


@pytest.mark.parametrize("how", ["gone", "larger", "slanted", "weight"])
def test_a_deviation_on_the_page_is_named(pages, how):
    tried = 0
    for page in pages.values():
        for row in page.form.elements:
            if row.element not in LOOKED_AT or not row.element.is_on(page.paper):
                continue
            tried += 1
            other = dataclasses.replace(page, printed=spoilt(page, row.element, how))
            named = [fault for fault in faults_of(other) if fault.startswith(f"{row.element.label}:")]
            assert named, (page.form.name, row.element.label, how)
    assert tried > 150


def test_an_element_in_the_wrong_place_is_named(pages):
    """Resolution before the basis; the number of the page on page 1; a rule that is too long."""
    page = pages["quyet-dinh"]
    (line,) = page.find("QUYẾT ĐỊNH:")
    moved = line.looking(baseline=60.0)
    lines = tuple(sorted((moved if one == line else one for one in page.printed.lines), key=lambda one: one.place))
    faults = faults_of(dataclasses.replace(page, printed=dataclasses.replace(page.printed, lines=lines)))
    assert "Dòng “QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:”: đứng trước Căn cứ ban hành" in faults
    long = tuple(dataclasses.replace(rule, left=rule.left - 30, right=rule.right + 30) for rule in page.printed.rules)
    faults = faults_of(dataclasses.replace(page, printed=dataclasses.replace(page.printed, rules=long)))
    assert {fault.split(":")[0] for fault in faults} >= {"Quốc hiệu và Tiêu ngữ", "Cơ quan ban hành văn bản"}


# --- Every form in every period ---------------------------------------------------------------------------------------

LAW_2003 = "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; "
LAW_2022 = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
# A day of each pack, and how the lines on emulation begin on it.
PERIODS = {
    datetime.date(2020, 7, 2): (LAW_2003, "Căn cứ Nghị định số 91/2017/NĐ-CP", "Căn cứ Thông tư số 12/2019/TT-BNV"),
    datetime.date(2024, 6, 3): (LAW_2022, "Căn cứ Nghị định số 98/2023/NĐ-CP"),
    datetime.date(2025, 9, 15): (LAW_2022, "Căn cứ Nghị định số 152/2025/NĐ-CP"),
    datetime.date(2026, 11, 20): (f"{LAW_2022}; Luật sửa đổi, bổ sung", "Căn cứ Nghị định số 152/2025/NĐ-CP"),
}


@pytest.mark.django_db
def test_every_form_cites_the_law_of_its_day():
    compared = 0
    for day, lines in PERIODS.items():
        for form in library.PAPER_FORMS:
            compared += 1
            paper = sample_paper(form, day)
            emulation = [line for line in paper.legal_basis if "hi đua, khen thưởng" in line and "/BB-" not in line]
            emulation = [line for line in emulation if line.startswith("Căn cứ") and "Quy chế" not in line]
            if LegalText.Topic.EMULATION in form.topics:
                assert len(emulation) == len(lines), (form.name, day, emulation)
                for printed, wanted in zip(emulation, lines, strict=True):
                    assert printed.startswith(wanted), (form.name, day)
            else:
                assert emulation == [], (form.name, day)
            if LegalText.Topic.AUTHORITY in form.topics:
                assert paper.legal_basis[0].startswith("Căn cứ Luật Tổ chức chính quyền địa phương ngày")
            assert wrong_bases(paper.legal_basis, day) == []
    assert compared == 4 * len(library.PAPER_FORMS)
    print(f"{compared} papers: every form in every period, citations as that day's law")


@pytest.mark.slow
@pytest.mark.django_db
def test_every_form_in_every_period_is_as_the_annex_lays_down():
    """Printed with the words and citations of its day, and measured: what changes with the law moves no element."""
    compared = elements = 0
    for day in PERIODS:
        for form in library.PAPER_FORMS:
            paper = sample_paper(form, day)
            page = Page(form, paper, read(paper_to_pdf(paper)))
            assert faults_of(page) == [], (form.name, day)
            compared += 1
            elements += sum(row.element.is_on(paper) for row in form.elements)
    assert compared == 4 * len(library.PAPER_FORMS)
    print(f"{compared} papers printed, {elements} elements measured")
