"""Points and place of a dossier's unit: of the published scoring of its year, else as the secretariat typed them."""

from awards.models import Nomination
from libraries.web.formats import vn_number
from scoring.models import Result
from scoring.queries import result_of


def published_result(nomination: Nomination) -> Result | None:
    return result_of(nomination.unit_id, nomination.emulation_year_id)


def score_words(nomination: Nomination) -> str:
    """ "960 điểm, xếp thứ 1 trong Khối, Hoàn thành xuất sắc"; what was typed where nothing was published."""
    result = published_result(nomination)
    if result is None or result.place is None:
        return nomination.score
    total = vn_number(result.base + result.bonus - result.deduction)
    words = [f"{total} điểm", f"xếp thứ {result.place} trong Khối"]
    return ", ".join([*words, result.grade] if result.grade else words)
