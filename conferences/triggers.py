"""What checks of one row cannot say: a ballot put at a conference is of the conference's year."""

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
