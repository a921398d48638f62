"""Promises of the database: words that held on a day hold on it for ever."""

import pgtrigger

from records.triggers import Trigger

TODAY = "(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
REFUSED = "RAISE EXCEPTION 'Từ ngữ đã có hiệu lực không sửa được.' USING ERRCODE = 'check_violation';"

BEGUN_WORDING_STANDS = Trigger(
    name="begun_wording_stands",
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF OLD.valid_from <= {TODAY} THEN
            IF TG_OP = 'DELETE' THEN
                {REFUSED}
            END IF;
            IF to_jsonb(NEW) - 'valid_to' IS DISTINCT FROM to_jsonb(OLD) - 'valid_to'
               OR (NEW.valid_to IS DISTINCT FROM OLD.valid_to
                   AND (coalesce(OLD.valid_to, 'infinity') <= {TODAY} OR coalesce(NEW.valid_to, 'infinity') <= {TODAY}))
            THEN
                {REFUSED}
            END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    """,
)
