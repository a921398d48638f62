"""Awards (khen thưởng): from nomination to the certificate.

Nouns: danh hiệu, hình thức khen thưởng (award kind), số lượng được phân bổ (quota), hồ sơ đề nghị (nomination), thẩm
định (review), quyết định (decision), bằng, giấy chứng nhận (certificate), số sổ vàng (register number).
States: nomination draft → submitted → reviewed → decided; certificate numbered → valid → revoked / replaced.
Must never let a reviewer judge their own unit, decide alone or number twice, and never draws the national emblem.
"""
