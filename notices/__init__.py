"""Notices (thông báo): what reaches a person: inbox, outbox of e-mail, due dates.

Nouns: thông báo (notice), thư chờ gửi (outgoing mail).
States: mail queued → sent / failed; notice unread → read.
Must never send a mail inside a request, and never lose one: the row is written in the transaction of the step.
"""
