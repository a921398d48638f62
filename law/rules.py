"""Who may read what is no act."""

from records.access import register_permission
from units.rules import is_city_board, is_operator, is_secretary_somewhere

# Whoever writes papers: the secretariat, the city's board; and who keeps the installation.
READ_FORMS = "law.read_forms"
register_permission(READ_FORMS, is_secretary_somewhere | is_city_board | is_operator)
