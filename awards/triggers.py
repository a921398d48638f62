"""Promises of the database: nobody reviews or decides on their own unit, nobody decides alone, and what is the city's
(quotas, certificates) is written by the city.

Both ask the function awards_stands_aside, which the room's migration creates; awards.queries.conflict_of_interest
gives the same answer.
"""

import pgtrigger

from records.triggers import Trigger

# A function that no trigger owns: whether this person stands on the unit's side in the eyes of a dossier of that year:
# holds a post or an authority in the unit today, held one on some day of the emulation year, or sits on the board as
# somebody of that unit. The migration creates it; tests hold it and conflict_of_interest.stands_aside together.
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
STANDS_ASIDE_UNDONE = "DROP FUNCTION awards_stands_aside(bigint, bigint, date)"

# A function that no trigger owns: whether this person sits on the city's board on that day, and decides for it.
OF_THE_CITY = """
CREATE FUNCTION awards_of_the_city(person bigint, on_day date, deciding boolean) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM units_boardseat b
         WHERE b.user_id = person AND (b.can_decide OR NOT deciding) AND daterange(b.valid_from, b.valid_to) @> on_day
    )
$$
"""
OF_THE_CITY_UNDONE = "DROP FUNCTION awards_of_the_city(bigint, date, boolean)"

# How many a bloc may propose is what the city says, so nobody of the bloc writes it down.
QUOTA_OF_THE_CITY = Trigger(
    name="quota_of_the_city",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT awards_of_the_city(NEW.recorded_by_id,
                                  (NEW.recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, false) THEN
            RAISE EXCEPTION 'Số lượng được phân bổ do thành phố nhập.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# An award of the city is issued by whoever keeps the city's awards, and by nobody else.
ISSUED_BY_THE_CITY = Trigger(
    name="issued_by_the_city",
    operation=pgtrigger.Insert,
    func="""
        IF NOT awards_of_the_city(NEW.issued_by_id, (NEW.issued_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, true) THEN
            RAISE EXCEPTION 'Bằng của thành phố do thành phố cấp.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

REVIEW_OF_OTHERS = Trigger(
    name="review_of_others",
    operation=pgtrigger.Insert,
    func="""
        IF awards_stands_aside(NEW.reviewer_id, NEW.nomination_id,
                               (NEW.reviewed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN
            RAISE EXCEPTION 'Không thẩm định hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# The reviewer does not decide alone. Agreeing opinions of the round that was decided: two at least, one of them of
# somebody else.
NOBODY_DECIDES_ALONE = Trigger(
    name="nobody_decides_alone",
    operation=pgtrigger.Insert,
    declare=[("decider", "bigint"), ("recorded", "timestamptz"), ("agreed", "integer"), ("others", "integer")],
    func="""
        SELECT recorded_by_id, recorded_at INTO decider, recorded FROM awards_decision WHERE id = NEW.decision_id;
        SELECT count(*), count(*) FILTER (WHERE r.reviewer_id <> decider) INTO agreed, others
          FROM awards_review r JOIN awards_nomination n ON n.id = r.nomination_id AND n.round = r.round
         WHERE r.nomination_id = NEW.nomination_id AND r.conclusion = 'agree';
        IF agreed < 2 OR others < 1 THEN
            RAISE EXCEPTION 'Chưa đủ ý kiến thẩm định đồng ý của người khác.' USING ERRCODE = 'check_violation';
        END IF;
        IF awards_stands_aside(decider, NEW.nomination_id, (recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN
            RAISE EXCEPTION 'Không nhập quyết định cho hồ sơ của đơn vị mình.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# Who decides an award is said by the law of the day: two awards decided by two authorities never stand in one decision.
ONE_AUTHORITY = Trigger(
    name="one_authority",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT FROM awards_decision d
              JOIN awards_nomination n ON n.id = NEW.nomination_id
              JOIN awards_awardterms t ON t.kind_id = n.kind_id AND daterange(t.valid_from, t.valid_to) @> d.decided_on
             WHERE d.id = NEW.decision_id AND t.decided_by = d.decided_by
        ) THEN
            RAISE EXCEPTION 'Danh hiệu, hình thức này thuộc thẩm quyền khác.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# A submission goes to one authority: it carries dossiers of its own year whose award that authority decides by the law
# of its day.
ONE_SUBMISSION = Trigger(
    name="one_submission",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF TG_OP = 'UPDATE' AND NEW.submission_id IS NOT DISTINCT FROM OLD.submission_id THEN
            RETURN NEW;
        END IF;
        IF NEW.submission_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM awards_submission s
              JOIN awards_awardterms t
                ON t.kind_id = NEW.kind_id
               AND daterange(t.valid_from, t.valid_to) @> (s.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
             WHERE s.id = NEW.submission_id AND s.emulation_year_id = NEW.emulation_year_id
               AND t.decided_by = s.decided_by AND s.state = 'issued'
        ) THEN
            RAISE EXCEPTION 'Hồ sơ không thuộc năm hoặc thẩm quyền của tờ trình này.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# Nobody's name stands on it without that person's act; once it is sent it stays. Before that only its course changes.
SUBMISSION_IS_SIGNED = Trigger(
    name="submission_is_signed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[
        (
            "its_course",
            "text[] := ARRAY['state', 'signing_id', 'number', 'document_id', 'word_id', 'list_document_id',"
            " 'list_word_id', 'submitted_at', 'submitted_by_id']",
        ),
        ("asked", "signatures_signingrequest"),
    ],
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Tờ trình đã lập không xóa.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)
           AND (OLD.state <> 'prepared' OR to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course) THEN
            RAISE EXCEPTION 'Tờ trình đã trình hoặc đã bỏ, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT * INTO asked FROM signatures_signingrequest WHERE id = NEW.signing_id;
        IF NEW.state = 'issued'
           AND (asked.kind = 'submission' AND asked.state IN ('complete', 'issued')) IS NOT TRUE THEN
            RAISE EXCEPTION 'Tờ trình chỉ được cấp số và trình sau khi đủ chữ ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'dropped' AND asked.state IN ('open', 'complete') THEN
            RAISE EXCEPTION 'Tờ trình đang trình ký, chưa bỏ được.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# What its signers have before them, and what was sent, stays; a dossier is in one prepared submission at most.
LINE_AS_SIGNED = Trigger(
    name="line_as_signed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'DELETE'
           OR (TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'cells' IS DISTINCT FROM to_jsonb(NEW) - 'cells') THEN
            RAISE EXCEPTION 'Danh sách trích ngang đã lập, không đổi hồ sơ (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NOT EXISTS (
            SELECT FROM awards_submission s LEFT JOIN signatures_signingrequest r ON r.id = s.signing_id
             WHERE s.id = NEW.submission_id AND s.state = 'prepared'
               AND coalesce(r.state, '') NOT IN ('open', 'complete')
        ) THEN
            RAISE EXCEPTION 'Danh sách trích ngang đã trình ký, không sửa (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'UPDATE' THEN
            RETURN NEW;
        END IF;
        PERFORM FROM awards_nomination WHERE id = NEW.nomination_id AND state = 'draft' FOR NO KEY UPDATE;
        IF NOT FOUND OR EXISTS (
            SELECT FROM awards_submissionline l JOIN awards_submission s ON s.id = l.submission_id
             WHERE l.nomination_id = NEW.nomination_id AND s.state = 'prepared' AND s.id <> NEW.submission_id
        ) THEN
            RAISE EXCEPTION 'Hồ sơ đã trình, hoặc đã có trong tờ trình khác chưa phát hành.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'dossier_in_one_prepared_submission';
        END IF;
        RETURN NEW;
    """,
)

# The report that is written here goes into the dossier only with the signatures of its own people.
REPORT_IS_SIGNED = Trigger(
    name="report_is_signed",
    operation=pgtrigger.Insert,
    condition=pgtrigger.Condition("NEW.report_revision IS NOT NULL"),
    func="""
        IF NOT EXISTS (
            SELECT FROM signatures_signingrequest r JOIN awards_achievementreport a ON a.signing_id = r.id
             WHERE a.nomination_id = NEW.nomination_id AND a.revision = NEW.report_revision AND NEW.part = 'report'
               AND r.kind = 'achievement_report' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Báo cáo thành tích chỉ đưa vào hồ sơ sau khi đủ chữ ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Who is not considered (không bình xét) in a year is proposed to the city for nothing in it.
CONSIDERED_UNIT = Trigger(
    name="considered_unit",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.state <> 'draft' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') AND EXISTS (
            SELECT FROM scoring_scoresheet sheet
              JOIN scoring_criteriaset used ON used.id = sheet.criteria_set_id
             WHERE sheet.unit_id = NEW.unit_id AND used.emulation_year_id = NEW.emulation_year_id
               AND sheet.excluded_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'Đơn vị thuộc trường hợp không bình xét, không trình hồ sơ.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# What a report says was reached is of its own unit's targets.
RESULT_OF_ITS_UNIT = Trigger(
    name="result_of_its_unit",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT FROM awards_achievementreport r
              JOIN awards_nomination n ON n.id = r.nomination_id
              JOIN pledges_target t ON t.id = NEW.target_id AND t.unit_id = n.unit_id
             WHERE r.id = NEW.report_id
        ) THEN
            RAISE EXCEPTION 'Chỉ tiêu thuộc đơn vị khác.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

# What the lists of the city are ordered by, once more in the row, so that an index serves the order.
ORDER_OF_THE_NOMINATION = Trigger(
    name="order_of_the_row",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;
        SELECT display_order INTO NEW.listed_kind FROM awards_awardkind WHERE id = NEW.kind_id;
        RETURN NEW;
    """,
)
ORDER_OF_THE_CERTIFICATE = Trigger(
    name="order_of_the_row",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        SELECT display_order INTO NEW.listed_kind FROM awards_awardkind WHERE id = NEW.kind_id;
        RETURN NEW;
    """,
)

# A dossier leans on the vote about it, never on another one.
BALLOT_OF_THE_NOMINATION = Trigger(
    name="ballot_of_the_nomination",
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Condition("NEW.ballot_id IS NOT NULL"),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM ballots_ballot b
            WHERE b.id = NEW.ballot_id AND b.state = 'closed' AND b.passed
              AND b.subject_kind = 'nomination' AND b.subject_key = NEW.id
        ) THEN
            RAISE EXCEPTION 'Hồ sơ chỉ nêu kết quả biểu quyết đã thông qua về chính hồ sơ này.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_leans_on_its_own_ballot';
        END IF;
        RETURN NEW;
    """,
)

# What a certificate was printed on is its sheet for ever: another look is another template. Where this printer puts the
# words on a blank, the name and the day from which it is chosen may change.
TEMPLATE_OF_CERTIFICATES = Trigger(
    name="template_of_certificates",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "((OLD.kind_id, OLD.width_mm, OLD.height_mm, OLD.texts, OLD.artwork_page_id, OLD.artwork_sha256, OLD.places)"
        " IS DISTINCT FROM"
        " (NEW.kind_id, NEW.width_mm, NEW.height_mm, NEW.texts, NEW.artwork_page_id, NEW.artwork_sha256, NEW.places))"
    ),
    func="""
        IF EXISTS (SELECT FROM awards_certificate WHERE template_id = OLD.id) THEN
            RAISE EXCEPTION 'Đã cấp bằng theo mẫu này, không đổi khổ giấy, nền và vị trí chữ.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
CERTIFICATE_KEEPS_ITS_TEMPLATE = Trigger(
    name="certificate_keeps_its_template",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.template_id IS DISTINCT FROM NEW.template_id"),
    func="""
        RAISE EXCEPTION 'Bằng đã cấp giữ nguyên mẫu.' USING ERRCODE = 'restrict_violation';
    """,
)

# Nobody's name stands on them without that person's act (secretary and chair); with a number they stay as they are.
SELECTION_IS_SIGNED = Trigger(
    name="selection_is_signed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[
        (
            "its_course",
            "text[] := ARRAY['signing_id', 'number', 'document_id', 'word_id', 'issued_at', 'issued_by_id']",
        ),
    ],
    func="""
        IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (
            OLD.number <> '' OR to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course)) THEN
            RAISE EXCEPTION 'Biên bản bình xét đã lập, không sửa, không xóa (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.signing_id IS DISTINCT FROM NEW.signing_id AND EXISTS (
            SELECT FROM signatures_signingrequest WHERE id = OLD.signing_id AND state IN ('open', 'complete')) THEN
            RAISE EXCEPTION 'Biên bản bình xét đang trình ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.number <> '' AND NOT EXISTS (
            SELECT FROM signatures_signingrequest
             WHERE id = NEW.signing_id AND kind = 'selection_minutes' AND state IN ('complete', 'issued')) THEN
            RAISE EXCEPTION 'Biên bản bình xét chỉ phát hành sau khi thư ký và chủ tọa đã ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Of which dossiers they tell is fixed before they are put before their signers.
SELECTION_LINE_BEFORE_SIGNING = Trigger(
    name="selection_line_before_signing",
    operation=pgtrigger.Insert,
    func="""
        IF EXISTS (SELECT FROM awards_selectionminutes WHERE id = NEW.minutes_id AND signing_id IS NOT NULL) THEN
            RAISE EXCEPTION 'Biên bản bình xét đã trình ký, không bổ sung hồ sơ.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
