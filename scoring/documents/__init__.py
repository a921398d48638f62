"""Papers of this room: the table of results, and the sheet that explains one unit's points."""

from records.document_kinds import register_kind

RESULTS = register_kind("results", label="Bảng tổng hợp điểm thi đua", file_stem="bảng tổng hợp điểm")
