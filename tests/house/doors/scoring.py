"""Criteria sets, score sheets, results: who may enter (see the package)."""

from tests.house.relations import (
    Who,
    acts,
    being,
    board,
    both,
    head_leader,
    logged_in,
    member,
    secretary,
    sees,
    signer,
    worker,
)

# The secretariat's until it is adopted; the board reads results.
SET_SEEN = secretary | (being("adopted") | being("open") | being("public")) & member | being("public") & board
# A sheet is its unit's and its checker's until the results are public; who leads the bloc appraises beside the
# secretariat. Nobody marks the own unit in a later column.
checks = Who(lambda person, thing: bool(person.unit) and f"checked by {person.unit}" in thing.being)
SHEET_SEEN = secretary | head_leader | worker | checks | being("public") & (member | board)
APPRAISES = (secretary | head_leader) & ~worker
# Files are read by their unit and the secretariat, and by who checks or leads once the sheet is handed in.
PROOFS_SEEN = worker | secretary | ~being("open") & (checks | head_leader)
WRITES_COLUMN = being("tu-cham") & worker | being("cham-cheo") & checks & ~worker | being("tham-dinh") & APPRAISES
SCORING = {
    "scoring:criteria_list": sees(None, logged_in),
    "scoring:criteria_start": both("year_pk", secretary),
    "scoring:criteria_detail": sees("criteria_set", SET_SEEN),
    "scoring:set_edit": both("criteria_set", secretary),
    "scoring:criteria_edit": sees("criteria_set", secretary),
    "scoring:add_criterion": both("criteria_set", secretary),
    "scoring:criterion_edit": both("criterion", secretary),
    "scoring:move_criterion": acts("criterion", secretary),
    "scoring:remove_criterion": acts("criterion", secretary),
    "scoring:adopt_set": acts("criteria_set", secretary),
    "scoring:scoring_open": both("criteria_set", secretary),
    "scoring:publish_results": acts("criteria_set", secretary),
    **dict.fromkeys(
        [f"scoring:results_{kind}" for kind in ("pdf", "word", "excel")],
        sees("criteria_set", being("public") & SET_SEEN),
    ),
    **dict.fromkeys(("scoring:sheet_detail", "scoring:explanation_pdf"), sees("sheet", SHEET_SEEN)),
    **dict.fromkeys(("scoring:marks_edit", "scoring:marks_import"), both("marks", WRITES_COLUMN)),
    "scoring:marks_file": sees("marks", WRITES_COLUMN),
    "scoring:line_proofs": sees("scored line with files", PROOFS_SEEN),
    "scoring:proof_add": both("scored line with files", worker),
    "scoring:remove_proof": acts("proof", worker),
    "scoring:submit_sheet": acts("sheet", signer),
    "scoring:sheet_return": both("sheet", secretary),
    "scoring:finish_check": acts("sheet", Who(lambda person, thing: checks(person, thing) and person.speaks) & ~worker),
    "scoring:finish_appraisal": acts("sheet", APPRAISES),
    "scoring:accept_appraisal": acts("sheet", signer),
    "scoring:objection_start": both("sheet", signer),
    "scoring:objection_reply": both("objection", checks & ~worker),
    "scoring:objection_decide": both("objection", APPRAISES),
    "scoring:result_change": both("scored_line", secretary & ~worker),
    "scoring:unit_exclude": both("sheet", secretary & ~worker),
}
