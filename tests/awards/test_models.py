"""Each promise of the tables is broken once on purpose."""

import datetime
import itertools

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from awards import workflow
from awards.models import (
    AwardKind,
    AwardTerms,
    Certificate,
    CertificateTemplate,
    Decision,
    DecisionLine,
    DossierPart,
    Nomination,
    Quota,
    Review,
)
from awards.queries.conflict_of_interest import stands_aside
from awards.starting_data import load_award_kinds
from records.documents import store_document
from records.write_once import WrittenOnce
from tests import factories
from tests.awards.conftest import GUIDANCE, agree

NOW = datetime.datetime(2020, 7, 2, 3, tzinfo=datetime.UTC)


def refused(constraint, act):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


def change(row, **values):
    return lambda: type(row)._base_manager.filter(pk=row.pk).update(**values)


# --- Kinds, terms, quotas --------------------------------------------------------------------------------------------


def test_starting_data_may_be_loaded_again(kinds):
    AwardKind.objects.filter(slug="bang-khen").update(name="Tên đã sửa")
    load_award_kinds()
    assert AwardKind.objects.count() == 3 and AwardTerms.objects.count() == 9
    assert AwardKind.objects.get(slug="bang-khen").name == "Tên đã sửa"
    assert CertificateTemplate.objects.filter(is_default=True).count() == 3


def test_terms_of_a_kind_follow_each_other_without_a_gap(kinds):
    for kind in kinds.values():
        rows = list(kind.terms.order_by("valid_from"))
        assert all(row.valid_to == later.valid_from for row, later in itertools.pairwise(rows))
        assert rows[-1].valid_to is None


def test_kinds_and_terms(kinds, diploma):
    terms = diploma.terms.order_by("valid_from").last()
    refused("awards_awardkind_form_check", change(diploma, form="other"))
    refused("award_kind_has_name_and_series", change(diploma, name=""))
    refused("awards_awardkind_series", change(diploma, series="CTĐ"))
    refused("award_one_terms_at_a_time", change(terms, valid_from=datetime.date(2023, 12, 31)))
    refused("award_terms_period_forward", change(terms, valid_to=terms.valid_from))
    refused("award_terms_parts_known", change(terms, required_parts=["report", "photo"]))
    refused("award_terms_have_a_source", change(terms, legal_source=""))
    refused("award_terms_vote_is_a_percentage", change(terms, vote_percent=101))
    refused("award_terms_two_reviews_at_least", change(terms, reviews_needed=1))


def test_quotas(quotas, year2020, flag, lan, mai):
    quota = Quota.objects.get(kind=flag)
    refused("quota_has_a_source", change(quota, source=""))
    refused("quota_has_a_source", change(quota, guidance_number=""))
    refused("awards_quota_count_check", change(quota, count=-1))
    refused("do thành phố nhập", change(quota, recorded_by=lan))
    refused(
        "one_quota_a_kind_a_year",
        lambda: Quota.objects.create(emulation_year=year2020, kind=flag, count=1, recorded_by=mai, **GUIDANCE),
    )


def test_templates(kinds, diploma):
    template = diploma.templates.get()
    refused("template_is_a_sheet_of_paper", change(template, width_mm=20))
    refused("template_overprint_is_a_nudge", change(template, overprint_scale=2))
    refused(
        "one_default_template_a_kind",
        lambda: CertificateTemplate.objects.create(kind=diploma, name="x", texts={}, is_default=True),
    )


def test_a_template_of_another_size_flows_anew(kinds, flag):
    template = flag.templates.get()
    assert template.layout(2019, "Thành phố Ví Dụ").flag_lines[-1].text == "NĂM 2019"
    template.width_mm, template.height_mm = 400, 300
    layout = template.layout(2020, "Thành phố Ví Dụ")
    assert (layout.width_mm, layout.height_mm) == (400, 300) and layout.scale < 1


# --- Nominations -----------------------------------------------------------------------------------------------------


def test_nominations(draft, nine, lan):
    paper = factories.submission_of(draft.emulation_year, lan)
    for name, values in {
        "awards_nomination_state_check": {"state": "lost"},
        "nomination_names_the_recipient": {"recipient_name": ""},
        "nomination_round_from_one": {"round": 0},
        "nomination_submitted_when_submitted": {"submitted_at": NOW, "submitted_by": lan},
        "nomination_reviewed_when_reviewed": {"reviewed_at": NOW},
        "nomination_decided_when_decided": {"decided_at": NOW},
        "nomination_submitted_complete": {
            "state": "submitted",
            "submitted_at": NOW,
            "submitted_by": lan,
            "submission": paper,
        },
    }.items():
        refused(name, change(draft, **values))
    refused(
        "one_nomination_a_unit_a_kind",
        lambda: Nomination.objects.create(
            emulation_year=draft.emulation_year,
            unit=nine[5],
            kind=draft.kind,
            recipient_name="x",
            created_by=lan,
        ),
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bang khen hoa tieu", True),
        ("Bằng khen", True),
        ("HOA TIÊU hàng hải", True),
        ("danh hieu hoa tieu", False),
        ("hinh thuc khen thuong", True),
        ("cang vu", False),
    ],
)
def test_one_field_finds_recipient_and_award_together(draft, words, found):
    assert Nomination.objects.found_by(words).exists() is found


def test_parts_are_written_once(full):
    part = full.parts.first()
    connection.check_constraints()  # what is deferred is done: a TRUNCATE meets only its trigger
    with pytest.raises(WrittenOnce):
        part.save()
    for sql in (
        "UPDATE awards_dossierpart SET round = 2",
        "DELETE FROM awards_dossierpart",
        "TRUNCATE awards_dossierpart",
    ):
        with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic():
            connection.cursor().execute(sql)
    refused(
        "awards_dossierpart_part_check",
        lambda: DossierPart.objects.create(
            nomination=full, part="photo", round=1, document=part.document, added_at=NOW, added_by=part.added_by
        ),
    )
    refused(
        "dossier_part_word_is_another_file",
        lambda: DossierPart.objects.create(
            nomination=full,
            part="report",
            round=1,
            document=part.document,
            word=part.document,
            added_at=NOW,
            added_by=part.added_by,
        ),
    )


# --- Reviews and decisions -------------------------------------------------------------------------------------------


def opinion(nomination, person, **values):
    facts = {
        "nomination": nomination,
        "round": nomination.round,
        "reviewer": person,
        "standard": "met",
        "conclusion": "agree",
        "reviewed_at": datetime.datetime.now(datetime.UTC),
    }
    return lambda: Review.objects.create(**facts | values)


def test_reviews(submitted, mai, duc):
    refused("awards_review_standard_check", opinion(submitted, mai, standard="good"))
    refused("awards_review_conclusion_check", opinion(submitted, mai, conclusion="perhaps", comment="x"))
    refused("review_says_why_it_does_not_agree", opinion(submitted, mai, conclusion="disagree"))
    refused("review_agrees_only_with_a_met_standard", opinion(submitted, mai, standard="not_met"))
    opinion(submitted, mai)()
    refused("one_review_a_person_a_round", opinion(submitted, mai))
    with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic():
        connection.cursor().execute("UPDATE awards_review SET comment = 'x'")


@pytest.mark.parametrize("side", ["seat", "post that year", "post today", "authority"])
def test_the_database_refuses_a_judge_from_the_unit(submitted, nine, minh, side):
    """Past the rules and the verb: the trigger itself, and the room's own answer says the same."""
    unit = nine[5]
    person = factories.board_member("ai", "Người Nào", from_unit=unit if side == "seat" else None)
    if side == "post that year":
        factories.PostFactory(
            user=person, unit=unit, valid_from=datetime.date(2020, 12, 31), valid_to=datetime.date(2021, 2, 1)
        )
    elif side == "post today":
        factories.PostFactory(user=person, unit=unit, valid_from=datetime.date(2024, 1, 1))
    elif side == "authority":
        from units.models import SigningAuthority

        SigningAuthority.objects.create(
            confirmed_at=factories.LONG_CONFIRMED,
            unit=unit,
            grantor=minh,
            holder=person,
            capacity="KT.",
            title="Phó Giám đốc",
            reference="x",
            valid_from=datetime.date(2020, 1, 1),
            valid_to=datetime.date(2020, 1, 2),
        )
    assert stands_aside(person, submitted)
    refused("Không thẩm định hồ sơ của đơn vị mình", opinion(submitted, person))


@pytest.mark.parametrize(
    ("start", "end", "aside"),
    [
        ((2019, 1, 1), (2020, 1, 1), False),
        ((2019, 1, 1), (2020, 1, 2), True),
        ((2021, 1, 1), (2021, 6, 1), False),
        ((2020, 5, 5), (2020, 5, 5), False),
        ((2099, 1, 1), None, False),
    ],
)
def test_room_and_database_agree_on_the_edges(submitted, nine, start, end, aside):
    person = factories.board_member("ai", "Người Nào")
    factories.PostFactory(
        user=person,
        unit=nine[5],
        valid_from=datetime.date(*start),
        valid_to=datetime.date(*end) if end else None,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT awards_stands_aside(%s, %s, current_date)", [person.pk, submitted.pk])
        assert cursor.fetchone()[0] is aside
    assert stands_aside(person, submitted) is aside


def test_decisions(decided, mai, lan):
    from django.forms.models import model_to_dict

    facts = model_to_dict(decided, exclude=["id", "document", "recorded_by"])
    document = store_document(b"x", chain="thanh-pho", kind="decision", title="QĐ", filename="q.pdf", by=lan)

    def another(**values):
        words = facts | {"document": document, "recorded_by": mai, "recorded_at": decided.recorded_at} | values
        return lambda: Decision.objects.create(**words)

    refused("one_decision_a_number_a_year", another(number=decided.number.lower()))
    refused("decision_says_who_decided", another(number="2/QĐ-UBND", signer_name=""))
    refused("document_id", another(number="3/QĐ-UBND", document=decided.document))
    for table in ("awards_decision", "awards_decisionline"):
        with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")


def test_a_dossier_is_decided_once(decided, draft):
    line = decided.lines.get()
    refused(
        "nomination_id", lambda: DecisionLine.objects.create(decision=decided, line_no=2, nomination=line.nomination)
    )


def test_the_database_refuses_a_lonely_decision(submitted, decision_of, mai, duc):
    agree(submitted, mai)
    refused(
        "Chưa đủ ý kiến",
        lambda: DecisionLine.objects.create(decision=decision_of(mai), line_no=1, nomination=submitted),
    )
    agree(submitted, duc)
    refused("golden_book_number_from_one", lambda: DecisionLine.objects.create(
        decision=decision_of(mai), line_no=0, nomination=submitted))  # fmt: skip
    DecisionLine.objects.create(decision=decision_of(mai), line_no=1, nomination=submitted)


def test_the_database_refuses_a_decider_of_the_unit(reviewed, decision_of, nine):
    person = factories.board_member("ai", "Người Nào", from_unit=nine[5], can_decide=True)
    refused(
        "đơn vị mình", lambda: DecisionLine.objects.create(decision=decision_of(person), line_no=1, nomination=reviewed)
    )


@pytest.fixture
def decision_of(bloc):
    def build(person):
        number = f"{Decision.objects.count() + 50}/QĐ-UBND"
        return Decision.objects.create(
            number=number,
            decided_on=datetime.date(2026, 1, 5),
            decided_by="chair",
            authority="UBND",
            signer_lines="CHỦ TỊCH",
            signer_name="A",
            document=store_document(
                number.encode(), chain="thanh-pho", kind="decision", title="QĐ", filename="q.pdf", by=person
            ),
            recorded_at=datetime.datetime.now(datetime.UTC),
            recorded_by=person,
        )

    return build


# --- Certificates ----------------------------------------------------------------------------------------------------


def test_certificates(certificate, mai):
    for name, values in {
        "awards_certificate_state_check|certificate_ends_with_a_reason": {"state": "lost"},
        "certificate_says_whose": {"recipient_name": ""},
        "certificate_file_when_valid": {"document": None},
        "certificate_revoked_when_revoked": {"revoked_at": NOW, "revoked_by": mai},
        "certificate_replaced_when_replaced": {"replaced_at": NOW, "replaced_by": mai},
        "certificate_replaced_in_one_of_two_ways|certificate_replaced_when_replaced": {"replaced_as": "stolen"},
        "certificate_ends_with_a_reason": {"end_reason": "x"},
        "certificate_error_only_before_it_is_made": {"print_error": "x"},
        "certificate_not_its_own_heir": {
            "state": "replaced",
            "replaced_at": NOW,
            "replaced_by": mai,
            "replaced_as": "reissue",
            "replacement": certificate,
            "end_reason": "x",
        },
        "certificate_handed_over_at_a_conference": {"handed_over_at": NOW, "handed_over_by": mai},
    }.items():
        refused(name, change(certificate, **values))


def copy_of(certificate, **values):
    facts = {
        field.attname: getattr(certificate, field.attname)
        for field in Certificate._meta.local_concrete_fields
        if field.name not in ("id", "document", "sealed_at", "state")
    }
    return lambda: Certificate.objects.create(**facts | values)


def test_a_number_is_given_once(certificate):
    refused("one_certificate_a_number", copy_of(certificate))


def test_one_living_certificate_a_line(certificate, mai, proof):
    refused("one_living_certificate_a_line", copy_of(certificate, number=2))
    workflow.replace(certificate, by=mai, replaced_as="exchange", reason="x", proof=proof)
    refused("one_living_certificate_a_line", copy_of(certificate, number=3))
