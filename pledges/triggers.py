"""What is sealed stays; in force means that every unit that was not released has signed."""

import pgtrigger

from records.triggers import Trigger

SEALED_PLEDGE_STAYS = Trigger(
    name="sealed_pledge_stays",
    operation=pgtrigger.Update,
    func="""
        IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.content, NEW.sealed_version_id, NEW.signing_id,
            NEW.opened_at) IS DISTINCT FROM (OLD.content, OLD.sealed_version_id, OLD.signing_id, OLD.opened_at) THEN
            RAISE EXCEPTION 'Nội dung giao ước đã khóa, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'draft' AND OLD.state <> 'draft' AND EXISTS (
            SELECT 1 FROM signatures_acceptedsignature WHERE request_id = OLD.signing_id) THEN
            RAISE EXCEPTION 'Giao ước đã có chữ ký, không thu hồi được.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest WHERE id = NEW.signing_id AND state = 'complete') THEN
            RAISE EXCEPTION 'Giao ước có hiệu lực khi đủ chữ ký.' USING ERRCODE = 'restrict_violation';
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

RESULTS_OF_AN_OPEN_REPORT = Trigger(
    name="results_of_an_open_report",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("report", "pledges_quarterreport"), ("target", "pledges_target")],
    func="""
        SELECT * INTO report FROM pledges_quarterreport
         WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END;
        IF report.state <> 'open' THEN
            RAISE EXCEPTION 'Kết quả đã xác nhận, không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.report_id <> OLD.report_id THEN
            RAISE EXCEPTION 'Kết quả ở nguyên trong quý của nó.' USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT * INTO target FROM pledges_target WHERE id = NEW.target_id;
        IF target.pledge_id <> report.pledge_id OR target.unit_id <> report.unit_id THEN
            RAISE EXCEPTION 'Chỉ tiêu không thuộc đơn vị và giao ước của báo cáo.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
