"""Regulations: who may enter (see the package)."""

from tests.house.relations import acts, anybody, being, board, both, logged_in, member, published, secretary, sees, sent

REGULATION_SEEN = secretary | (sent | published) & member | published & board
ERRATUM_SEEN = secretary | published & (member | board)
REGULATIONS = {
    "regulations:regulation_list": sees(None, logged_in),
    "regulations:regulation_start": both("year_pk", secretary),
    # What was issued is for anybody, without login.
    "regulations:published_list": sees(None, anybody),
    "regulations:published_detail": sees("regulation", published),
    "regulations:published_pdf": sees("regulation", published),
    "regulations:published_article": sees("article", published),
    "regulations:published_consolidated": sees("regulation", published),
    "regulations:consolidated_pdf": sees("regulation", published),
    "regulations:consolidated_word": sees("regulation", published),
    "regulations:regulation_detail": sees("regulation", REGULATION_SEEN),
    "regulations:regulation_pdf": sees("regulation", REGULATION_SEEN & being("kept")),
    "regulations:regulation_word": sees("regulation", REGULATION_SEEN & being("kept")),
    "regulations:meeting_detail": sees("regulation", secretary),
    "regulations:adoption_start": both("regulation", secretary),
    "regulations:return_start": both("regulation", secretary),
    "regulations:amendment_start": both("regulation", secretary),
    "regulations:erratum_start": both("regulation", secretary),
    "regulations:erratum_detail": sees("erratum", ERRATUM_SEEN),
    "regulations:erratum_pdf": sees("erratum", ERRATUM_SEEN),
    "regulations:correction_remove": acts("erratum", secretary),
    "regulations:published_erratum_pdf": sees("erratum", published),
    "regulations:follow_text": acts("regulation", secretary),
}
