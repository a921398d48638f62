"""The awards of 2019: two dossiers, their reviews, the city's decision, two certificates."""

import datetime
from functools import partial
from typing import Any

from awards import workflow as awards
from awards.models import AwardKind, Certificate, Decision, Nomination
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from khoithidua.sample.year2020.selection import select
from libraries.printing.paper import Paper, Paragraph, Signature
from libraries.printing.pdf import paper_to_pdf
from libraries.web import clock
from units.models import EmulationYear, Unit, User

# The text of the city is invented, its number says so; how many there were is what the article of 02/7/2020 tells.
QUOTA_GUIDANCE: dict[str, Any] = {
    "guidance_number": "01-MẪU/HD",
    "guidance_on": datetime.date(2020, 3, 2),
    "source": "Ban Thi đua - Khen thưởng thành phố (dữ liệu mẫu, số lượng theo bài viết về hội nghị ngày 02/7/2020)",
}
DECISION_NUMBER = "01-MẪU/QĐ-UBND"
FLAG_WORDS = (
    "Đơn vị xuất sắc, dẫn đầu phong trào thi đua yêu nước năm 2019 của Khối thi đua Doanh nghiệp 2, thành phố Hải Phòng"
)
DIPLOMA_WORDS = (
    "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2019, góp phần vào sự nghiệp xây dựng và phát "
    "triển thành phố Hải Phòng"
)

# Invented figures: year; target; measure; plan; result; year before. The certificate of merit asks for two years.
OTHER_RESULTS = {
    "cang-vu-hang-hai": (
        "2019; Lượt tàu biển vào, rời cảng; lượt; 18.000; 18.950; 17.800\n"
        "2019; Thủ tục tàu biển giải quyết đúng hạn; %; 100; 100; 99,8"
    ),
    "hoa-tieu-kv2": (
        "2018; Lượt tàu được dẫn an toàn; lượt; 19.000; 19.850; 18.720\n"
        "2018; Nộp ngân sách so với kế hoạch; %; 100; 101,5; 100,4\n"
        "2019; Lượt tàu được dẫn an toàn; lượt; 20.000; 21.436; 19.850\n"
        "2019; Nộp ngân sách so với kế hoạch; %; 100; 102; 101,5"
    ),
}
SCORES = {"cang-vu-hang-hai": "985 điểm, xếp thứ nhất", "hoa-tieu-kv2": "972 điểm, xếp thứ hai"}
# In the registers of the units; invented, as they say.
NUMBERS = {"cang-vu-hang-hai": "15-MẪU/BC-CVHHHP", "hoa-tieu-kv2": "12-MẪU/BC-HTKV2"}
PAST_AWARDS = {
    "hoa-tieu-kv2": "2018; Giấy khen (dữ liệu mẫu); 15-MẪU/QĐ, 10/01/2019; Cơ quan chủ quản của đơn vị",
}


def dossiers(play: Play, year: EmulationYear) -> list[Nomination]:
    """Two units proposed, one dossier sent back once, both reviewed by two people of the board."""
    mai = play.person("mai")
    flag, diploma = (AwardKind.objects.get(slug=slug) for slug in ("co-thi-dua", "bang-khen"))
    for kind in (flag, diploma):
        play.step(
            "2020-03-16 08:30", mai, f"Nhập số lượng được phân bổ năm 2019: 01 {kind.short_name}",
            partial(awards.set_quota, year, by=mai, kind=kind, count=1, **QUOTA_GUIDANCE),
        )  # fmt: skip
    wanted = [("cang-vu-hang-hai", flag, FLAG_WORDS, "minh"), ("hoa-tieu-kv2", diploma, DIPLOMA_WORDS, "nam")]
    nominations, lan = [_dossier(play, year, *one) for one in wanted], play.person("lan")
    select(play, year, nominations)
    submission = play.step(
        "2020-03-27 09:00", lan, "Lập tờ trình cho 02 hồ sơ đề nghị khen thưởng năm 2019",
        lambda: awards.prepare_submission(nominations, by=lan),
    )  # fmt: skip
    sign_paper(
        play, "submission", submission, lan, put="2020-03-27 09:15", signed=["2020-03-30 08:30"],
        issued="2020-03-30 10:00",
    )  # fmt: skip
    _send_back(play, nominations[1], play.person("nam"))
    for nomination in nominations:
        for when, reviewer in (("2020-04-20 09:00", "duc"), ("2020-04-21 09:00", "hung")):
            play.step(
                when, play.person(reviewer), f"Thẩm định {nomination}: đồng ý",
                partial(
                    awards.review, nomination, by=play.person(reviewer), standard="met", conclusion="agree",
                    comment="Thành tích rõ, có số liệu so sánh.",
                ),
            )  # fmt: skip
        nomination.refresh_from_db()
    return nominations


def _dossier(play: Play, year: EmulationYear, slug: str, kind: AwardKind, words: str, writer: str) -> Nomination:
    lan, author, unit = play.person("lan"), play.person(writer), play.unit(slug)
    nomination = play.step(
        "2020-03-17 09:00", lan, f"Lập hồ sơ đề nghị {kind.short_name} cho {unit.short_name}",
        lambda: awards.nominate(
            year, by=lan, unit=unit, kind=kind, citation=words, score=SCORES[slug],
            confirmations="Thuế, BHXH, PCCC: đã xác nhận (dữ liệu mẫu)",
            summary="Hoàn thành vượt mức các chỉ tiêu năm 2019; nội bộ đoàn kết; chấp hành tốt pháp luật.",
        ),
    )  # fmt: skip
    play.step(
        "2020-03-20 14:00", author, f"Lập báo cáo thành tích của {unit.short_name}",
        lambda: awards.save_report(nomination, by=author, revision=0, results=(), **report_of(unit, complete=slug != "hoa-tieu-kv2")),
    )  # fmt: skip
    sign_paper(
        play, "achievement_report", nomination, author, put="2020-03-20 16:00",
        signed=["2020-03-21 09:00", "2020-03-23 09:00"], issued="2020-03-23 14:00", number=NUMBERS[slug],
    )  # fmt: skip
    return nomination


def _send_back(play: Play, nomination: Nomination, author: User) -> None:
    """The board asks for more; the dossier goes in again under the submission that it has."""
    lan, duc = play.person("lan"), play.person("duc")
    play.step(
        "2020-04-06 15:00", duc, "Trả lại hồ sơ để bổ sung",
        lambda: awards.send_back(
            nomination, by=duc, reason="Bổ sung số liệu nộp ngân sách và bảo hiểm xã hội vào báo cáo thành tích."
        ),
    )  # fmt: skip
    play.step(
        "2020-04-09 09:00", author, "Bổ sung báo cáo thành tích",
        lambda: awards.save_report(nomination, by=author, revision=1, results=(), **report_of(nomination.unit, complete=True)),
    )  # fmt: skip
    sign_paper(
        play, "achievement_report", nomination, author, put="2020-04-09 09:30",
        signed=["2020-04-09 10:00", "2020-04-09 15:00"], issued="2020-04-09 16:00", number="21-MẪU/BC-HTKV2",
    )  # fmt: skip
    play.step("2020-04-10 08:00", lan, f"Trình lại {nomination}", lambda: awards.submit_again(nomination, by=lan))


def report_of(unit: Unit, *, complete: bool) -> dict[str, str]:
    law = "Chấp hành tốt chủ trương của Đảng, pháp luật của Nhà nước; không có đơn thư khiếu nại vượt cấp."
    if complete:
        law += " Nộp ngân sách và đóng bảo hiểm xã hội đầy đủ, đúng hạn (số liệu mẫu: 100% nghĩa vụ năm 2019)."
    return {
        "overview": f"{unit.name} hoạt động trong lĩnh vực giao thông thủy trên địa bàn thành phố Hải Phòng. (Dữ liệu mẫu)",
        "duties": "Hoàn thành các chỉ tiêu năm 2019; không để xảy ra sự cố nghiêm trọng trong phạm vi quản lý.",
        "other_results": OTHER_RESULTS.get(unit.slug, ""),
        "law": law,
        "movements": "Tham gia đầy đủ các phong trào thi đua của Khối; ủng hộ các quỹ an sinh xã hội.",
        "party": "Tổ chức đảng, công đoàn, đoàn thanh niên hoạt động nền nếp.",
        "past_awards": PAST_AWARDS.get(unit.slug, ""),
    }


def selection_minutes(nomination: Nomination) -> bytes:
    """A sample of what a secretariat would scan and hand in."""
    bloc = nomination.bloc
    return paper_to_pdf(
        Paper(
            superior=bloc.superior_on(clock.today()),
            issuer=bloc.name.upper(),
            place=bloc.place_on(clock.today()),
            date=clock.today(),
            kind="Biên bản",
            subject=f"Bình xét, đề nghị {nomination.kind.name} năm {nomination.emulation_year.year}",
            body=(
                Paragraph(f"Tập thể được bình xét: {nomination.recipient_name}."),
                Paragraph("Số đơn vị tham gia: 09. Số phiếu đồng ý: 09/09, đạt 100% (số liệu mẫu)."),
                Paragraph("Kết luận: đề nghị cấp có thẩm quyền xem xét, khen thưởng."),
            ),
            signatures=(Signature(("THƯ KÝ",), "Trần Thị Lan"),),
            sample=True,
            ends_with_mark=True,
        )
    )


def decide_and_print(play: Play, nominations: list[Nomination]) -> tuple[Decision, list[Certificate]]:
    """The city decides; two certificates are printed; one was damaged, is taken back and replaced."""
    mai = play.person("mai")
    decision = play.step(
        "2020-06-15 10:00", mai, f"Nhập quyết định {DECISION_NUMBER}",
        lambda: awards.decide(
            nominations, by=mai, proof=play.proof_of(mai), number=DECISION_NUMBER,
            decided_on=moment("2020-06-15 00:00").date(), signer_name="Nguyễn Văn Mẫu",
        ),
    )  # fmt: skip
    play.step(
        "2020-06-18 09:00", mai, "Cấp 02 bằng, giấy chứng nhận",
        lambda: awards.issue(decision.lines.all(), by=mai),
    )  # fmt: skip
    with clock.travel(moment("2020-06-18 09:05")):
        awards.print_waiting()
    damaged = Certificate.objects.get(line__nomination__unit__slug="hoa-tieu-kv2")
    play.step(
        "2020-06-22 14:00", mai, "Cấp đổi Bằng khen bị hỏng",
        lambda: awards.replace(
            damaged, by=mai, proof=play.proof_of(mai), replaced_as="exchange", reason="Bản in bị ố khi đóng khung",
        ),
    )  # fmt: skip
    return decision, list(Certificate.objects.filter(state=Certificate.State.VALID).order_by("pk"))
