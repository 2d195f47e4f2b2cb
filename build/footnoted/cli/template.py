"""`template`: what a PowerPoint file offers as a deck's template, told before anything is built."""

from pathlib import Path

from msgspec import to_builtins

from footnoted.cli.console import Console, print_json
from footnoted.cli.exits import Exit, exit_code
from footnoted.cli.project import unknown
from footnoted.cli.report import report
from footnoted.diagnostics import Diagnostic, as_json, error, has_errors, printable
from footnoted.load import find_project, load_styles, sample_folder
from footnoted.model.style import Style
from footnoted.pptx.own.describe import Found, FoundMaster, describe

_WHY = {
    "map": "named in the style's `roles`",
    "type": "by the layout's type",
    "name": "by the layout's name",
    "signature": "by its placeholders",
    "as another": "the nearest that the template has",
    "injected": "the template has none that fits",
}
_HOW = {
    "as it is": "",
    "copy": "a copy of it, with source notes and what else it lacks",
    "ours": "a layout of ours under its master",
}


def show_template(console: Console, folder: Path | None, file: Path, style: str) -> Exit:
    """Print what was found in a file and what each kind of slide will use."""
    root, look, found = _style(folder, style)
    offered: Found | None = None
    if look and not has_errors(found):
        offered, found = describe(look, root, file)
    code = exit_code(found, strict=True)
    if console.as_json:
        told = [as_json(one) for one in found]
        template = to_builtins(offered) if offered else None
        print_json({"template": template, "diagnostics": told, "exit": int(code)})
        return code
    if offered:
        print("\n".join(_lines(offered, file)))
    report(console, found, root)
    return code


def _style(folder: Path | None, name: str) -> tuple[Path, Style | None, list[Diagnostic]]:
    """Return the style whose sizes and roles count: the project's, else the one we bring along."""
    root = find_project(folder or Path())
    if root is None and folder is not None:
        return folder, None, [error("no-project", f"no project in `{folder}` or above")]
    root = root or sample_folder()
    styles, found = load_styles(root)
    wrong = unknown("style", [name] if name else [], styles)
    found += wrong
    return root, None if has_errors(found) else styles[name or "base"], found


def _lines(found: Found, file: Path) -> list[str]:
    """Set what was found for people."""
    lines = [
        f"{file}: slides of {found.width:g} × {found.height:g} points{_shape(found)}, "
        f"{found.sample_slides} sample slide{'s' * (found.sample_slides != 1)} (left out)",
        f"headlines {_sizes(found, 'title')}; text {_sizes(found, 'body')}",
    ]
    for master in found.masters:
        lines += _master(master, chosen=master.name == found.master)
    lines += ["", "slides use"]
    for one in found.roles:
        name = f"{one.number} {one.layout}" if one.number else "—"
        how = "; ".join(words for words in (_WHY[one.why], _HOW[one.how]) if words)
        lines.append(f"  {one.role:12} {name:32} {how}")
    return [printable(line) for line in lines]


def _sizes(found: Found, role: str) -> str:
    ladder = found.sizes[role]
    return f"{ladder[0]:g} to {ladder[-1]:g} points"


def _shape(found: Found) -> str:
    shapes = {(16, 9): " (16:9)", (4, 3): " (4:3)", (13, 9): " (A4)", (16, 10): " (16:10)"}
    near = (one for one in shapes if abs(found.width / found.height - one[0] / one[1]) < 0.005)
    return shapes.get(next(near, (0, 0)), "")


def _master(master: FoundMaster, *, chosen: bool) -> list[str]:
    mark = "" if chosen else " (not used)"
    colours = " ".join(f"{slot} #{value}" for slot, value in master.colours.items() if value)
    lines = [
        "",
        f"master “{master.name}”{mark}: {master.heading or '—'} for headlines, "
        f"{master.body or '—'} for text",
        f"  {colours}",
    ]
    for layout in master.layouts:
        kind = f" [{layout.type}]" if layout.type else ""
        lines.append(f"  {layout.number} {layout.name}{kind}")
        for one in layout.placeholders:
            box = "no box" if one.box is None else "{:g},{:g} {:g}×{:g}".format(*one.box)
            lines.append(f"      {one.kind:9} {one.index:<4} {box:28} {one.size:g} {one.name}")
    return lines
