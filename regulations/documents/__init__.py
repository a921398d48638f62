"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind
from records.later import register_later
from regulations.queries.later import later_than

REGULATION = register_kind("regulation", label="Quy chế", file_stem="quy chế")
ERRATUM = register_kind("erratum", label="Văn bản đính chính", file_stem="đính chính")

register_later(REGULATION, later_than)
