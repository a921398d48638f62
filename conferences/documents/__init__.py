"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

MINUTES = register_kind("minutes", label="Biên bản hội nghị", file_stem="biên bản")
ASSIGNMENT_EVIDENCE = register_kind("assignment_evidence", label="Minh chứng thực hiện nhiệm vụ", handed_in=True)
PHOTO = register_kind("conference_photo", label="Hình ảnh hội nghị", handed_in=True)
PAPER = register_kind("conference_paper", label="Tham luận tại hội nghị", handed_in=True)
