import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from deployments.health_check import check
from deployments.settings import AppSettings


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 503)
        self.end_headers()
        self.wfile.write(json.dumps({"path": self.path}).encode())

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_probe_follows_the_status(server: HTTPServer) -> None:
    settings = AppSettings(health_check_port=server.server_port)
    assert check("healthz", settings) == (True, '{"path": "/healthz"}')
    assert check("readyz", settings) == (False, '{"path": "/readyz"}')


def test_nobody_listening_is_not_healthy(server: HTTPServer) -> None:
    settings = AppSettings(health_check_port=server.server_port)
    server.server_close()
    healthy, said = check("healthz", settings)
    assert not healthy
    assert str(settings.health_check_port) in said


def test_switched_off_is_healthy_without_asking() -> None:
    assert check("healthz", AppSettings(enable_health_check=False, health_check_port=1))[0]
