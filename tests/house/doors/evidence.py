"""Evidence of units: who may enter (see the package)."""

from tests.house.doors.scoring import checks
from tests.house.relations import being, both, head_leader, logged_in, secretary, sees, worker

# Once it stands in a sheet that was handed in, whoever checks or leads reads it too.
READS = worker | secretary | being("shown to its checker") & (head_leader | checks)
EVIDENCE = {
    "evidence:evidence_list": sees(None, logged_in),
    "evidence:evidence_add": both("unit pk", worker),
    "evidence:evidence_detail": sees("evidence", READS),
    "evidence:evidence_file": sees("evidence", READS),
    "evidence:evidence_page": sees("evidence page", READS),
}
