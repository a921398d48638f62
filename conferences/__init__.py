"""Conferences (hội nghị): a conference of the bloc, who came, what was put to the vote, what the minutes say.

Nouns: hội nghị (conference), chương trình (agenda item), khách mời (guest), điểm danh (attendance),
biên bản (minutes).
States: planned → open → closed.
Must never lose what was said, nor change minutes after they were issued.
"""
