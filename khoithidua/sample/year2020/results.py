"""What the units reached of their targets, in the third and the fourth quarter. All figures are invented."""

from decimal import Decimal
from functools import partial

from khoithidua.sample.people import MEMBERS
from khoithidua.sample.play import Play
from pledges import workflow as pledges
from pledges.models import Pledge, QuarterReport
from pledges.workflow import Reached
from units.models import Unit, User

# Per cent of each target that every unit has reached by the end of the quarter; of a share or of none, that itself.
GROWING = {3: Decimal(76), 4: Decimal(104)}
DAYS = {3: "2020-10-05", 4: "2020-12-28"}


def report_results(play: Play, pledge: Pledge) -> None:
    """Typed by the unit and confirmed by its leader."""
    for quarter, day in DAYS.items():
        for number, slug in enumerate(MEMBERS):
            unit, leader = play.unit(slug), play.leader_of(slug)
            play.step(
                f"{day} 14:{10 + 3 * number}", leader, f"Xác nhận kết quả quý {quarter} của {unit.short_name}",
                partial(_report, pledge, unit, quarter, leader),
            )  # fmt: skip


def _report(pledge: Pledge, unit: Unit, quarter: int, leader: User) -> QuarterReport:
    results = {}
    for target in pledge.targets.filter(unit=unit):
        stays = target.measure == "%" or not target.value
        results[target.pk] = Reached(
            target.value if stays else (target.value * GROWING[quarter] / 100).quantize(Decimal(1))
        )
    report = pledges.save_results(pledge, unit, quarter, by=leader, results=results)
    return pledges.confirm_results(report, by=leader)
