"""Nominations, decisions, certificates: who may enter (see the package)."""

from tests.house.relations import (
    acts,
    board,
    both,
    decided,
    decider,
    handed_in,
    head_leader,
    logged_in,
    member,
    operator,
    secretary,
    secretary_somewhere,
    sees,
    worker,
)

# The city board sees what was submitted to it, of all blocs; other units of the bloc what was decided. The leader of
# the Khối trưởng unit signs the submission, so reads all dossiers of the bloc.
DOSSIER_READ = secretary | head_leader | worker | handed_in & board
NOMINATION_SEEN = DOSSIER_READ | decided & member
# Nobody judges a unit of their own.
JUDGES = handed_in & board & ~worker
CERTIFIED = member | board
AWARDS = {
    "awards:nomination_list": sees(None, logged_in),
    "awards:nomination_new": both("year_pk", secretary),
    "awards:nomination_detail": sees("nomination", NOMINATION_SEEN),
    "awards:nomination_edit": both("nomination", secretary),
    "awards:report_edit": both("nomination", secretary | worker),
    "awards:hand_in_report": both("nomination", secretary | worker),
    "awards:minutes_edit": both("nomination", secretary),
    "awards:hand_in_minutes": both("nomination", secretary),
    "awards:prepare_selection_minutes": acts("nomination", secretary),
    "awards:nomination_submit": both("nomination", secretary | head_leader),
    # The paper of the bloc and its list: for those who send it, and from then on for those it is sent to.
    "awards:submission_detail": sees("submission", secretary | head_leader | handed_in & board),
    "awards:drop_submission": acts("submission", secretary | head_leader),
    "awards:send_back": both("nomination", JUDGES),
    "awards:part_file": sees("part", DOSSIER_READ),
    "awards:part_word": sees("word_part", DOSSIER_READ),
    "awards:part_page": sees("part_page", DOSSIER_READ),
    "awards:review_queue": sees(None, board),
    "awards:review_edit": both("nomination", handed_in & board, acting=JUDGES),
    "awards:decision_list": sees(None, logged_in),
    "awards:decision_new": both(None, decider),
    "awards:decision_detail": sees("decision", CERTIFIED),
    "awards:decision_file": sees("decision", CERTIFIED),
    "awards:original_edit": both("decision", decider),
    "awards:original_file": sees("decision with its original", CERTIFIED),
    "awards:decision_draft_word": sees("deciding authority", decider),
    "awards:issue_check": both("decision", decider),
    # Whoever issues the certificates proofs them: the city, since the secretariat of a bloc issues none.
    "awards:proof_file": sees("line", decider),
    "awards:certificate_list": sees(None, logged_in),
    "awards:handover_edit": both(None, secretary_somewhere | board),
    "awards:retry": acts(None, decider),
    "awards:certificate_detail": sees("certificate", CERTIFIED),
    "awards:certificate_file": sees("certificate", CERTIFIED),
    "awards:certificate_picture": sees("certificate", CERTIFIED),
    "awards:overprint_file": sees("certificate", secretary | board),
    "awards:ruler_file": sees("certificate", secretary | board),
    **dict.fromkeys(("awards:certificate_revoke", "awards:certificate_replace"), both("certificate", decider)),
    "awards:quota_list": sees(None, logged_in),
    "awards:quota_edit": sees("year_pk", board),
    "awards:set_quota": both("quota", board),
    # What can be awarded under which law is no secret; the operator writes it down.
    "awards:kind_list": sees(None, logged_in),
    "awards:kind_detail": sees("kind", logged_in),
    "awards:kind_add": both(None, operator),
    "awards:kind_edit": both("kind", operator),
    "awards:terms_begin": both("kind", operator),
    "awards:template_list": sees(None, board),
    "awards:template_new": both(None, decider),
    "awards:template_edit": both("template", decider),
    "awards:template_places": both("template with background", decider),
    "awards:template_picture": sees("template", decider),
    "awards:template_ruler": sees("template", board),
}
