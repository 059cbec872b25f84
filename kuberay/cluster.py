"""The API server: apply, read, delete and logs, over the official client. The only module that talks to one.

Every write is a server-side apply with strict field validation, so an unknown field is refused and not dropped. Answers
of the server become findings that name the field; what cannot be reached becomes Unreachable with what to try.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from kuberay.checks import templates
from kuberay.errors import Finding, NotAllowed, Refused, Unreachable
from kuberay.kustomize import Manifest
from kuberay.rendering import PART_OF
from kuberay.snapshot import Snapshot

MANAGER = "synthesis-graph"  # the field manager: what is applied later, and no longer named, goes
TIMEOUT_S = 20
_INSTALL = {
    "RayService": "install the KubeRay operator with its custom resource definitions (docs/deploy.md)",
    "ServiceMonitor": "install the Prometheus operator, or leave the component service-monitor out",
}


class Cluster:
    """One namespace of one API server; Unreachable from every method when it does not answer."""

    def __init__(self, namespace: str, context: str | None = None, kubeconfig: str | None = None) -> None:
        client, config, dynamic = _library()
        try:
            config.load_config(config_file=kubeconfig, context=context)
        except config.ConfigException as error:
            raise Unreachable(
                f"no Kubernetes cluster is configured: {error}", "set KUBECONFIG, or --context"
            ) from error
        self.namespace = namespace
        settings = client.Configuration.get_default_copy()
        settings.retries = 2
        self._api = client.ApiClient(settings)
        self._dynamic = _asked(lambda: dynamic.DynamicClient(self._api))

    def apply(self, manifest: Manifest, dry_run: bool = False) -> tuple[str, Manifest]:
        """Server-side apply: (`created`, `changed` or `unchanged`, the object as the server has it); else Refused.

        A Job's template cannot change: one that differs is deleted and made anew.
        """
        name = manifest["metadata"]["name"]
        before = self.read(manifest["apiVersion"], manifest["kind"], name)
        query = [("fieldValidation", "Strict"), *([("dryRun", "All")] if dry_run else [])]
        try:
            after = self._apply(manifest, query)
        except Refused as error:
            if manifest["kind"] != "Job" or before is None or "immutable" not in str(error):
                raise
            if dry_run:
                return "changed", manifest
            self.delete(manifest["apiVersion"], "Job", name)
            after = self._apply(manifest, query)
        if before is None:
            return "created", after
        return ("unchanged" if _same(before, after) else "changed"), after

    def check_templates(self, service: Manifest) -> list[Finding]:
        """What the server says of the pods that the operator would make: a custom resource's own schema asks less."""
        found = []
        for i, (path, template) in enumerate(templates(service)):
            name = f"{service['metadata']['name'][:40]}-check-{i}"
            body = {
                "apiVersion": "v1",
                "kind": "PodTemplate",
                "metadata": {"name": name, "namespace": self.namespace},
                "template": template,
            }
            try:
                self._apply(body, [("fieldValidation", "Strict"), ("dryRun", "All")])
            except NotAllowed as error:
                return [Finding("PodTemplate", "", "the pods were not checked", error.message, "warning")]
            except Refused as error:
                for finding in error.findings:
                    field = finding.field.removeprefix("template").removeprefix(".")
                    where = f"RayService {service['metadata']['name']}"
                    found.append(Finding(where, f"{path}.{field}", finding.message, finding.mend))
        return found

    def read(self, api_version: str, kind: str, name: str) -> Manifest | None:
        """An object, or None where there is none."""
        from kubernetes.dynamic.exceptions import NotFoundError

        resource = self._resource(api_version, kind)
        try:
            return _plain(_asked(lambda: self._dynamic.get(resource, name=name, namespace=self.namespace)))
        except NotFoundError:
            return None

    def objects(self, api_version: str, kind: str, selector: str = "", fields: str = "") -> list[Manifest]:
        """The objects of a kind in the namespace."""
        resource = self._resource(api_version, kind)
        answer = _asked(
            lambda: self._dynamic.get(
                resource,
                namespace=self.namespace,
                label_selector=selector or None,
                field_selector=fields or None,
            )
        )
        items: list[Manifest] = _plain(answer).get("items") or []
        return items

    def delete(self, api_version: str, kind: str, name: str, wait: bool = True) -> bool:
        """Delete an object and what belongs to it, and wait until it is gone; whether there was one."""
        import time

        from kubernetes.dynamic.exceptions import NotFoundError

        resource = self._resource(api_version, kind)
        try:
            _asked(
                lambda: self._dynamic.delete(
                    resource, name=name, namespace=self.namespace, body={"propagationPolicy": "Background"}
                )
            )
        except NotFoundError:
            return False
        until = time.monotonic() + TIMEOUT_S
        while wait and self.read(api_version, kind, name) is not None and time.monotonic() < until:
            time.sleep(0.2)
        return True

    def snapshot(self, name: str) -> Snapshot:
        """Everything the cluster holds of one RayService; what may not be read is left out."""
        service = self.read("ray.io/v1", "RayService", name)
        own = f"ray.io/originated-from-cr-name={name}"
        clusters = self._readable("ray.io/v1", "RayCluster", own)
        names = {cluster["metadata"]["name"] for cluster in clusters}
        pods = [
            pod
            for pod in self._readable("v1", "Pod", PART_OF)
            if (pod["metadata"].get("labels") or {}).get("ray.io/cluster", "") in {*names, ""}
        ]
        return Snapshot(
            name=name,
            namespace=self.namespace,
            service=service,
            clusters=clusters,
            pods=pods,
            jobs=self._readable("batch/v1", "Job", PART_OF),
            claims=self._readable("v1", "PersistentVolumeClaim", PART_OF),
            events=self._readable("v1", "Event", ""),
            applications=self._serve_applications(service or {}),
        )

    def logs(self, pod: str, container: str, lines: int, follow: bool = False) -> Iterator[str]:
        """Lines of a container's log, as they come with `follow`."""
        from kubernetes import client

        answer = _asked(
            lambda: client.CoreV1Api(self._api).read_namespaced_pod_log(
                pod,
                self.namespace,
                container=container,
                tail_lines=lines,
                follow=follow,
                _preload_content=False,
            )
        )
        for line in answer:
            yield line.decode(errors="replace").rstrip("\n")

    def missing_secrets(self, objects: Sequence[Manifest]) -> list[str]:
        """Names of Secrets that these objects cannot do without and the namespace does not have."""
        wanted = {name for manifest in objects for name in _secret_names(manifest)}
        return sorted(name for name in wanted if self.read("v1", "Secret", name) is None)

    def has_namespace(self) -> bool:
        """Whether the namespace exists."""
        return self.read("v1", "Namespace", self.namespace) is not None

    def _apply(self, manifest: Manifest, query: list[tuple[str, str]]) -> Manifest:
        from kubernetes.dynamic.exceptions import DynamicApiError

        resource = self._resource(manifest["apiVersion"], manifest["kind"])
        where = f"{manifest['kind']} {manifest['metadata'].get('name')}"
        namespace = manifest["metadata"].get("namespace", self.namespace) if resource.namespaced else None
        try:
            answer = _asked(
                lambda: self._dynamic.server_side_apply(
                    resource, manifest, namespace=namespace, force_conflicts="true", field_manager=MANAGER,
                    query_params=list(query), _request_timeout=TIMEOUT_S,
                )
            )  # fmt: skip
        except DynamicApiError as error:
            raise Refused(_refusals(where, error)) from error
        return _plain(answer)

    def _resource(self, api_version: str, kind: str) -> Any:
        from kubernetes.dynamic.exceptions import ResourceNotFoundError

        try:
            return _asked(lambda: self._dynamic.resources.get(api_version=api_version, kind=kind))
        except ResourceNotFoundError as error:
            mend = _INSTALL.get(kind, "look at its apiVersion and kind")
            message = f"the cluster does not know {kind} of {api_version}"
            raise Refused([Finding(kind, "kind", message, mend)]) from error

    def _readable(self, api_version: str, kind: str, selector: str) -> list[Manifest]:
        from kubernetes.dynamic.exceptions import ForbiddenError

        try:
            return self.objects(api_version, kind, selector)
        except (ForbiddenError, Unreachable, Refused):
            return []

    def _serve_applications(self, service: Manifest) -> dict[str, Any]:
        """Serve's own account of its replicas, through the API server's proxy; empty where that is not allowed."""
        from kubernetes import client
        from urllib3.exceptions import HTTPError

        active = ((service.get("status") or {}).get("activeServiceStatus") or {}).get("rayClusterName")
        cluster = self.read("ray.io/v1", "RayCluster", active) if active else None
        head = ((cluster or {}).get("status") or {}).get("head", {}).get("serviceName")
        if not head:
            return {}
        try:
            headers = {"Accept": "application/json", **self._ray_token(str(active))}
            path = f"/api/v1/namespaces/{self.namespace}/services/{head}:8265/proxy/api/serve/applications/"
            request = self._api.param_serialize(
                "GET", path, header_params=headers, auth_settings=["BearerToken"]
            )
            answer = self._api.call_api(*request, _request_timeout=5)
            data = json.loads(_body(answer)) if answer.status == 200 else {}
        except (client.ApiException, HTTPError, ValueError, Unreachable, Refused):
            return {}  # the status of the RayService says the rest
        applications: dict[str, Any] = data.get("applications") or {}
        return applications

    def _ray_token(self, cluster: str) -> dict[str, str]:
        import base64

        secret = self.read("v1", "Secret", cluster)
        token = ((secret or {}).get("data") or {}).get("auth_token")
        return {"X-Ray-Authorization": f"Bearer {base64.b64decode(token).decode()}"} if token else {}


def _asked(question: Any) -> Any:
    """The answer of the server; Unreachable when there is none, or when it does not let us ask."""
    from kubernetes.dynamic.exceptions import ForbiddenError, UnauthorizedError
    from urllib3.exceptions import HTTPError

    try:
        return question()
    except (HTTPError, ConnectionError) as error:
        mend = "is the cluster up, and is this its address? kubectl cluster-info"
        raise Unreachable(f"the API server does not answer: {error}", mend) from error
    except UnauthorizedError as error:
        raise Unreachable("the API server does not know us (401)", "log in to the cluster anew") from error
    except ForbiddenError as error:
        if "forbidden: User" not in _said(error):
            raise  # an admission refused the object, not us
        mend = "the role needs get, list, create, patch and delete of what is deployed (docs/deploy.md)"
        raise NotAllowed(f"not allowed: {_said(error)}", mend) from error


def _refusals(where: str, error: Any) -> list[Finding]:
    """What the server said, a finding for each field it names."""
    try:
        status = json.loads(error.body)
    except (TypeError, ValueError):
        return [Finding(where, "", str(error.body or error.reason))]
    causes = (status.get("details") or {}).get("causes") or ()
    named = [
        Finding(where, cause["field"], cause.get("message", "")) for cause in causes if cause.get("field")
    ]
    return named or [Finding(where, _field_in(status.get("message", "")), status.get("message", ""))]


def _field_in(message: str) -> str:
    import re

    quoted = re.search(r'(?:unknown|duplicate) field "([^"]+)"', message) or re.search(
        r"\.([\w.\[\]\"=]+): ", message
    )
    return quoted[1] if quoted else ""


def _same(before: Manifest, after: Manifest) -> bool:
    """Whether an object says what it said, but for what the server keeps of each write."""
    kept = ("labels", "annotations")
    return all(before.get(key) == after.get(key) for key in ("spec", "data")) and all(
        before["metadata"].get(key) == after["metadata"].get(key) for key in kept
    )


def _secret_names(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key in ("secretKeyRef", "secretRef"):
            reference = node.get(key)
            if isinstance(reference, dict) and not reference.get("optional"):
                yield reference["name"]
        for value in node.values():
            yield from _secret_names(value)
    elif isinstance(node, list):
        for value in node:
            yield from _secret_names(value)


def _library() -> tuple[Any, Any, Any]:
    """The parts of the official client; as Any, for half of it carries no types."""
    from kubernetes import client, config, dynamic

    return client, config, dynamic


def _body(answer: Any) -> Any:
    return answer.read()


def _said(error: Any) -> str:
    return str(error.summary())


def _plain(answer: Any) -> Manifest:
    plain: Manifest = answer.to_dict() if hasattr(answer, "to_dict") else json.loads(answer.data)
    return plain
