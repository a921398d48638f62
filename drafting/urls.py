"""Pages of drafting, under /du-thao/."""

from django.urls import path

from drafting.views import answer, binding, board, check, comment, consultation, node, response, text, version, word
from units.scope import scoped

app_name = "drafting"
urlpatterns = [
    *scoped("", text.text_list, "text_list"),
    path("moi/", text.text_start, name="text_start"),
    path("tu-word/", word.text_import, name="text_import"),
    path("<int:pk>/", text.text_detail, name="text_detail"),
    path("<int:pk>/ten-can-cu/", text.text_title, name="text_title"),
    path("<int:pk>/luu-ban/", text.freeze, name="freeze"),
    path("<int:pk>/chot/", check.settle, name="settle"),
    path("<int:pk>/kiem-tra/", check.text_check, name="text_check"),
    path("<int:pk>/thiet-lap/", binding.text_settings, name="text_settings"),
    path("phan/<int:pk>/sua-loi/", check.mend_node, name="mend_node"),
    path("<int:pk>/mo-lai/", text.reopen, name="reopen"),
    path("<int:pk>/soan/", node.text_edit, name="text_edit"),
    path("<int:pk>/soan/them/", node.add_node, name="add_node"),
    path("phan/<int:pk>/", node.node_edit, name="node_edit"),
    path("phan/<int:pk>/chuyen/", node.move_node, name="move_node"),
    path("phan/<int:pk>/bo/", node.remove_node, name="remove_node"),
    path("phan/<int:pk>/lay-lai/", node.restore_node, name="restore_node"),
    path("<int:pk>/ban/<int:no>/", version.version_detail, name="version_detail"),
    path("<int:pk>/ban/<int:no>/pdf/", version.version_pdf, name="version_pdf"),
    path("<int:pk>/ban/<int:no>/word/", version.version_word, name="version_word"),
    path("<int:pk>/so-sanh/", version.version_compare, name="version_compare"),
    path("<int:pk>/so-sanh/word/", version.compare_word, name="compare_word"),
    path("<int:pk>/lay-y-kien/", consultation.consultation_start, name="consultation_start"),
    path("lay-y-kien/<int:pk>/", consultation.consultation_detail, name="consultation_detail"),
    path("lay-y-kien/<int:pk>/theo-doi/", board.consultation_board, name="consultation_board"),
    path("lay-y-kien/<int:pk>/nhac/", board.remind, name="remind"),
    path("lay-y-kien/<int:pk>/nhac/hoan-tac/", board.take_back_reminder, name="take_back_reminder"),
    path("lay-y-kien/<int:pk>/gia-han/", consultation.consultation_extend, name="consultation_extend"),
    path("lay-y-kien/<int:pk>/ket-thuc/", consultation.consultation_close, name="consultation_close"),
    path("lay-y-kien/<int:pk>/gop-y/", comment.comment_start, name="comment_start"),
    path("lay-y-kien/<int:pk>/gop-y/gui/", comment.send_comments, name="send_comments"),
    path("lay-y-kien/<int:pk>/nhat-tri/", comment.agree_fully, name="agree_fully"),
    path("gop-y/<int:pk>/", comment.comment_edit, name="comment_edit"),
    path("gop-y/<int:pk>/gui/", comment.send_comment, name="send_comment"),
    path("gop-y/<int:pk>/bo/", comment.remove_comment, name="remove_comment"),
    path("gop-y/<int:pk>/tra-loi/", answer.answer_edit, name="answer_edit"),
    path("gop-y/<int:pk>/tiep-thu/", answer.take_in, name="take_in"),
    path("gop-y/<int:pk>/hoan-tac/", answer.take_back_answer, name="take_back_answer"),
    path("lay-y-kien/<int:pk>/tong-hop/", response.response_table, name="response_table"),
    path("lay-y-kien/<int:pk>/tong-hop/pdf/", response.response_pdf, name="response_pdf"),
    path("lay-y-kien/<int:pk>/tong-hop/word/", response.response_word, name="response_word"),
]
