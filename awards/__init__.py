"""Awards (Khen thưởng).

Nouns: nomination (hồ sơ đề nghị), decision (quyết định), certificate (bằng khen, giấy khen, giấy chứng nhận Cờ thi đua).
States: nomination draft -> submitted -> reviewed -> decided; certificate valid -> revoked / replaced.
Never: draws the national emblem, or decides an award by itself; people decide, the room keeps what they decided.
"""
