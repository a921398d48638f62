"""Documents of this room: the papers that changes of organisation rest on."""

from records.document_kinds import register_kind

ORGANISATION_PAPER = register_kind("organisation_paper", label="Văn bản về tổ chức", handed_in=True)
