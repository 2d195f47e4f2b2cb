"""Every argument and option that more than one command takes, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from footnoted.cli.console import Colour
from footnoted.cli.fit import Fit

Outlines = Annotated[
    list[str] | None,
    typer.Argument(metavar="OUTLINE", help="Names in outlines/; none means all of them."),
]
To = Annotated[
    str, typer.Option("--to", metavar="FORMATS", help="pdf, pptx or pdf,pptx; else the outline's.")
]
AudienceName = Annotated[
    str, typer.Option("--audience", metavar="NAME", help="For whom; else the outline's.")
]
Language = Annotated[
    str, typer.Option("--lang", metavar="TAG", help="Language, such as es; else the audience's.")
]
StyleName = Annotated[
    str, typer.Option("--style", metavar="NAME", help="A file of styles/; else the outline's.")
]
Date = Annotated[
    str,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="The date printed and written into the files; else SOURCE_DATE_EPOCH, else today.",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter", "-P", metavar="NAME=VALUE", help="A parameter's value; may be repeated."
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="A .pptx or .potx whose look decks take over; else the style's.",
    ),
]
Fitting = Annotated[
    Fit,
    typer.Option(
        "--fit", help="`error`: exit 4 where slides had to be continued or set much smaller."
    ),
]
Matrix = Annotated[
    bool,
    typer.Option(
        "--matrix",
        help="Every audience and language of each outline; --audience, --lang and --to then "
        "narrow it down, several with commas.",
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "-j", "--workers", metavar="N", min=0, help="With --matrix: processes; else cores and one."
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="With --matrix: render also what would come out the same.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --matrix: list the files, and make none.")
]
NoTimings = Annotated[
    bool,
    typer.Option("--no-timings", help="With --matrix: leave the part `run` out of the manifest."),
]
ProjectFolder = Annotated[
    Path | None,
    typer.Option("--project", metavar="DIR", help="The project; else this folder or one above it."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Tell errors only.")]
Color = Annotated[
    Colour, typer.Option("--color", help="Colour: auto, always, never; NO_COLOR is obeyed.")
]
