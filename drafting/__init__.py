"""Drafting (dự thảo): a structured text and how it becomes agreed.

Nouns: văn bản (text) of Chương, Mục, Điều, Khoản, Điểm (nodes), bản dự thảo (version), lấy ý kiến (consultation), góp ý
(comment), trả lời (answer), bản so sánh (redline), bảng tiếp thu, giải trình (comment response matrix).
States: draft → consulting → settled.
Must never lose a comment, take one after closing, or change a frozen version. Used by regulations and pledges.
"""
