"""The commands: their words and options; each hands on to the module of its name."""

import os
from copy import copy
from pathlib import Path
from typing import Annotated, Literal

import typer
from msgspec.structs import replace

from footnoted import __version__
from footnoted.cli import options
from footnoted.cli.console import Colour, Console
from footnoted.cli.fit import Fit
from footnoted.diagnostics import Severity

app = typer.Typer(
    name="footnoted",
    help="Briefing papers and talk decks in which every claim carries its source.",
    epilog="Exit codes: 0 done, 1 findings, 2 usage, 3 input wrong, 4 does not fit, "
    "5 could not write (the old file is intact), 6 not as locked, 70 our fault.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Noun = Literal[
    "outlines",
    "audiences",
    "facts",
    "sources",
    "names",
    "glossary",
    "styles",
    "untranslated",
]
Stage = Literal["outline", "document"]


def app_for(arguments: list[str]) -> typer.Typer:
    """Return the app with only the command that comes first, else with all of them.

    Typer builds the parameters of every command it has before it runs one.
    """
    named = [one for one in app.registered_commands if arguments[:1] == [one.name]]
    chosen = copy(app)
    chosen.registered_commands = named or app.registered_commands
    return chosen


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"footnoted {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Tell the version."),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Print a traceback where the fault is ours.")
    ] = False,
) -> None:
    """Briefing papers and talk decks in which every claim carries its source."""
    if debug:
        os.environ["FOOTNOTED_DEBUG"] = "1"


@app.command("build")
def build_command(
    outlines: options.Outlines = None,
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    style: options.StyleName = "",
    template: options.Template = None,
    parameters: options.Parameters = None,
    fit: options.Fitting = Fit.STEP,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Where files go; else out/ of the project."
        ),
    ] = None,
    date: options.Date = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    locked: Annotated[
        bool,
        typer.Option(
            "--locked", help="Refuse, with exit 6, what prints otherwise than footnoted.lock says."
        ),
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open what was written.")] = False,
    matrix: options.Matrix = False,
    workers: options.Workers = 0,
    force: options.Force = False,
    dry_run: options.DryRun = False,
    no_timings: options.NoTimings = False,
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Render outlines into papers and decks.

    Without names, every outline of the project.
    With --matrix each in all its `audiences` and `languages`; files that would come out the same
    are kept, and out/manifest.json tells what was made of what.
    """
    from footnoted.cli.build import Target, build
    from footnoted.cli.jobs import wish_of, without_matrix

    console = Console(color, quiet, json)
    wish = replace(
        wish_of(outlines, to, audience, lang, style, date, parameters),
        template=template,
        fit=fit.value,
    )
    if not matrix:
        alone = {"-j": workers, "--force": force, "--dry-run": dry_run, "--no-timings": no_timings}
        wish = without_matrix(wish, [name for name, given in alone.items() if given])
    target = Target(writes=True, folder=out, open_after=open_, locked=locked)
    if matrix:
        from footnoted.cli.matrix import Manner
        from footnoted.cli.matrix import matrix as build_matrix

        manner = Manner(workers, force, dry_run, not no_timings)
        return build_matrix(console, project, wish, target, manner, strict)
    return build(console, project, wish, target, strict=strict)


@app.command("check")
def check_command(
    outlines: options.Outlines = None,
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    style: options.StyleName = "",
    template: options.Template = None,
    parameters: options.Parameters = None,
    deck: Annotated[
        Path | None,
        typer.Option("--deck", metavar="FILE", help="Look at this built deck only."),
    ] = None,
    date: options.Date = "",
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Tell all faults and findings; write nothing.

    What `build` would meet, warnings included: those make the exit code 1.
    """
    console = Console(color, quiet, json, least=Severity.NOTE)
    if deck:
        from footnoted.cli.deck import check_deck

        return check_deck(console, deck)
    from footnoted.cli.build import Target, build
    from footnoted.cli.jobs import wish_of

    wish = replace(
        wish_of(outlines, to, audience, lang, style, date, parameters), template=template
    )
    return build(console, project, wish, Target(writes=False), strict=True)


@app.command("list")
def list_command(
    what: Annotated[Noun, typer.Argument(help="What to list.")],
    select: Annotated[
        str,
        typer.Option("--select", metavar="EXPR", help="Facts only, such as 'topic:labour'."),
    ] = "",
    outlines: Annotated[
        list[str] | None,
        typer.Option("--outline", metavar="NAME", help="Untranslated: only what this one prints."),
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", metavar="TAG", help="Untranslated: into which language.")
    ] = "",
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV for spreadsheets.")] = False,
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """List what the project holds, or what it lacks in a language."""
    if what == "untranslated":
        from footnoted.cli.jobs import wish_of
        from footnoted.cli.untranslated import list_untranslated

        wish = wish_of(outlines, "", "", lang, "", "")
        return list_untranslated(Console(color, quiet, json), project, wish, as_csv=csv)
    from footnoted.cli.listing import list_records

    return list_records(Console(color, quiet, json), project, what, select, as_csv=csv)


@app.command("show")
def show_command(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A fact, source, name, term, conflict, section or outline."
        ),
    ],
    stage: Annotated[
        Stage, typer.Option("--stage", help="Of an outline: as read, or the document it becomes.")
    ] = "outline",
    resolved: Annotated[
        bool,
        typer.Option(
            "--resolved", help="An outline with its parents merged in, and where each key is from."
        ),
    ] = False,
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    style: options.StyleName = "",
    parameters: options.Parameters = None,
    date: options.Date = "",
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Show one record and what rests on it."""
    from footnoted.cli.jobs import wish_of
    from footnoted.cli.show import show_document, show_record, show_resolved

    console = Console(color, quiet, json)
    wish = wish_of([id_], to, audience, lang, style, date, parameters)
    if resolved:
        return show_resolved(console, project, wish)
    if stage == "document":
        return show_document(console, project, wish)
    return show_record(console, project, id_, wish)


@app.command("why")
def why_command(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="A fact of data/facts/.")],
    outline: Annotated[str, typer.Argument(metavar="OUTLINE", help="A name in outlines/.")],
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    parameters: options.Parameters = None,
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Tell which block and which condition let a fact into a brief, or kept it out.

    Exits with 1 where the fact is not printed.
    """
    from footnoted.cli.jobs import wish_of
    from footnoted.cli.why import why

    wish = wish_of([outline], to, audience, lang, "", "", parameters)
    return why(Console(color, quiet, json), project, wish, fact)


@app.command("lock")
def lock_command(
    outlines: options.Outlines = None,
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    parameters: options.Parameters = None,
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Write into footnoted.lock what briefs print: facts, words, sources, and where.

    Without names and options, every outline, and all that the lock has already. What others print
    stays in the lock. `build --locked` refuses what then differs.
    """
    from footnoted.cli.jobs import wish_of
    from footnoted.cli.lock import lock

    wish = wish_of(outlines, to, audience, lang, "", "", parameters)
    return lock(Console(color, quiet, json), project, wish)


@app.command("diff")
def diff_command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="[A]", help="OUTLINE, OUTLINE@AUDIENCE, a lock, a PDF or PPTX, or a project."
        ),
    ] = "",
    new: Annotated[
        str, typer.Argument(metavar="[B]", help="The same; else what A prints here and now.")
    ] = "",
    rev: Annotated[
        str, typer.Option("--rev", metavar="REV", help="Take A from this git revision.")
    ] = "",
    older: Annotated[
        Path | None, typer.Option("--old", metavar="DIR", help="Take A from this copy.")
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="Set the changes as a paper too.")
    ] = None,
    to: options.To = "",
    audience: options.AudienceName = "",
    lang: options.Language = "",
    style: options.StyleName = "",
    parameters: options.Parameters = None,
    date: options.Date = "",
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Tell what two briefs print differently: facts, values, words, sources, status, order.

    An outline alone is compared with the lock, a built file with what its outline prints now;
    nothing named, all of the lock. Exits with 0 where nothing differs, with 1 where something does.
    """
    from footnoted.cli.diff import Asked, diff
    from footnoted.cli.jobs import wish_of

    names = tuple(name for name in (old, new) if name)
    wish = wish_of([], to, audience, lang, style, date, parameters)
    console = Console(color, quiet, json)
    return diff(console, project, wish, Asked(names, rev, older, pdf))


@app.command("template")
def template_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .pptx or .potx file.")],
    style: options.StyleName = "",
    project: options.ProjectFolder = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Tell what a PowerPoint file offers as a template, and what each kind of slide will use.

    Exits with 2 where it is refused, with 1 where something of it is left out.
    """
    from footnoted.cli.template import show_template

    return show_template(Console(color, quiet, json, least=Severity.NOTE), project, file, style)


@app.command("schema")
def schema_command(
    name: Annotated[
        str | None, typer.Argument(help="Print this schema; without a name, write all of them.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="Else .footnoted/ of the project."),
    ] = None,
    project: options.ProjectFolder = None,
    quiet: options.Quiet = False,
) -> int:
    """Write JSON Schemas for editors."""
    from footnoted.cli.schema import print_schema, write_schemas

    console = Console(quiet=quiet)
    return print_schema(console, name) if name else write_schemas(console, project, out)


@app.command("init")
def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    quiet: options.Quiet = False,
) -> int:
    """Start a project from the sample."""
    from footnoted.cli.scaffold import scaffold

    return scaffold(Console(quiet=quiet), folder)
