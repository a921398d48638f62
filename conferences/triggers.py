"""A counted ballot is a fact, and no vote reaches a ballot that was counted."""

import pgtrigger

from records.triggers import Trigger

CLOSED_BALLOT_STAYS = Trigger(
    name="closed_ballot_stays",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.state = 'closed'"),
    func="""
        RAISE EXCEPTION 'Kết quả biểu quyết đã có, không sửa, không xóa (%).', TG_OP
            USING ERRCODE = 'restrict_violation';
    """,
)

# Sees what is committed. That nobody votes while the count runs is the row lock of workflow.cast and close_ballot.
VOTE_INTO_OPEN_BALLOT = Trigger(
    name="vote_into_open_ballot",
    operation=pgtrigger.Insert,
    func="""
        IF (SELECT state FROM conferences_ballot WHERE id = NEW.ballot_id) <> 'open' THEN
            RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
