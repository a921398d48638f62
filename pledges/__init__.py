"""Pledges (giao ước): the year's emulation pledge, its targets, and one signature a unit.

Nouns: giao ước thi đua (pledge), chỉ tiêu (target), chữ ký (signature), ý định ký (signing intent).
States: draft → open → in_force → closed.
Must never lose a signature, count a unit twice, come into force before the last one, or change after sealing.
"""
