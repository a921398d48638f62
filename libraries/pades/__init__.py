"""PDF signing: the platform certifies what it issues (`seal`), people sign in their unit's field (`sign`).

PAdES B-B throughout. The platform's seal certifies with DocMDP P=2: afterwards only signature fields may be filled.
A person's signature here is level L1, evidence of who agreed to what and when; it is not a digital signature in the
sense of Luật Giao dịch điện tử 20/2023/QH15 and says so on its stamp.

Never knows a user model, a permission or a clock: time comes in as `at`.
"""

from libraries.pades.signature import (
    SEAL_FIELD,
    SignatureField,
    SignedResult,
    Signer,
    SigningRefused,
    reasons_of,
    seal,
    seal_into,
    sign,
)
from libraries.pades.stamp import LEVEL_L1, stamp_html, stamp_lines

__all__ = [
    "LEVEL_L1",
    "SEAL_FIELD",
    "SignatureField",
    "SignedResult",
    "Signer",
    "SigningRefused",
    "reasons_of",
    "seal",
    "seal_into",
    "sign",
    "stamp_html",
    "stamp_lines",
]
