"""/du-thao/moi/ (drafting:text_start, drafting:create_text): begin empty or from the frame of headings."""

import pytest

from drafting.models import Text
from tests import factories
from tests.drafting.pages import body, get, post


def typed(year, **changes):
    return {
        "emulation_year": year.pk, "kind": "regulation", "title": "Quy chế hoạt động", "beginning": "mau",
        "legal_basis": "Căn cứ Luật Thi đua, khen thưởng\r\nCăn cứ Nghị định số 152/2025/NĐ-CP", **changes,
    }  # fmt: skip


def test_from_the_frame(year2020, lan):
    assert "Mẫu dự thảo" in body(get(lan, "drafting:text_start"))
    answer = post(lan, "drafting:text_start", **typed(year2020))
    text = Text.objects.get()
    assert answer.status_code == 302 and answer.url == f"/du-thao/{text.pk}/soan/"
    assert text.legal_basis == "Căn cứ Luật Thi đua, khen thưởng\nCăn cứ Nghị định số 152/2025/NĐ-CP"
    assert text.nodes.filter(kind="chapter").count() == 6
    assert text.created_by == lan


@pytest.mark.parametrize("kind", ["regulation", "pledge"])
def test_empty(year2020, lan, kind):
    post(lan, "drafting:text_start", **typed(year2020, kind=kind, beginning="trong"))
    assert not Text.objects.get().nodes.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": ""}, "Nhập tên văn bản."),
        ({"title": "x" * 301}, "có 301 ký tự"),
        ({"title": "Quy\x00chế"}, "ký tự"),
        ({"title": "Quy\nchế"}, "một dòng"),
        ({"legal_basis": "x" * 10_001}, "có 10.001 ký tự"),
        ({"kind": "law"}, "Chọn một loại văn bản"),
        ({"beginning": "?"}, "Chọn một nội dung ban đầu"),
        ({"emulation_year": "x"}, "Chọn"),
        ({"emulation_year": ""}, "Chọn năm thi đua"),
    ],
)
def test_bad_input_keeps_what_was_typed(year2020, lan, change, says):
    answer = post(lan, "drafting:text_start", **typed(year2020, **change))
    page = body(answer)
    assert answer.status_code == 422 and says in page
    assert "Nghị định số 152/2025" in page or "legal_basis" in change
    assert not Text.objects.exists()


def test_not_in_another_blocs_year(year2020, lan, other_bloc):
    other = factories.EmulationYearFactory(bloc=other_bloc, year=2021)
    assert post(lan, "drafting:text_start", **typed(other)).status_code == 422


def test_only_the_secretariat(year2020, minh, hoa, nam, mai):
    for user in (minh, hoa, nam, mai):
        assert get(user, "drafting:text_start").status_code == 403
        assert post(user, "drafting:text_start", **typed(year2020)).status_code == 403
    assert get(None, "drafting:text_start").status_code == 302


def test_the_kind_in_the_address_is_chosen(year2020, lan):
    assert 'value="pledge" selected' in body(get(lan, "drafting:text_start", loai="pledge"))
