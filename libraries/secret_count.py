"""Secret ballots: every paper is encrypted, only their sum is opened, and anybody can check the count with this file.

Exponential ElGamal in the standard group of ElectionGuard (4096 bits), added up; a paper proves that it is filled in as
allowed (Cramer-Damgård-Schoenmakers), a teller that the own part of the key opened the sum and nothing else
(Chaum-Pedersen, Fiat-Shamir with SHA-256 over everything that is proved). The key is made by all tellers together;
nobody has the whole of it. Nothing but the standard library is used, so that the count can be checked elsewhere:

    python secret_count.py kiem-phieu-kin.json

An election, a paper and a teller's part are plain JSON, numbers in hexadecimal.
"""

import hashlib
import json
import secrets
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

Q = 2**256 - 189
P = 2**4096 - 69 * Q - 2650872664557734482243044168410288960
G = pow(2, (P - 1) // Q, P)

JSON = dict[str, Any]
Pair = tuple[int, int]
WINDOW = 4


class Unsound(ValueError):
    """Something that does not prove what it claims. `str()` is a Vietnamese sentence."""


# --- Numbers ---------------------------------------------------------------------------------------------------------


def canonical(content: Any) -> str:
    """One spelling for one content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def challenge(*parts: str | int) -> int:
    """The number that a proof must answer: it depends on everything that is proved."""
    text = "|".join(part if isinstance(part, str) else f"{part:x}" for part in parts)
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % Q


def random_number() -> int:
    return secrets.randbelow(Q - 1) + 1


@lru_cache(maxsize=16)
def _powers(base: int) -> list[list[int]]:
    """base^(d·16^n) for every digit d and place n of an exponent."""
    table = []
    for _ in range(256 // WINDOW):
        row = [1]
        for _ in range(2**WINDOW - 1):
            row.append(row[-1] * base % P)
        table.append(row)
        base = row[-1] * base % P
    return table


def power(base: int, exponent: int) -> int:
    """base^exponent for a base that is used often (the generator, a key)."""
    product = 1
    for row in _powers(base):
        product = product * row[exponent % 2**WINDOW] % P
        exponent //= 2**WINDOW
    return product


def inverse(number: int) -> int:
    return pow(number, -1, P)


def element(text: Any) -> int:
    """A number of the group, written in hexadecimal; Unsound for any other."""
    try:
        number = int(text, 16)
    except (TypeError, ValueError):
        raise Unsound("Số ghi trong dữ liệu không đọc được.") from None
    if not 1 <= number < P or pow(number, Q, P) != 1:
        raise Unsound("Số ghi trong dữ liệu không thuộc nhóm số quy định.")
    return number


def _product(numbers: Sequence[int]) -> int:
    product = 1
    for number in numbers:
        product = product * number % P
    return product


# --- Tellers ---------------------------------------------------------------------------------------------------------

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 28  # 24 letters by chance (120 bits) and 4 that tell a slip of the pen


def new_code() -> str:
    """A teller's secret, to be written down: "7K3M-…", seven groups of four."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH - 4))
    letters += _check_letters(letters)
    return "-".join(letters[place : place + 4] for place in range(0, CODE_LENGTH, 4))


def _check_letters(letters: str) -> str:
    number = int(hashlib.sha256(letters.encode()).hexdigest(), 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(4))


def read_code(typed: str) -> str:
    """The code without spaces and hyphens; letters that look alike are one. Unsound for a slip of the pen."""
    text = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    if len(text) != CODE_LENGTH or set(text) - set(LETTERS) or _check_letters(text[:-4]) != text[-4:]:
        raise Unsound("Mã kiểm phiếu chưa đúng. Nhập lại đủ bảy nhóm, mỗi nhóm bốn ký tự.")
    return text


def secret_of(code: str, election_id: str) -> int:
    return int(hashlib.sha512(f"teller|{election_id}|{read_code(code)}".encode()).hexdigest(), 16) % Q or 1


def public_part(code: str, election_id: str) -> JSON:
    """What a teller gives away: the public key, and the proof that its owner knows the secret."""
    secret, once = secret_of(code, election_id), random_number()
    key = power(G, secret)
    question = challenge("teller", election_id, key, power(G, once))
    return {"key": f"{key:x}", "c": f"{question:x}", "r": f"{(once - question * secret) % Q:x}"}


def check_public_part(part: JSON, election_id: str) -> int:
    """The teller's public key; Unsound without the proof."""
    key, question, answer = element(part["key"]), int(part["c"], 16), int(part["r"], 16)
    if question != challenge("teller", election_id, key, power(G, answer) * pow(key, question, P) % P):
        raise Unsound("Khóa của một người kiểm phiếu không có chứng minh đúng.")
    return key


def joint_key(election: JSON) -> int:
    """The key that papers are encrypted with: made of all tellers' keys, opened only by all of them together."""
    return _product([int(teller["key"], 16) for teller in election["tellers"]])


def context_of(election: JSON) -> str:
    """What every proof is bound to: this question, these answers, these tellers."""
    return digest({name: election[name] for name in ("id", "question", "options", "least", "most", "tellers")})


# --- Papers ----------------------------------------------------------------------------------------------------------


def fill_in(election: JSON, chosen: Sequence[int]) -> JSON:
    """A paper that chooses these options (their places), encrypted, with the proof that it is filled in as allowed."""
    if not election["least"] <= len(set(chosen)) <= election["most"]:
        raise Unsound("Số lựa chọn trên phiếu chưa đúng.")
    key, context = joint_key(election), context_of(election)
    choices, together, sum_of_chances = [], 0, 0
    for place in range(len(election["options"])):
        value, chance = int(place in chosen), random_number()
        pair = _encrypted(value, chance, key)
        proof = _prove(pair, value, chance, (0, 1), key, f"{context}|{place}")
        choices.append({"a": f"{pair[0]:x}", "b": f"{pair[1]:x}", "proof": proof})
        together, sum_of_chances = together + value, (sum_of_chances + chance) % Q
    pair = _encrypted(together, sum_of_chances, key)
    allowed = range(election["least"], election["most"] + 1)
    return {"choices": choices, "sum": _prove(pair, together, sum_of_chances, allowed, key, f"{context}|sum")}


def _encrypted(value: int, chance: int, key: int) -> Pair:
    return power(G, chance), power(G, value) * power(key, chance) % P


def _prove(pair: Pair, value: int, chance: int, allowed: Sequence[int], key: int, context: str) -> list[JSON]:
    """That the pair holds one of the allowed values, without saying which."""
    once = random_number()
    answers: dict[int, Pair] = {}
    commitments: list[int] = []
    for other in allowed:
        if other == value:
            commitments += [power(G, once), power(key, once)]
            continue
        question, answer = random_number(), random_number()
        answers[other] = question, answer
        both = (answer + chance * question) % Q
        commitments += [power(G, both), power(key, both) * power(G, (value - other) * question % Q) % P]
    whole = challenge(context, key, *pair, *commitments)
    question = (whole - sum(one for one, _ in answers.values())) % Q
    answers[value] = question, (once - question * chance) % Q
    return [{"c": f"{answers[one][0]:x}", "r": f"{answers[one][1]:x}"} for one in allowed]


def _check(pair: Pair, proof: list[JSON], allowed: Sequence[int], key: int, context: str) -> None:
    if len(proof) != len(allowed):
        raise Unsound("Phiếu thiếu chứng minh.")
    commitments, sum_of_questions = [], 0
    for value, part in zip(allowed, proof, strict=True):
        question, answer = int(part["c"], 16), int(part["r"], 16)
        rest = pair[1] * inverse(power(G, value)) % P
        commitments.append(power(G, answer) * pow(pair[0], question, P) % P)
        commitments.append(power(key, answer) * pow(rest, question, P) % P)
        sum_of_questions += question
    if sum_of_questions % Q != challenge(context, key, *pair, *commitments):
        raise Unsound("Phiếu không chứng minh được là điền đúng quy định.")


def check_paper(election: JSON, paper: JSON) -> list[Pair]:
    """The paper's encrypted answers; Unsound unless it proves that it is filled in as allowed."""
    key, context = joint_key(election), context_of(election)
    if len(paper["choices"]) != len(election["options"]):
        raise Unsound("Phiếu không đủ số lựa chọn.")
    pairs = []
    for place, choice in enumerate(paper["choices"]):
        pair = element(choice["a"]), element(choice["b"])
        _check(pair, choice["proof"], (0, 1), key, f"{context}|{place}")
        pairs.append(pair)
    together = _product([a for a, _ in pairs]), _product([b for _, b in pairs])
    _check(together, paper["sum"], range(election["least"], election["most"] + 1), key, f"{context}|sum")
    return pairs


def receipt_of(paper: JSON) -> str:
    """What the voter keeps: it finds the paper in the list, and says nothing about its content."""
    return digest(paper)


# --- The count -------------------------------------------------------------------------------------------------------


def sums_of(election: JSON, papers: Sequence[JSON]) -> list[Pair]:
    """For each option all papers together, still encrypted."""
    pairs = [[(int(one["a"], 16), int(one["b"], 16)) for one in paper["choices"]] for paper in papers]
    return [
        (_product([paper[place][0] for paper in pairs]), _product([paper[place][1] for paper in pairs]))
        for place in range(len(election["options"]))
    ]


def open_sums(election: JSON, sums: Sequence[Pair], code: str) -> list[JSON]:
    """A teller's part of the opening, with the proof that it is made with the teller's key."""
    secret, context, parts = secret_of(code, election["id"]), context_of(election), []
    key = power(G, secret)
    for place, (a, _) in enumerate(sums):
        part, once = pow(a, secret, P), random_number()
        question = challenge(f"{context}|open|{place}", key, a, part, power(G, once), pow(a, once, P))
        parts.append({"part": f"{part:x}", "c": f"{question:x}", "r": f"{(once - question * secret) % Q:x}"})
    return parts


def check_opening(election: JSON, sums: Sequence[Pair], teller: JSON, opened: list[JSON]) -> list[int]:
    """A teller's parts; Unsound unless they were made with the key that the teller gave away."""
    key, context, parts = element(teller["key"]), context_of(election), []
    if len(opened) != len(sums):
        raise Unsound("Người kiểm phiếu chưa mở đủ các tổng.")
    for place, ((a, _), one) in enumerate(zip(sums, opened, strict=True)):
        part, question, answer = element(one["part"]), int(one["c"], 16), int(one["r"], 16)
        first = power(G, answer) * pow(key, question, P) % P
        second = pow(a, answer, P) * pow(part, question, P) % P
        if question != challenge(f"{context}|open|{place}", key, a, part, first, second):
            raise Unsound("Kết quả mở của một người kiểm phiếu không có chứng minh đúng.")
        parts.append(part)
    return parts


def result_of(sums: Sequence[Pair], openings: Sequence[Sequence[int]], papers: int) -> list[int]:
    """How often each option was chosen, out of the sums and all tellers' parts."""
    counts = []
    for place, (_, b) in enumerate(sums):
        wanted = b * inverse(_product([parts[place] for parts in openings])) % P
        found = next((count for count in range(papers + 1) if power(G, count) == wanted), None)
        if found is None:
            raise Unsound("Không mở được kết quả: mã kiểm phiếu không khớp.")
        counts.append(found)
    return counts


def check_count(published: JSON) -> list[int]:
    """Everything that was published, checked from the beginning; the result. Unsound names what is wrong."""
    election, papers = published["election"], published["papers"]
    for teller in election["tellers"]:
        check_public_part(teller, election["id"])
    seen: set[str] = set()
    for paper in papers:
        check_paper(election, paper)
        if not seen.isdisjoint(one["a"] for one in paper["choices"]):
            raise Unsound("Có phiếu trùng với phiếu khác.")
        seen.update(one["a"] for one in paper["choices"])
    sums = sums_of(election, papers)
    pairs = zip(election["tellers"], published["openings"], strict=True)
    counts = result_of(sums, [check_opening(election, sums, *pair) for pair in pairs], len(papers))
    if counts != published["result"]:
        raise Unsound("Kết quả công bố khác kết quả kiểm lại.")
    return counts


def main(arguments: list[str]) -> int:
    """Check a published file and say what was found."""
    if len(arguments) != 1:
        print("Cách dùng: python secret_count.py kiem-phieu-kin.json")
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            published = json.load(file)
        counts = check_count(published)
    except (OSError, KeyError, TypeError, ValueError) as problem:
        print(f"KHÔNG ĐẠT: {problem}")
        return 1
    print(f"ĐẠT: {len(published['papers'])} phiếu, kết quả đúng với danh sách phiếu đã công bố.")
    for option, count in zip(published["election"]["options"], counts, strict=True):
        print(f"  {option}: {count}")
    for paper in published["papers"]:
        print(f"  mã biên nhận {receipt_of(paper)[:16]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
