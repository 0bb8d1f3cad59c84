"""Starting the imagined agency's single sign-on in a process of its own, and telling it who works there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.foundation.provider_site import CLIENT, CLIENT_SECRET, PASSWORD
from tests.served import ROOT, free_port

PROVIDER_PASSWORD = PASSWORD
CODE = "uji"
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Provider:
    """A running provider."""

    port: int

    @property
    def server(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def know(self, email: str, site: str, *, verified: bool = True) -> None:
        """Let somebody work there, with an id of their own; `site` is the Pulau that may ask for them."""
        back = f"{site}/masuk/sso/{CODE}/kembali"
        data = {"email": email, "verified": str(int(verified)), "back": back}
        requests.post(f"{self.server}/uji/orang", data, timeout=10).raise_for_status()

    def settings(self, domains: list[str]) -> dict[str, Any]:
        """What Pulau's operator sets for it."""
        app = {"provider_id": CODE, "name": "SSO Uji", "client_id": CLIENT, "secret": CLIENT_SECRET}
        more = {"server_url": self.server, "oauth_pkce_enabled": True, "domains": domains}
        return {"openid_connect": {"APPS": [{**app, "settings": more}]}}


@contextmanager
def running_provider(folder: Path) -> Iterator[Provider]:
    """Run it until the block ends."""
    provider = Provider(free_port())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.foundation.provider_site", str(provider.port), str(folder)]
    with (folder / "sso.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=log, stderr=log)
        try:
            _wait(provider, process)
            yield provider
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _wait(provider: Provider, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(f"{provider.server}/.well-known/openid-configuration", timeout=5).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the provider never answered")
