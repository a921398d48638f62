"""What was adopted stays; marks are written in their stage, and never by the unit's own people in a later one."""

import pgtrigger

from records.triggers import Trigger

_REFUSE_WHERE_ADOPTED = """
    IF EXISTS (SELECT 1 FROM scoring_criteriaset WHERE state <> 'draft'
               AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.criteria_set_id END,
                          CASE WHEN TG_OP <> 'DELETE' THEN NEW.criteria_set_id END)) THEN
        RAISE EXCEPTION 'Bộ tiêu chí đã áp dụng, không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
"""
ADOPTED_CRITERIA_STAY = Trigger(
    name="adopted_criteria_stay",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=_REFUSE_WHERE_ADOPTED,
)
ADOPTED_GRADES_STAY = Trigger(
    name="adopted_grades_stay",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=_REFUSE_WHERE_ADOPTED,
)

STATES_GO_FORWARD = Trigger(
    name="states_go_forward",
    operation=pgtrigger.Update,
    func="""
        IF array_position(ARRAY['draft', 'adopted', 'open', 'published'], NEW.state::text)
           < array_position(ARRAY['draft', 'adopted', 'open', 'published'], OLD.state::text) THEN
            RAISE EXCEPTION 'Bộ tiêu chí không trở về trạng thái trước.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# The people of a unit on the day of the mark: a post ends on the day before its `valid_to`.
MARKS_IN_THEIR_STAGE = Trigger(
    name="marks_in_their_stage",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("sheet", "scoring_scoresheet"), ("stage", "text")],
    func="""
        SELECT * INTO sheet FROM scoring_scoresheet
         WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END;
        stage := CASE WHEN TG_OP = 'DELETE' THEN OLD.stage ELSE NEW.stage END;
        IF ((stage, sheet.state) NOT IN (('self', 'open'), ('check', 'submitted'), ('appraisal', 'checked'))
            AND NOT (stage = 'appraisal' AND sheet.state = 'appraised' AND TG_OP <> 'DELETE' AND EXISTS (
                SELECT 1 FROM scoring_objection WHERE sheet_id = NEW.sheet_id AND criterion_id = NEW.criterion_id
                   AND state = 'open'))
            AND NOT (stage = 'conference' AND TG_OP = 'INSERT' AND EXISTS (
                SELECT 1 FROM scoring_resultchange c WHERE c.sheet_id = NEW.sheet_id
                   AND c.criterion_id = NEW.criterion_id AND NOT EXISTS (
                       SELECT 1 FROM scoring_result r WHERE r.sheet_id = NEW.sheet_id AND r.edition = c.edition))))
           OR sheet.excluded_at IS NOT NULL THEN
            RAISE EXCEPTION 'Phiếu chấm điểm không ở bước này, điểm không sửa (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP <> 'DELETE' AND stage <> 'self' AND EXISTS (
               SELECT 1 FROM units_post WHERE user_id = NEW.written_by_id AND unit_id = sheet.unit_id
                  AND daterange(valid_from, valid_to) @> (NEW.written_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) THEN
            RAISE EXCEPTION 'Không ai chấm chéo, thẩm định phiếu của đơn vị mình.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

# What the checker was shown stays; nobody shows another unit's file.
PROOFS_WHILE_OPEN = Trigger(
    name="proofs_while_open",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("sheet", "scoring_scoresheet")],
    func="""
        SELECT * INTO sheet FROM scoring_scoresheet
         WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END;
        IF TG_OP = 'UPDATE' OR sheet.state <> 'open' OR sheet.excluded_at IS NOT NULL THEN
            RAISE EXCEPTION 'Minh chứng chỉ đính kèm, gỡ khi đơn vị đang tự chấm (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'INSERT' AND NOT EXISTS (
               SELECT 1 FROM evidence_evidence e JOIN scoring_criterion c ON c.id = NEW.criterion_id
                WHERE e.id = NEW.evidence_id AND e.unit_id = sheet.unit_id
                  AND c.criteria_set_id = sheet.criteria_set_id) THEN
            RAISE EXCEPTION 'Minh chứng và tiêu chí phải thuộc phiếu của đơn vị.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

RESULT_OF_APPRAISED_SHEET = Trigger(
    name="result_of_appraised_sheet",
    operation=pgtrigger.Insert,
    declare=[("sheet", "scoring_scoresheet")],
    func="""
        SELECT * INTO sheet FROM scoring_scoresheet WHERE id = NEW.sheet_id;
        IF (sheet.excluded_at IS NULL) <> (NEW.place IS NOT NULL)
           OR (sheet.excluded_at IS NULL AND sheet.state <> 'appraised')
           OR EXISTS (SELECT 1 FROM scoring_objection WHERE sheet_id = NEW.sheet_id AND state = 'open')
           OR (NEW.edition > 1 AND NOT EXISTS (SELECT 1 FROM scoring_resultchange
                  WHERE criteria_set_id = sheet.criteria_set_id AND edition = NEW.edition)) THEN
            RAISE EXCEPTION 'Kết quả chỉ ghi cho phiếu đã thẩm định, đã kết luận kiến nghị; '
                            'đơn vị không bình xét thì không xếp hạng; đã công khai thì chỉ hội nghị điều chỉnh.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

OBJECTION_STANDS = Trigger(
    name="objection_stands",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("sheet", "scoring_scoresheet")],
    func="""
        IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.state <> 'open'
               OR (NEW.sheet_id, NEW.criterion_id, NEW.reason, NEW.lodged_at, NEW.lodged_by_id)
                  IS DISTINCT FROM (OLD.sheet_id, OLD.criterion_id, OLD.reason, OLD.lodged_at, OLD.lodged_by_id)) THEN
            RAISE EXCEPTION 'Kiến nghị không sửa, không xóa (%).', TG_OP USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT * INTO sheet FROM scoring_scoresheet WHERE id = NEW.sheet_id;
        IF sheet.state <> 'appraised' OR sheet.excluded_at IS NOT NULL OR EXISTS (
               SELECT 1 FROM scoring_result WHERE sheet_id = NEW.sheet_id) THEN
            RAISE EXCEPTION 'Kiến nghị sau khi thẩm định, trước khi công khai kết quả.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Nobody's name stands on it without that person's act.
RESULT_TABLE_IS_SIGNED = Trigger(
    name="result_table_is_signed",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest r JOIN scoring_criteriaset c ON c.signing_id = r.id
             WHERE r.id = NEW.signing_id AND c.id = NEW.criteria_set_id
               AND r.kind = 'results' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Bảng tổng hợp điểm chỉ hoàn thành sau khi đủ chữ ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

PUBLISHED_BEFORE_SIGNED = Trigger(
    name="published_before_signed",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.signing_id IS NOT NULL AND NEW.state <> 'published' THEN
            RAISE EXCEPTION 'Bảng tổng hợp điểm chỉ trình ký sau khi công khai kết quả.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'published_before_signed';
        END IF;
        RETURN NEW;
    """,
)

# Results that are public change by the decision of a conference of the bloc that met after them, and by nothing else.
RESULT_CHANGED_BY_A_CONFERENCE = Trigger(
    name="result_changed_by_a_conference",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM scoring_criteriaset c JOIN units_emulationyear y ON y.id = c.emulation_year_id
              JOIN scoring_scoresheet s ON s.criteria_set_id = c.id AND s.id = NEW.sheet_id
              JOIN conferences_conference m ON m.id = NEW.conference_id AND m.opened_at >= c.published_at
              JOIN units_emulationyear held ON held.id = m.emulation_year_id AND held.bloc_id = y.bloc_id
             WHERE c.id = NEW.criteria_set_id AND c.state = 'published'
               AND NEW.edition = 1 + (SELECT max(edition) FROM scoring_result r JOIN scoring_scoresheet o
                                        ON o.id = r.sheet_id WHERE o.criteria_set_id = c.id)
               AND NOT EXISTS (SELECT 1 FROM signatures_signingrequest q
                                WHERE q.id = c.signing_id AND q.state IN ('open', 'complete'))
        ) THEN
            RAISE EXCEPTION 'Kết quả đã công khai chỉ điều chỉnh theo kết luận của hội nghị họp sau khi công khai, '
                            'khi bảng tổng hợp điểm không trình ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
