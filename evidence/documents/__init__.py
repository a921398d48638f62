"""Documents of this room: only files that units hand in."""

from records.document_kinds import register_kind

UNIT_EVIDENCE = register_kind("unit_evidence", label="Minh chứng của đơn vị", handed_in=True)
