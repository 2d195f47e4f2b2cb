"""What is different in, the paper of changes in its place out."""

from collections.abc import Sequence
from pathlib import Path

from footnoted.cite import format_bibliography
from footnoted.cli.jobs import Wish
from footnoted.cli.project import unknown
from footnoted.compose import phrases_in
from footnoted.diagnostics import Diagnostic, has_errors
from footnoted.diff import changes_paper
from footnoted.load import Project, load_styles, sample_folder
from footnoted.model.changes import Compared
from footnoted.model.inlines import Inlines, Text
from footnoted.model.printed import squeezed
from footnoted.model.style import Style
from footnoted.model.style.look import ChangesPhrases
from footnoted.model.walk import plain_text
from footnoted.output import replace_file
from footnoted.text.dates import day_words


def write_changes(
    pairs: Sequence[Compared], project: Project | None, path: Path, wish: Wish
) -> list[Diagnostic]:
    """Write the paper in the project's look, else in ours; return what went wrong."""
    root = project.root if project else sample_folder()
    styles = project.styles if project else load_styles(root)[0]
    style, found = _style(styles, pairs, project, wish)
    if style is None:
        return found
    language = wish.language or next((one.language for one in pairs if one.language), "en")
    phrases, found = phrases_in(style, language, "en")
    if phrases is None:
        return found
    from footnoted.pdf import write_pdf

    cited = _citations(pairs, project, language)
    date = day_words(wish.date, language)
    words = phrases.changes or _house_words()
    paper = changes_paper(pairs, cited, words, language, date)
    made = write_pdf(paper, style, wish.made, root)
    if made.content is None or has_errors(made.diagnostics):
        return list(made.diagnostics)
    failure = replace_file(path, made.content)
    return [failure] if failure else []


def _house_words() -> ChangesPhrases:
    """Return the words that come along, for styles whose own languages lack them."""
    words = load_styles(sample_folder())[0]["base"].phrases["en"].changes
    assert words is not None
    return words


def _style(
    styles: dict[str, Style], pairs: Sequence[Compared], project: Project | None, wish: Wish
) -> tuple[Style | None, list[Diagnostic]]:
    """Choose the look that was asked for, else that of the newer outline."""
    if wish.style and wish.style not in styles:
        return None, unknown("style", [wish.style], styles)
    outlines = project.outlines if project else {}
    theirs = (outlines[one.outline].style for one in pairs if one.outline in outlines)
    name = wish.style or next(filter(None, theirs), "base")
    return styles.get(name) or styles["base"], []


def _citations(
    pairs: Sequence[Compared], project: Project | None, language: str
) -> dict[str, Inlines]:
    """Return the works as they are cited, with their italics where the dataset still says so."""
    words = {id_: text for one in pairs for id_, text in one.sources}
    known = project.dataset.sources if project else {}
    works = {id_: known[id_] for id_ in words if id_ in known}
    formatted = dict(format_bibliography(works, works, language, complete=True))
    return {
        id_: formatted[id_]
        if id_ in formatted and squeezed(plain_text(formatted[id_])) == text
        else (Text(text),)
        for id_, text in words.items()
    }
