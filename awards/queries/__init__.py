"""Reads of this room: rows as pages and verbs need them, and what follows from them as frozen values. None writes."""
