"""Units (đơn vị): who belongs to which bloc, who speaks for whom, in which year.

Nouns: khối (bloc), đơn vị thành viên (unit) with names that have dates, năm thi đua (emulation year), suất Khối trưởng,
Khối phó, thành viên (seat), chức vụ (post), tổ thư ký (secretariat seat), Ban TĐKT (board seat), ủy quyền ký
(signing authority).
No states; what is in force follows from dates.
Must never know a document, a comment or a score.
"""
