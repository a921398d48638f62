"""The command: which checks there are, and which of them are short."""

import argparse
import sys
import traceback
from importlib import import_module

from bench import environment
from security_checks.goals import Goals

# Name → whether it is short. Each is a module of security_checks with run(goals, kills=…).
CHECKS = {"short": True, "foreign_files": True, "other_pages": False, "signing_day": False, "chaos": False}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m security_checks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *CHECKS], help="only these")
    parser.add_argument("--full", action="store_true", help="the long ones too")
    parser.add_argument("--kills", type=int, default=0, help="of chaos; 100 in full, else 6")
    asked = parser.parse_args()
    environment.prepare()
    from khoithidua.embedded_server import start_database

    lock = environment.alone()
    start_database()
    goals = Goals()
    for name in asked.names or [name for name, short in CHECKS.items() if short or asked.full]:
        print(f"== {name}", flush=True)
        try:
            import_module(f"security_checks.{name}").run(goals, kills=asked.kills or (100 if asked.full else 6))
        except Exception:
            traceback.print_exc()
            goals.tell(name, "broken", "=runs", False)
    lock.close()
    print(f"{'FAIL: ' + ', '.join(goals.failed) if goals.failed else 'PASS'}")
    return 1 if goals.failed else 0


if __name__ == "__main__":
    sys.exit(main())
