"""`python -m expectations` writes docs/quality.md: every rule, every threshold and its reason."""

import sys
from collections import Counter
from collections.abc import Iterator

from expectations.rules import SEVERITIES, Rule, load_rules, thresholds
from locales import translator
from warehouse.tables import TABLES

HEAD = """\
# Rules of quality

Made by `python -m expectations > docs/quality.md`; a test compares the two.

Every `run` that takes something in checks all that is current. A rule is a `.sql` file in
`expectations/<table>/` that selects the rows that break it. What is critical stops the publish of
all campaigns, a warning is shown, info is counted: only what makes figures wrong beyond doubt is
critical. What an officer reads is in `locales/*/checks.toml` (what is wrong) and `remedies.toml`
(what stands there, what it is compared with, what to do).

What several rules need — the row of the month before, the unit's list before, who lists a project —
is laid out once per run by `expectations/ground/`, in memory. Thresholds stand in
`expectations/thresholds.toml`; a rule writes `$name`. A campaign's first and last day and the names
of its places come from its definition.
"""


def document() -> str:
    """The Markdown of docs/quality.md."""
    return "\n".join([HEAD, *_thresholds(), "", *_rules()]) + "\n"


def _thresholds() -> Iterator[str]:
    yield "## Thresholds\n"
    yield "| name | value | why |"
    yield "| --- | --- | --- |"
    for name, threshold in thresholds().items():
        yield f"| `{name}` | {threshold.value} | {threshold.why} |"


def _rules() -> Iterator[str]:
    rules = load_rules()
    counts = Counter(rule.severity for rule in rules)
    yield f"## {len(rules)} rules: {', '.join(f'{counts[name]} {name}' for name in SEVERITIES)}"
    for suite in dict.fromkeys(rule.suite for rule in rules):
        yield f"\n### {TABLES[suite].en} {TABLES[suite].zh}\n"
        yield "| rule | severity | what is wrong | thresholds |"
        yield "| --- | --- | --- | --- |"
        yield from (_row(rule) for rule in rules if rule.suite == suite)


def _row(rule: Rule) -> str:
    names = ", ".join(f"`{name}`" for name in rule.thresholds)
    what = f"{translator('zh-CN')('checks.' + rule.id)} {rule.what}"
    return f"| `{rule.id}` | {rule.severity} | {what} | {names} |"


if __name__ == "__main__":
    sys.stdout.write(document())
