"""The records and their verification: who may enter (see the package)."""

from tests.house.relations import (
    acts,
    anybody,
    being,
    board,
    oneself,
    operator,
    published,
    real,
    secretary,
    secretary_somewhere,
    sees,
)

RECORDS = {
    # Verification is public: exactly what the code says, whoever asks.
    "records:verify_start": sees(None, anybody),
    "records:audit_anchors": sees(None, anybody),
    "records:root_certificate": sees(None, anybody),
    "records:anchor_file": sees("anchor", real),
    "records:verify_file": acts(None, anybody),
    "records:verify_result": sees("file_check", being("sent")),
    "records:verdict_json": sees("code", published),
    "records:verdict_detail": sees("code", published),
    "records:audit_log": sees(None, secretary_somewhere | board | operator),
    "records:check_audit": acts(None, secretary_somewhere | board | operator),
    "records:job_detail": sees("job", oneself | secretary | board),
}
