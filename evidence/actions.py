"""What can be done with evidence: its unit adds it."""

from evidence.models import Evidence
from records.transitions import Actions, Creation
from units.rules import works_for_unit

ADD_EVIDENCE = Creation("evidence.add_evidence", "Thêm minh chứng", who=works_for_unit)
EVIDENCE_ACTIONS = Actions(Evidence, ADD_EVIDENCE)
