"""The paragraphs of the guide that pages of conferences lead to."""

from khoithidua.guide.readers import shown

CONFERENCES = {
    "conferences:conference_list": shown(
        "to-thu-ky#len-lich-hoi-nghi", leader="thu-truong#hoi-nghi-va-bien-ban", staff="thu-truong#hoi-nghi-va-bien-ban"
    ),
    "conferences:conference_plan": shown("to-thu-ky#len-lich-hoi-nghi"),
    "conferences:conference_detail": shown(
        "thu-truong#hoi-nghi-va-bien-ban", secretary="to-thu-ky#diem-danh-va-khai-mac"
    ),
    "conferences:conference_edit": shown("to-thu-ky#len-lich-hoi-nghi"),
    "conferences:conference_close": shown("to-thu-ky#be-mac-va-bien-ban"),
    **dict.fromkeys(
        ["conferences:news_detail", "conferences:news_html", "conferences:photos_edit", "conferences:news_public"],
        shown("to-thu-ky#tin-hoi-nghi"),
    ),
    "conferences:guest_reply": shown("to-thu-ky#giay-moi-va-tra-loi"),
    "conferences:invitation_detail": shown("to-thu-ky#giay-moi-va-tra-loi"),
    "conferences:invitation_reply": shown("thu-truong#tra-loi-giay-moi", secretary="to-thu-ky#giay-moi-va-tra-loi"),
    "conferences:conference_reschedule": shown("to-thu-ky#thay-doi-lich-huy-hoi-nghi"),
    "conferences:conference_cancel": shown("to-thu-ky#thay-doi-lich-huy-hoi-nghi"),
    "conferences:conference_calendar": shown("thu-truong#tra-loi-giay-moi"),
    "conferences:signed_paper": shown("thu-truong#hoi-nghi-va-bien-ban", secretary="to-thu-ky#van-ban-cua-hoi-nghi"),
    "conferences:composed_paper": shown("thu-truong#hoi-nghi-va-bien-ban", secretary="to-thu-ky#be-mac-va-bien-ban"),
    "conferences:news_photo": shown("to-thu-ky#tin-hoi-nghi"),
    "conferences:agenda_edit": shown("to-thu-ky#chuong-trinh-va-dai-bieu"),
    "conferences:add_agenda_item": shown("to-thu-ky#chuong-trinh-va-dai-bieu"),
    "conferences:invite_guest": shown("to-thu-ky#chuong-trinh-va-dai-bieu"),
    "conferences:events_edit": shown("to-thu-ky#dien-bien-va-ket-luan"),
    "conferences:attendance_edit": shown("to-thu-ky#diem-danh-va-khai-mac"),
    **dict.fromkeys(
        [
            "conferences:assignment_list",
            "conferences:assignment_detail",
            "conferences:name_owner",
            "conferences:assignment_report",
            "conferences:assignment_evidence",
        ],
        shown("thu-truong#nhiem-vu-sau-hoi-nghi", secretary="to-thu-ky#giao-nhiem-vu-sau-hoi-nghi"),
    ),
    **dict.fromkeys(
        ["conferences:assign", "conferences:assignment_return"], shown("to-thu-ky#giao-nhiem-vu-sau-hoi-nghi")
    ),
    "conferences:everybody_here": shown("to-thu-ky#diem-danh-va-khai-mac"),
    **dict.fromkeys(
        ["conferences:contribution_add", "conferences:contribution_edit"],
        shown("to-thu-ky#y-kien-tham-luan-trao-thuong"),
    ),
    **dict.fromkeys(
        ["conferences:paper_list", "conferences:paper_detail", "conferences:paper_send"],
        shown("thu-truong#tham-luan-va-cach-lam-hay", secretary="to-thu-ky#y-kien-tham-luan-trao-thuong"),
    ),
    "conferences:ballot_open": shown("to-thu-ky#bieu-quyet"),
    "conferences:screen_control": shown("to-thu-ky#man-hinh-hoi-truong"),
    "conferences:screen_public": shown("to-thu-ky#man-hinh-hoi-truong"),
    "ballots:ballot_detail": shown("thu-truong#bieu-quyet-tai-hoi-nghi", secretary="to-thu-ky#bieu-quyet"),
    "ballots:vote_cast": shown("thu-truong#bieu-quyet-tai-hoi-nghi"),
    "ballots:record_votes": shown("to-thu-ky#bieu-quyet"),
    "ballots:secret_paper": shown("thu-truong#bo-phieu-kin"),
    "ballots:teller_key": shown("thu-truong#kiem-phieu-kin"),
    "ballots:papers_count": shown("thu-truong#kiem-phieu-kin"),
    "ballots:ballot_void": shown("to-thu-ky#bo-phieu-kin"),
    "ballots:counting_pdf": shown("thu-truong#kiem-phieu-kin"),
    "ballots:counting_word": shown("thu-truong#kiem-phieu-kin"),
    "ballots:paper_pdf": shown("to-thu-ky#phieu-in"),
    "ballots:papers_tally": shown("thu-truong#kiem-phieu-in"),
    "ballots:check_program": shown("thu-truong#kiem-phieu-kin"),
    "ballots:papers_published": shown("thu-truong#kiem-phieu-kin"),
    "conferences:minutes_detail": shown("thu-truong#hoi-nghi-va-bien-ban", secretary="to-thu-ky#be-mac-va-bien-ban"),
}
