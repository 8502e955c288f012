"""What the README and the house rules promise, checked against what is there."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pipelines.commands import cli
from warehouse import queries
from warehouse.home import ROOT
from warehouse.snapshots.draft import MARTS, mart_order
from warehouse.tables import TABLES

README = (ROOT / "README.md").read_text("utf-8")
CODE = [
    path
    for folder in (
        "campaigns",
        "charts",
        "expectations",
        "locales",
        "pages",
        "pipelines",
        "warehouse",
    )
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".sql"} and "sample" not in path.parts
]


# Every number that SQL or the rules may hold: counting, percent, the yuan of a 万元, the calendar,
# the digits of a code, the decimals of types, and what floats and blocks of rows are made of.
OF_SQL = {"0", "1", "2", "100", "0.0001"}
OF_ARITHMETIC = OF_SQL | {"0.0", "0.5", "3", "4", "6", "8", "9", "10", "18", "24", "38", "10000"}
OF_ARITHMETIC |= {"7", "12", "13", "14", "28"}  # days of a week and a fortnight, months, dates
ELSEWHERE = {
    "exact.py": {"10000"},
    "scoring.py": {"1e-07", "10000000.0"},
    "bands.py": {"50", "256"},
    "alike.py": {"0.01", "500", "65536"},
    "conflicts.py": {"5", "40"},
    "eligibility.py": {"65536"},
    "phases.py": {"20"},
    "prospecting.py": {"20"},
    "rules.py": {"5", "50", "95", "2000", "100000"},  # bounds, and the defaults of `bands`
}
NUMBER = re.compile(r"(?<![\w.$])\d+(?:\.\d+)?\b")


def test_no_number_of_a_rule_stands_in_sql() -> None:
    for path in (ROOT / "warehouse" / each for each in ("marts", "queries")):
        for file in sorted(path.glob("*.sql")):
            code = "\n".join(line.split("--")[0] for line in file.read_text("utf-8").splitlines())
            kinds = (
                r"decimal\(\s*\d+, ?\d+\s*\)|left\([a-z_.0-9]+, 12\)"  # types; the mark of a hash
            )
            code = re.sub(rf"'[^']*'|{kinds}", "", code)
            assert set(NUMBER.findall(code)) <= OF_SQL, file.name


def test_no_number_of_a_rule_stands_in_the_rules() -> None:
    for file in sorted((ROOT / "campaigns").rglob("*.py")):
        numbers = {
            str(node.value)
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Constant) and type(node.value) in (int, float)
        }
        assert numbers <= OF_ARITHMETIC | ELSEWHERE.get(file.name, set()), file.name


def test_the_readme_opens_with_the_two_commands() -> None:
    block = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[0]
    assert [line.split("#")[0].strip() for line in block.splitlines()] == ["make demo", "make test"]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)", README))))
def test_every_make_target_of_the_readme_is_one(target: str) -> None:
    dry = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry.returncode == 0, dry.stderr


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    assert all(f"make {target}" in listed for target in targets[1].split())


def test_the_readme_names_every_command_and_no_other() -> None:
    table = README.split("| `python -m pipelines …`")[1].split("\n\n")[0]
    named = set(re.findall(r"`([a-z]+)[ `]", table))
    assert named == set(cli.commands)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z_]+/(?:[a-z_]+/)*)`", README))))
def test_every_folder_of_the_readme_is_there_or_is_made(path: str) -> None:
    made = {"data/", "inbox/", "archive/", "snapshots/", "editions/", "commands/", "layouts/"}
    made |= {"corrections/", "checks/"}
    assert path in made or (ROOT / path).is_dir()


def test_ci_calls_the_readmes_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_no_page_lies_directly_in_pages() -> None:
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_every_folder_with_code_is_a_package_so_that_imports_are_checked() -> None:
    folders = {path.parent for path in CODE if path.suffix == ".py"}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    "path", [*sorted(MARTS.glob("*.sql")), *sorted(queries.HERE.glob("*.sql"))]
)
def test_every_select_says_what_it_is_and_its_grain(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"-- {path.stem}: ")
    assert "\n-- grain: " in text


@pytest.mark.parametrize("name", queries.names())
def test_the_parameters_of_a_query_are_those_of_its_header(name: str) -> None:
    text = queries.text(name)
    header = re.findall(r"^-- params: (.*)$", text, re.MULTILINE)
    stated = {part.strip() for line in header for part in line.split(",")}
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"\$[a-z_]+", body)) == stated


def test_the_marts_name_everything_that_they_need() -> None:
    known = (
        set(mart_order()) | set(TABLES) | {"campaigns", "campaign_months", "contenders", "slots"}
    )
    for path in MARTS.glob("*.sql"):
        text = path.read_text("utf-8")
        body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
        used = set(re.findall(r"\b(?:from|join)\s+([a-z_]+)", body)) & known - {path.stem}
        stated = {
            n
            for line in re.findall(r"^-- needs: (.*)$", text, re.MULTILINE)
            for n in line.split(", ")
        }
        assert used <= stated, path.name


def test_no_campaign_is_named_in_code() -> None:
    names = [path.stem for path in (ROOT / "campaigns").glob("*.toml")]
    places = [name.rpartition("-")[0] for name in names] + ["乐清", "丽水", "嘉兴", "临淄"]
    found = [
        (path.name, place)
        for path in CODE
        for place in places
        if place in path.read_text("utf-8").lower()
    ]
    assert found == []
