"""What a person holds on a day, read in one statement: posts, authorisations, seats of secretaries and of the city."""

import datetime
from dataclasses import dataclass

from django.db import connection

IN_FORCE = "{0}.valid_from <= %(on)s AND ({0}.valid_to IS NULL OR {0}.valid_to > %(on)s)"
# The short name of a unit as UnitName has it on the day; the newest one where none holds, the slug where there is none.
SHORT_NAME = f"""
    COALESCE((
        SELECT COALESCE(NULLIF(n.short_name, ''), n.name) FROM units_unitname n WHERE n.unit_id = u.id
        ORDER BY ({IN_FORCE.format("n")}) DESC, n.valid_from DESC LIMIT 1
    ), u.slug)
"""  # noqa: S608 - made of the constant above
PIECES = f"""
    SELECT 'post', p.id, p.unit_id, u.bloc_id, p.is_leader AND p.confirmed_at IS NOT NULL, p.title, {SHORT_NAME}
    FROM units_post p JOIN units_unit u ON u.id = p.unit_id
    WHERE p.user_id = %(user)s AND {IN_FORCE.format("p")}
    UNION ALL
    SELECT 'authority', a.id, a.unit_id, u.bloc_id, a.confirmed_at IS NOT NULL, '', ''
    FROM units_signingauthority a JOIN units_unit u ON u.id = a.unit_id
    WHERE a.holder_id = %(user)s AND {IN_FORCE.format("a")}
    UNION ALL
    SELECT 'secretariat', s.id, NULL, s.bloc_id, false, s.title, b.short_name
    FROM units_secretariatseat s JOIN units_bloc b ON b.id = s.bloc_id
    WHERE s.user_id = %(user)s AND {IN_FORCE.format("s")}
    UNION ALL
    SELECT 'board', c.id, NULL, NULL, c.can_decide, c.title, ''
    FROM units_boardseat c
    WHERE c.user_id = %(user)s AND {IN_FORCE.format("c")}
    UNION ALL
    SELECT 'operator', o.id, NULL, NULL, false, o.title, ''
    FROM units_operatorseat o
    WHERE o.user_id = %(user)s AND {IN_FORCE.format("o")}
    ORDER BY 2
"""  # noqa: S608 - made of the constants above
STATEMENT = " ".join(PIECES.split())


@dataclass(frozen=True)
class Roles:
    """Units a person leads or works for, blocs they keep or belong to, city's seats; `title`: how a menu names them."""

    on: datetime.date
    heads: frozenset[int]
    member_of: frozenset[int]
    authorised_for: frozenset[int]
    secretary_of: frozenset[int]
    bloc_ids: frozenset[int]
    board: bool
    decides: bool
    operator: bool
    title: str

    @classmethod
    def of(cls, user_pk: int, on: datetime.date) -> "Roles":
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT, {"user": user_pk, "on": on})
            rows = cursor.fetchall()
        posts = [row for row in rows if row[0] == "post"]
        granted = [row for row in rows if row[0] == "authority"]
        seats = [row for row in rows if row[0] == "secretariat"]
        board = [row for row in rows if row[0] == "board"]
        runs = [row for row in rows if row[0] == "operator"]
        named = next(iter(seats or board or posts or runs), None)
        return cls(
            on,
            heads=frozenset(row[2] for row in posts if row[4]),
            member_of=frozenset(row[2] for row in (*posts, *granted)),
            authorised_for=frozenset(row[2] for row in granted if row[4]),
            secretary_of=frozenset(row[3] for row in seats),
            bloc_ids=frozenset(row[3] for row in (*posts, *granted, *seats)),
            board=bool(board),
            decides=any(row[4] for row in board),
            operator=bool(runs),
            title=", ".join(word for word in named[5:] if word) if named else "",
        )

    @property
    def can_sign_for(self) -> frozenset[int]:
        """Units for which this person signs: as their leader or by a written authorisation."""
        return self.heads | self.authorised_for

    @property
    def sees_every_bloc(self) -> bool:
        """Who is who, in all blocs: their units, people and years. What they write is another question."""
        return self.board or self.operator

    @property
    def home_bloc(self) -> int | None:
        """The bloc whose name stands in the head of a page: the one kept as secretary, else the one belonged to."""
        return min(self.secretary_of or self.bloc_ids, default=None)
