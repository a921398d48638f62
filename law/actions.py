"""What can be done with the legal texts and the dated words: by the city's people, each act audited."""

from law.models import LegalText, Wording
from records.transitions import Action, Actions, Creation
from units.rules import is_city_board, is_operator

ADD_LEGAL_TEXT = Creation("law.add_legal_text", "Thêm văn bản căn cứ", who=is_city_board | is_operator)
EDIT_LEGAL_TEXT = Action(
    "law.edit_legal_text", "Cập nhật văn bản căn cứ", who=is_city_board | is_operator, page="law:legal_text_edit"
)
LEGAL_TEXT_ACTIONS = Actions(LegalText, ADD_LEGAL_TEXT, EDIT_LEGAL_TEXT)

BEGIN_WORDING = Creation("law.begin_wording", "Từ ngữ mới từ một ngày", who=is_operator)
WORDING_ACTIONS = Actions(Wording, BEGIN_WORDING)
