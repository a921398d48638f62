"""Law (căn cứ pháp lý): legal texts as dated rows, which one is in force on a day, and how a paper cites it.

Nouns: văn bản (legal text), lĩnh vực (topic), viện dẫn (citation), đối chiếu (checked against the text itself).
No paper contains a citation of its own: it names the topics it rests on and asks for the day of its act.
Must never let a paper cite what was not in force on that day, nor print as certain what nobody verified.
"""
