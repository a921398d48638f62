"""Signatures and declines are written once; what is sealed stays; in force means that every unit has signed."""

from django.db import migrations

from records.write_once import write_once

PLEDGE_GUARD = """
CREATE FUNCTION pledges_guard_pledge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE signed integer;
BEGIN
    IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.content_sha256, NEW.content, NEW.document_id,
        NEW.sealed_version_id, NEW.required_units, NEW.opened_at) IS DISTINCT FROM (OLD.content_sha256, OLD.content,
        OLD.document_id, OLD.sealed_version_id, OLD.required_units, OLD.opened_at) THEN
        RAISE EXCEPTION 'Nội dung giao ước đã niêm phong, không sửa.' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT count(*) INTO signed FROM pledges_signature WHERE pledge_id = NEW.id;
    IF NEW.state = 'draft' AND OLD.state <> 'draft' AND signed > 0 THEN
        RAISE EXCEPTION 'Giao ước đã có chữ ký, không đưa về bản chuẩn bị.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND signed <> NEW.required_units THEN
        RAISE EXCEPTION 'Giao ước có hiệu lực khi đủ chữ ký (% trên %).', signed, NEW.required_units
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
TARGET_GUARD = """
CREATE FUNCTION pledges_guard_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM pledges_pledge WHERE state <> 'draft'
               AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pledge_id END,
                          CASE WHEN TG_OP <> 'DELETE' THEN NEW.pledge_id END)) THEN
        RAISE EXCEPTION 'Giao ước đã niêm phong, chỉ tiêu không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
SIGNATURE_GUARD = """
CREATE FUNCTION pledges_guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pledge pledges_pledge; intent pledges_signingintent;
BEGIN
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
        RAISE EXCEPTION 'Chữ ký không khớp với ý định ký.' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Each file grows out of the one before it: a signature made on an older head would lose the others' silently.
    IF (SELECT sha256 FROM records_documentfile WHERE document_id = pledge.document_id AND revision = NEW.revision)
           IS DISTINCT FROM NEW.result_sha256
       OR (SELECT sha256 FROM records_documentfile WHERE document_id = pledge.document_id AND revision = NEW.revision - 1)
           IS DISTINCT FROM NEW.base_sha256 THEN
        RAISE EXCEPTION 'Chữ ký không nối tiếp bản trước của tệp.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
INTENT_GUARD = """
CREATE FUNCTION pledges_guard_intent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.used_at IS NOT NULL OR to_jsonb(NEW) - 'used_at' IS DISTINCT FROM to_jsonb(OLD) - 'used_at' THEN
        RAISE EXCEPTION 'Ý định ký chỉ dùng một lần, không sửa.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


def guard(function: str, name: str, table: str, when: str) -> migrations.RunSQL:
    """A trigger function and the trigger that calls it before each row."""
    called = f"{function.split('FUNCTION ')[1].split('(')[0]}()"
    return migrations.RunSQL(
        [function, f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {called}"],
        [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {called}"],
    )


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0001_pledges_targets_signatures"),
        ("units", "0001_blocs_units_years_people"),
        ("records", "0002_written_once"),
    ]

    operations = [
        write_once("pledges_signature"),
        write_once("pledges_decline"),
        guard(PLEDGE_GUARD, "sealed_pledge_stays", "pledges_pledge", "UPDATE"),
        guard(TARGET_GUARD, "sealed_targets_stay", "pledges_target", "INSERT OR UPDATE OR DELETE"),
        guard(SIGNATURE_GUARD, "signature_into_open_pledge", "pledges_signature", "INSERT"),
        guard(INTENT_GUARD, "intent_used_once", "pledges_signingintent", "UPDATE"),
    ]
