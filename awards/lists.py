"""The lists of awards: dossiers, certificates, decisions, the board's queue, quotas, templates."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from awards.actions import SET_QUOTA
from awards.models import Certificate, DecisionLine, Nomination, Quota
from awards.models.certificate import CertificateQuerySet
from awards.models.decision import DecisionQuerySet
from awards.models.nomination import NominationQuerySet
from libraries.web.formats import vn_number
from libraries.web.listing import Buttons, Column, Empty, List, Option, Search, Years
from records.access import has_permission
from units.lists import BLOC, SAMPLE, ListOfBlocs, years_known
from units.models import EmulationYear

CertificateState, NominationState = Certificate.State, Nomination.State


def state_words(row: Nomination | Certificate) -> str:
    return row.get_state_display()


class NominationList(ListOfBlocs):
    """Dossiers, newest year first; the search reads recipient, unit and award together."""

    view_name = "awards:nomination_list"
    template = "awards/nomination_list.html"
    title, file_name = "Hồ sơ đề nghị khen thưởng", "ho-so-khen-thuong"
    row_template = "awards/_nomination_row.html"
    search = Search(
        "Tìm theo tên tập thể, danh hiệu, hình thức",
        lambda rows, words: rows.found_by(words),
        placeholder="Ví dụ: bằng khen hoa tiêu",
    )
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                Option("cho", "Chờ thẩm định", Q(state__in=[NominationState.SUBMITTED, NominationState.REVIEWED])),
                Option("xong", "Đã khen thưởng", Q(state=NominationState.DECIDED)),
            ),
            counted=True,
        ),
        Years("listed_year", years_known),
    )
    order = ("-listed_year", "listed_kind", "pk")
    columns = (
        Column(
            "recipient_name",
            "Tập thể",
            width=44,
            link=lambda row: reverse("awards:nomination_detail", args=[row.pk]),
        ),
        Column("kind", "Danh hiệu, hình thức", lambda row: row.kind.name, width=44),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        Column("state", "Trạng thái", state_words, width=18),
        Column("round", "Lần trình", width=10, align="num"),
        Column("submitted_at", "Thời gian trình", width=18),
        Column("decided_at", "Thời gian nhập quyết định", width=18),
        SAMPLE,
    )
    all_label = "Xem tất cả hồ sơ"
    nothing_found = Empty("search", "Không có hồ sơ nào khớp", "Nhập ít từ hơn hoặc xóa bộ lọc.")

    def shown(self, rows: NominationQuerySet) -> NominationQuerySet:
        return rows.select_related("emulation_year__bloc", "kind")

    def nothing_yet(self) -> Empty:
        text = "Hồ sơ thuộc phạm vi được xem sẽ hiển thị tại đây."
        if self.scope["start_year"]:
            text = "Sau bình xét tại hội nghị, lập hồ sơ cho từng tập thể được đề nghị."
        return Empty("award", "Chưa có hồ sơ nào", text)


class CertificateList(ListOfBlocs):
    """Certificates that were numbered; the search reads recipient, award and number of the decision."""

    view_name = "awards:certificate_list"
    template = "awards/certificate_list.html"
    to_year = "line__nomination__emulation_year"
    title, file_name = "Bằng, giấy chứng nhận", "bang-chung-nhan"
    row_template, is_table = "awards/_certificate_row.html", True
    search = Search("Tìm theo tập thể, danh hiệu, quyết định", lambda rows, words: rows.found_by(words))
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                Option("hieu-luc", "Có hiệu lực", Q(state=CertificateState.VALID)),
                Option("dang-in", "Đang in", Q(state=CertificateState.NUMBERED)),
                Option(
                    "het",
                    "Thu hồi, cấp đổi, cấp lại",
                    Q(state__in=[CertificateState.REVOKED, CertificateState.REPLACED]),
                ),
            )
        ),
    )
    order = ("-year", "listed_kind", "-number")
    columns = (
        Column("number", "Số bằng", lambda row: f"{row.kind.short_name} {row.full_number}", width=24),
        Column("recipient_name", "Tập thể", width=44),
        Column("kind", "Danh hiệu, hình thức", lambda row: row.kind.name, width=44, on_page=False),
        Column("bloc", "Khối, cụm", lambda row: row.line.nomination.bloc.short_name, width=22, on_page=False),
        Column("decision", "Quyết định", lambda row: row.line.decision.number, width=24),
        Column("decided_on", "Ngày quyết định", lambda row: row.line.decision.decided_on, width=16, on_page=False),
        Column("line_no", "Số sổ vàng", lambda row: row.line.line_no, width=12, on_page=False),
        Column("state", "Trạng thái", lambda row: "In lỗi" if row.print_error else state_words(row), width=16),
        Column("handed_over_at", "Thời gian trao", width=18, on_page=False),
        Column("is_sample", "Dữ liệu mẫu", SAMPLE.value, width=14, on_page=False),
    )
    nothing_found = Empty("search", "Không có bằng nào khớp", "Nhập ít từ hơn hoặc xóa bộ lọc.")

    def shown(self, rows: CertificateQuerySet) -> CertificateQuerySet:
        return rows.listed()

    def nothing_yet(self) -> Empty:
        text = "Bằng đã cấp theo quyết định khen thưởng sẽ hiển thị tại đây."
        return Empty("award", "Chưa có bằng nào", text, reverse("awards:decision_list"), "Xem quyết định")


class DecisionList(ListOfBlocs):
    """Decisions of the city, newest first."""

    view_name = "awards:decision_list"
    template = "awards/decision_list.html"
    title, file_name = "Quyết định khen thưởng", "quyet-dinh-khen-thuong"
    row_template = "awards/_decision_row.html"
    order = ("-decided_on", "-pk")
    columns = (
        Column("number", "Số, ký hiệu", width=24),
        Column("decided_on", "Ngày quyết định", width=16),
        Column("authority", "Cơ quan, người quyết định", width=40),
        Column("signer_name", "Người ký", width=26),
        Column("recipients", "Số tập thể", width=12, align="num"),
        SAMPLE,
    )

    def shown(self, rows: DecisionQuerySet) -> DecisionQuerySet:
        lines = DecisionLine.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
        counted = lines.annotate(count=Count("pk")).values("count")
        return rows.annotate(recipients=Coalesce(Subquery(counted), 0))

    def nothing_yet(self) -> Empty:
        text = "Quyết định sẽ hiển thị tại đây sau khi cơ quan thường trực nhập số và ngày."
        return Empty("file-earmark-text", "Chưa có quyết định nào", text)


class ReviewQueue(List):
    """Dossiers that wait for this person's opinion, oldest first."""

    view_name = "awards:review_queue"
    template = "awards/review_queue.html"
    title, file_name = "Hồ sơ cần thẩm định", "ho-so-can-tham-dinh"
    body_template = "awards/_queue_rows.html"
    columns = (
        Column("recipient_name", "Tập thể", width=44, link=lambda row: reverse("awards:review_edit", args=[row.pk])),
        Column("kind", "Danh hiệu, hình thức", lambda row: row.kind.name, width=44),
        Column("emulation_year", "Năm thi đua", lambda row: row.emulation_year.year, width=12, align="num"),
        BLOC,
        Column("submitted_at", "Thời gian trình", width=18),
        Column("round", "Lần trình", width=10, align="num"),
        SAMPLE,
    )

    def shown(self, rows: Any) -> Any:
        return rows.with_rows()

    def nothing_yet(self) -> Empty:
        text = "Khi có hồ sơ trình lên, hệ thống sẽ gửi thông báo."
        return Empty("clipboard-check", "Chưa có hồ sơ nào cần thẩm định", text)


@dataclass(frozen=True)
class QuotaYear:
    """A year of a bloc and what was recorded for it, in the order of the awards; where the reader records more."""

    year: EmulationYear
    quotas: tuple[Quota, ...]
    edit_address: str

    @property
    def words(self) -> str:
        return "; ".join(f"{quota.kind.name}: {vn_number(quota.count)}" for quota in self.quotas)

    @property
    def sources(self) -> str:
        return "; ".join(dict.fromkeys(quota.guidance for quota in self.quotas))


class QuotaList(ListOfBlocs):
    """Years this reader may see, newest first, with what was recorded for each kind."""

    view_name = "awards:quota_list"
    template = "awards/quota_list.html"
    title, file_name = "Số lượng khen thưởng được phân bổ", "chi-tieu-khen-thuong"
    body_template = "awards/_quota_years.html"
    order = ("-year", "bloc__sort_key", "pk")
    columns = (
        Column("year", "Năm thi đua", lambda row: row.year.year, width=12, align="num"),
        Column("bloc", "Khối, cụm", lambda row: row.year.bloc.name, width=44),
        Column("words", "Số lượng được phân bổ", width=60),
        Column("sources", "Căn cứ", width=52),
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("bloc")

    def prepared(self, rows: list[EmulationYear]) -> list[QuotaYear]:
        by_pk = {year.pk: year for year in rows}
        found: dict[int, list[Quota]] = {}
        for quota in (
            Quota.objects.filter(emulation_year__in=by_pk).select_related("kind").order_by("kind__display_order")
        ):
            found.setdefault(quota.emulation_year_id, []).append(quota)
        return [QuotaYear(year, tuple(found.get(year.pk, ())), self._edit_address(year)) for year in rows]

    def _edit_address(self, year: EmulationYear) -> str:
        allowed = has_permission(self.request.user, SET_QUOTA.name, year)
        return reverse("awards:quota_edit", args=[year.pk]) if allowed else ""

    def nothing_yet(self) -> Empty:
        return Empty(
            "list-check", "Chưa có năm thi đua nào", "Số lượng được phân bổ nhập theo từng năm thi đua của Khối."
        )


class TemplateList(List):
    """Sheets of paper, and where this printer puts the words on a blank."""

    view_name = "awards:template_list"
    template = "awards/template_list.html"
    title, file_name = "Mẫu bằng", "mau-bang"
    row_template, is_table = "awards/_template_row.html", True
    order = ("kind__display_order", "pk")
    columns = (
        Column("name", "Mẫu", width=44),
        Column("valid_from", "Áp dụng từ", lambda row: row.valid_from, width=14),
        Column(
            "size",
            "Khổ giấy",
            lambda row: f"{vn_number(row.width_mm)} × {vn_number(row.height_mm)} mm",
            width=18,
        ),
        Column(
            "overprint",
            "Độ lệch khi in lên phôi",
            lambda row: (
                f"{vn_number(row.overprint_x_mm)} mm, {vn_number(row.overprint_y_mm)} mm, tỷ lệ "
                f"{vn_number(row.overprint_scale)}"
            ),
            width=34,
        ),
        Column("is_default", "Mặc định", lambda row: bool(row.is_default), width=12, on_page=False),
        Column("acts", "Thao tác", in_excel=False),
    )

    def shown(self, rows: Any) -> Any:
        return rows.select_related("kind")

    def nothing_yet(self) -> Empty:
        return Empty("award", "Chưa có mẫu bằng nào")
