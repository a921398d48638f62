"""What checks of one row cannot say: a counted ballot is a fact, its electors are fixed, their votes come in time."""

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

# What was asked, of whom and by which rule is fixed when the ballot opens.
OPEN_BALLOT_KEEPS_ITS_RULES = Trigger(
    name="open_ballot_keeps_its_rules",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.state <> 'closed'"),
    declare=[
        (
            "its_end",
            "text[] := ARRAY['state', 'closed_at', 'closed_by_id', 'yes', 'no', 'abstain', 'needed', 'passed']",
        )
    ],
    func="""
        IF to_jsonb(OLD) - its_end <> to_jsonb(NEW) - its_end THEN
            RAISE EXCEPTION 'Câu hỏi và cách tính của biểu quyết đã mở không thay đổi được.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# As many as were counted when it opened; of each only the delegate may be replaced, until the vote is cast.
ELECTORS_ARE_FIXED = Trigger(
    name="electors_are_fixed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("delegated", "text[] := ARRAY['delegate_id', 'name', 'post']")],
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                USING ERRCODE = 'restrict_violation';
        ELSIF TG_OP = 'INSERT' THEN
            IF (SELECT count(*) FROM ballots_elector WHERE ballot_id = NEW.ballot_id)
                >= (SELECT present + recused FROM ballots_ballot WHERE id = NEW.ballot_id) THEN
                RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                    USING ERRCODE = 'restrict_violation';
            END IF;
        ELSIF to_jsonb(OLD) - delegated <> to_jsonb(NEW) - delegated
            OR EXISTS (SELECT 1 FROM ballots_vote WHERE elector_id = NEW.id)
            OR (SELECT state FROM ballots_ballot WHERE id = NEW.ballot_id) = 'closed' THEN
            RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Sees what is committed. That nobody votes while the count runs is the row lock of workflow.cast and close_ballot.
VOTE_INTO_OPEN_BALLOT = Trigger(
    name="vote_into_open_ballot",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM ballots_elector e JOIN ballots_ballot b ON b.id = e.ballot_id
            WHERE e.id = NEW.elector_id AND b.state = 'open'
        ) THEN
            RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (SELECT recusal FROM ballots_elector WHERE id = NEW.elector_id) <> '' THEN
            RAISE EXCEPTION 'Đơn vị không tham gia biểu quyết nội dung này.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
