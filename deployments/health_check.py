"""`python -m deployments.health_check [healthz|readyz]`: the health probe of a container, by exit code.

Owns one HTTP request to this machine. The port is HEALTH_CHECK_PORT, Serve's HTTP port; imports nothing heavy.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request

from pydantic import Field
from pydantic_settings import BaseSettings


class Probe(BaseSettings):
    """What is asked; the two names that a container's environment shares with the application."""

    health_check_port: int = Field(8000, ge=1, le=65535, description="Serve's HTTP port")
    enable_health_check: bool = Field(True, description="false: there are no routes to ask")
    timeout_s: float = Field(
        5.0, gt=0, alias="HEALTH_CHECK_TIMEOUT_S", description="seconds to wait for the answer"
    )


def check(route: str) -> tuple[bool, str]:
    """Whether the route answers 200, and what it said; healthy without asking when health checks are switched off."""
    probe = Probe()
    if not probe.enable_health_check:
        return True, "health checks are switched off (ENABLE_HEALTH_CHECK)"
    url = f"http://127.0.0.1:{probe.health_check_port}/{route}"
    try:
        with urllib.request.urlopen(url, timeout=probe.timeout_s) as answer:
            return answer.status == 200, answer.read(2000).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return False, error.read(2000).decode(errors="replace")
    except OSError as error:
        return False, f"{url}: {error}"


def main() -> int:
    """0 healthy, 1 not; the answer goes to standard output."""
    healthy, said = check(sys.argv[1] if len(sys.argv) > 1 else "healthz")
    sys.stdout.write(said + "\n")
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
