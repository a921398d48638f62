"""What checks of one row cannot say: a regulation fits its year, text and ballot; what was issued never changes."""

import pgtrigger

from records.triggers import Trigger

REGULATION_FITS_ITS_ROWS = Trigger(
    name="regulation_fits_its_rows",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM units_emulationyear y JOIN drafting_text t ON t.emulation_year_id = y.id
            WHERE y.id = NEW.emulation_year_id AND y.bloc_id = NEW.bloc_id
              AND t.id = NEW.text_id AND t.kind = 'regulation'
        ) THEN
            RAISE EXCEPTION 'Quy chế không khớp năm thi đua, khối và dự thảo của nó.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_of_its_year_and_text';
        END IF;
        -- What amends is drafted from an issued regulation of the bloc, and from a whole one.
        IF (NEW.amends_id IS NOT NULL) <> (SELECT t.amends <> '' FROM drafting_text t WHERE t.id = NEW.text_id)
            OR (NEW.amends_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM regulations_regulation r
                 WHERE r.id = NEW.amends_id AND r.bloc_id = NEW.bloc_id AND r.amends_id IS NULL
                   AND r.state IN ('issued', 'superseded')
            )) THEN
            RAISE EXCEPTION 'Văn bản sửa đổi, bổ sung không khớp quy chế được sửa đổi.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_of_an_issued_regulation';
        END IF;
        IF NEW.state = 'issued' AND NEW.amends_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM regulations_regulation r WHERE r.id = NEW.amends_id AND r.state = 'issued'
        ) THEN
            RAISE EXCEPTION 'Quy chế được sửa đổi đã được thay thế.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_of_what_holds';
        END IF;
        IF NEW.adopted_version_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM drafting_version v WHERE v.id = NEW.adopted_version_id AND v.text_id = NEW.text_id
        ) THEN
            RAISE EXCEPTION 'Bản được thông qua không phải bản của dự thảo này.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_adopts_its_own_version';
        END IF;
        IF NEW.ballot_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ballots_ballot b
            WHERE b.id = NEW.ballot_id AND b.state = 'closed' AND b.passed
              AND b.subject_kind = 'regulation' AND b.subject_key = NEW.id
              AND b.subject_edition = NEW.adopted_version_id
        ) THEN
            RAISE EXCEPTION 'Quy chế chỉ được thông qua bằng biểu quyết đã thông qua về đúng bản này.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_adopted_by_a_passed_ballot';
        END IF;
        -- Nobody's name stands on it without that person's act.
        IF NEW.state IN ('issued', 'superseded') AND NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest r
             WHERE r.id = NEW.signing_id AND r.kind = 'regulation' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Quy chế chỉ được ban hành sau khi đủ chữ ký.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_issued_when_signed';
        END IF;
        IF NEW.state = 'draft' AND EXISTS (
            SELECT 1 FROM signatures_signingrequest r WHERE r.id = NEW.signing_id AND r.state IN ('open', 'complete')
        ) THEN
            RAISE EXCEPTION 'Quy chế đang trình ký, không trả lại dự thảo.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_being_signed_is_no_draft';
        END IF;
        RETURN NEW;
    """,
)


class KeepIssued(Trigger):
    """From the issue on only its end is written, once; a regulation that was adopted is never deleted."""

    declare = [("its_end", "text[] := ARRAY['state', 'successor_id', 'superseded_at', 'superseded_by_id']")]
    func = """
        IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'superseded'
            AND to_jsonb(OLD) - its_end = to_jsonb(NEW) - its_end THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'Quy chế đã thông qua không xóa, đã ban hành không sửa (%).', TG_OP
            USING ERRCODE = 'restrict_violation';
    """


ISSUED_REGULATION_STAYS = KeepIssued(
    name="issued_regulation_stays",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.state IN ('issued', 'superseded')"),
)
ADOPTED_REGULATION_STAYS = KeepIssued(
    name="adopted_regulation_stays",
    operation=pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.state <> 'draft'"),
)

# The public reads articles of what was issued.
ARTICLE_OF_AN_ISSUED_REGULATION = Trigger(
    name="article_of_an_issued_regulation",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT FROM regulations_regulation
                WHERE id = NEW.regulation_id AND state IN ('issued', 'superseded')
        ) THEN
            RAISE EXCEPTION 'Quy chế chưa ban hành.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'article_of_an_issued_regulation';
        END IF;
        RETURN NEW;
    """,
)

# A letter that corrects slips is of what was issued, and is issued only when it was signed.
ERRATUM_OF_AN_ISSUED_REGULATION = Trigger(
    name="erratum_of_an_issued_regulation",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT FROM regulations_regulation WHERE id = NEW.regulation_id AND state IN ('issued', 'superseded')
        ) THEN
            RAISE EXCEPTION 'Chỉ đính chính quy chế đã ban hành.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'erratum_of_an_issued_regulation';
        END IF;
        IF NEW.state = 'issued' AND NOT EXISTS (
            SELECT FROM signatures_signingrequest r
             WHERE r.id = NEW.signing_id AND r.kind = 'erratum' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Văn bản đính chính chỉ được ban hành sau khi đủ chữ ký.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'erratum_issued_when_signed';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.corrections <> NEW.corrections AND EXISTS (
            SELECT FROM signatures_signingrequest r WHERE r.id = OLD.signing_id AND r.state IN ('open', 'complete')
        ) THEN
            RAISE EXCEPTION 'Văn bản đính chính đang trình ký, không sửa.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'erratum_being_signed_stays';
        END IF;
        RETURN NEW;
    """,
)
ISSUED_ERRATUM_STAYS = Trigger(
    name="issued_erratum_stays",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.state = 'issued'"),
    func="""
        RAISE EXCEPTION 'Văn bản đính chính đã ban hành không sửa, không xóa (%).', TG_OP
            USING ERRCODE = 'restrict_violation';
    """,
)
