"""Tables written once, and the two promises of the database about who may judge whom."""

from django.db import migrations

from records.write_once import write_once

# Whether this person stands on the unit's side in the eyes of a dossier of that year: holds a post or an authority in
# the unit today, held one on some day of the emulation year, or sits on the board as somebody of that unit.
# The rooms' own answer is awards.recusal.stands_aside; tests hold the two together.
STANDS_ASIDE = """
CREATE FUNCTION awards_stands_aside(person bigint, dossier bigint, on_day date) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    unit bigint;
    year_days daterange;
BEGIN
    SELECT n.unit_id, daterange(make_date(y.year, 1, 1), make_date(y.year + 1, 1, 1))
      INTO unit, year_days
      FROM awards_nomination n JOIN units_emulationyear y ON y.id = n.emulation_year_id
     WHERE n.id = dossier;
    RETURN EXISTS (
        SELECT 1 FROM units_post p
         WHERE p.user_id = person AND p.unit_id = unit
           AND (daterange(p.valid_from, p.valid_to) && year_days OR daterange(p.valid_from, p.valid_to) @> on_day)
    ) OR EXISTS (
        SELECT 1 FROM units_signingauthority a
         WHERE a.holder_id = person AND a.unit_id = unit
           AND (daterange(a.valid_from, a.valid_to) && year_days OR daterange(a.valid_from, a.valid_to) @> on_day)
    ) OR EXISTS (
        SELECT 1 FROM units_boardseat b
         WHERE b.user_id = person AND b.from_unit_id = unit
           AND (daterange(b.valid_from, b.valid_to) && year_days OR daterange(b.valid_from, b.valid_to) @> on_day)
    );
END $$
"""

REVIEW_OF_OTHERS = [
    STANDS_ASIDE,
    """
    CREATE FUNCTION awards_refuse_own_unit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF awards_stands_aside(NEW.reviewer_id, NEW.nomination_id,
                               (NEW.reviewed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN
            RAISE EXCEPTION 'Không thẩm định hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER review_of_others BEFORE INSERT ON awards_review "
    "FOR EACH ROW EXECUTE FUNCTION awards_refuse_own_unit()",
]
REVIEW_OF_OTHERS_UNDONE = [
    "DROP TRIGGER review_of_others ON awards_review",
    "DROP FUNCTION awards_refuse_own_unit()",
    "DROP FUNCTION awards_stands_aside(bigint, bigint, date)",
]

# Trust.md 2.2: the reviewer does not decide alone. Agreeing opinions of the round that was decided: two at least, one
# of them of somebody else.
NOBODY_DECIDES_ALONE = [
    """
    CREATE FUNCTION awards_refuse_lonely_decision() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        decider bigint;
        recorded timestamptz;
        agreed integer;
        others integer;
    BEGIN
        SELECT recorded_by_id, recorded_at INTO decider, recorded FROM awards_decision WHERE id = NEW.decision_id;
        SELECT count(*), count(*) FILTER (WHERE r.reviewer_id <> decider) INTO agreed, others
          FROM awards_review r JOIN awards_nomination n ON n.id = r.nomination_id AND n.round = r.round
         WHERE r.nomination_id = NEW.nomination_id AND r.conclusion = 'agree';
        IF agreed < 2 OR others < 1 THEN
            RAISE EXCEPTION 'Chưa đủ ý kiến thẩm định đồng ý của người khác.' USING ERRCODE = 'check_violation';
        END IF;
        IF awards_stands_aside(decider, NEW.nomination_id, (recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN
            RAISE EXCEPTION 'Không ghi quyết định cho hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER nobody_decides_alone BEFORE INSERT ON awards_decisionline "
    "FOR EACH ROW EXECUTE FUNCTION awards_refuse_lonely_decision()",
]
NOBODY_DECIDES_ALONE_UNDONE = [
    "DROP TRIGGER nobody_decides_alone ON awards_decisionline",
    "DROP FUNCTION awards_refuse_lonely_decision()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0001_kinds_nominations_decisions_certificates"),
        ("records", "0002_written_once"),
        ("units", "0001_blocs_units_years_people"),
    ]

    operations = [
        write_once("awards_dossierpart"),
        write_once("awards_review"),
        write_once("awards_decision"),
        write_once("awards_decisionline"),
        migrations.RunSQL(REVIEW_OF_OTHERS, REVIEW_OF_OTHERS_UNDONE),
        migrations.RunSQL(NOBODY_DECIDES_ALONE, NOBODY_DECIDES_ALONE_UNDONE),
    ]
