"""The secret count: what is proved is checked, what is not proved is refused, and the program stands alone."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from libraries import secret_count as count
from libraries.secret_count import Unsound

OPTIONS = ["Đồng ý", "Không đồng ý", "Không có ý kiến"]
PROGRAM = Path(count.__file__)


def election_of(codes, least=1, most=1, options=OPTIONS):
    tellers = [{"name": f"Người {n}"} | count.public_part(code, "khoi-1") for n, code in enumerate(codes)]
    return {"id": "khoi-1", "question": "?", "options": options, "least": least, "most": most, "tellers": tellers}


@pytest.fixture(scope="module")
def codes():
    return [count.new_code(), count.new_code()]


@pytest.fixture(scope="module")
def published(codes):
    """Five papers: three yes, one no, one without opinion."""
    election = election_of(codes)
    papers = sorted((count.fill_in(election, [choice]) for choice in (0, 0, 0, 1, 2)), key=count.receipt_of)
    sums = count.sums_of(election, papers)
    openings = [count.open_sums(election, sums, code) for code in codes]
    return {"election": election, "papers": papers, "openings": openings, "result": [3, 1, 1]}


def test_the_group_is_the_standard_one_of_electionguard():
    assert count.Q == 2**256 - 189 and count.P.bit_length() == 4096
    assert (count.P - 1) % count.Q == 0 and pow(count.G, count.Q, count.P) == 1 != count.G
    for number in (count.Q, count.P):
        assert all(pow(base, number - 1, number) == 1 for base in (2, 3, 5)), "not even a probable prime"
    exponent = random.Random(1).randrange(count.Q)
    assert count.power(count.G, exponent) == pow(count.G, exponent, count.P)


def test_the_count_is_the_papers(published):
    assert count.check_count(published) == [3, 1, 1]


def test_the_program_stands_alone(published, tmp_path):
    """With nothing but Python: no path to this project, no packages."""
    file = tmp_path / "kiem-phieu-kin.json"
    file.write_text(json.dumps(published))
    command = [sys.executable, "-I", "-S", str(PROGRAM), str(file)]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "ĐẠT: 5 phiếu" in told.stdout and "Đồng ý: 3" in told.stdout
    file.write_text(json.dumps(published | {"result": [4, 0, 1]}))
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 1 and "KHÔNG ĐẠT: Kết quả công bố khác" in told.stdout


def change(published, *path, to):
    changed = copy.deepcopy(published)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to(place[path[-1]])
    return changed


@pytest.mark.parametrize(
    ("path", "to", "says"),
    [
        (("papers",), lambda papers: papers[1:], "không có chứng minh đúng"),
        (("papers",), lambda papers: [*papers, papers[0]], "trùng với phiếu khác"),
        (("papers", 0, "choices", 0, "b"), lambda b: f"{int(b, 16) * count.G % count.P:x}", "điền đúng quy định"),
        (("papers", 0, "choices", 0, "a"), lambda a: f"{count.P - int(a, 16):x}", "không thuộc nhóm số"),
        (("papers", 0, "choices"), lambda choices: choices[:2], "không đủ số lựa chọn"),
        (("papers", 0, "sum"), lambda proof: [], "thiếu chứng minh"),
        (("election", "question"), lambda question: "Câu khác?", "điền đúng quy định"),
        (("election", "tellers", 0, "c"), lambda c: "5", "Khóa của một người kiểm phiếu"),
        (("openings", 0, 0, "part"), lambda part: f"{int(part, 16) * count.G % count.P:x}", "không có chứng minh"),
        (("openings", 1), lambda opened: opened[:2], "chưa mở đủ"),
        (("result",), lambda result: [2, 2, 1], "khác kết quả kiểm lại"),
    ],
)
def test_whatever_is_changed_is_found(published, path, to, says):
    with pytest.raises(Unsound, match=says):
        count.check_count(change(published, *path, to=to))


def test_nobody_votes_twice_on_one_paper(codes):
    """Two in one answer, or two answers: no such paper can be made, and none that is put together is believed."""
    election = election_of(codes)
    with pytest.raises(Unsound, match="Số lựa chọn"):
        count.fill_in(election, [0, 1])
    two = count.fill_in(election_of(codes, most=2), [0, 1])
    with pytest.raises(Unsound):
        count.check_paper(election, two)


def test_a_list_of_candidates(codes):
    election = election_of(codes, least=0, most=2, options=["A", "B", "C"])
    papers = [count.fill_in(election, chosen) for chosen in ([0, 1], [0], [])]
    for paper in papers:
        count.check_paper(election, paper)
    sums = count.sums_of(election, papers)
    parts = [
        count.check_opening(election, sums, teller, count.open_sums(election, sums, code))
        for teller, code in zip(election["tellers"], codes, strict=True)
    ]
    assert count.result_of(sums, parts, 3) == [2, 1, 0]


def test_one_teller_alone_opens_nothing(published, codes):
    election = published["election"]
    sums = count.sums_of(election, published["papers"])
    parts = [[int(one["part"], 16) for one in published["openings"][0]]]
    with pytest.raises(Unsound, match="Không mở được kết quả"):
        count.result_of(sums, parts, 5)


def test_a_code_is_read_as_people_write_it():
    code = count.new_code()
    assert count.read_code(code.lower().replace("-", " ")) == code.replace("-", "")
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    for typed in (wrong, code[:-1], "", "không phải mã"):
        with pytest.raises(Unsound, match="Mã kiểm phiếu chưa đúng"):
            count.read_code(typed)


# --- What an attacker sees -------------------------------------------------------------------------------------------

PAPERS = 1000


def best_guess(seen, votes):
    """Learns on one half which single bit of what is seen tells the vote best; its share of hits on the other half."""
    half = len(seen) // 2

    def hits(bit, rows):
        return sum((seen[row] >> bit & 1) == votes[row] for row in rows) / half

    learned = {bit: hits(bit, range(half)) for bit in range(256)}
    bit = max(learned, key=lambda one: abs(learned[one] - 0.5))
    score = hits(bit, range(half, 2 * half))
    return score if learned[bit] >= 0.5 else 1 - score


def test_a_thousand_papers_tell_nothing(codes):
    """Whoever has the whole database sees pairs of numbers: 256 bits of each, tried one by one, are no better than
    chance (99.9 % bound). The control is a paper whose chance is small: the same attacker reads it."""
    key, chance = count.joint_key(election_of(codes)), random.Random(7)
    votes = [chance.randrange(2) for _ in range(PAPERS)]
    pairs = [count._encrypted(vote, count.random_number(), key) for vote in votes]
    bound = 0.5 + 3.3 * (0.25 / (PAPERS / 2)) ** 0.5
    for seen in ([a for a, _ in pairs], [b for _, b in pairs], [int(count.digest(pair), 16) for pair in pairs]):
        assert best_guess(seen, votes) < bound
    weak = [count._encrypted(vote, 5, key)[1] for vote in votes]
    assert best_guess(weak, votes) > 0.99
