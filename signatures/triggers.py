"""What is signed stays; signatures follow one another, in their turn; complete means that everybody has signed."""

import pgtrigger

from records.triggers import Trigger

REQUEST_STAYS = Trigger(
    name="request_stays",
    operation=pgtrigger.Update,
    declare=[
        (
            "its_course",
            "text[] := ARRAY['state', 'sign_by', 'completed_at', 'ended_at', 'ended_by_id', 'ending_reason',"
            " 'issued_id', 'issued_at', 'issued_by_id']",
        ),
        ("missing", "integer"),
    ],
    func="""
        IF to_jsonb(OLD) - its_course IS DISTINCT FROM to_jsonb(NEW) - its_course THEN
            RAISE EXCEPTION 'Văn bản đã trình ký, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        -- What is signed and gets a number is issued afterwards, or withdrawn before it has one.
        IF OLD.state <> 'open' AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW)
           AND NOT (OLD.state = 'complete' AND OLD.code IS NOT NULL AND NEW.state IN ('issued', 'withdrawn')
                    AND OLD.sign_by = NEW.sign_by) THEN
            RAISE EXCEPTION 'Đề nghị ký đã kết thúc, không sửa.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'issued' AND OLD.state = 'open' THEN
            RAISE EXCEPTION 'Văn bản chưa đủ chữ ký, không phát hành.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'issued' AND NOT EXISTS (
            SELECT 1 FROM records_document WHERE id = NEW.issued_id AND code = NEW.code AND number <> '') THEN
            RAISE EXCEPTION 'Văn bản phát hành phải có số và mã xác thực in trên bản ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'complete' AND OLD.state <> 'complete' THEN
            SELECT count(*) INTO missing FROM signatures_party party
             WHERE party.request_id = NEW.id AND party.released_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM signatures_signature WHERE party_id = party.id);
            IF EXISTS (SELECT 1 FROM signatures_paperoriginal WHERE request_id = NEW.id) THEN
                RETURN NEW;  -- signed by hand, certified by who received it
            END IF;
            IF missing > 0 OR NOT EXISTS (SELECT 1 FROM signatures_signature WHERE request_id = NEW.id) THEN
                RAISE EXCEPTION 'Còn % nơi chưa ký.', missing USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        RETURN NEW;
    """,
)

PARTY_STAYS = Trigger(
    name="party_stays",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("its_end", "text[] := ARRAY['released_at', 'released_by_id', 'release_reason']")],
    func="""
        IF TG_OP = 'INSERT' THEN
            IF EXISTS (SELECT 1 FROM signatures_signingrequest WHERE id = NEW.request_id AND state <> 'open')
               OR EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE request_id = NEW.request_id) THEN
                RAISE EXCEPTION 'Đã có chữ ký, không bổ sung nơi ký.' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' OR OLD.released_at IS NOT NULL
           OR to_jsonb(OLD) - its_end IS DISTINCT FROM to_jsonb(NEW) - its_end
           OR EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE party_id = OLD.id) THEN
            RAISE EXCEPTION 'Người ký không sửa, không xóa; chỉ rút tên khi chưa ký (%).', TG_OP
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

ACCEPTED_INTO_OPEN_REQUEST = Trigger(
    name="accepted_into_open_request",
    operation=pgtrigger.Insert,
    declare=[("intent", "signatures_signingintent"), ("party", "signatures_party")],
    func="""
        SELECT * INTO intent FROM signatures_signingintent WHERE id = NEW.intent_id;
        SELECT * INTO party FROM signatures_party WHERE id = NEW.party_id;
        IF NOT EXISTS (SELECT 1 FROM signatures_signingrequest WHERE id = NEW.request_id AND state = 'open'
                       AND document_id = intent.document_id) THEN
            RAISE EXCEPTION 'Văn bản không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (intent.user_id, intent.party_id, intent.request_id, party.request_id)
            IS DISTINCT FROM (NEW.user_id, NEW.party_id, NEW.request_id, NEW.request_id) THEN
            RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF party.released_at IS NOT NULL
           OR (party.person_id IS NOT NULL AND party.person_id <> NEW.user_id) THEN
            RAISE EXCEPTION 'Người này không có tên trong số người ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM signatures_party earlier
                    WHERE earlier.request_id = NEW.request_id AND earlier.turn < party.turn
                      AND earlier.released_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM signatures_acceptedsignature WHERE party_id = earlier.id)) THEN
            RAISE EXCEPTION 'Văn bản đang chờ chữ ký khác trước.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

SIGNATURE_INTO_OPEN_REQUEST = Trigger(
    name="signature_into_open_request",
    operation=pgtrigger.Insert,
    declare=[
        ("asked", "signatures_signingrequest"),
        ("intent", "signatures_signingintent"),
        ("party", "signatures_party"),
    ],
    func="""
        SELECT * INTO asked FROM signatures_signingrequest WHERE id = NEW.request_id;
        SELECT * INTO intent FROM signatures_signingintent WHERE id = NEW.intent_id;
        SELECT * INTO party FROM signatures_party WHERE id = NEW.party_id;
        IF asked.state <> 'open' THEN
            RAISE EXCEPTION 'Văn bản không ở giai đoạn ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF party.request_id <> NEW.request_id OR party.released_at IS NOT NULL THEN
            RAISE EXCEPTION 'Người này không có tên trong số người ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (intent.user_id, intent.party_id, intent.request_id, intent.document_id)
            IS DISTINCT FROM (NEW.user_id, NEW.party_id, NEW.request_id, asked.document_id) THEN
            RAISE EXCEPTION 'Chữ ký không khớp với trang xác nhận ký.' USING ERRCODE = 'restrict_violation';
        END IF;
        -- Each file grows out of the one before it: a signature made on an older head would lose the others' silently.
        IF (SELECT sha256 FROM records_documentfile
             WHERE document_id = asked.document_id AND revision = NEW.revision) IS DISTINCT FROM NEW.result_sha256
           OR (SELECT sha256 FROM records_documentfile
                WHERE document_id = asked.document_id AND revision = NEW.revision - 1)
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

ORIGINAL_OF_AN_OPEN_REQUEST = Trigger(
    name="original_of_an_open_request",
    operation=pgtrigger.Insert,
    func="""
        IF NOT EXISTS (SELECT 1 FROM signatures_signingrequest
                        WHERE id = NEW.request_id AND state = 'open' AND code IS NOT NULL) THEN
            RAISE EXCEPTION 'Chỉ nhận bản ký trên giấy của văn bản đang trình ký, chờ cấp số.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
