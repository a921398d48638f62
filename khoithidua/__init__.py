"""Khối Thi Đua, the roof: settings, URLs, home pages by role, search, the sample year and the commands that look into all rooms.

Nouns: trang chủ (home), năm mẫu (sample year). No model and no state of its own.
Must never be imported by a room.
"""
