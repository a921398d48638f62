"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

MINUTES = register_kind("minutes", label="Biên bản hội nghị", file_stem="biên bản")
INVITATION = register_kind("invitation", label="Giấy mời", file_stem="giấy mời")
RESOLUTION = register_kind("resolution", label="Nghị quyết hội nghị", file_stem="nghị quyết")
CONCLUSIONS = register_kind("conclusions", label="Thông báo kết luận hội nghị", file_stem="thông báo kết luận")
DELEGATES = register_kind("delegates", label="Danh sách đại biểu", file_stem="danh sách đại biểu")
ASSIGNMENT_EVIDENCE = register_kind("assignment_evidence", label="Minh chứng thực hiện nhiệm vụ", handed_in=True)
PHOTO = register_kind("conference_photo", label="Hình ảnh hội nghị", handed_in=True)
PAPER = register_kind("conference_paper", label="Tham luận tại hội nghị", handed_in=True)
