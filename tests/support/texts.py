"""Texts of the sample for a bloc of another size."""

from khoithidua.sample import texts

Tree = list[tuple]


def first_chapter(units: int) -> Tree:
    """The first chapter of the sample's regulation for a bloc of so many units: the check counts them."""

    def of_them(tree: Tree) -> Tree:
        return [
            (kind, heading, body.replace("09 đơn vị", f"{units:02} đơn vị"), of_them(below))
            for kind, heading, body, below in tree
        ]

    return of_them(texts.REGULATION[:1])
