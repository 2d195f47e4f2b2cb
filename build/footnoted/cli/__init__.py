"""The command line: words in, files and messages out; the only place that prints or exits."""

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

REPORT = """\
footnoted: our fault, not yours: {problem}
  Nothing half-written was left behind. Please report it with the command you gave and, if you can,
  the outline; `FOOTNOTED_DEBUG=1` before the same command prints what a report should hold."""

_OUTPUT_ERRORS = {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EBADF}


def main(arguments: list[str] | None = None) -> None:
    """Run `footnoted` and leave the process with its exit code."""
    # One short run makes few cycles; looking for them costs more than it frees.
    gc.disable()
    _leave(run(sys.argv[1:] if arguments is None else arguments))


def _leave(code: int) -> NoReturn:
    """Let the system free what was made, in one go: taking it apart costs a small build much."""
    gc.freeze()
    if sys.getprofile() or sys.gettrace():  # Whoever watches has to write something down yet.
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed, perhaps
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; a fault of ours is told, not thrown."""
    _prepare_streams()
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output went away; say nothing more, also not at shutdown.
        _silence(1)
        return 141
    except OSError as problem:
        return _lost_output(problem) if problem.errno in _OUTPUT_ERRORS else _our_fault(problem)
    except Exception as problem:
        return _our_fault(problem)
    return code


def _dispatch(arguments: list[str]) -> int:
    import typer

    from footnoted.cli.app import app_for

    try:
        code = app_for(arguments)(arguments, prog_name="footnoted", standalone_mode=False)
    except typer.TyperException as problem:
        return _usage(problem)
    except typer.Abort:
        return 130
    except SystemExit as leaving:
        # Typer leaves with 1 when the reader of our output went away; here 1 means findings.
        raise leaving.__context__ or leaving from None
    return code if isinstance(code, int) else 0


def _usage(problem: Exception) -> int:
    show = getattr(problem, "show", None)
    if show is None:
        print(f"Error: {problem}", file=sys.stderr)
    else:
        show(file=sys.stderr)
    return 2


def _our_fault(problem: Exception) -> int:
    if os.environ.get("FOOTNOTED_DEBUG", "0") not in {"", "0"}:
        import traceback

        traceback.print_exception(problem)
    told = f"{type(problem).__name__}: {problem}"
    with suppress(OSError):
        print(REPORT.format(problem=told), file=sys.stderr)
    return 70


def _lost_output(problem: OSError) -> int:
    """Answer a standard output that takes no more, such as a redirection to a full disk."""
    _silence(1)
    with suppress(OSError):
        print(f"footnoted: cannot write to standard output: {problem.strerror}", file=sys.stderr)
    return 5


def _silence(descriptor: int) -> None:
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _prepare_streams() -> None:
    """Let text that the terminal cannot show be escaped, and closed streams swallow it."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
