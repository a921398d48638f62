"""Legal texts: who may enter (see the package)."""

from tests.house.relations import board, both, logged_in, operator, sees

LAW = {
    "law:legal_text_list": sees(None, logged_in),
    "law:legal_text_add": both(None, board | operator),
    "law:legal_text_edit": both("legal text", board | operator),
}
