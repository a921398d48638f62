"""The database's own wall round comments, answers and their table, for writes that do not come through workflow.py.

The first two wait for whoever is closing the round or settling the text (FOR SHARE), so that a write begun before that
cannot be committed after it.
"""

import pgtrigger

from records.triggers import Trigger

ANY_WRITE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

# A sent comment stays as sent; the closing moment itself is too late.
COMMENT_BEFORE_THE_ROUND_ENDS = Trigger(
    name="comment_before_the_round_ends",
    operation=ANY_WRITE,
    declare=[
        ("asked", "bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.consultation_id ELSE NEW.consultation_id END"),
        ("ends", "timestamptz"),
        ("closed", "boolean"),
    ],
    func="""
        IF TG_OP <> 'INSERT' AND OLD.state = 'sent' THEN
            RAISE EXCEPTION 'Góp ý đã gửi không sửa, không xóa được.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'sent_comment_stays';
        END IF;
        SELECT least(closes_at, coalesce(closed_at, closes_at)), closed_at IS NOT NULL INTO ends, closed
            FROM drafting_consultation WHERE id = asked FOR SHARE;
        IF closed OR (TG_OP <> 'DELETE' AND coalesce(NEW.sent_at, NEW.written_at) >= ends) THEN
            RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'comment_before_the_round_ends';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

# Answers are taken while the text is being consulted on, to comments that were sent.
ANSWER_BEFORE_THE_TEXT_SETTLES = Trigger(
    name="answer_before_the_text_settles",
    operation=ANY_WRITE,
    declare=[
        ("asked", "bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.comment_id ELSE NEW.comment_id END"),
        ("said", "text"),
        ("stands", "text"),
    ],
    func="""
        SELECT state INTO said FROM drafting_comment WHERE id = asked;
        SELECT state INTO stands FROM drafting_text WHERE id = (
            SELECT consultation.text_id FROM drafting_comment comment
                JOIN drafting_consultation consultation ON consultation.id = comment.consultation_id
                WHERE comment.id = asked
        ) FOR SHARE;
        IF said <> 'sent' THEN
            RAISE EXCEPTION 'Góp ý chưa gửi thì chưa trả lời.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'answer_to_a_sent_comment';
        END IF;
        IF stands <> 'consulting' THEN
            RAISE EXCEPTION 'Văn bản không ở giai đoạn lấy ý kiến, không sửa trả lời góp ý.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_before_the_text_settles';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

# A comment is attached again to a part of the text that it is about, while that is being consulted on.
REATTACHED_WITHIN_ITS_TEXT = Trigger(
    name="reattached_within_its_text",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT FROM drafting_comment comment
                JOIN drafting_consultation consultation ON consultation.id = comment.consultation_id
                JOIN drafting_text text ON text.id = consultation.text_id
                JOIN drafting_node node ON node.text_id = text.id
                WHERE comment.id = NEW.comment_id AND node.id = NEW.node_id
                    AND comment.state = 'sent' AND comment.node_key IS NOT NULL AND text.state = 'consulting'
        ) THEN
            RAISE EXCEPTION 'Góp ý chỉ gắn lại được với một phần của văn bản đang lấy ý kiến.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reattached_within_its_text';
        END IF;
        RETURN NEW;
    """,
)

# Nobody's name stands on it without that person's act.
TABLE_IS_SIGNED = Trigger(
    name="table_is_signed",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest r JOIN drafting_consultation c ON c.table_signing_id = r.id
             WHERE r.id = NEW.signing_id AND c.id = NEW.consultation_id
               AND r.kind = 'response_table' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Bảng tổng hợp chỉ hoàn thành sau khi đã ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# A table that is issued has an answer in every row; plain agreement is no row.
RESPONSE_TABLE_AFTER_ALL_ANSWERS = Trigger(
    name="response_table_after_all_answers",
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (
            SELECT FROM drafting_comment comment
                LEFT JOIN drafting_answer answer ON answer.comment_id = comment.id
                WHERE comment.consultation_id = NEW.consultation_id AND comment.state = 'sent' AND answer.id IS NULL
                    AND NOT (comment.stance = 'agree' AND comment.body = '')
        ) THEN
            RAISE EXCEPTION 'Còn góp ý chưa trả lời, chưa hoàn thành được bảng tổng hợp.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'response_table_after_all_answers';
        END IF;
        RETURN NEW;
    """,
)

# A part lays down a setting for the text in which it stands.
BOUND_PART_IS_OF_ITS_TEXT = Trigger(
    name="bound_part_is_of_its_text",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (SELECT FROM drafting_node WHERE id = NEW.node_id AND text_id = NEW.text_id) THEN
            RAISE EXCEPTION 'Phần này không thuộc văn bản.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'bound_part_is_of_its_text';
        END IF;
        RETURN NEW;
    """,
)

# Versions are counted from 1; number 0 is what a text amends, and no other text has one.
VERSION_FROM_ONE = Trigger(
    name="version_from_one",
    operation=pgtrigger.Insert,
    func="""
        IF NEW.no = 0 AND NOT EXISTS (SELECT FROM drafting_text WHERE id = NEW.text_id AND amends <> '') THEN
            RAISE EXCEPTION 'Văn bản này không sửa đổi văn bản nào.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'version_from_one';
        END IF;
        RETURN NEW;
    """,
)
