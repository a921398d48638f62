"""Notices and letters: who may enter (see the package)."""

from tests.house.relations import acts, board, logged_in, nobody, oneself, secretary, secretary_somewhere, sees

NOTICES = {
    "notices:notice_list": sees(None, logged_in),
    "notices:mark_all_read": acts(None, logged_in),
    "notices:mark_read": acts("notice", oneself),
    "notices:letter_list": sees(None, secretary_somewhere | board),
    "notices:mail_list": sees(None, secretary_somewhere),
    "notices:mail_retry_all": acts(None, secretary_somewhere),
    "notices:mail_retry": acts("mail", secretary),
    # Only in sample mode, which these tests leave off.
    "notices:sample_mailbox": sees(None, nobody),
}
