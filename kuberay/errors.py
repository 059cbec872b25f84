"""What can go wrong between a folder of manifests and a served request; each error says what to do.

KubeError
├── ManifestError      the manifests cannot be read or built
├── Refused            a check, or the API server, refuses them; carries the findings
├── Unreachable        no API server answers, or it does not know us
│   └── NotAllowed     it does, and says no
└── NotReady           the service failed or did not become ready in time; carries the causes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: in which object and field, what, and the mend; `severity` is `error` or `warning`."""

    where: str
    field: str
    message: str
    mend: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.field}: {self.message}" + (f"\n  {self.mend}" if self.mend else "")


class KubeError(Exception):
    """The root; `exit_code` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message, mend)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return self.message + (f"\n  {self.mend}" if self.mend else "")


class ManifestError(KubeError):
    """A file that cannot be read, or a kustomize feature that the builder does not know."""

    exit_code = 2


class Refused(KubeError):
    """The manifests were refused, before or by the server."""

    exit_code = 2

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.args = (findings,)  # what pickling gives to the constructor
        self.findings = tuple(findings)


class Unreachable(KubeError):
    """No kubeconfig, no answer, or an answer that says we may not."""

    exit_code = 3


class NotAllowed(Unreachable):
    """The API server knows us, and says no to this one thing."""


class NotReady(KubeError):
    """The service failed or did not become ready in time."""

    exit_code = 1
