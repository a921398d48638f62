"""Versions are written once; a comment cannot be sent after its round ended, on any path."""

from django.db import migrations

from records.write_once import write_once

REFUSE_LATE = """
CREATE FUNCTION drafting_refuse_late_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ends timestamptz;
BEGIN
    SELECT least(closes_at, coalesce(closed_at, closes_at)) INTO ends
        FROM drafting_consultation WHERE id = NEW.consultation_id;
    IF coalesce(NEW.sent_at, NEW.written_at) > ends THEN
        RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'comment_before_the_round_ends';
    END IF;
    RETURN NEW;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_texts_versions_consultations")]

    operations = [
        write_once("drafting_version"),
        migrations.RunSQL(
            [
                REFUSE_LATE,
                "CREATE TRIGGER comment_before_the_round_ends BEFORE INSERT OR UPDATE ON drafting_comment "
                "FOR EACH ROW EXECUTE FUNCTION drafting_refuse_late_comment()",
            ],
            [
                "DROP TRIGGER comment_before_the_round_ends ON drafting_comment",
                "DROP FUNCTION drafting_refuse_late_comment()",
            ],
        ),
    ]
