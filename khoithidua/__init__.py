"""Khối thi đua, the roof: settings, URLs, home pages by role, search, commands that look into all rooms.

Nouns: trang chủ (home), năm mẫu (sample year). No model and no state of its own.
What a person must do next is read from the rooms here, and nowhere decided.
Must never be imported by a room.
"""
