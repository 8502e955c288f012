"""The command line: `python -m pipelines`."""

from pipelines.commands import cli

if __name__ == "__main__":
    cli(prog_name="python -m pipelines")
