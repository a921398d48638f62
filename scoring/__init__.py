"""Scoring (chấm điểm): the criteria set of a year, the sheets of its units, who checks whom, the ranking.

Nouns: bộ tiêu chí (criteria set), tiêu chí (criterion), phiếu chấm điểm (score sheet), tự chấm, chấm chéo, thẩm định
(marks of three stages), kết quả (result). States of a set: draft → adopted → open → published; of a sheet: open →
submitted → checked → appraised. The arithmetic stands in `points`, on plain values.
Must never let anybody mark the sheet of their own unit in a later stage, nor change a criterion after adoption or a
mark after its stage; the database refuses both.
"""
