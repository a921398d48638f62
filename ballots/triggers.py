"""What checks of one row cannot say: a counted ballot is a fact, its electors are fixed, their votes come in time."""

import pgtrigger

from records.triggers import Trigger

CLOSED_BALLOT_STAYS = Trigger(
    name="closed_ballot_stays",
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.state IN ('closed', 'void')"),
    func="""
        RAISE EXCEPTION 'Kết quả biểu quyết đã có, không sửa, không xóa (%).', TG_OP
            USING ERRCODE = 'restrict_violation';
    """,
)

# What was asked, of whom and by which rule is fixed when the ballot opens.
OPEN_BALLOT_KEEPS_ITS_RULES = Trigger(
    name="open_ballot_keeps_its_rules",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.state NOT IN ('closed', 'void')"),
    declare=[
        (
            "its_end",
            "text[] := ARRAY['state', 'closed_at', 'closed_by_id', 'yes', 'no', 'abstain', 'needed', 'passed', "
            "'void_reason']",
        )
    ],
    func="""
        IF to_jsonb(OLD) - its_end <> to_jsonb(NEW) - its_end THEN
            RAISE EXCEPTION 'Câu hỏi và cách tính của biểu quyết đã mở không thay đổi được.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.kind = 'secret' AND NEW.state = 'open' AND (
            (SELECT count(*) FROM ballots_teller WHERE ballot_id = NEW.id) < 2
            OR EXISTS (SELECT 1 FROM ballots_teller WHERE ballot_id = NEW.id AND public_part IS NULL)
        ) THEN
            RAISE EXCEPTION 'Bỏ phiếu kín bắt đầu khi mọi người kiểm phiếu đã có mã, ít nhất hai người.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        -- Nothing half counted: all tellers, all papers.
        IF NEW.kind = 'secret' AND NEW.state = 'closed' AND (
            OLD.state <> 'counting'
            OR EXISTS (SELECT 1 FROM ballots_teller WHERE ballot_id = NEW.id AND opening IS NULL)
            OR NEW.yes + NEW.no + NEW.abstain <> (
                SELECT count(*) FROM ballots_secretpaper p JOIN ballots_elector e ON e.id = p.elector_id
                WHERE e.ballot_id = NEW.id)
        ) THEN
            RAISE EXCEPTION 'Kết quả bỏ phiếu kín chưa đủ người kiểm phiếu hoặc không khớp số phiếu.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        -- Two people counted the printed papers alone and found the same, which is the result.
        IF NEW.kind = 'paper' AND NEW.state = 'closed' AND (
            OLD.state <> 'counting'
            OR (SELECT count(*) FROM ballots_teller WHERE ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)) < 2
            OR (SELECT count(*) FROM ballots_teller WHERE ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)) <> (
                SELECT count(*) FROM ballots_papertally t JOIN ballots_teller r ON r.id = t.teller_id
                WHERE t.ballot_id = NEW.id AND r.ballot_id = COALESCE(NEW.on_paper_of_id, NEW.id)
                  AND (t.yes, t.no, t.abstain) = (NEW.yes, NEW.no, NEW.abstain))
            OR (SELECT count(DISTINCT invalid) FROM ballots_papertally WHERE ballot_id = NEW.id) <> 1
        ) THEN
            RAISE EXCEPTION 'Kết quả kiểm phiếu của những người kiểm phiếu chưa đủ hoặc chưa khớp nhau.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Papers are counted after the last one was gathered, no more of them than were handed out, by a teller of that paper.
TALLIES_BEFORE_THE_RESULT = Trigger(
    name="tallies_before_the_result",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("asked", "ballots_ballot")],
    func="""
        SELECT * INTO asked FROM ballots_ballot
         WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.ballot_id ELSE NEW.ballot_id END;
        IF TG_OP = 'DELETE' OR asked.kind <> 'paper' OR asked.state <> 'counting' THEN
            RAISE EXCEPTION 'Kết quả kiểm phiếu chỉ nhập khi đang kiểm phiếu in.' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.yes + NEW.no + NEW.abstain + NEW.invalid > asked.present THEN
            RAISE EXCEPTION 'Số phiếu thu về nhiều hơn số phiếu phát ra.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'papers_gathered_were_handed_out';
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM ballots_teller r
             WHERE r.id = NEW.teller_id AND r.ballot_id = COALESCE(asked.on_paper_of_id, asked.id)
        ) THEN
            RAISE EXCEPTION 'Chỉ người kiểm phiếu của phiếu này nhập kết quả.' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'papers_counted_by_their_tellers';
        END IF;
        RETURN NEW;
    """,
)

# As many as were counted when it opened; of each only the delegate may be replaced, until the vote is cast.
ELECTORS_ARE_FIXED = Trigger(
    name="electors_are_fixed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("delegated", "text[] := ARRAY['delegate_id', 'name', 'post']")],
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                USING ERRCODE = 'restrict_violation';
        ELSIF TG_OP = 'INSERT' THEN
            IF (SELECT count(*) FROM ballots_elector WHERE ballot_id = NEW.ballot_id)
                >= (SELECT present + recused FROM ballots_ballot WHERE id = NEW.ballot_id) THEN
                RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                    USING ERRCODE = 'restrict_violation';
            END IF;
        ELSIF to_jsonb(OLD) - delegated <> to_jsonb(NEW) - delegated
            OR EXISTS (SELECT 1 FROM ballots_vote WHERE elector_id = NEW.id)
            OR EXISTS (SELECT 1 FROM ballots_secretpaper WHERE elector_id = NEW.id)
            OR (SELECT state FROM ballots_ballot WHERE id = NEW.ballot_id) NOT IN ('preparing', 'open') THEN
            RAISE EXCEPTION 'Danh sách biểu quyết không thay đổi được sau khi mở.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# An answer comes from an elector that does not stand aside, while the ballot is open; papers into secret ballots only.
# Sees what is committed. That nobody votes while the count runs is the row lock of the verbs.
INTO_OPEN_BALLOT = """
    IF NOT EXISTS (
        SELECT 1 FROM ballots_elector e JOIN ballots_ballot b ON b.id = e.ballot_id
        WHERE e.id = NEW.elector_id AND b.state = 'open' AND b.kind <> 'paper'
          AND (b.kind = 'secret') = (TG_TABLE_NAME = 'ballots_secretpaper')
    ) THEN
        RAISE EXCEPTION 'Biểu quyết đã kết thúc, không nhận thêm ý kiến.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (SELECT recusal FROM ballots_elector WHERE id = NEW.elector_id) <> '' THEN
        RAISE EXCEPTION 'Đơn vị không tham gia biểu quyết nội dung này.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
VOTE_INTO_OPEN_BALLOT = Trigger(name="vote_into_open_ballot", operation=pgtrigger.Insert, func=INTO_OPEN_BALLOT)
PAPER_INTO_OPEN_BALLOT = Trigger(name="paper_into_open_ballot", operation=pgtrigger.Insert, func=INTO_OPEN_BALLOT)

# Named before anybody votes; the key is given once, the sum is opened once, after the last vote.
TELLERS_KEEP_THEIR_WORD = Trigger(
    name="tellers_keep_their_word",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    declare=[("given", "text[] := ARRAY['public_part', 'opening']"), ("stage", "text")],
    func="""
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Người kiểm phiếu đã chọn không xóa được.' USING ERRCODE = 'restrict_violation';
        END IF;
        SELECT state INTO stage FROM ballots_ballot WHERE id = NEW.ballot_id;
        IF TG_OP = 'INSERT' THEN
            IF stage <> 'preparing' AND NOT (stage = 'open' AND EXISTS (
                SELECT 1 FROM ballots_ballot WHERE id = NEW.ballot_id AND kind = 'paper' AND on_paper_of_id IS NULL
            )) THEN
                RAISE EXCEPTION 'Người kiểm phiếu được chọn trước khi bỏ phiếu.' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF to_jsonb(OLD) - given <> to_jsonb(NEW) - given
            OR (NEW.public_part IS DISTINCT FROM OLD.public_part
                AND (OLD.public_part IS NOT NULL OR stage <> 'preparing'))
            OR (NEW.opening IS DISTINCT FROM OLD.opening AND (OLD.opening IS NOT NULL OR stage <> 'counting')) THEN
            RAISE EXCEPTION 'Khóa và kết quả mở của người kiểm phiếu chỉ ghi một lần.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)

# Minutes of a secret ballot that was counted; the tellers signed before they got a number, and then they stay.
COUNTING_IS_SIGNED = Trigger(
    name="counting_is_signed",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.number <> '' THEN
            RAISE EXCEPTION 'Biên bản kiểm phiếu đã hoàn thành, không sửa, không xóa.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM ballots_ballot
             WHERE id = NEW.ballot_id AND kind IN ('secret', 'paper') AND on_paper_of_id IS NULL AND state = 'closed'
        ) THEN
            RAISE EXCEPTION 'Biên bản kiểm phiếu chỉ lập cho bỏ phiếu kín đã có kết quả.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.number <> '' AND NOT EXISTS (
            SELECT 1 FROM signatures_signingrequest
             WHERE id = NEW.signing_id AND kind = 'counting_minutes' AND state IN ('complete', 'issued')
        ) THEN
            RAISE EXCEPTION 'Biên bản kiểm phiếu chỉ hoàn thành sau khi Ban kiểm phiếu đã ký.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
)
