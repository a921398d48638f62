"""Act × state by hand: what is done with documents and jobs comes with the acts of other rooms."""

from records.actions import DOCUMENT_ACTIONS, JOB_ACTIONS
from records.documents import store_document
from records.jobs import start_job
from tests.matrix import assert_matrix, in_state

JOB_MATRIX = """
act        queued  running  done    stopped  leads to
start_job  itself  itself   itself  itself   new
end_job    itself  itself   -       -        done
stop_job   itself  itself   -       -        stopped
"""
DOCUMENT_MATRIX = """
act           any     leads to
store         itself  new
add_revision  itself  stays
revoked       itself  stays
replaced      itself  stays
"""


def test_the_matrices_by_hand(bloc, lan, minh, mai):
    people = {"lan": lan, "minh": minh, "mai": mai}
    job = start_job(bloc.slug, "In 60 bằng", 60, lan)
    assert_matrix(JOB_ACTIONS, JOB_MATRIX, people, lambda action, state: in_state(job, state))
    document = store_document(b"x", chain=bloc.slug, kind="evidence", title="x", filename="x", by=lan)
    assert_matrix(DOCUMENT_ACTIONS, DOCUMENT_MATRIX, people, lambda action, state: document)
