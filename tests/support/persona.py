"""The people of the tests' world, and what they hold: written by hand, never asked of the application.

It is the ground on which tests/house/doors/ says who may enter.
"""

from dataclasses import dataclass

DN2, MH = "doanh-nghiep-2", "khoi-minh-hoa"
NINE = [
    "cang-vu-hang-hai", "cang-vu-dtnd-kv1", "chi-cuc-hang-hai", "bao-dam-athh-mien-bac", "thong-tin-dien-tu-hang-hai",
    "hoa-tieu-kv2", "chi-cuc-dtnd-phia-bac", "phoi-hop-tkcn-kv1", "ban-qlda-hang-hai-2",
]  # fmt: skip
HOA_TIEU, BAO_DAM, DTND = "hoa-tieu-kv2", "bao-dam-athh-mien-bac", "chi-cuc-dtnd-phia-bac"
A, B, C = "don-vi-minh-hoa-a", "don-vi-minh-hoa-b", "don-vi-minh-hoa-c"
BLOC_OF = dict.fromkeys(NINE, DN2) | dict.fromkeys((A, B, C), MH)
HEADS = {DN2: "cang-vu-hang-hai", MH: A}


@dataclass(frozen=True)
class Persona:
    """Somebody, and what they hold today."""

    name: str
    keeps: str = ""  # secretary of this bloc
    unit: str = ""
    leads: bool = False
    signs: bool = False  # by a written authorisation
    board: bool = False
    decides: bool = False
    operator: bool = False
    active: bool = True

    @property
    def bloc(self) -> str:
        return self.keeps or BLOC_OF.get(self.unit, "")

    @property
    def speaks(self) -> bool:
        return self.leads or self.signs


PEOPLE = {
    person.name: person
    for person in [
        Persona("visitor", active=False),
        Persona("lan", keeps=DN2),
        Persona("thu", keeps=DN2),
        Persona("minh", unit="cang-vu-hang-hai", leads=True),
        Persona("hoa", unit=HOA_TIEU, leads=True),
        Persona("nam", unit=HOA_TIEU),
        Persona("giang", unit=BAO_DAM, leads=True),
        Persona("quyen", unit=BAO_DAM),
        Persona("long", unit=DTND, leads=True),
        Persona("tam", unit=DTND, signs=True),
        Persona("vy", keeps=MH),
        Persona("tuan", unit=A, leads=True),
        Persona("yen", unit=B, leads=True),
        Persona("an", unit=C, leads=True),
        Persona("mai", board=True, decides=True),
        Persona("duc", board=True),
        Persona("hung", board=True),
        Persona("kiem", unit=BAO_DAM, board=True),  # of the board, and working in a unit
        Persona("bach", operator=True),  # runs the installation
        Persona("cu"),  # left hoa's unit last year
        Persona("khach"),  # an account without any post
        Persona("khoa", active=False),  # was secretary; the account is closed
    ]
}

# Through whose eyes the hostile tests look, in this order, and at how many pages at most. Together they are shown the
# form of every act.
WALKERS = {
    "visitor": 50,
    "lan": 110,
    "vy": 130,
    "mai": 80,
    "hoa": 50,
    "long": 50,
    "tuan": 50,
    "giang": 50,
    "quyen": 50,
    "an": 50,
}
