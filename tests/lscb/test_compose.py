"""docker-compose.yml is held against Dockerfile, settings and set-up: no image can be built here."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops import system

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SETTINGS = (ROOT / "lscb" / "settings.py").read_text()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "worker", "beat", "migrate")
#: What the settings read, however they read it.
READ = set(re.findall(r'(?:environ\.get|environ\[|_address)\(?\s*"([A-Z_]+)"', SETTINGS))
#: Only for the demo, the tests and a developer.
NEVER_FOR_REAL = {"LSCB_EMBEDDED", "LSCB_TODAY", "LSCB_DEBUG"}
REQUIRED = {"DATABASE_URL", "REDIS_URL", "LSCB_SECRET_KEY"}


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not installed here")
def test_docker_compose_accepts_it() -> None:
    told = subprocess.run(
        ["docker-compose", "config", "-q"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stdout) == (0, ""), told.stderr


def test_it_has_the_parts_of_the_portal() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "postgres", "redis"}


def test_the_settings_names_are_found() -> None:
    assert READ >= REQUIRED | NEVER_FOR_REAL


@pytest.mark.parametrize("name", OURS)
def test_each_part_is_built_from_a_target_of_the_dockerfile(name: str) -> None:
    targets = set(re.findall(r"^FROM \S+ AS (\S+)$", DOCKERFILE, re.MULTILINE))

    assert SERVICES[name]["build"]["target"] in targets
    assert (SERVICES[name]["build"]["target"] == name) or name == "migrate"


@pytest.mark.parametrize("name", OURS)
def test_each_part_is_told_only_what_the_settings_read(name: str) -> None:
    told = set(SERVICES[name]["environment"])

    assert told >= REQUIRED
    assert told <= READ - NEVER_FOR_REAL


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET", name):
                assert re.fullmatch(r"\$\{[A-Z_]+:-\}", value), name


def test_the_database_is_the_one_the_settings_are_told_of() -> None:
    url = SERVICES["web"]["environment"]["DATABASE_URL"]
    database = SERVICES["postgres"]["environment"]

    assert url == (
        f"postgresql://{database['POSTGRES_USER']}:{database['POSTGRES_PASSWORD']}"
        f"@postgres:5432/{database['POSTGRES_DB']}"
    )
    assert SERVICES["postgres"]["image"].startswith("postgres:18")


def test_the_database_sorts_as_the_embedded_one_does() -> None:
    from lscb import engines

    wanted = [word for word in engines._CLUSTER if "locale" in word]
    assert SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split() == wanted


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_whatever_stays_up_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_every_part_waits_for_the_migrations_and_they_for_the_database() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert SERVICES["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}


def test_named_volumes_are_declared_and_files_are_shared() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert {name for name in used if re.fullmatch("[a-z]+", name)} == set(COMPOSE["volumes"])
    assert SERVICES["web"]["volumes"] == SERVICES["worker"]["volumes"]


def test_the_image_installs_what_the_set_up_installs() -> None:
    for package in [*system.LIBRARIES.values(), "fonts-liberation"]:
        assert package in DOCKERFILE


def test_what_the_image_copies_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for path in line.split():
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", sorted(READ))
def test_operations_explains_each_name_the_settings_read(name: str) -> None:
    assert f"`{name}`" in OPERATIONS


def test_operations_explains_each_name_the_compose_file_asks_for() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    assert {name for name in asked if f"`{name}`" not in OPERATIONS} == set()
