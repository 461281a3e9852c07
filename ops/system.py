"""The system packages the portal needs: what is missing, and installing it with apt where that is allowed.

Standard library only: it runs before anything is installed. What it cannot install it names in one line.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTHON_FLOOR = (3, 11)
#: Shared libraries, and the Debian and Ubuntu package that brings each: WeasyPrint prints through them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libz.so.1": "zlib1g",
}
FONT = "LiberationSans-Regular.ttf"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
#: What Playwright's own driver needs besides, to drive the browser of the journeys.
DRIVER_LIBRARIES = {"libatomic.so.1": "libatomic1"}
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


class Stop(Exception):
    """The set-up cannot go on; the text is one line that says what to do."""


def check_python():
    """Stop when this Python is too old."""
    if sys.version_info < PYTHON_FLOOR:
        raise Stop(
            "Python {}.{} is too old: set PYTHON= to one of {}.{} or newer.".format(
                *sys.version_info[:2], *PYTHON_FLOOR
            )
        )


def missing(venv):
    """Packages this machine lacks; `venv` says whether a virtual environment is still to be made."""
    names = [package for library, package in LIBRARIES.items() if not loads(library)]
    if not any(next(Path(folder).rglob(FONT), None) for folder in FONT_FOLDERS if Path(folder).is_dir()):
        names.append("fonts-liberation")
    if venv and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        names.append("python{}.{}-venv".format(*sys.version_info[:2]))
    return names


def loads(library):
    """Whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chromium():
    """Whether there is a browser for the journeys."""
    return bool(os.environ.get("LSCB_CHROMIUM") or any(shutil.which(name) for name in CHROMIUMS))


def install_missing(journeys, venv):
    """Install what is missing, or stop and name it. A browser, for `journeys`, is only wished for."""
    wanted = missing(venv)
    if wanted and not apt(wanted):
        raise Stop(
            "These system packages are missing and could not be installed here: {0}. "
            "As root: apt-get install {0}".format(" ".join(wanted))
        )
    if not journeys:
        return
    if not has_chromium() and not (offered("chromium") and apt(["chromium"])):
        say("There is no Chromium here: the browser journeys will be skipped.")
    lacking = [package for library, package in DRIVER_LIBRARIES.items() if not loads(library)]
    if lacking and not apt(lacking):
        say("{} is missing: the browser journeys will be skipped.".format(" ".join(lacking)))


def offered(package):
    """Whether apt can install a package here. (Ubuntu's is a hollow one that needs snap: it offers none.)"""
    if not shutil.which("apt-cache"):
        return False
    for refreshed in (False, True):
        told = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True).stdout
        if "Candidate:" in told and "Candidate: (none)" not in told:
            return True
        if not refreshed:
            refresh()
    return False


def apt(packages):
    """Install with apt-get when it exists and we may; whether it worked."""
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return False
    say("Installing system packages: {}...".format(" ".join(packages)))
    install = [*root, "apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    done = quietly(install)
    if done.returncode != 0:  # the list of packages may be old, or never fetched
        refresh()
        done = quietly(install)
    if done.returncode != 0:
        say(done.stderr.strip()[-2000:])
    return done.returncode == 0


def refresh():
    """Fetch the lists of packages, where we may."""
    root = as_root()
    if root is not None:
        quietly([*root, "apt-get", "update", "-qq"])


def quietly(command):
    """Run apt without questions; what it says is kept."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def say(words):
    """One line of progress."""
    print(words, file=sys.stderr, flush=True)


def as_root():
    """The words before a command that needs root: none, sudo, or None where neither is possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        silent = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        if silent.returncode == 0 or sys.stdin.isatty():
            return ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None
