"""The secretariat's answers: what is taken in changes the draft in the same act, and is taken back with it."""

from django.db import transaction

from drafting.actions import ANSWER_COMMENT, TAKE_BACK_ANSWER
from drafting.models import Answer, Comment, Text
from drafting.queries import unanswered
from drafting.queries.alike import alike
from drafting.queries.answering import composed, place_changes, place_of, working_index
from drafting.queries.redline import changes
from drafting.queries.version_index import VersionIndex
from drafting.queries.wording import lines_of
from drafting.workflow.references import follow_references
from drafting.workflow.rewriting import Changed, put_back, rewrite
from drafting.worklist import about_answering
from libraries.web import clock
from libraries.web.formats import short_datetime
from notices.outbox import end_requests
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


@transaction.atomic
def answer_comment(
    comment: Comment, *, by: User, result: str, body: str = "", wording: str = "", revision: int | None = 0
) -> Answer:
    """Answer a comment and all that say the same (tiếp thu, tiếp thu một phần, giải trình), or write the answer anew.

    wording: how its place shall read from now on, put into the draft (empty: as it reads); giải trình takes out what
    this answer had put in. The answer begins with what changed, found by comparing. revision: of the answer that was
    read, 0 where there was none. EditConflict when there is a newer one; NotAllowedNow when nothing is answered.
    """
    text = begin(ANSWER_COMMENT, comment.consultation.text, by=by)
    if comment.state != Comment.State.SENT:
        raise NotAllowedNow("Đơn vị chưa gửi góp ý này.")
    same = alike(comment)
    known = {
        answer.comment_id: answer for answer in Answer.objects.select_related("answered_by").filter(comment__in=same)
    }
    answer = known.get(comment.pk)
    if answer is not None:
        next_revision(answer, revision, told=lambda: _last_answer_words(answer))
    # A comment that came after the others were answered takes over what their answer has done.
    changed, told = _act(text, comment, answer or next(iter(known.values()), None), result, wording, by=by)
    follow_references(text, by=by)
    words = body.strip()
    if told and told not in words:
        words = f"{told} {words}".strip()
    if not words:
        raise NotAllowedNow("Dự thảo chưa được sửa theo góp ý này. Sửa lời văn hoặc nhập nội dung tiếp thu.")
    for row in same:
        given = known.get(row.pk)
        if given is None:
            given = Answer(comment=row)
        else:
            given.revision += 1
        given.result, given.body, given.changed = result, words, changed
        given.answered_at, given.answered_by = clock.now(), by
        given.save()
        known[row.pk] = given
        finish(ANSWER_COMMENT, text, by=by, about=row, data={"result": result, "body": words})
    if not unanswered(text):
        end_requests(about_answering(text))
    return known[comment.pk]


def _act(
    text: Text, comment: Comment, answer: Answer | None, result: str, wording: str, *, by: User
) -> tuple[list[Changed], str]:
    """(what this answer has changed in the draft so far, the sentence of what it has changed now)."""
    before, was = working_index(text), list(answer.changed) if answer else []
    if result == Answer.Result.EXPLAINED:
        put_back(text, was, by=by)
        return [], ""
    standing = lines_of(before, comment.key_now)
    if wording and not standing:
        raise NotAllowedNow(
            "Phần được góp ý đã được sắp xếp lại hoặc xóa trong dự thảo. Gắn góp ý với phần khác rồi trả lời lại."
        )
    changed = rewrite(text, standing, wording, by=by) if wording else []
    if changed:
        return was + changed, composed(result, changes(before.content, working_index(text).content))
    asked = VersionIndex(comment.consultation.on_version)
    key = str(comment.node_key or "")
    return was, "" if answer or not key else composed(result, place_changes(key, asked, before))


@transaction.atomic
def take_in(comment: Comment, *, by: User, revision: int | None = 0) -> Answer:
    """Tiếp thu with one click: the proposed wording goes into the draft, and the answer says so."""
    text = begin(ANSWER_COMMENT, comment.consultation.text, by=by)
    place = place_of(comment, VersionIndex(comment.consultation.on_version), working_index(text))
    if not place.fits:
        raise NotAllowedNow(
            "Chưa tiếp thu nguyên văn được: lời văn của phần này đã thay đổi so với bản lấy ý kiến. "
            "Chọn “Tiếp thu một phần” và sửa lời văn."
        )
    return answer_comment(comment, by=by, result=Answer.Result.ACCEPTED, wording=place.proposed, revision=revision)


@transaction.atomic
def take_back_answer(comment: Comment, *, by: User) -> None:
    """Hoàn tác: the draft reads as before this answer, and the comment waits for one again."""
    text = begin(TAKE_BACK_ANSWER, comment.consultation.text, by=by)
    same = alike(comment)
    answer = Answer.objects.filter(comment=comment).first()
    if answer is None:
        raise NotAllowedNow("Góp ý này chưa được trả lời.")
    put_back(text, answer.changed, by=by)
    follow_references(text, by=by)
    for row in same:
        finish(TAKE_BACK_ANSWER, text, by=by, about=row, data={"result": answer.result, "body": answer.body})
    Answer.objects.filter(comment__in=same).delete()


def _last_answer_words(answer: Answer) -> str:
    return f"{answer.answered_by} đã trả lời góp ý này lúc {short_datetime(answer.answered_at)}."
