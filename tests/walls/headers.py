"""What every answer carries, whatever its status."""

from __future__ import annotations

from typing import Any

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def header_faults(response: Any, *, private: bool = False) -> list[str]:  # noqa: ANN401 - an answer
    """Return what is wrong with the headers and cookies; `private`: no cache between us and the reader may keep it."""
    shared = response.headers.get("Access-Control-Allow-Origin") == "*"  # files of the public log, for every site
    found = [
        f"{name} is {response.headers.get(name)}"
        for name, right in ALWAYS.items()
        if response.headers.get(name) != right and not (shared and response.headers.get(name) == "cross-origin")
    ]
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy or "unsafe" in policy:
        found.append(f"policy is {policy!r}")
    kept = response.headers.get("Cache-Control", "")
    if private and not shared and "no-store" not in kept and "private" not in kept:
        found.append(f"cache is {kept!r}")
    for name, cookie in response.cookies.items():
        if cookie["max-age"] == 0:
            continue  # taken away: it holds nothing any more
        if not cookie["httponly"] or cookie["samesite"] != "Lax":
            found.append(f"cookie {name} is open")
    return [f"{response.status_code}: {fault}" for fault in found]
