"""Pledges (giao ước): the year's emulation pledge, its targets, and one signature per unit.

Nouns: giao ước thi đua (pledge), chỉ tiêu (target), chữ ký (signature), ý định ký (signing intent).
States: draft → open → in_force → closed.
Must never lose a signature, count a unit twice, come into force before the last one, or change once
its content is locked.
"""
