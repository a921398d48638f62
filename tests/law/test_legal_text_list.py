"""Everybody reads what papers rest on; the board keeps it."""

from law.models import LegalText

ADDRESS = "/can-cu/"


def test_a_leader_reads_citations_and_how_sure_they_are(client_of, hoa):
    page = client_of(hoa).get(ADDRESS).content.decode()
    assert "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in page
    assert "Theo nguồn trích dẫn, chưa đối chiếu" in page
    assert "Thêm văn bản" not in page


def test_only_what_is_in_force(client_of, mai):
    page = client_of(mai).get(f"{ADDRESS}?hieu_luc=con").content.decode()
    assert "06/2022/QH15" in page and "91/2017/NĐ-CP" not in page
    assert "Thêm văn bản" in page


def test_found_without_marks(client_of, mai):
    page = client_of(mai).get(f"{ADDRESS}?tim=cong tac van thu").content.decode()
    assert "30/2020/NĐ-CP" in page and "91/2017/NĐ-CP" not in page
    assert LegalText.objects.count() > 10
