"""A text with a basis that does not hold on its day comes no further, on any path."""

import datetime

import pytest

from drafting import workflow as drafting
from law.models import LegalText
from records.transitions import NotAllowedNow
from tests.pledges.conftest import few_keys, prepared
from tests.regulations.conftest import (
    SIGNED_ON,
    adopted,
    ballot,
    draft,
    issue,
    opened,
    settle,
    settled,
    vote,
)
from tests.support.signing import put

__all__ = ["adopted", "ballot", "draft", "few_keys", "opened", "settle", "settled", "vote"]

LATER_LAW = "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023"


def test_a_text_of_2020_that_cites_2023_is_not_settled(draft, settle, lan):
    text = draft.text
    draft.text = drafting.edit(text, by=lan, title=text.title, legal_basis=LATER_LAW, revision=text.revision)
    with pytest.raises(NotAllowedNow, match="98/2023/NĐ-CP có hiệu lực từ ngày 01/01/2024, chưa có hiệu lực"):
        settle(draft)


def test_a_text_without_the_day_of_its_law_is_told_what_to_write(draft, settle, lan):
    text = draft.text
    basis = "Căn cứ Luật Thi đua, khen thưởng năm 2003"
    draft.text = drafting.edit(text, by=lan, title=text.title, legal_basis=basis, revision=text.revision)
    with pytest.raises(NotAllowedNow, match="Sửa thành: “Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"):
        settle(draft)


def test_a_regulation_whose_basis_has_ended_is_not_put_before_its_signer(adopted, lan, at):
    LegalText.objects.filter(number="91/2017/NĐ-CP").update(valid_to=SIGNED_ON)
    with at("2020-07-03 10:00"), pytest.raises(NotAllowedNow, match="91/2017/NĐ-CP đã hết hiệu lực từ ngày 03/7/2020"):
        put("regulation", adopted, by=lan)
    adopted.refresh_from_db()
    assert adopted.state == "adopted"


def test_an_issued_regulation_names_its_adoption_and_cites_its_day(adopted, minh, lan, at):
    from regulations.documents.regulation import issued_paper

    with at("2020-07-03 10:00"):
        issued = issue(adopted, lan)
    *_, own, adoption = issued_paper(issued).legal_basis
    assert "1826/QĐ-UBND" in own
    assert adoption.startswith("Theo kết quả biểu quyết thông qua tại Hội nghị") and "02 tháng 7 năm 2020" in adoption


def test_a_pledge_with_a_dead_basis_is_not_opened(year2020, lan, nine):
    pledge = prepared(year2020, lan, nine)
    LegalText.objects.filter(number="06/2022/QH15").update(valid_to=datetime.date(2024, 2, 1))
    from pledges.requirements import opening_gaps

    assert any("06/2022/QH15 đã hết hiệu lực" in unmet.sentence for unmet in opening_gaps(pledge))
