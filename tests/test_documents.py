"""The documents stay true: what they name exists."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/design-language.md",
    "docs/drawings.md",
    "docs/operations.md",
)
FOLDERS = ("webapp/", "static/", "templates/", "jobs/", "tests/", "docs/", ".ci/", "deploy/")


def text_of(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_a_document_names_is_there(document: str) -> None:
    named = [n for n in re.findall(r"`([^`\s]+)`", text_of(document)) if n.startswith(FOLDERS)]

    missing = [name for name in named if not (ROOT / name).exists()]

    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text_of(document))
    ours = [link for link in links if "://" not in link]

    assert all((ROOT / document).parent.joinpath(link).exists() for link in ours)


def test_the_table_of_where_to_change_what_names_only_what_exists() -> None:
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", text_of("CONTRIBUTING.md"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]

    assert len(named) > 20
    assert all((ROOT / name).exists() for name in named)


def test_every_command_the_readme_names_is_in_the_makefile() -> None:
    named = set(re.findall(r"make ([a-z]+)", text_of("README.md")))

    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))

    assert named
    assert named <= targets


def test_every_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["test"]
    names = {re.split(r"[\[<>=]", entry)[0].lower() for entry in asked}

    explained = text_of("docs/dependencies.md").lower()

    assert {name for name in names if name not in explained} == set()
