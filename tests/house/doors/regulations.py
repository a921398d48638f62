"""Regulations: who may enter (see the package)."""

from tests.house.relations import acts, board, both, logged_in, member, published, secretary, sees, sent

REGULATION_SEEN = secretary | (sent | published) & member | published & board
REGULATIONS = {
    "regulations:regulation_list": sees(None, logged_in),
    "regulations:regulation_start": both("year_pk", secretary),
    "regulations:regulation_detail": sees("regulation", REGULATION_SEEN),
    "regulations:regulation_pdf": sees("regulation", REGULATION_SEEN),
    "regulations:regulation_word": sees("regulation", REGULATION_SEEN),
    "regulations:adoption_start": both("regulation", secretary),
    "regulations:return_start": both("regulation", secretary),
    "regulations:follow_text": acts("regulation", secretary),
    "regulations:issue_start": both("regulation", secretary),
    "regulations:issue_preview": sees("regulation", secretary),
}
