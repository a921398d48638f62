"""Regulations (quy chế): the bloc's operating regulation, adopted at a conference and issued under a number.

Nouns: quy chế (regulation), thông qua (adopt), ban hành (issue), thay thế (supersede), người ký (signer).
States: draft → adopted → issued → superseded; adopted → draft with a reason.
Must never adopt with a comment unanswered or without a recorded vote, nor give a number twice, nor have two
regulations of one bloc in force, nor change a word of what was issued.
"""
