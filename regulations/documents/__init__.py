"""Documents of this room: their kinds; how each is described and drawn stands in the modules beside this one."""

from records.document_kinds import register_kind

REGULATION = register_kind("regulation", label="Quy chế", file_stem="quy chế")
