"""What the comparison runs in: packages, programs and one core.

Only the standard library is used here, because this runs before anything is
installed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent
CACHE = PEERS / ".cache"
REQUIREMENTS = PEERS / "requirements.txt"
_VENV = CACHE / "venv"


class Refused(Exception):
    """Why there is no comparison."""


def say(text):
    """Tells how far it is, beside the results."""
    print(text, file=sys.stderr, flush=True)


def ensure_packages():
    """Goes on in an environment that has the packages; makes it where there is none."""
    if sys.version_info < (3, 11):
        raise Refused(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}")
    if Path(sys.prefix).resolve() == _VENV.resolve():
        return
    # The packages of the file, for this Python: another one gets its own.
    wanted = f"{sys.version} {_digest(REQUIREMENTS)}"
    stamp = CACHE / "installed"
    if not stamp.is_file() or stamp.read_text() != wanted or not _python().is_file():
        _install()
        stamp.write_text(wanted)
    os.execv(_python(), [str(_python()), *sys.argv])


def _python():
    return _VENV / "bin" / "python"


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _install():
    if importlib.util.find_spec("ensurepip") is None:
        raise Refused("this Python cannot make environments: its module ensurepip is missing")
    say(f"installing the packages of {REQUIREMENTS.name}")
    CACHE.mkdir(exist_ok=True)
    (CACHE / "installed").unlink(missing_ok=True)
    shutil.rmtree(_VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", _VENV])
    # Nothing is built from source: that would need compilers of its own.
    pip = [_python(), "-m", "pip", "install", "--quiet", "--no-input", "--only-binary=:all:",
           "--disable-pip-version-check", "--root-user-action=ignore"]
    try:
        run([*pip, "--requirement", REQUIREMENTS])
    except Refused:
        lines = REQUIREMENTS.read_text().splitlines()
        packages = [line for line in lines if line and not line.startswith("#")]
        failed = [package for package in packages if not _can_install(pip, package)]
        raise Refused(f"cannot be installed: {', '.join(failed) or 'all of them together'}")


def _can_install(pip, package):
    try:
        run([*pip, "--no-deps", package])
    except Refused:
        return False
    return True


def run(command, **options):
    """Runs a command to its end; what it prints does not mix with the results."""
    command = [str(word) for word in command]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, **options)
    except OSError as error:
        raise Refused(f"{command[0]}: {error.strerror}")
    if done.returncode != 0:
        raise Refused(f"{' '.join(command)}: ended with code {done.returncode}")


def build():
    """Builds our programs, and returns the folder they are in."""
    say("building the crate")
    target = CACHE / "target"
    run(["cargo", "build", "--release", "--locked",
         "--manifest-path", PEERS / "Cargo.toml", "--target-dir", target])
    return target / "release"


def pin_to_one_core():
    """Keeps this process, and all that it starts, on one core: the last one,
    as systems tend to serve their devices on the first."""
    if not hasattr(os, "sched_setaffinity"):
        raise Refused("this system cannot keep a process on one core")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def machine():
    """The processor and the memory, in words."""
    model = "an unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB"
