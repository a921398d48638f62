"""The database's own wall, for writes that do not come through workflow.py.

A comment's trigger waits for whoever is closing the round (FOR SHARE), so that a write begun before the closing cannot
be committed after it. Answers are taken while the text is being consulted on, to comments that were sent.
"""

from django.db import migrations

COMMENT = """
CREATE OR REPLACE FUNCTION drafting_refuse_late_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.consultation_id ELSE NEW.consultation_id END;
    ends timestamptz;
    closed boolean;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'sent' THEN
        RAISE EXCEPTION 'Góp ý đã gửi không sửa, không xóa được.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sent_comment_stays';
    END IF;
    SELECT least(closes_at, coalesce(closed_at, closes_at)), closed_at IS NOT NULL INTO ends, closed
        FROM drafting_consultation WHERE id = asked {lock};
    IF closed OR (TG_OP <> 'DELETE' AND coalesce(NEW.sent_at, NEW.written_at) >= ends) THEN
        RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'comment_before_the_round_ends';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
ANSWER = """
CREATE FUNCTION drafting_refuse_late_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.comment_id ELSE NEW.comment_id END;
    said text;
    stands text;
BEGIN
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
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("drafting", "0003_response_tables_and_sent_comments_stay")]

    operations = [
        migrations.RunSQL(COMMENT.format(lock="FOR SHARE"), COMMENT.format(lock="")),
        migrations.RunSQL(
            [
                ANSWER,
                "CREATE TRIGGER answer_before_the_text_settles BEFORE INSERT OR UPDATE OR DELETE ON drafting_answer "
                "FOR EACH ROW EXECUTE FUNCTION drafting_refuse_late_answer()",
            ],
            [
                "DROP TRIGGER answer_before_the_text_settles ON drafting_answer",
                "DROP FUNCTION drafting_refuse_late_answer()",
            ],
        ),
    ]
