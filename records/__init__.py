"""Lưu trữ (records), the cellar: what must stay true for ever, and the paper it is printed on. Imports no room.

Nouns: nhật ký (audit chain), văn bản lưu trữ (document), số hiệu (number series), mã xác thực (verification code).
Everything here is written once; documents end by being thu hồi (revoked) or thay thế (replaced), in a row of their own.
Must never know a unit, a pledge or an award, and never change or delete what it has written.
"""
