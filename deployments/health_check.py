"""`python -m deployments.health_check [healthz|readyz]`: the health probe of a container, by exit code.

Owns one HTTP request to this machine, on HEALTH_CHECK_PORT (Serve's HTTP port); imports nothing heavy.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request

from deployments.settings import AppSettings


def check(route: str, settings: AppSettings) -> tuple[bool, str]:
    """Whether the route answers 200, and what it said; healthy without asking when health checks are switched off."""
    if not settings.enable_health_check:
        return True, "health checks are switched off (ENABLE_HEALTH_CHECK)"
    url = f"http://127.0.0.1:{settings.health_check_port}/{route}"
    try:
        timeout_s = (
            settings.ready_timeout_s + 3 * settings.grace_s
        )  # the ingress itself gives up a little earlier
        with urllib.request.urlopen(url, timeout=timeout_s) as answer:
            return answer.status == 200, answer.read(2000).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return False, error.read(2000).decode(errors="replace")
    except OSError as error:
        return False, f"{url}: {error}"


def main() -> int:
    """0 healthy, 1 not; what was answered goes to standard output."""
    healthy, said = check(sys.argv[1] if len(sys.argv) > 1 else "healthz", AppSettings())
    sys.stdout.write(said + "\n")
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
