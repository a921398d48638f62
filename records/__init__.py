"""Records (lưu trữ): what must stay true for ever, and how an act is declared and done. Imports no other module.

Nouns: nhật ký (audit chain), văn bản lưu trữ (document), số hiệu (number series), mã xác thực (verification code).
Everything here is written once; documents end by being thu hồi (revoked) or thay thế (replaced), in a row of their own.
Must never know a unit, a pledge or an award, and never change or delete what it has written.
"""
