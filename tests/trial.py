"""A small campaign to try the rules on, and lines as the warehouse gives them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from campaigns import Campaign
from campaigns.components import Filed
from campaigns.ranking import PUBLISHED, standings

STAGES = ("attract", "preliminary", "start", "build", "complete")
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "month": pl.String,
    "unit_id": pl.String,
    "stage": pl.String,
    "done": pl.Decimal(38, 4),
    "due": pl.Decimal(38, 4),
}
Done = float | str | Decimal | None
Line = tuple[str, str, str, Decimal | None, Decimal | None]
MONTH = "2021-09"


def source(**more: object) -> dict[str, object]:
    return {"source": {"ours": True}, **more}


def words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def campaign(
    *,
    weights: Mapping[str, str] | None = None,
    cap: str | None = None,
    tracks: Mapping[str, Sequence[str]] | None = None,
    **race: object,
) -> Campaign:
    """A campaign of September to December 2021, with one track of eight towns unless told."""
    tracks = tracks or {"towns": [f"t{n}" for n in range(1, 9)]}
    components = [
        source(kind="attainment", stage=stage, name=words(stage), weight=weight)
        | ({"cap": cap} if cap else {})
        for stage, weight in (weights or {"build": "100"}).items()
    ]
    return Campaign.model_validate(
        {
            "id": "trial",
            "name": words("trial"),
            "short_name": words("trial"),
            "document": "trial",
            "period": source(start="2021-09-01", end="2021-12-31"),
            "deadline_day": 5,
            "deadline_source": {"ours": True},
            "figure": "reported",
            "figure_source": {"ours": True},
            "office": {"code": "office", "name": words("office")},
            "tracks": [
                {
                    "id": track,
                    "name": words(track),
                    "contenders": [{"code": unit, "name": words(f"unit {unit}")} for unit in units],
                }
                for track, units in tracks.items()
            ],
            "race": {
                "components": components,
                "unit_lights": source(green="90", yellow="75"),
                "project_lights": source(green="1", yellow="0.8"),
                "bottom": source(size=3, min_ranked=7),
                **race,
            },
        }
    )


def line(unit: str, done: Done, due: Done = 100, stage: str = "build", month: str = MONTH) -> Line:
    return (month, unit, stage, _decimal(done), _decimal(due))


def _decimal(value: Done) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def frame(lines: Sequence[Line]) -> pl.DataFrame:
    return pl.DataFrame(lines, schema=SCHEMA, orient="row")


def towns(*done: Done, month: str = MONTH) -> list[Line]:
    """t1, t2, … with so many done of 100."""
    return [line(f"t{n}", each, month=month) for n, each in enumerate(done, start=1)]


def filed(*lines: Line, **more: pl.DataFrame) -> Filed:
    """The race's input: these stages, and `rungs`, `indicators` or `deductions` if given."""
    return Filed(stages=frame(lines), **more)


def rungs(
    *rows: tuple[str, str, str | None], month: str = MONTH, known: bool = True
) -> pl.DataFrame:
    """(unit, project, rung), all on the ladder `stages`."""
    schema = Filed().rungs.schema
    return pl.DataFrame(
        [(month, unit, "stages", project, rung, known) for unit, project, rung in rows],
        schema=schema,
        orient="row",
    )


def indicators(*rows: tuple[str, Done], name: str = "growth", month: str = MONTH) -> pl.DataFrame:
    """(unit, value) of one indicator."""
    schema = Filed().indicators.schema
    return pl.DataFrame(
        [(month, unit, name, _decimal(value)) for unit, value in rows], schema=schema, orient="row"
    )


def missed(*rows: tuple[str, str, int | None, int | None], month: str = MONTH) -> pl.DataFrame:
    """(unit, kind, count, of_projects)."""
    schema = Filed().deductions.schema
    return pl.DataFrame([(month, *row) for row in rows], schema=schema, orient="row")


def ladder(weight: str = "100", **more: object) -> dict[str, object]:
    """Started 20, main structure 50, completed 70."""
    steps: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("started", "20", {"event": "started_on"}),
        ("structure", "50", {"milestones": ["main structure"]}),
        ("completed", "70", {"event": "completed_on"}),
    )
    own = [{"id": rung, "name": words(rung), "points": points} | by for rung, points, by in steps]
    return source(
        kind="ladder", id="stages", name=words("stages"), weight=weight, rungs=own, **more
    )


def indicator(weight: str = "100", **more: object) -> dict[str, object]:
    """The indicator `growth`, ranked by value unless there is a target."""
    own = source(kind="indicator", id="fai", indicator="growth", name=words("fai"), weight=weight)
    return own | more


def attainment(stage: str = "build", weight: str = "100", **more: object) -> dict[str, object]:
    return source(kind="attainment", stage=stage, name=words(stage), weight=weight, **more)


def deduction(kind: str, points: str, per: str, **more: object) -> dict[str, object]:
    return source(id=kind, name=words(kind), points=points, per=per, **more)


def all_published(what: Filed, rules: Campaign, months: Sequence[str]) -> pl.DataFrame:
    """The standings where every month was published as it came."""
    first = standings(what, rules, list(months))
    return standings(what, rules, list(months), first.select(*PUBLISHED))


def edition(*rows: tuple[str, int | None, bool], month: str = MONTH) -> pl.DataFrame:
    """A published month: (unit, rank, whether in the bottom)."""
    return pl.DataFrame([(month, *row) for row in rows], schema=PUBLISHED, orient="row")
