"""What a process does to itself before it reads a stranger's file: no network, few folders, limits. Run by `sandbox`.

It stands alone (standard library only, run by its path), since it comes before anything else is imported. What the
system does not allow is left out and told: `state` says what is in force.

    python -I starting.py '{"limits": {"cpu": 10}, "module": "pulau.exchange.files.worker", "arguments": [...]}'
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import resource
import runpy
import struct
import sys
from pathlib import Path

_NEW_USER = 0x1000_0000
_NEW_NETWORK = 0x4000_0000
_NO_NEW_PRIVILEGES = 38
_SET_FILTER = 22
_FILTER_MODE = 2
_MACHINES = {"x86_64": (0xC000_003E, 41, 101), "aarch64": (0xC000_00B7, 198, 117)}
"""The machine's mark for the kernel, and its numbers of the calls socket and ptrace."""
_URING = 425
_FOREIGN_CALLS = 0x4000_0000
_UNIX = 1
_ALLOW = 0x7FFF_0000
_REFUSE = 0x0005_0001
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_RULESET, _ADD_RULE, _RESTRICT = 444, 445, 446
_READ = 0b1101
"""Landlock: run a file, read a file, read a folder."""
_MAKE_SOCKET = 1 << 9
_ALL_OF = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL_LATER = (1 << 16) - 1
_FILE_RIGHTS = 0b111 | 1 << 14 | 1 << 15
_SYSTEM = (
    *("/usr", "/bin", "/lib", "/lib64", "/opt", "/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache"),
    *(
        "/etc/alternatives",
        "/etc/localtime",
        "/etc/mime.types",
        "/etc/passwd",
        "/etc/nsswitch.conf",
        "/var/cache/fontconfig",
        "/var/lib/libreoffice",
        "/var/spool/libreoffice",
    ),
    *("/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/sys/devices/system/cpu"),
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_libc = ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Move to a network of its own, that has nothing; whether the system allows it."""
    user, group = os.getuid(), os.getgid()
    if user == 0 and _libc.unshare(_NEW_NETWORK) == 0:
        return True
    if _libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")
    except OSError:
        return True  # without a name for itself, but away from the network
    return True


def filter_calls() -> bool:
    """Have the kernel refuse every socket but local ones; whether it does."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    mark, socket, trace = machine
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 8, mark),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 6, 0, _FOREIGN_CALLS),
        (_EQUAL, 5, 0, _URING),
        (_EQUAL, 4, 0, trace),
        (_EQUAL, 0, 2, socket),
        (_LOAD, 0, 0, 16),
        (_EQUAL, 0, 1, _UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program))
    return int(_libc.prctl(_SET_FILTER, _FILTER_MODE, header, 0, 0)) == 0


def close_folders(read: list[str], write: list[str], sockets: list[str]) -> bool:
    """Have the kernel (Landlock) open only some folders, some only for local sockets; whether it does."""
    version = _libc.syscall(_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    handled = _ALL_OF.get(version, _ALL_LATER)
    rules = _libc.syscall(_RULESET, struct.pack("Q", handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        return False
    opened = [(path, _READ) for path in (*_SYSTEM, *read)]
    opened += [(path, handled) for path in write] + [(path, _MAKE_SOCKET) for path in sockets]
    opened += [(path, handled & ~1) for path in _DEVICES]
    for path, rights in opened:
        _open_folder(rules, path, rights & handled)
    closed = int(_libc.syscall(_RESTRICT, rules, 0)) == 0
    os.close(rules)
    return closed


def _open_folder(rules: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    allowed = rights if Path(path).is_dir() else rights & _FILE_RIGHTS
    _libc.syscall(_ADD_RULE, rules, 1, struct.pack("=Qi", allowed, handle), 0)
    os.close(handle)


def limit(limits: dict[str, int]) -> None:
    """Set the limits of the process: seconds of CPU, bytes of memory and of a file, open files; no core is written."""
    kinds = {"cpu": "RLIMIT_CPU", "memory": "RLIMIT_AS", "file": "RLIMIT_FSIZE", "open": "RLIMIT_NOFILE"}
    for key, value in (("core", 0), *limits.items()):
        kind = getattr(resource, kinds.get(key, "RLIMIT_CORE"))
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most + 1 if key == "cpu" and hard == resource.RLIM_INFINITY else most))


def main() -> None:
    """Close the door behind itself, then be what was asked for: a module, a program, or the answer what is closed."""
    wish = json.loads(sys.argv[1])
    network = leave_network()
    _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    read = [*sys.path, sys.prefix, sys.base_prefix, *wish.get("read", [])]
    folders = close_folders(read, wish.get("write", []), wish.get("sockets", []))
    calls = filter_calls()
    limit(wish.get("limits", {}))
    if wish.get("module"):
        sys.path[:0] = wish.get("path", [])
        sys.argv = [wish["module"], *wish["arguments"]]
        runpy.run_module(wish["module"], run_name="__main__", alter_sys=True)
    elif wish.get("command"):
        os.execve(wish["command"][0], wish["command"], dict(os.environ))  # noqa: S606 - no shell is the point
    else:
        sys.stdout.write(json.dumps({"network": network, "calls": calls, "folders": folders}))


if __name__ == "__main__":
    main()
