"""Installs what the portal needs, once: `python3 ops/setup.py demo | dev | lock`.

What lives here: system packages, uv, the locked Python packages, Node for the styling. It runs under the
machine's own Python, before anything is installed, so it imports the standard library only. Everything goes
into `.tools/`, `.venv/` and `var/`; a second run finds its stamps and takes a moment. All its words go to
standard error.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ops import system  # noqa: E402 (a script finds its own package only now)

LOCKS = ROOT / "ops" / "locks"
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
UV = TOOLS / "uv" / "bin" / "uv"
NODE = TOOLS / "node"
#: The oldest Node that the style sheet compiler runs on.
NODE_FLOOR = 20
#: Each lock file, and what it is compiled from. Those after the first keep its versions.
COMPILED = {
    "dev": ("pyproject.toml", "--extra", "embedded", "--group", "dev"),
    "demo": ("pyproject.toml", "--extra", "embedded"),
    "run": ("pyproject.toml",),
    "node": ("--group", "setup"),
    "installer": ("--group", "installer"),
}


def run(command, **changes):
    """Run a command whose failure ends the set-up; its output goes to standard error."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, stdout=sys.stderr, env={**os.environ, **changes})
    if done.returncode != 0:
        raise system.Stop("This failed: " + " ".join(words))


def digest(*paths):
    """One hash of the contents of files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def stamped(stamp, wanted):
    """Whether a step's stamp says that it was done with these very inputs."""
    return stamp.is_file() and stamp.read_text() == wanted


def registry():
    """What uv must be told of the machine's pip settings: uv reads none of them."""
    told = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", "VIRTUAL_ENV": ""}
    index = os.environ.get("PIP_INDEX_URL")
    if index and "UV_DEFAULT_INDEX" not in os.environ:
        told["UV_DEFAULT_INDEX"] = index
    certificates = os.environ.get("PIP_CERT")
    if certificates and "SSL_CERT_FILE" not in os.environ:
        told["SSL_CERT_FILE"] = certificates
    return told


def install_uv():
    """uv, at its locked version, in a folder of its own."""
    lock = LOCKS / "installer.lock"
    stamp, wanted = TOOLS / "uv" / ".stamp", digest(lock)
    if stamped(stamp, wanted):
        return
    system.say("Installing uv...")
    shutil.rmtree(TOOLS / "uv", ignore_errors=True)
    run([sys.executable, "-m", "venv", TOOLS / "uv"])
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    run([UV.with_name("pip"), "install", "-q", "--no-deps", "--require-hashes", "-r", lock], **quiet)
    stamp.write_text(wanted)


def install_packages(folder, lock):
    """Make `folder` hold exactly the packages that the lock file names."""
    stamp, wanted = folder / f".{lock.stem}-stamp", digest(lock)
    if stamped(stamp, wanted):
        return
    system.say(f"Installing the packages of {lock.relative_to(ROOT)}...")
    for old in folder.glob(".*-stamp"):
        old.unlink()
    run([UV, "venv", "-q", "--allow-existing", "--python", sys.executable, folder], **registry())
    python = folder / "bin" / "python"
    run([UV, "pip", "sync", "-q", "--require-hashes", "--python", python, lock], **registry())
    stamp.write_text(wanted)


def install_python(level):
    """The portal's packages: the tests' set holds the demo's, and is kept when it is there and current."""
    if level == "demo" and stamped(VENV / ".dev-stamp", digest(LOCKS / "dev.lock")):
        return
    install_packages(VENV, LOCKS / f"{level}.lock")


def has_node():
    """Whether the machine's own Node is new enough and has npm."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    major = said.strip().lstrip("v").partition(".")[0]
    return major.isdigit() and int(major) >= NODE_FLOOR


def build_pages():
    """The style sheet and scripts, with the machine's npm or one from a Python wheel."""
    path = os.environ.get("PATH", "/usr/bin:/bin")
    if not has_node():
        install_packages(NODE, LOCKS / "node.lock")
        path = f"{NODE / 'bin'}:{path}"
    run([VENV / "bin" / "python", "-m", "design.build"], PATH=path)


def compile_locks():
    """Write the lock files anew from pyproject.toml; versions move only with UPGRADE=1 or when they must."""
    install_uv()
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for name, parts in COMPILED.items():
        system.say(f"Compiling ops/locks/{name}.lock...")
        keep = [] if name == "dev" else ["--constraints", "ops/locks/dev.lock"]
        command = [UV, "pip", "compile", "-q", *parts, *keep, *upgrade]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
        command += ["--custom-compile-command", "make lock", "-o", LOCKS / f"{name}.lock"]
        run(command, **registry())


def main(level):
    """Set up for `level`; 0 when all is there, 1 with one clear line when it cannot be."""
    if level not in ("demo", "dev", "lock"):
        system.say("Usage: python3 ops/setup.py demo | dev | lock")
        return 2
    try:
        system.check_python()
        system.install_missing(journeys=level == "dev", venv=not UV.exists())
        if level == "lock":
            compile_locks()
        else:
            install_uv()
            install_python(level)
            build_pages()
    except system.Stop as stop:
        system.say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
