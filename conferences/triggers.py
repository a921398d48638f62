"""What checks of one row cannot say: a ballot is of its conference's year, a screen shows its own programme."""

import pgtrigger

from records.triggers import Trigger

BALLOT_OF_ITS_YEAR = Trigger(
    name="ballot_of_its_year",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM conferences_agendaitem i
                JOIN conferences_conference c ON c.id = i.conference_id
                JOIN ballots_ballot b ON b.emulation_year_id = c.emulation_year_id
            WHERE i.id = NEW.agenda_item_id AND b.id = NEW.ballot_id
        ) THEN
            RAISE EXCEPTION 'Biểu quyết không thuộc năm thi đua của hội nghị.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_of_the_year_of_its_conference';
        END IF;
        RETURN NEW;
    """,
)

# A screen without login shows nothing of another conference.
SCREEN_OF_ITS_CONFERENCE = Trigger(
    name="screen_of_its_conference",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.item_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM conferences_agendaitem i WHERE i.id = NEW.item_id AND i.conference_id = NEW.conference_id
        ) THEN
            RAISE EXCEPTION 'Nội dung không thuộc chương trình của hội nghị này.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'screen_shows_its_own_programme';
        END IF;
        RETURN NEW;
    """,
)

# Nobody's name stands on them without that person's act (Mẫu 1.9: secretary and chair sign).
MINUTES_ARE_SIGNED = Trigger(
    name="minutes_are_signed",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest r JOIN conferences_conference c ON c.minutes_signing_id = r.id
             WHERE r.id = NEW.signing_id AND c.id = NEW.conference_id
               AND r.kind = 'minutes' AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Biên bản chỉ hoàn thành sau khi thư ký và chủ tọa đã ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Nobody's name stands on it without that person's act, and what has a number is a paper that was sent out.
PAPER_IS_SIGNED = Trigger(
    name="conference_paper_is_signed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.number <> '' THEN
            RAISE EXCEPTION 'Văn bản đã phát hành, không sửa, không xóa.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NEW.number <> '' AND NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest r
             WHERE r.id = NEW.signing_id AND r.kind = NEW.kind AND r.state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Văn bản chỉ phát hành sau khi đủ chữ ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
