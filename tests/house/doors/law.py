"""Legal texts: who may enter (see the package)."""

from tests.house.relations import board, both, logged_in, operator, secretary_somewhere, sees

WRITES_PAPERS = secretary_somewhere | board | operator
LAW = {
    "law:legal_text_list": sees(None, logged_in),
    "law:legal_text_add": both(None, board | operator),
    "law:legal_text_edit": both("legal text", board | operator),
    "law:paper_form_list": sees(None, WRITES_PAPERS),
    "law:paper_form_detail": sees("paper form", WRITES_PAPERS),
    "law:paper_form_file": sees("paper form", WRITES_PAPERS),
    "law:paper_form_word": sees("paper form", WRITES_PAPERS),
    "law:paper_form_page": sees("paper form page", WRITES_PAPERS),
}
