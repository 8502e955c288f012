"""What can be done from the command line: one verb, one thing.

Exit codes: 0 done (also: nothing had to be done) · 1 nothing was published or done, the message
says why · 2 the command line is wrong. Messages for people go to standard error, results to
standard output; `--json` makes the result one JSON object.
"""

import click

from pipelines.commands.again import rebuild, rollback
from pipelines.commands.checks import checks
from pipelines.commands.corrections import corrections, difference
from pipelines.commands.counter import file_, trial, withdraw
from pipelines.commands.edition import edition
from pipelines.commands.look import look
from pipelines.commands.reminding import remind
from pipelines.commands.slips import slip, slips
from pipelines.commands.status import history, status
from pipelines.commands.take import export, sample
from pipelines.commands.templates import templates
from pipelines.commands.watch import watch
from pipelines.commands.work import check, load, publish, run


@click.group(help=__doc__, context_settings={"max_content_width": 100})
def cli() -> None:
    """All commands."""


for command in (
    *(sample, templates, look, load, check, publish, run, watch, edition),
    *(trial, file_, withdraw),
    *(checks, slips, slip, remind),
    *(status, history, rollback, rebuild, export),
    *(corrections, difference),
):
    cli.add_command(command)
