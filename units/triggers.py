"""A promise of the database: what a city was called in a period that is over, nobody changes any more."""

import pgtrigger

from records.triggers import Trigger

CLOSED_PERIOD_STANDS = Trigger(
    name="closed_period_stands",
    operation=pgtrigger.Update,
    func="""
        IF OLD.valid_to IS NOT NULL AND OLD.valid_to <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AND (
            NEW.name, NEW.short_name, NEW.place, NEW.superior, NEW.committee, NEW.chair, NEW.body, NEW.body_short,
            NEW.valid_from, NEW.valid_to
        ) IS DISTINCT FROM (
            OLD.name, OLD.short_name, OLD.place, OLD.superior, OLD.committee, OLD.chair, OLD.body, OLD.body_short,
            OLD.valid_from, OLD.valid_to
        ) THEN
            RAISE EXCEPTION 'Tên gọi của giai đoạn đã kết thúc không sửa được.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
