"""The campaign that is measured: units in two tracks, 25 months. Invented, and it says so."""

from pathlib import Path

ID = "benchmark-2024"
OFFICE = "重大项目办公室"
# The last month is left for the filing of one more month.
MONTHS = [f"{2024 + index // 12}-{index % 12 + 1:02d}" for index in range(25)]
FILED, NEXT = MONTHS[:-1], MONTHS[-1]
TRACKS = ("towns", "bureaus")
STAGES = {"start": "开工", "build": "续建", "complete": "竣工"}
WEIGHTS = (30, 40, 30)

HEAD = f"""\
id = "{ID}"
name = {{ zh = "性能测试行动", en = "Benchmark campaign" }}
short_name = {{ zh = "性能测试", en = "Benchmark" }}
document = "—"
money_unit = "万元"
deadline_day = 5
deadline_source = {{ ours = true }}
figure = "reported"
figure_source = {{ ours = true }}

[period]
start = 2024-01-01
end = 2026-01-31
source = {{ ours = true }}

[office]
code = "O-000"
name = {{ zh = "{OFFICE}", en = "Key-Projects Office" }}

[race]
unit_lights = {{ green = 90, yellow = 75, source = {{ ours = true }} }}
project_lights = {{ green = 1, yellow = 0.8, source = {{ ours = true }} }}
bottom = {{ size = 3, min_ranked = 7, source = {{ ours = true }} }}
"""


def unit_names(count: int) -> list[str]:
    """What the contenders are called; two thirds of them race in the first track."""
    return [f"第{number:03d}单位" for number in range(1, count + 1)]


def write_definition(folder: Path, units: int) -> None:
    """Write the campaign's definition into a folder for `SAIMA_CAMPAIGNS`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join([HEAD, *_components(), *_tracks(unit_names(units))])
    (folder / f"{ID}.toml").write_text(text, "utf-8")


def _components() -> list[str]:
    return [
        f'[[race.components]]\nkind = "attainment"\nstage = "{stage}"\nweight = {weight}\n'
        f'name = {{ zh = "{name}", en = "{stage.title()}" }}\nsource = {{ ours = true }}\n'
        for (stage, name), weight in zip(STAGES.items(), WEIGHTS, strict=True)
    ]


def _tracks(units: list[str]) -> list[str]:
    parts: list[str] = []
    edge = len(units) * 2 // 3
    for track, members in zip(TRACKS, (units[:edge], units[edge:]), strict=True):
        parts.append(f'[[tracks]]\nid = "{track}"\nname = {{ zh = "{track}", en = "{track}" }}\n')
        for unit in members:
            number = unit[1:4]
            parts.append(
                f'[[tracks.contenders]]\ncode = "U-{number}"\n'
                f'name = {{ zh = "{unit}", en = "Unit {number}" }}\n'
            )
    return parts
