"""Whatever order people write, move, delete, freeze, comment and answer in: nothing is lost, all can be found."""

from collections import defaultdict
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting import workflow
from drafting.documents.response_table import response_rows
from drafting.models import Answer, Comment, Node
from drafting.queries import working_content
from drafting.queries.numbering import point_letter, roman
from drafting.queries.rounds import SentComments
from drafting.queries.version_index import VersionIndex
from records.transitions import NotAllowedNow

ACTS = ("add", "edit", "up", "down", "remove", "restore", "freeze", "comment", "take in", "take back", "explain")
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 30), st.integers(0, 30))
INSIDE = {None: "article", "chapter": "article", "article": "clause", "clause": "point"}


class Desk:
    """One text with its round, and beside it what its parts ought to say, by key."""

    def __init__(self, asked, lan, hoa, unit):
        self.asked, self.text, self.lan, self.hoa, self.unit = asked, asked.text, lan, hoa, unit
        self.words = {str(node.key): (node.heading, node.body) for node in self.text.nodes.all()}
        self.frozen = {}
        self.count = 0

    def pick(self, rows, number):
        found = list(rows)
        return found[number % len(found)] if found else None

    def fresh(self):
        self.count += 1
        return f"Lời văn số {self.count} của dự thảo."

    def active(self, number):
        shown = {piece["key"] for piece in working_content(self.text)}
        return self.pick((node for node in self.text.nodes.order_by("pk") if str(node.key) in shown), number)

    def waiting(self, number, *, answered):
        rows = Comment.objects.sent().filter(consultation=self.asked).order_by("pk")
        return self.pick(rows.filter(answer__isnull=not answered), number)

    def do(self, act, one, other):
        with suppress(NotAllowedNow), transaction.atomic():  # a refusal says why, and changes nothing
            getattr(self, act.replace(" ", "_"))(one, other)

    def add(self, one, other):
        parent = self.active(one)
        kind = INSIDE.get(parent.kind if parent else None)
        if kind is None:
            return
        body = self.fresh() if kind != "article" else ""
        node = workflow.add_node(self.text, by=self.lan, kind=kind, parent=parent, first=bool(other % 2), body=body)
        self.words[str(node.key)] = ("", body)

    def edit(self, one, other):
        node = self.active(one)
        if node is None or not node.has_body:
            return
        body = self.fresh()
        workflow.save_node(node, by=self.lan, heading=node.heading, body=body, revision=node.revision)
        self.words[str(node.key)] = (node.heading, body)

    def up(self, one, other):
        if node := self.active(one):
            workflow.move_node(node, by=self.lan, up=True)

    def down(self, one, other):
        if node := self.active(one):
            workflow.move_node(node, by=self.lan, up=False)

    def remove(self, one, other):
        if node := self.active(one):
            workflow.remove_node(node, by=self.lan)

    def restore(self, one, other):
        if node := self.pick(self.text.nodes.filter(removed_at__isnull=False).order_by("pk"), one):
            workflow.restore_node(node, by=self.lan)

    def freeze(self, one, other):
        version = workflow.freeze(self.text, by=self.lan)
        self.frozen[version.pk] = version.content

    def comment(self, one, other):
        piece = self.pick(self.asked.on_version.content, one)
        said = {"stance": "question", "body": self.fresh(), "node_key": piece["key"]}
        if piece["kind"] in {"clause", "point"}:
            said["replacement"] = self.fresh()
        comment = workflow.write_comment(self.asked, self.unit, by=self.hoa, **said)
        workflow.send_comment(comment, by=self.hoa)

    def follow(self, changed, side):
        """What an answer says it has done is what the text now says."""
        for one in changed:
            if one[side] is not None:
                self.words[one["key"]] = (self.words.get(one["key"], ("", ""))[0], one[side])

    def take_in(self, one, other):
        if comment := self.waiting(one, answered=False):
            answer = workflow.take_in(comment, by=self.lan)
            self.follow(answer.changed, "now")

    def take_back(self, one, other):
        if comment := self.waiting(one, answered=True):
            changed = Answer.objects.get(comment=comment).changed
            gone = {str(node.key) for node in Node.objects.filter(text=self.text, removed_at__isnull=False)}
            workflow.take_back_answer(comment, by=self.lan)
            # What was edited back meanwhile, or lies in the bin, is left as it is.
            self.follow([row for row in reversed(changed) if row["key"] not in gone], "was")

    def explain(self, one, other):
        if comment := self.waiting(one, answered=False):
            workflow.answer_comment(comment, by=self.lan, result="explained", body="Giữ nguyên.", revision=0)

    # --- What must hold after every step -----------------------------------------------------------------------------

    def check(self):
        content = working_content(self.text)
        nodes = {str(node.key): node for node in Node.objects.filter(text=self.text)}
        assert len(nodes) == Node.objects.filter(text=self.text).count(), "a key twice"
        keys = [piece["key"] for piece in content]
        assert len(keys) == len(set(keys))
        assert {key: (node.heading, node.body) for key, node in nodes.items()} == self.words, "a letter lost"
        assert set(keys) == {key for key, node in nodes.items() if not _in_bin(node)}, "a part out of sight"
        _gapless(content)
        for pk, kept in self.frozen.items():
            assert self.text.versions.get(pk=pk).content == kept
        self.check_comments()

    def check_comments(self):
        index = VersionIndex(self.asked.on_version)
        sent = {comment.pk for comment in Comment.objects.sent().filter(consultation=self.asked)}
        listed = SentComments(self.lan, self.asked, index)
        in_pages = [row for start in range(0, len(sent), 3) for row in listed[start : start + 3]]
        assert {row.comment.pk for row in in_pages} == sent and len(in_pages) == len(sent) == len(listed)
        assert all(row.node is not None for row in in_pages)
        ranks = [index.rank(row.comment.node_key) for row in in_pages]
        assert ranks == sorted(ranks)
        assert listed.waiting == sum(row.waits for row in in_pages)
        first = next((row.comment.pk for row in in_pages if row.waits), None)
        assert listed.first_waiting() == first
        table = response_rows(self.text)
        assert {row.opinion for row in table} == {row.comment.body for row in in_pages}


def _in_bin(node):
    while node is not None:
        if node.removed_at:
            return True
        node = node.parent
    return False


def _gapless(content):
    """Điều through the whole text; Khoản and Điểm in what holds them, from the first number or letter on."""
    articles = [piece["label"] for piece in content if piece["kind"] == "article"]
    assert articles == [f"Điều {number}." for number in range(1, len(articles) + 1)]
    inside = defaultdict(list)
    for piece in content:
        inside[piece["parent"], piece["kind"]].append(piece["label"])
    wanted = {
        "clause": lambda n: f"{n}.",
        "point": lambda n: f"{point_letter(n)})",
        "chapter": lambda n: f"Chương {roman(n)}",
    }
    for (_, kind), labels in inside.items():
        if kind == "clause" and len(labels) == 1:
            assert labels == [""], "an only Khoản has no number"
        elif kind in wanted:
            assert labels == [wanted[kind](number) for number in range(1, len(labels) + 1)]


@pytest.mark.slow
def test_whatever_the_order(asked, lan, hoa, hoa_tieu, at):
    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(STEP, max_size=14))
    def walk(steps):
        with transaction.atomic(), at("2020-06-14 09:00"):
            desk = Desk(asked, lan, hoa, hoa_tieu)
            for step in steps:
                desk.do(*step)
                desk.check()
            transaction.set_rollback(True)

    walk()
