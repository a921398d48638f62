"""The usual programme of each kind of conference, from which the secretariat begins; every item can be changed."""

from conferences.models import AgendaItem, Conference, UsualItem

Kind, Item = Conference.Kind, AgendaItem.Kind
OPENING = (Item.OTHER, "Tuyên bố lý do, giới thiệu đại biểu")
OPINIONS = (Item.OPINIONS, "Các đơn vị đóng góp ý kiến")
PAPERS = (Item.PAPERS, "Tham luận, chia sẻ kinh nghiệm và cách làm hiệu quả")
GUEST = (Item.SPEECH, "Phát biểu của đại diện cơ quan thường trực thi đua, khen thưởng thành phố")
FOLLOW_UP = (Item.FOLLOW_UP, "Báo cáo thực hiện kết luận của hội nghị trước")
CLOSING = (Item.SPEECH, "Kết luận của người chủ trì")
REGULATION = (Item.REGULATION, "Thông qua Quy chế hoạt động của Khối")
PLEDGE_TEXT = (Item.VOTE, "Thông qua nội dung giao ước thi đua")
AWARDS = (Item.AWARD, "Trao tặng Cờ thi đua, Bằng khen")
PLEDGE = (Item.SIGNING, "Ký kết giao ước thi đua")
LAUNCH = (Item.REPORT, "Phát động phong trào thi đua của năm")

USUAL_AGENDA: dict[str, tuple[tuple[AgendaItem.Kind, str], ...]] = {
    Kind.LAUNCH: (OPENING, LAUNCH, OPINIONS, PAPERS, GUEST, CLOSING),
    Kind.SIGNING: (OPENING, REGULATION, PLEDGE_TEXT, OPINIONS, GUEST, AWARDS, PLEDGE, CLOSING),
    Kind.LAUNCH_AND_SIGNING: (
        OPENING,
        LAUNCH,
        REGULATION,
        PLEDGE_TEXT,
        OPINIONS,
        GUEST,
        AWARDS,
        PAPERS,
        PLEDGE,
        CLOSING,
    ),
    Kind.MIDYEAR: (
        OPENING,
        (Item.REPORT, "Báo cáo sơ kết phong trào thi đua sáu tháng đầu năm, kết quả thực hiện chỉ tiêu giao ước"),
        FOLLOW_UP,
        PAPERS,
        OPINIONS,
        GUEST,
        CLOSING,
    ),
    Kind.YEAREND: (
        OPENING,
        (Item.REPORT, "Báo cáo tổng kết phong trào thi đua năm"),
        FOLLOW_UP,
        (Item.REPORT, "Công bố kết quả chấm điểm, xếp hạng các đơn vị"),
        (Item.VOTE, "Bình xét, suy tôn đơn vị đề nghị tặng Cờ thi đua, Bằng khen"),
        PAPERS,
        (Item.VOTE, "Suy tôn Khối trưởng, Khối phó năm sau"),
        GUEST,
        (Item.OTHER, "Bàn giao nhiệm vụ Khối trưởng"),
        CLOSING,
    ),
    Kind.EXTRAORDINARY: (
        OPENING,
        (Item.REPORT, "Báo cáo nội dung cần hội nghị quyết định"),
        OPINIONS,
        (Item.VOTE, "Thảo luận, biểu quyết"),
        CLOSING,
    ),
}


def usual_agenda_of(conference: Conference) -> list[tuple[str, str]]:
    """(kind, title) of each item with which its kind begins: as its bloc arranged it, else as above."""
    rows = UsualItem.objects.filter(bloc=conference.bloc, conference_kind=conference.kind)
    own = [(row.kind, row.title) for row in rows.order_by("position")]
    return own or [(str(kind), title) for kind, title in USUAL_AGENDA.get(conference.kind, ())]
