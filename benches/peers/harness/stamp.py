"""Whether these files are still those that a full comparison ran with.

    python3 benches/peers/harness/stamp.py    ends with code 0 if they are

A full run of compare.py writes the hash of everything that decides what it
does into verified.txt, which is committed. The library's own sources are not
in it: they change with each commit, and its tests are for them.
"""

import hashlib
import sys
from pathlib import Path

_PEERS = Path(__file__).resolve().parent.parent
_VERIFIED = _PEERS / "verified.txt"
_BENCHES = _PEERS.parent
# What is made while it runs, and this answer itself.
_MADE = {".cache", "target", "__pycache__", _VERIFIED.name}


def files():
    """The harness, the crate, the data's generator and the set of KPIs."""
    own = [path for path in _PEERS.rglob("*")
           if path.is_file() and not _MADE.intersection(path.relative_to(_PEERS).parts)]
    shared = [path for folder in ("shop", "full_set")
              for path in (_BENCHES / folder).rglob("*") if path.is_file()]
    return sorted(own + shared)


def current():
    """The hash of the files as they are: names and contents."""
    total = hashlib.sha256()
    for path in files():
        # Line ends are git's to choose.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(_BENCHES).as_posix()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:16]


def verified():
    """The hash of the last full run; nothing where there was none."""
    return _VERIFIED.read_text().strip() if _VERIFIED.is_file() else ""


def write():
    """Says that a full run went well with these files."""
    _VERIFIED.write_text(current() + "\n")


if __name__ == "__main__":
    if current() == verified():
        print(f"peers unchanged since verified {verified()}: not run")
    else:
        print(f"peers changed: verified {verified() or 'never'}, now {current()}")
        sys.exit(1)
