"""Scoring (chấm điểm): criteria sets, score sheets, marks and ranking of a year. Its issue follows; nothing here yet.

Nouns: bộ tiêu chí (criteria set), phiếu chấm (score sheet), tự chấm, chấm chéo, thẩm định (marks), xếp hạng (ranking).
States: sheet open → submitted → cross_checked → appraised → confirmed.
Must never let a unit score itself as another, nor change a confirmed sheet.
"""
