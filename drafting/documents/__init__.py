"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

COMMENT_FILE = register_kind("comment_file", label="Tệp kèm theo góp ý", handed_in=True)
RESPONSE_TABLE = register_kind(
    "response_table", label="Bảng tổng hợp ý kiến, tiếp thu, giải trình", file_stem="tổng hợp góp ý"
)
