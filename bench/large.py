"""Single objects that grow: a text of 300 nodes, a consultation of 5,000 comments. Rows are copied from the sample's."""

import uuid
from collections.abc import Callable
from functools import partial

from django.db import connection
from django.db.models import Model
from django.urls import reverse

from bench import databases
from bench.table import Table
from bench.visits import Cost, Place, places
from drafting.models import Comment, Consultation, Node, Text

NAME = "khoithidua_bench_large"
NODES, COMMENTS, FEW_COMMENTS = 300, 5000, 50
BYTES_A_NODE = 1024


def run(table: Table, *, city: bool) -> None:
    databases.create(NAME, databases.sample())
    try:
        with places(NAME) as (place,):
            with place:
                asked = Consultation.objects.filter(
                    closed_at=None, text__emulation_year__bloc__slug="doanh-nghiep-2"
                ).latest("pk")
                text = Text.objects.get(pk=asked.text_id)
                clause = text.nodes.filter(kind="clause").latest("pk")
                comment = asked.comments.exclude(sent_at=None).exclude(node_key=None).earliest("pk")
                few_nodes = text.nodes.count()
            editor, consultation = (
                reverse("drafting:text_edit", args=[text.pk]),
                reverse("drafting:consultation_detail", args=[asked.pk]),
            )
            small = again(place, "secretary", editor)
            fill(place, comment, FEW_COMMENTS - asked_count(place, asked))
            fifty = again(place, "secretary", consultation)
            with place:
                last = text.nodes.filter(parent=clause.parent).latest("position").position
            fill(place, clause, NODES - few_nodes, partial(follow, last))
            big = again(place, "secretary", editor)
            fill(place, comment, COMMENTS - FEW_COMMENTS)
            thousands = again(place, "secretary", consultation)
    finally:
        databases.drop(NAME)
    each = (len(big.body) - len(small.body)) / (NODES - few_nodes)
    table.add(
        "large.editor-bytes-a-node",
        each / BYTES_A_NODE,
        f"{each:.0f} bytes of HTML a node, {len(big.body):,} with {NODES}",
    )
    table.add(
        "large.editor-300/60",
        big.cpu_ms / small.cpu_ms,
        f"{few_nodes} → {NODES} nodes, {small.cpu_ms:.0f} → {big.cpu_ms:.0f} ms",
    )
    table.add("large.editor-queries", big.queries / small.queries, f"{small.queries} → {big.queries}")
    table.add(
        "large.consultation-5000/50", thousands.cpu_ms / fifty.cpu_ms, f"{fifty.cpu_ms:.0f} → {thousands.cpu_ms:.0f} ms"
    )


def asked_count(place: Place, asked: Consultation) -> int:
    with place:
        return Comment.objects.filter(consultation=asked).count()


def again(place: Place, role: str, path: str) -> Cost:
    place.costs.pop((role, path), None)
    cost = place.visit(role, path, 4)
    if cost.status != 200:
        raise RuntimeError(f"{path}: {cost.status}")
    return cost


def follow(last: int, row: Model, number: int) -> None:
    """A node of its own, after the last of its parent."""
    assert isinstance(row, Node)
    row.key, row.position = uuid.uuid4(), last + number


def fill(place: Place, row: Model, count: int, change: Callable[[Model, int], None] | None = None) -> None:
    """`count` copies of a row; checks stay on, triggers are off."""
    model, rows = type(row), list[Model]()
    for number in range(1, count + 1):
        copy = model(**{c.attname: getattr(row, c.attname) for c in model._meta.concrete_fields if not c.primary_key})
        if change:
            change(copy, number)
        rows.append(copy)
    with place, connection.cursor() as cursor:
        databases.patient(cursor)
        cursor.execute("SET session_replication_role = replica")
        model._base_manager.bulk_create(rows, batch_size=1000)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
