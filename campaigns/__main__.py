"""The command line of definitions: `python -m campaigns`."""

from campaigns.commands import cli

if __name__ == "__main__":
    cli(prog_name="python -m campaigns")
