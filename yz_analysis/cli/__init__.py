"""The verbs of `yz`. Each verb lives in a module of its own and is imported when it is called."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from yz_analysis.errors import YzAnalysisError, nearest

# verb → module that holds a click command named `command`
VERBS = {
    "add": "yz_analysis.cli.add",
    "build": "yz_analysis.cli.build",
    "check": "yz_analysis.cli.check",
    "export": "yz_analysis.cli.export",
    "extract": "yz_analysis.cli.extract",
    "run": "yz_analysis.cli.run",
}


class LazyVerbs(click.Group):
    """A click group whose commands are imported only when named, so `yz` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one verb, or None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(VERBS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the verbs, and the nearest one, when a verb is misspelt."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = nearest(args[0], VERBS)
            hint = f" Did you mean {near!r}?" if near else ""
            ctx.fail(f"No verb {args[0]!r}.{hint} Verbs: {', '.join(sorted(VERBS))}")
        return super().resolve_command(ctx, args)


@click.command(cls=LazyVerbs, name="yz", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yz-analysis")
def group() -> None:
    """A printed economic report as dataset, analyses and pages."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `yz` and exit: 0 fine, 1 something failed, 2 bad input, 130 interrupted.

    Args:
        arguments: the command line without the program name; None takes the process's own.
    """
    try:
        code = group.main(args=arguments, prog_name="yz", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("yz: interrupted", err=True)
        sys.exit(130)
    except KeyboardInterrupt:
        click.echo("yz: interrupted", err=True)
        sys.exit(130)
    except YzAnalysisError as error:
        click.echo(f"yz: {error}", err=True)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
