"""The lists of awards: dossiers, certificates, decisions, the board's queue, quotas, templates."""

from django.db.models import Q
from django.urls import reverse

from awards.models import Certificate, Nomination
from libraries.web.listing import Buttons, Column, Empty, Option, Search
from units.lists import BLOC, SAMPLE, YEARS, ListOfBlocs

CertificateState, NominationState = Certificate.State, Nomination.State


def state_words(row) -> str:
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
        placeholder="bang khen hoa tieu",
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
        YEARS,
    )
    order = ("-emulation_year__year", "kind__display_order", "pk")
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
        Column("submitted_at", "Trình lúc", width=18),
        Column("decided_at", "Ghi quyết định lúc", width=18),
        SAMPLE,
    )
    all_label = "Xem tất cả hồ sơ"
    nothing_found = Empty("search", "Không có hồ sơ nào khớp", "Thử ít chữ hơn, hoặc bỏ bộ lọc.")

    def shown(self, rows):
        return rows.with_rows()

    def nothing_yet(self):
        text = "Khi có hồ sơ đồng chí được xem, hồ sơ hiện ở đây."
        if self.scope["kept_years"]:
            text = "Sau bình xét tại hội nghị, lập hồ sơ cho từng tập thể được đề nghị."
        return Empty("award", "Chưa có hồ sơ nào", text)


class CertificateList(ListOfBlocs):
    """Certificates that were numbered; the search reads recipient, award and number of the decision."""

    view_name = "awards:certificate_list"
    template = "awards/certificate_list.html"
    title, file_name = "Bằng, chứng nhận", "bang-chung-nhan"
    row_template, is_table = "awards/_certificate_row.html", True
    search = Search("Tìm theo tên tập thể, hình thức, số quyết định", lambda rows, words: rows.found_by(words))
    filters = (
        Buttons(
            (
                Option("", "Tất cả"),
                Option("hieu-luc", "Có hiệu lực", Q(state=CertificateState.VALID)),
                Option("dang-in", "Đang in", Q(state=CertificateState.NUMBERED)),
                Option("het", "Thu hồi, cấp lại", Q(state__in=[CertificateState.REVOKED, CertificateState.REPLACED])),
            )
        ),
    )
    order = ("-year", "kind__display_order", "-number")
    columns = (
        Column("number", "Số bằng", lambda row: f"{row.kind.short_name} {row.full_number}", width=24),
        Column("recipient_name", "Tập thể", width=44),
        Column("kind", "Danh hiệu, hình thức", lambda row: row.kind.name, width=44, on_page=False),
        Column("bloc", "Khối, cụm", lambda row: row.line.nomination.bloc.short_name, width=22, on_page=False),
        Column("decision", "Quyết định", lambda row: row.line.decision.number, width=24),
        Column("decided_on", "Ngày quyết định", lambda row: row.line.decision.decided_on, width=16, on_page=False),
        Column("line_no", "Số sổ vàng", lambda row: row.line.line_no, width=12, on_page=False),
        Column("state", "Trạng thái", lambda row: "In lỗi" if row.print_error else state_words(row), width=16),
        Column("handed_over_at", "Trao lúc", width=18, on_page=False),
        Column("is_sample", "Dữ liệu mẫu", SAMPLE.value, width=14, on_page=False),
    )
    nothing_found = Empty("search", "Không có bằng nào khớp", "Thử ít chữ hơn, hoặc bỏ bộ lọc.")

    def shown(self, rows):
        return rows.listed()

    def nothing_yet(self):
        text = "Bằng hiện ở đây khi phát hành theo quyết định khen thưởng."
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
        Column("recipients", "Số tập thể", lambda row: len(row.lines.all()), width=12, align="num"),
        SAMPLE,
    )

    def shown(self, rows):
        return rows.prefetch_related("lines")

    def nothing_yet(self):
        text = "Quyết định hiện ở đây sau khi Ban TĐKT ghi số và ngày."
        return Empty("file-earmark-text", "Chưa có quyết định nào", text)
