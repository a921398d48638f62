"""The legal basis (căn cứ) of a text: kept as it was typed, one line a basis."""

from typing import Any


class WithLegalBasis:
    legal_basis: Any

    @property
    def bases(self) -> list[str]:
        """Its lines."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]
