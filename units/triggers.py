"""Promises of the database: a seat lies within its year, past names of a city stand, who speaks was confirmed."""

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

SEAT_WITHIN_ITS_YEAR = Trigger(
    name="seat_within_its_year",
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("year", "integer")],
    func="""
        SELECT y.year INTO year FROM units_emulationyear y WHERE y.id = NEW.emulation_year_id;
        IF date_part('year', NEW.valid_from) <> year
           OR (NEW.valid_to IS NOT NULL AND NEW.valid_to > make_date(year, 12, 31)) THEN
            RAISE EXCEPTION 'Vai trò của đơn vị nằm trong năm thi đua %.', year USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)


def confirmed_by_another(table_column: str) -> Trigger:
    """A row that was written unconfirmed becomes confirmed only with its AccessChange; it never goes back."""
    return Trigger(
        name="confirmed_by_another",
        operation=pgtrigger.Update,
        func="""
            IF OLD.confirmed_at IS DISTINCT FROM NEW.confirmed_at AND (OLD.confirmed_at IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM units_accesschange WHERE COLUMN = NEW.id AND state = 'confirmed')) THEN
                RAISE EXCEPTION 'Người ký thay mặt đơn vị phải được người thứ hai xác nhận.'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        """.replace("COLUMN", table_column),
    )
