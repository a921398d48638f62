"""Quy chế (regulations): the bloc's operating regulation, adopted at a conference and issued under a number.

Nouns: quy chế (regulation), thông qua (adopt), ban hành (issue), thay thế (supersede).
States: draft → adopted → issued → superseded.
Must never adopt with a comment unanswered or without a recorded vote, nor give a number twice.
"""
