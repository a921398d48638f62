"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

SUBMISSION = register_kind("submission", label="Tờ trình", file_stem="tờ trình")
RECIPIENT_LIST = register_kind("recipient_list", label="Danh sách trích ngang", file_stem="danh sách trích ngang")
REPORT = register_kind("achievement_report", label="Báo cáo thành tích", file_stem="báo cáo thành tích")
SELECTION = register_kind("selection_minutes", label="Biên bản bình xét", file_stem="biên bản bình xét")
DECISION = register_kind("decision", label="Thông tin quyết định khen thưởng", file_stem="quyết định")
CERTIFICATE = register_kind("certificate", label="Bằng, giấy chứng nhận")
BACKGROUND = register_kind("certificate_background", label="Nền bằng của cơ quan", handed_in=True)
BACKGROUND_PAGE = register_kind("certificate_page", label="Trang nền để in bằng", handed_in=True)
ORIGINAL = register_kind("decision_original", label="Quyết định khen thưởng, bản gốc", handed_in=True)
EVIDENCE = register_kind("evidence", label="Minh chứng, hồ sơ", handed_in=True)
