"""Conferences (hội nghị): a conference of the bloc, who came, what was voted, what the minutes say.

Nouns: hội nghị (conference), chương trình (agenda item), khách mời (guest), điểm danh (attendance),
biểu quyết (ballot), ý kiến biểu quyết (vote), biên bản (minutes).
States: planned → open → closed.
Must never count a vote twice, nor change one after it was cast.
"""
