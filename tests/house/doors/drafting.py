"""Texts and their consultations: who may enter (see the package)."""

from tests.house.relations import (
    acts,
    being,
    board,
    both,
    ended,
    logged_in,
    member,
    secretary,
    secretary_somewhere,
    sees,
    sent,
    settled,
    shown,
    signer,
    some_signer,
    some_worker,
    worker,
)

# A text is the secretariat's until it is sent; units see the versions they were asked about and the settled one.
TEXT_SEEN = secretary | sent & member | settled & board
VERSION_SEEN = secretary | shown & member | settled & board
# What the other units said is read when the round is over.
ANSWERS_SEEN = secretary | ended & member
DRAFTING = {
    "drafting:text_list": sees(None, logged_in),
    "drafting:text_start": both(None, secretary_somewhere),
    "drafting:text_import": both(None, secretary_somewhere),
    "drafting:text_detail": sees("text", TEXT_SEEN),
    "drafting:text_title": both("text", secretary),
    "drafting:freeze": both("text", secretary),
    "drafting:settle": both("text", secretary),
    "drafting:text_check": sees("text", secretary),
    "drafting:reopen": both("text", secretary),
    "drafting:text_edit": sees("text", secretary),
    "drafting:add_node": acts("text", secretary),
    "drafting:mend_node": acts("node", secretary),
    "drafting:node_edit": both("node", secretary),
    "drafting:move_node": acts("node", secretary),
    "drafting:remove_node": acts("node", secretary),
    "drafting:restore_node": acts("node", secretary),
    "drafting:version_detail": sees("version", VERSION_SEEN),
    "drafting:version_pdf": sees("version", VERSION_SEEN),
    "drafting:version_word": sees("version", VERSION_SEEN),
    "drafting:version_compare": sees("text", TEXT_SEEN & being("kept in a version")),
    "drafting:compare_word": sees("text", TEXT_SEEN & being("kept in a version")),
    "drafting:consultation_start": both("text", secretary),
    "drafting:consultation_detail": sees("round", member),
    "drafting:remind": acts("round", secretary),
    "drafting:consultation_extend": both("round", secretary),
    "drafting:consultation_close": both("round", secretary),
    # Written by the unit's people, sent by whoever speaks for it; nobody else, the secretariat included.
    "drafting:comment_start": both("round", some_worker),
    "drafting:send_comments": acts("round", some_signer),
    "drafting:agree_fully": acts("round", some_signer),
    "drafting:comment_edit": both("comment", worker),
    "drafting:remove_comment": acts("comment", worker),
    "drafting:send_comment": acts("comment", signer),
    "drafting:answer_edit": both("comment", secretary & sent),
    "drafting:take_in": acts("comment", secretary & sent),
    "drafting:take_back_answer": acts("comment", secretary & sent),
    "drafting:response_table": sees("round", ANSWERS_SEEN),
    "drafting:response_pdf": sees("round", ANSWERS_SEEN),
    "drafting:response_word": sees("round", ANSWERS_SEEN),
    "drafting:issue_response_table": acts("round", secretary),
}
