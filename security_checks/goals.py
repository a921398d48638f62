"""What a check says: one line a goal."""

from dataclasses import dataclass, field


@dataclass
class Goals:
    """Collects and prints; `failed` are the ids that did not hold."""

    failed: list[str] = field(default_factory=list)

    def tell(self, name: str, value: object, target: str, holds: bool) -> None:
        print(f"GOAL {name} {value} {target} {'PASS' if holds else 'FAIL'}", flush=True)
        if not holds:
            self.failed.append(name)

    def most(self, name: str, value: float, most: float) -> None:
        """Holds when the value is not above `most`."""
        self.tell(name, f"{value:.3g}", f"<={most:g}", value <= most)

    def equals(self, name: str, value: object, wanted: object) -> None:
        self.tell(name, value, f"={wanted}", value == wanted)

    def control(self, name: str, failed_as_it_must: bool) -> None:
        """The same without its protection: it must not hold, or the check proves nothing."""
        self.tell(f"{name}.control", "fails" if failed_as_it_must else "holds", "=fails", failed_as_it_must)
