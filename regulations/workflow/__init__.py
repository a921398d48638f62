"""What people do with regulations until they are signed, one function a verb; declared in actions.py.

How they are signed, numbered and issued: signing. Lock order: regulations/queries/rows.py.
"""

from regulations.workflow.errata import add_correction, remove_correction
from regulations.workflow.regulations import adopt, back_to_draft, follow_text, start_amendment, start_regulation

__all__ = [
    "add_correction",
    "adopt",
    "back_to_draft",
    "follow_text",
    "remove_correction",
    "start_amendment",
    "start_regulation",
]
