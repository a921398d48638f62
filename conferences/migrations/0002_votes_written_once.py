"""Votes and minutes are written once; a counted ballot is a fact; no vote reaches a ballot that was counted."""

from django.db import migrations

from records.write_once import write_once

CLOSED_BALLOT_STAYS = [
    """
    CREATE FUNCTION conferences_refuse_change_of_result() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'Kết quả biểu quyết đã kiểm phiếu không sửa, không xóa (%).', TG_OP
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "CREATE TRIGGER closed_ballot_stays BEFORE UPDATE OR DELETE ON conferences_ballot "
    "FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION conferences_refuse_change_of_result()",
]
# Sees what is committed. That nobody votes while the count runs is the row lock of workflow.cast and close_ballot.
VOTE_INTO_OPEN_BALLOT = [
    """
    CREATE FUNCTION conferences_refuse_late_vote() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (SELECT state FROM conferences_ballot WHERE id = NEW.ballot_id) <> 'open' THEN
            RAISE EXCEPTION 'Biểu quyết đã kiểm phiếu, không nhận thêm phiếu.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER vote_into_open_ballot BEFORE INSERT ON conferences_vote "
    "FOR EACH ROW EXECUTE FUNCTION conferences_refuse_late_vote()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0001_conferences_ballots_minutes"),
        ("records", "0002_written_once"),
    ]

    operations = [
        write_once("conferences_vote"),
        write_once("conferences_minutes"),
        migrations.RunSQL(
            CLOSED_BALLOT_STAYS,
            [
                "DROP TRIGGER closed_ballot_stays ON conferences_ballot",
                "DROP FUNCTION conferences_refuse_change_of_result()",
            ],
        ),
        migrations.RunSQL(
            VOTE_INTO_OPEN_BALLOT,
            ["DROP TRIGGER vote_into_open_ballot ON conferences_vote", "DROP FUNCTION conferences_refuse_late_vote()"],
        ),
    ]
