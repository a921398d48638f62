"""What is sealed stays; signatures follow one another on an open pledge; in force means that every unit has signed."""

import pgtrigger

from records.triggers import Trigger

SEALED_PLEDGE_STAYS = Trigger(
    name="sealed_pledge_stays",
    operation=pgtrigger.Update,
    declare=[("signed", "integer")],
    func="""
        IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.content_sha256, NEW.content, NEW.document_id,
            NEW.sealed_version_id, NEW.required_units, NEW.opened_at) IS DISTINCT FROM (OLD.content_sha256, OLD.content,
            OLD.document_id, OLD.sealed_version_id, OLD.required_units, OLD.opened_at) THEN
            RAISE EXCEPTION 'Nội dung giao ước đã khóa, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT count(*) INTO signed FROM pledges_signature WHERE pledge_id = NEW.id;
        IF NEW.state = 'draft' AND OLD.state <> 'draft' AND (signed > 0
            OR EXISTS (SELECT 1 FROM pledges_acceptedsignature WHERE pledge_id = NEW.id)) THEN
            RAISE EXCEPTION 'Giao ước đã có chữ ký, không thu hồi được.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND signed <> NEW.required_units THEN
            RAISE EXCEPTION 'Giao ước có hiệu lực khi đủ chữ ký (% trên %).', signed, NEW.required_units
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

SEALED_TARGETS_STAY = Trigger(
    name="sealed_targets_stay",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM pledges_pledge WHERE state <> 'draft'
                   AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pledge_id END,
                              CASE WHEN TG_OP <> 'DELETE' THEN NEW.pledge_id END)) THEN
            RAISE EXCEPTION 'Nội dung giao ước đã khóa, chỉ tiêu không sửa (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    """,
)

ACCEPTED_INTO_OPEN_PLEDGE = Trigger(
    name="accepted_into_open_pledge",
    operation=pgtrigger.Insert,
    declare=[("intent", "pledges_signingintent")],
    func="""
        SELECT * INTO intent FROM pledges_signingintent WHERE id = NEW.intent_id;
        IF NOT EXISTS (SELECT 1 FROM pledges_pledge WHERE id = NEW.pledge_id AND state = 'open'
                       AND document_id = intent.document_id) THEN
            RAISE EXCEPTION 'Giao ước không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (intent.user_id, intent.unit_id, intent.pledge_id)
            IS DISTINCT FROM (NEW.user_id, NEW.unit_id, NEW.pledge_id) THEN
            RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

SIGNATURE_INTO_OPEN_PLEDGE = Trigger(
    name="signature_into_open_pledge",
    operation=pgtrigger.Insert,
    declare=[("pledge", "pledges_pledge"), ("intent", "pledges_signingintent")],
    func="""
        SELECT * INTO pledge FROM pledges_pledge WHERE id = NEW.pledge_id;
        SELECT * INTO intent FROM pledges_signingintent WHERE id = NEW.intent_id;
        IF pledge.state <> 'open' THEN
            RAISE EXCEPTION 'Giao ước không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM units_seat
                       WHERE emulation_year_id = pledge.emulation_year_id AND unit_id = NEW.unit_id) THEN
            RAISE EXCEPTION 'Đơn vị không có tên trong năm thi đua.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (intent.user_id, intent.unit_id, intent.pledge_id, intent.document_id)
            IS DISTINCT FROM (NEW.user_id, NEW.unit_id, NEW.pledge_id, pledge.document_id) THEN
            RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        -- Each file grows out of the one before it: a signature made on an older head would lose the others' silently.
        IF (SELECT sha256 FROM records_documentfile
             WHERE document_id = pledge.document_id AND revision = NEW.revision) IS DISTINCT FROM NEW.result_sha256
           OR (SELECT sha256 FROM records_documentfile
                WHERE document_id = pledge.document_id AND revision = NEW.revision - 1)
               IS DISTINCT FROM NEW.base_sha256 THEN
            RAISE EXCEPTION 'Chữ ký không nối tiếp bản trước của tệp.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

INTENT_USED_ONCE = Trigger(
    name="intent_used_once",
    operation=pgtrigger.Update,
    func="""
        IF OLD.used_at IS NOT NULL OR to_jsonb(NEW) - 'used_at' IS DISTINCT FROM to_jsonb(OLD) - 'used_at' THEN
            RAISE EXCEPTION 'Trang xác nhận ký chỉ dùng một lần, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
