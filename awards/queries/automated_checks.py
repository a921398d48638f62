"""What the platform can check of a dossier by itself, in words for the reviewer (docs/interface.md: Reviewing)."""

from collections.abc import Iterator
from dataclasses import dataclass

from awards.models import AwardTerms, DossierPart, Nomination
from awards.models.kinds import Part
from awards.models.past_awards import read_past_awards
from awards.queries.certificates import default_template
from awards.queries.dossiers import quota_use
from libraries.certificate_art.page import CertificateFields, check_fields
from libraries.web import clock
from units.models import City

INTERVAL = "cần xét khoảng cách giữa hai lần khen thưởng"


@dataclass(frozen=True)
class Check:
    """`fine` False: a person should look at it."""

    fine: bool
    words: str


def automated_checks(nomination: Nomination, parts: dict[str, DossierPart], terms: AwardTerms | None) -> list[Check]:
    """In the order in which a reviewer reads a dossier."""
    return [
        *_parts(parts, terms),
        *_votes(nomination, terms),
        *_quota(nomination),
        *_name(nomination),
        *_earlier(nomination),
        *_print(nomination, terms),
    ]


def _parts(parts: dict[str, DossierPart], terms: AwardTerms | None) -> Iterator[Check]:
    if terms is None:
        yield Check(False, "Hệ thống chưa có tiêu chuẩn áp dụng cho ngày nhận hồ sơ")
        return
    needed = terms.required_parts
    lacking = [Part(part).label.lower() for part in needed if part not in parts]
    if lacking:
        yield Check(False, f"Thiếu {', '.join(lacking)} ({len(needed) - len(lacking)}/{len(needed)})")
    else:
        yield Check(True, f"Đủ thành phần hồ sơ ({len(needed)}/{len(needed)})")


def _votes(nomination: Nomination, terms: AwardTerms | None) -> Iterator[Check]:
    ballot = nomination.ballot
    if ballot is None or ballot.yes is None:
        yield Check(False, "Hồ sơ không nêu kết quả biểu quyết. Xem biên bản bình xét")
        return
    # The bloc's ballot follows the bloc's regulation; the share that the law asks for is the council's own vote.
    words = f"Khối biểu quyết: đồng ý {ballot.yes}/{ballot.base_count}, đạt {ballot.share_words}"
    need = f"theo quy chế của Khối cần {ballot.threshold_words}"
    yield Check(
        bool(ballot.passed), f"{words} ({need})" if ballot.passed else f"{words}, không được thông qua ({need})"
    )
    if terms and terms.vote:
        share = f"{terms.vote.written} {terms.vote.base}"
        yield Check(True, f"Hội đồng của cấp trình biểu quyết riêng: từ {share} đồng ý")


def _quota(nomination: Nomination) -> Iterator[Check]:
    quota = quota_use(nomination)
    if quota.allowed is None:
        yield Check(False, f"Chưa nhập số lượng {nomination.kind.short_name} được phân bổ cho Khối")
    else:
        within = quota.submitted <= quota.allowed
        yield Check(within, f"{'Trong' if within else 'Vượt'} số lượng được phân bổ cho Khối ({quota.words})")


def _name(nomination: Nomination) -> Iterator[Check]:
    official = nomination.name_of_the_year
    if nomination.recipient_name != official:
        yield Check(False, f"Tên ghi trên bằng khác tên đơn vị ngày 31/12/{nomination.emulation_year.year}: {official}")


def _earlier(nomination: Nomination) -> Iterator[Check]:
    """Had the same award lately: the reviewer looks at the time between (docs/law.md: The same award again)."""
    year = nomination.emulation_year.year
    before = (
        Nomination.objects.decided()
        .filter(unit=nomination.unit_id, emulation_year__year__lt=year)
        .select_related("kind", "emulation_year")
        .order_by("-emulation_year__year")[:3]
    )
    for row in before:
        words = f"Đã được tặng {row.kind.short_name} năm {row.emulation_year.year}"
        yield Check(row.kind_id != nomination.kind_id, f"{words}; {INTERVAL}")
    report = nomination.written_report
    if report and report.past_awards:
        try:
            awards = read_past_awards(report.past_awards)
        except ValueError:
            return
        same = [award for award in awards if nomination.kind.short_name.lower() in award.award.lower()]
        for award in same[:2]:
            yield Check(
                False,
                f"Theo báo cáo của đơn vị, đã được tặng {award.award} năm {award.year}; {INTERVAL}",
            )


def _print(nomination: Nomination, terms: AwardTerms | None) -> Iterator[Check]:
    template = default_template(nomination.kind, clock.today())
    if template is None:
        return
    city = City.objects.on()
    fields = CertificateFields(
        kind=nomination.kind.slug,
        authority=terms.authority_in(city) if terms else "",
        recipient=nomination.recipient_name,
        citation=nomination.citation,
    )
    for sentence in check_fields(fields, template.layout(nomination.emulation_year.year, city.name)):
        yield Check(False, f"Khi in bằng: {sentence}")
