"""What ballots print."""

from records.document_kinds import register_kind

COUNTING = register_kind("counting_minutes", label="Biên bản kiểm phiếu", file_stem="biên bản kiểm phiếu")
