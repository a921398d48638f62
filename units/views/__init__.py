"""Pages of units, one file a noun. `locked_out` is named in settings (AXES_LOCKOUT_CALLABLE)."""

from units.views.login import locked_out

__all__ = ["locked_out"]
