"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

PLEDGE = register_kind("pledge", label="Giao ước thi đua", file_stem="giao ước thi đua")
