"""Which paragraph of the guide belongs to which page: one line for each URL name.

`tests/house/test_guide.py` asks that every page has its line and that every paragraph named here exists.
"""

from collections.abc import Mapping

from django.urls import reverse

from khoithidua.guide.conference_pages import CONFERENCES
from khoithidua.guide.readers import BOARD, LEADER, OPERATOR, SECRETARY, STAFF, shown
from units.models import User

ROOF = {
    "home": shown(
        "bat-dau#trang-chu",
        secretary="to-thu-ky#trang-chu-cua-to-thu-ky",
        board="ban-tdkt#viec-can-xu-ly",
        leader="thu-truong#viec-can-xu-ly",
        staff="chuyen-vien#viec-can-xu-ly",
        operator="quan-tri#trang-quan-tri",
    ),
    "setup": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_code": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_city": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_operator": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_board": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_bloc": shown("quan-tri#thiet-lap-lan-dau"),
    "setup_units": shown("quan-tri#don-vi-can-bo-nam-thi-dua-dau-tien"),
    "setup_people": shown("quan-tri#don-vi-can-bo-nam-thi-dua-dau-tien"),
    "setup_year": shown("quan-tri#don-vi-can-bo-nam-thi-dua-dau-tien"),
    "setup_invitations": shown("quan-tri#don-vi-can-bo-nam-thi-dua-dau-tien"),
    "setup_sheet": shown("quan-tri#don-vi-can-bo-nam-thi-dua-dau-tien"),
    "guide_list": shown("bat-dau#huong-dan-va-nguoi-ho-tro"),
    "guide_detail": shown("bat-dau#huong-dan-va-nguoi-ho-tro"),
    "guide_print": shown("bat-dau#huong-dan-va-nguoi-ho-tro"),
}

ADMINISTRATION = {
    "own_data": shown("bat-dau#tai-khoan"),
    **dict.fromkeys(["people_import", "people_sheet", "person_leave"], shown("to-thu-ky#can-bo-va-tai-khoan")),
    **dict.fromkeys(
        ["handover_start", "handover_detail", "handover_take", "handover_withdraw"],
        shown("to-thu-ky#ban-giao-to-thu-ky"),
    ),
    **dict.fromkeys(["administration", "job_list"], shown("quan-tri#trang-quan-tri")),
    **dict.fromkeys(["system_condition", "send_test_mail"], shown("quan-tri#kiem-tra-hang-ngay")),
    **dict.fromkeys(
        [
            "office_list",
            "account_add",
            "operator_add",
            "operator_end",
            "board_add",
            "board_end",
            "secretary_add",
            "secretary_end",
        ],
        shown("quan-tri#nguoi-giu-vai-tro"),
    ),
    **dict.fromkeys(["bloc_rename", "bloc_end"], shown("quan-tri#khoi-cum-thi-dua")),
    **dict.fromkeys(["city_detail", "city_edit", "city_begin"], shown("quan-tri#thong-tin-thanh-pho")),
    **dict.fromkeys(["wording_list", "wording_begin"], shown("quan-tri#tu-ngu-theo-quy-dinh")),
}

RECORDS = {
    "records:verify_start": shown("tra-cuu#kiem-tra-bang-ma-qr-hoac-ma-xac-thuc"),
    "records:audit_anchors": shown("tra-cuu#kiem-tra-tep-pdf"),
    "records:root_certificate": shown("tra-cuu#kiem-tra-tep-pdf"),
    "records:verify_file": shown("tra-cuu#kiem-tra-tep-pdf"),
    "records:verify_result": shown("tra-cuu#ket-qua-kiem-tra"),
    "records:verdict_detail": shown("tra-cuu#ket-qua-kiem-tra"),
    "records:audit_log": shown("to-thu-ky#nhat-ky", board="ban-tdkt#nhat-ky"),
    "records:check_audit": shown("to-thu-ky#nhat-ky", board="ban-tdkt#nhat-ky"),
    "records:job_detail": shown("bat-dau#viec-chay-nen"),
}

UNITS = {
    "units:login": shown("bat-dau#dang-nhap"),
    "units:sign_on_start": shown("bat-dau#dang-nhap"),
    "units:sign_on_return": shown("bat-dau#dang-nhap"),
    "units:login_code": shown("bat-dau#ma-otp"),
    "units:password_forgotten": shown("bat-dau#quen-mat-khau"),
    "units:password_asked": shown("bat-dau#quen-mat-khau"),
    "units:invitation_accept": shown("bat-dau#kich-hoat-tai-khoan"),
    "units:invitation_device": shown("bat-dau#kich-hoat-tai-khoan"),
    "units:change_list": shown("to-thu-ky#thay-doi-can-hai-nguoi-xac-nhan"),
    "units:change_detail": shown("to-thu-ky#thay-doi-can-hai-nguoi-xac-nhan"),
    "units:change_refuse": shown("to-thu-ky#thay-doi-can-hai-nguoi-xac-nhan"),
    "units:waiting_shorten": shown("to-thu-ky#thay-doi-can-hai-nguoi-xac-nhan"),
    "units:factor_request": shown("to-thu-ky#cap-lai-ma-otp", operator="quan-tri#can-bo-mat-dien-thoai"),
    "units:print_invitation": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:account_detail": shown("bat-dau#tai-khoan"),
    "units:step_up": shown("bat-dau#tai-khoan"),
    "units:change_paper": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:profile_edit": shown("bat-dau#tai-khoan"),
    "units:password_edit": shown("bat-dau#tai-khoan"),
    "units:device_setup": shown("bat-dau#ma-otp"),
    "units:start_device": shown("bat-dau#ma-otp"),
    "units:device_remove": shown("bat-dau#ma-otp"),
    "units:issue_static_codes": shown("bat-dau#ma-otp"),
    "units:login_passkey": shown("bat-dau#khoa-truy-cap"),
    "units:passkey_add": shown("bat-dau#khoa-truy-cap"),
    "units:passkey_remove": shown("bat-dau#khoa-truy-cap"),
    "units:mail_code_send": shown("bat-dau#ma-otp-qua-thu"),
    "units:begin_mail_codes": shown("bat-dau#ma-otp-qua-thu"),
    "units:mail_codes_end": shown("bat-dau#ma-otp-qua-thu"),
    "units:login_list": shown("bat-dau#phien-dang-nhap"),
    "units:person_events": shown("bat-dau#phien-dang-nhap"),
    "units:bloc_list": shown("to-thu-ky#don-vi-va-chuc-vu", board="ban-tdkt#cac-khoi-cum-thi-dua"),
    "units:bloc_detail": shown("to-thu-ky#don-vi-va-chuc-vu", board="ban-tdkt#cac-khoi-cum-thi-dua"),
    "units:bloc_edit": shown("to-thu-ky#thong-tin-cua-khoi"),
    "units:unit_detail": shown("to-thu-ky#don-vi-va-chuc-vu", board="ban-tdkt#cac-khoi-cum-thi-dua"),
    "units:unit_rename": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:managing_agency": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:name_correct": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:unit_add": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:unit_merge": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:unit_close": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:unit_split": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:unit_move": shown("to-thu-ky#thay-doi-to-chuc"),
    "units:post_add": shown("to-thu-ky#don-vi-va-chuc-vu"),
    "units:post_close": shown("to-thu-ky#don-vi-va-chuc-vu"),
    "units:authority_grant": shown("to-thu-ky#uy-quyen-ky", leader="thu-truong#uy-quyen-ky"),
    "units:authority_withdraw": shown("to-thu-ky#uy-quyen-ky", leader="thu-truong#uy-quyen-ky"),
    "units:person_list": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:person_add": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:person_detail": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:person_edit": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:person_deactivate": shown("to-thu-ky#can-bo-va-tai-khoan"),
    "units:year_list": shown("to-thu-ky#nam-thi-dua"),
    "units:year_add": shown("to-thu-ky#nam-thi-dua"),
    "units:year_detail": shown("to-thu-ky#nam-thi-dua"),
    "units:role_change": shown("to-thu-ky#nam-thi-dua"),
    "units:year_edit": shown("to-thu-ky#nam-thi-dua"),
}

NOTICES = {
    "notices:notice_list": shown("bat-dau#thong-bao"),
    "notices:mail_list": shown("to-thu-ky#thu-gui-di"),
    "notices:letter_list": shown("to-thu-ky#mau-thu"),
    "notices:sample_mailbox": shown("bat-dau#ban-dung-thu"),
}

DRAFTING = {
    "drafting:text_list": shown("to-thu-ky#soan-thao-van-ban", leader="thu-truong#gui-gop-y-cua-don-vi"),
    "drafting:text_start": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:text_import": shown("to-thu-ky#lap-du-thao-tu-tep-word"),
    "drafting:text_detail": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:text_title": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:freeze": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:reopen": shown("to-thu-ky#chot-noi-dung"),
    "drafting:text_edit": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:text_preview": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:add_node": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:node_edit": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:restore_node": shown("to-thu-ky#soan-thao-van-ban"),
    "drafting:version_detail": shown("to-thu-ky#xem-va-so-sanh-cac-ban"),
    "drafting:version_compare": shown("to-thu-ky#xem-va-so-sanh-cac-ban"),
    "drafting:consultation_start": shown("to-thu-ky#gui-lay-y-kien"),
    "drafting:consultation_detail": shown(
        "chuyen-vien#soan-gop-y",
        secretary="to-thu-ky#gui-lay-y-kien",
        leader="thu-truong#gui-gop-y-cua-don-vi",
    ),
    "drafting:consultation_board": shown("chuyen-vien#xem-tra-loi-gop-y", secretary="to-thu-ky#theo-doi-gop-y"),
    "drafting:consultation_extend": shown("to-thu-ky#gui-lay-y-kien"),
    "drafting:consultation_close": shown("to-thu-ky#gui-lay-y-kien"),
    "drafting:comment_start": shown("chuyen-vien#soan-gop-y"),
    "drafting:send_comments": shown("thu-truong#gui-gop-y-cua-don-vi"),
    "drafting:comment_edit": shown("chuyen-vien#soan-gop-y"),
    "drafting:answer_edit": shown("to-thu-ky#tra-loi-gop-y"),
    "drafting:comment_attach": shown("to-thu-ky#tra-loi-gop-y"),
    "drafting:text_settings": shown("to-thu-ky#gan-thiet-lap-cua-khoi"),
    "drafting:text_replace": shown("to-thu-ky#tim-va-thay-the"),
    "drafting:text_check": shown("to-thu-ky#kiem-tra-van-ban"),
    "drafting:settle": shown("to-thu-ky#chot-noi-dung"),
    "drafting:response_table": shown(
        "chuyen-vien#xem-tra-loi-gop-y", secretary="to-thu-ky#bang-tong-hop-y-kien-tiep-thu-giai-trinh"
    ),
}

REGULATIONS = {
    "regulations:regulation_list": shown("thu-truong#xem-van-ban-cua-khoi", secretary="to-thu-ky#quy-che"),
    "regulations:published_list": shown("tra-cuu#quy-che-da-ban-hanh"),
    "regulations:published_detail": shown("tra-cuu#quy-che-da-ban-hanh"),
    "regulations:published_article": shown("tra-cuu#quy-che-da-ban-hanh"),
    "regulations:published_consolidated": shown("tra-cuu#van-ban-hop-nhat"),
    "regulations:erratum_start": shown("to-thu-ky#dinh-chinh-quy-che"),
    "regulations:erratum_detail": shown("thu-truong#xem-van-ban-cua-khoi", secretary="to-thu-ky#dinh-chinh-quy-che"),
    "regulations:amendment_start": shown("to-thu-ky#sua-doi-bo-sung-quy-che"),
    "regulations:regulation_start": shown("to-thu-ky#quy-che"),
    "regulations:regulation_detail": shown("thu-truong#xem-van-ban-cua-khoi", secretary="to-thu-ky#quy-che"),
    "regulations:meeting_detail": shown("to-thu-ky#thong-qua-quy-che"),
    "regulations:adoption_start": shown("to-thu-ky#thong-qua-quy-che"),
    "regulations:return_start": shown("to-thu-ky#ban-hanh-quy-che"),
}

SIGNING = "thu-truong#ky-giao-uoc-trong-ba-buoc"
PLEDGES = {
    "pledges:pledge_list": shown(
        SIGNING, secretary="to-thu-ky#lap-giao-uoc", staff="chuyen-vien#dang-ky-chi-tieu-thi-dua"
    ),
    "pledges:pledge_start": shown("to-thu-ky#lap-giao-uoc"),
    "pledges:pledge_detail": shown(
        SIGNING, secretary="to-thu-ky#bat-dau-ky-giao-uoc", staff="chuyen-vien#dang-ky-chi-tieu-thi-dua"
    ),
    "pledges:pledge_open": shown("to-thu-ky#bat-dau-ky-giao-uoc"),
    "pledges:withdraw_opening": shown("to-thu-ky#bat-dau-ky-giao-uoc"),
    "pledges:pledge_close": shown("to-thu-ky#bat-dau-ky-giao-uoc"),
    "pledges:target_edit": shown("chuyen-vien#dang-ky-chi-tieu-thi-dua"),
    "pledges:results_detail": shown(
        "chuyen-vien#ket-qua-thuc-hien-chi-tieu",
        leader="thu-truong#xac-nhan-ket-qua-quy",
        secretary="to-thu-ky#theo-doi-chi-tieu",
    ),
    "pledges:results_excel": shown("to-thu-ky#theo-doi-chi-tieu"),
    "pledges:result_edit": shown("chuyen-vien#ket-qua-thuc-hien-chi-tieu"),
    "pledges:confirm_results": shown("thu-truong#xac-nhan-ket-qua-quy"),
    "pledges:results_reopen": shown("thu-truong#xac-nhan-ket-qua-quy"),
}

SIGNATURES = {
    "signatures:sign_list": shown(SIGNING),
    "signatures:sign_list_done": shown("thu-truong#sau-khi-ky"),
    "signatures:request_detail": shown(SIGNING, secretary="to-thu-ky#bat-dau-ky-giao-uoc"),
    "signatures:request_start": shown("to-thu-ky#trinh-ky-van-ban"),
    "signatures:request_issue": shown("to-thu-ky#cap-so-va-phat-hanh"),
    "signatures:original_receive": shown("to-thu-ky#ky-tren-giay"),
    "signatures:request_withdraw": shown("to-thu-ky#trinh-ky-van-ban"),
    "signatures:request_extend": shown("to-thu-ky#bat-dau-ky-giao-uoc"),
    "signatures:party_release": shown("to-thu-ky#bat-dau-ky-giao-uoc"),
    "signatures:sign_read": shown(SIGNING),
    "signatures:start_signing": shown(SIGNING),
    "signatures:request_decline": shown("thu-truong#de-nghi-sua-noi-dung"),
    "signatures:sign_confirm": shown(SIGNING),
    "signatures:sign_done": shown("thu-truong#sau-khi-ky"),
    "signatures:sign_link": shown("thu-truong#duong-dan-ky-trong-thu"),
    "signatures:start_by_link": shown("thu-truong#duong-dan-ky-trong-thu"),
    "signatures:link_pdf": shown("thu-truong#duong-dan-ky-trong-thu"),
}

CRITERIA, SHEETS, MARKING = "to-thu-ky#bo-tieu-chi-cham-diem", "to-thu-ky#to-chuc-cham-diem", "chuyen-vien#tu-cham-diem"
SCORING = {
    "scoring:criteria_list": shown(MARKING, secretary=CRITERIA, leader="thu-truong#nop-phieu-cham-diem"),
    "scoring:criteria_start": shown(CRITERIA),
    "scoring:criteria_detail": shown(MARKING, secretary=SHEETS, leader="thu-truong#nop-phieu-cham-diem"),
    "scoring:set_edit": shown(CRITERIA),
    "scoring:criteria_edit": shown(CRITERIA),
    "scoring:add_criterion": shown(CRITERIA),
    "scoring:criterion_edit": shown(CRITERIA),
    "scoring:scoring_open": shown(SHEETS),
    "scoring:sheet_detail": shown(MARKING, secretary=SHEETS, leader="thu-truong#nop-phieu-cham-diem"),
    "scoring:marks_edit": shown(MARKING, secretary=SHEETS),
    "scoring:marks_import": shown("chuyen-vien#phieu-cham-diem-trong-excel"),
    "scoring:line_proofs": shown("chuyen-vien#minh-chung"),
    "scoring:proof_add": shown("chuyen-vien#minh-chung"),
    "scoring:sheet_return": shown(SHEETS),
    "scoring:unit_exclude": shown(SHEETS),
    "scoring:result_change": shown("to-thu-ky#ket-luan-cua-hoi-nghi-ve-diem"),
    "scoring:objection_start": shown("thu-truong#kien-nghi-ve-diem"),
    "scoring:objection_reply": shown("thu-truong#kien-nghi-ve-diem"),
    "scoring:objection_decide": shown(SHEETS, leader="thu-truong#kien-nghi-ve-diem"),
}

EVIDENCE = {
    name: shown("chuyen-vien#minh-chung")
    for name in ("evidence:evidence_list", "evidence:evidence_add", "evidence:evidence_detail")
}

DOSSIER = "to-thu-ky#lap-ho-so-khen-thuong"
AWARDS = {
    "awards:nomination_list": shown(
        DOSSIER,
        board="ban-tdkt#ho-so-cho-tham-dinh",
        leader="thu-truong#ho-so-khen-thuong-cua-don-vi",
        staff="chuyen-vien#theo-doi-ho-so-khen-thuong",
    ),
    "awards:nomination_new": shown(DOSSIER),
    "awards:nomination_detail": shown(
        DOSSIER,
        board="ban-tdkt#tham-dinh-ho-so",
        leader="thu-truong#ho-so-khen-thuong-cua-don-vi",
        staff="chuyen-vien#theo-doi-ho-so-khen-thuong",
    ),
    "awards:nomination_edit": shown(DOSSIER),
    "awards:report_edit": shown("chuyen-vien#lap-bao-cao-thanh-tich", secretary="to-thu-ky#bao-cao-thanh-tich"),
    "awards:hand_in_report": shown("chuyen-vien#lap-bao-cao-thanh-tich", secretary="to-thu-ky#bao-cao-thanh-tich"),
    "awards:minutes_edit": shown(DOSSIER),
    "awards:hand_in_minutes": shown(DOSSIER),
    "awards:prepare_selection_minutes": shown(DOSSIER),
    "awards:nomination_submit": shown("to-thu-ky#trinh-ho-so"),
    "awards:drop_submission": shown("to-thu-ky#trinh-ho-so"),
    "awards:submission_detail": shown("to-thu-ky#trinh-ho-so", board="ban-tdkt#ho-so-cho-tham-dinh"),
    "awards:send_back": shown("ban-tdkt#tra-lai-ho-so"),
    "awards:review_queue": shown("ban-tdkt#ho-so-cho-tham-dinh"),
    "awards:review_edit": shown("ban-tdkt#tham-dinh-ho-so"),
    "awards:decision_list": shown("ban-tdkt#nhap-quyet-dinh-khen-thuong", secretary="to-thu-ky#quyet-dinh-va-bang"),
    "awards:decision_new": shown("ban-tdkt#nhap-quyet-dinh-khen-thuong"),
    "awards:decision_detail": shown("ban-tdkt#cap-bang-giay-chung-nhan", secretary="to-thu-ky#quyet-dinh-va-bang"),
    "awards:issue_check": shown("ban-tdkt#cap-bang-giay-chung-nhan", secretary="to-thu-ky#quyet-dinh-va-bang"),
    "awards:certificate_list": shown(
        "thu-truong#xem-van-ban-cua-khoi",
        secretary="to-thu-ky#quyet-dinh-va-bang",
        board="ban-tdkt#cap-bang-giay-chung-nhan",
    ),
    "awards:handover_edit": shown("to-thu-ky#trao-tang", board="ban-tdkt#xac-nhan-trao-tang"),
    "awards:certificate_detail": shown(
        "thu-truong#xem-van-ban-cua-khoi",
        secretary="to-thu-ky#quyet-dinh-va-bang",
        board="ban-tdkt#cap-bang-giay-chung-nhan",
    ),
    **dict.fromkeys(
        ["awards:original_edit", "awards:original_file"],
        shown("to-thu-ky#quyet-dinh-va-bang", board="ban-tdkt#ban-goc-quyet-dinh"),
    ),
    "awards:certificate_revoke": shown("ban-tdkt#thu-hoi-cap-doi-cap-lai"),
    "awards:certificate_replace": shown("ban-tdkt#thu-hoi-cap-doi-cap-lai"),
    "awards:quota_list": shown("to-thu-ky#so-luong-duoc-phan-bo", board="ban-tdkt#so-luong-duoc-phan-bo"),
    "awards:quota_edit": shown("to-thu-ky#so-luong-duoc-phan-bo", board="ban-tdkt#so-luong-duoc-phan-bo"),
    "awards:set_quota": shown("to-thu-ky#so-luong-duoc-phan-bo", board="ban-tdkt#so-luong-duoc-phan-bo"),
    "awards:kind_list": shown("quan-tri#danh-hieu-va-quy-dinh"),
    "awards:kind_detail": shown("quan-tri#danh-hieu-va-quy-dinh"),
    "awards:kind_add": shown("quan-tri#danh-hieu-va-quy-dinh"),
    "awards:kind_edit": shown("quan-tri#danh-hieu-va-quy-dinh"),
    "awards:terms_begin": shown("quan-tri#danh-hieu-va-quy-dinh"),
    "awards:template_list": shown("ban-tdkt#mau-bang-va-chinh-may-in"),
    **dict.fromkeys(
        ["awards:template_new", "awards:template_places"],
        shown("ban-tdkt#nen-bang-cua-co-quan"),
    ),
    "awards:template_edit": shown("ban-tdkt#mau-bang-va-chinh-may-in"),
}

LEGAL_TEXTS = "ban-tdkt#van-ban-can-cu"
LAW = {
    "law:legal_text_list": shown(LEGAL_TEXTS),
    "law:legal_text_add": shown(LEGAL_TEXTS),
    "law:legal_text_edit": shown(LEGAL_TEXTS),
    **dict.fromkeys(
        [f"law:paper_form_{what}" for what in ("list", "detail", "file", "word", "page")],
        shown("to-thu-ky#mau-van-ban", board="ban-tdkt#mau-van-ban"),
    ),
}

PARAGRAPHS: Mapping[str, Mapping[str, str]] = {
    **ROOF, **ADMINISTRATION,
    **RECORDS, **UNITS, **NOTICES, **CONFERENCES, **DRAFTING, **REGULATIONS, **SIGNATURES, **PLEDGES,
    **SCORING, **EVIDENCE, **AWARDS,
    **LAW,
}  # fmt: skip
# A page without an address of its own (an error, a refusal) and one that only acts.
LOST = "bat-dau#khi-mot-trang-khong-mo-duoc"


def reader_of(user: User | None) -> str:
    """By which chapter this person reads: as they act first and most."""
    if user is None:
        return ""
    roles = user.roles()
    if roles.secretary_of:
        return SECRETARY
    if roles.board:
        return BOARD
    if roles.can_sign_for:
        return LEADER
    if roles.member_of:
        return STAFF
    return OPERATOR if roles.operator else ""


def paragraph_of(name: str | None, reader: str) -> str:
    """`chapter#anchor` for a page by its URL name."""
    by_reader = PARAGRAPHS.get(name or "", {"": LOST})
    return by_reader.get(reader, by_reader[""])


def address_of_paragraph(paragraph: str) -> str:
    chapter, _, anchor = paragraph.partition("#")
    return f"{reverse('guide_detail', args=[chapter])}#{anchor}"
