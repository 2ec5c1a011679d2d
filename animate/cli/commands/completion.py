"""`gradreel completion`."""

import click

from ..saying import say

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog='Example: eval "$(gradreel completion bash)"  # in ~/.bashrc')
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
def command(shell: str) -> None:
    """Print what makes TAB complete commands, options, names and formats in SHELL.

    For zsh, eval it in ~/.zshrc after compinit; for fish,
    `gradreel completion fish > ~/.config/fish/completions/gradreel.fish`.
    """
    from click.shell_completion import get_completion_class

    from ..group import COMPLETION
    from ..program import program

    made = get_completion_class(shell)
    assert made is not None
    parts = made(program, {}, "gradreel", COMPLETION)
    # Not `parts.source()`, which asks the bash that is here: the script may be for another machine.
    for line in (parts.source_template % parts.source_vars()).strip().splitlines():
        say(line)
