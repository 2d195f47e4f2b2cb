"""A paper of any length for us and for our peers: units in, one neutral model out.

The model is the JSON of the peers' bench (`bench-doc/1`): `title`, `date`, `author`, `blocks`
(`heading`, `para`, `list`, `table`) and `notes`, each a citation as fields and as `text`. A unit is
about one page of A4: a heading and four paragraphs of about 90 words with about one full citation
each, a list in every third unit, a table of 9 rows and 5 columns in every fifth.
"""

import re
from typing import NotRequired, TypedDict

from generate import Prose

UNITS = {"S": 11, "M": 110, "L": 1100}
PARAGRAPHS = 4
WORDS_A_PARAGRAPH = 90
COMMON = tuple(
    """
    the of and to in that for with on as by from this report committee policy service evidence
    department programme estimate budget review regional national local public private annual
    capacity demand supply workforce delivery outcome indicator baseline target threshold risk
    assessment procurement contract supplier framework regulation compliance audit inspection
    standard guidance consultation response submission witness statement recommendation finding
    conclusion analysis survey respondent household income expenditure revenue investment
    infrastructure transport housing energy water health education research technology platform
    security resilience continuity planning authority council ministry parliament commission
    increase decrease growth decline share proportion average median interval forecast projection
    scenario assumption uncertainty confidence revision was were has had been are may could would
    should only however therefore although because while significant modest material broad narrow
    early initial final revised published independent joint measured reported observed expected
    planned agreed proposed approved rejected deferred extended within against towards without
    through between during since until each every several
    """.split()  # noqa: SIM905
)
GRAMMAR = 14
"""The first words of `COMMON`, a third of running text."""
RARE = 0.08
"""Share of words that are invented, so that papers have as many different words as real ones."""
SURNAMES = ("Adeyemi", "Dvořák", "García", "Jørgensen", "Müller", "Petrović", "Tanaka", "Yılmaz")
PUBLISHERS = ("National Audit Institute", "Centre for Public Evidence", "Board of Transport")
MONTHS = ("January", "March", "May", "July", "September", "November")


class Run(TypedDict, total=False):
    """Words (`t`), bold or italic (`s`), or the call of a note (`fn`)."""

    t: str
    s: str
    fn: int


class Block(TypedDict):
    type: str
    text: NotRequired[str]
    level: NotRequired[int]
    runs: NotRequired[list[Run]]
    items: NotRequired[list[str]]
    caption: NotRequired[str]
    header: NotRequired[list[str]]
    rows: NotRequired[list[list[str]]]
    speaker: NotRequired[str]
    """Of a heading: what is said to its slide."""
    fn: NotRequired[int]
    """Of a list: the note that its last item calls."""


class Citation(TypedDict):
    source: str
    authors: list[str]
    title: str
    publisher: str
    number: str
    date: str
    locator: str
    url: str
    accessed: str
    text: str


class Paper(TypedDict):
    title: str
    author: str
    date: str
    blocks: list[Block]
    notes: list[Citation]


def make_paper(units: int, seed: int = 1) -> Paper:
    """Make a paper; the same units and seed give the same one on any machine."""
    return _Author(units, seed).paper(units)


def make_deck(slides: int, seed: int = 1) -> Paper:
    """Make a talk: four bullets a slide, a table on every fifth, a source and words to each."""
    return _Author(slides, seed).deck(slides)


class _Author:
    def __init__(self, units: int, seed: int) -> None:
        self.prose = Prose(seed)
        self.random = self.prose.random
        self.works = [self.work(number) for number in range(max(12, units))]
        self.notes: list[Citation] = []

    def words(self, count: int) -> str:
        """Return a sentence."""
        random, words = self.random, []
        for chance in [random.random() for _ in range(count)]:
            if chance < RARE:
                words.append(random.choice(self.prose.words))
            else:
                words.append(random.choice(COMMON[:GRAMMAR] if chance < 0.4 else COMMON))
        return " ".join(words).capitalize() + "."

    def paper(self, units: int) -> Paper:
        blocks: list[Block] = []
        for unit in range(units):
            blocks += self.unit(unit)
        title = "A generated paper"
        return Paper(
            title=title, author="Bench", date="21 November 2026", blocks=blocks, notes=self.notes
        )

    def deck(self, slides: int) -> Paper:
        blocks: list[Block] = []
        for slide in range(slides):
            title, speaker = self.words(5).rstrip("."), " ".join(map(self.words, (15, 18, 17, 14)))
            blocks.append(Block(type="heading", level=2, text=title, speaker=speaker))
            if slide % 5 == 4:
                self.note()
                blocks.append(self.table(slide // 5 + 1) | Block(type="table", speaker=speaker))
            else:
                items = [self.words(13) for _ in range(4)]
                blocks.append(Block(type="list", items=items, fn=self.note()))
        title = "A generated talk"
        return Paper(
            title=title, author="Bench", date="21 November 2026", blocks=blocks, notes=self.notes
        )

    def unit(self, unit: int) -> list[Block]:
        title = self.words(5).rstrip(".")
        level = 1 if unit % 10 == 0 else 2
        blocks = [Block(type="heading", level=level, text=title)]
        blocks += [Block(type="para", runs=self.paragraph()) for _ in range(PARAGRAPHS)]
        if unit % 3 == 2:
            blocks.append(Block(type="list", items=[self.words(13) for _ in range(5)]))
        if unit % 5 == 4:
            blocks.append(self.table(unit // 5 + 1))
        return blocks

    def paragraph(self) -> list[Run]:
        runs: list[Run] = []
        calls = self.random.choices((0, 1, 2), (0.15, 0.7, 0.15))[0]
        left, number = WORDS_A_PARAGRAPH, 0
        while left > 0:
            words = min(left, self.random.randint(12, 25))
            left -= words
            runs += self.sentence(words, first=number == 0, marked=number == 1)
            number += 1
            if calls and (self.random.random() < 0.3 or left <= 0):
                runs.append(Run(fn=self.note()))
                calls -= 1
        return runs

    def sentence(self, words: int, first: bool, marked: bool) -> list[Run]:
        text = self.words(words)
        chance = self.random.random()
        if chance < 0.2:
            text = text.replace(" ", f" {self.random.randint(10, 989) / 10}% ", 1)
        elif chance < 0.3:
            amount = self.random.randint(100_000, 999_999)
            text = text.replace(" ", f" £{amount:,} ", 1)
        lead = "" if first else " "
        if not marked or self.random.random() < 0.7:
            return [Run(t=lead + text)]
        head, _, rest = text.partition(" ")
        return [Run(t=lead), Run(t=head, s=self.random.choice("bi")), Run(t=f" {rest}")]

    def table(self, number: int) -> Block:
        caption = f"Table {number}. {self.words(6).rstrip('.')}"
        return Block(
            type="table",
            caption=caption,
            header=["Region", "Baseline", "Target", "Outturn", "Change"],
            rows=[
                [
                    self.words(2).rstrip("."),
                    *[f"{self.random.randint(1000, 9999):,}" for _ in range(3)],
                    f"{self.random.randint(-99, 99) / 10:+.1f}%",
                ]
                for _ in range(8)
            ],
        )

    def work(self, number: int) -> Citation:
        random = self.random
        year, report = random.randint(2009, 2025), random.randint(1, 90)
        slug = "-".join(self.words(3).rstrip(".").lower().split())
        names = random.sample(SURNAMES, random.randint(1, 3))
        return Citation(
            source=f"src-{number}",
            authors=[f"{name}, {random.choice('ABCDEFGH')}." for name in names],
            title=self.words(8).rstrip("."),
            publisher=random.choice(PUBLISHERS),
            number=f"Report {year}/{report}",
            date=f"{random.randint(1, 28)} {random.choice(MONTHS)} {year}",
            url=f"https://example.org/reports/{year}/{report}/{slug}.pdf",
            locator="",
            accessed="",
            text="",
        )

    def note(self) -> int:
        """Cite a work in full, as the peers print it: they format nothing themselves."""
        page = self.random.randint(1, 180)
        cited = self.random.choice(self.works).copy()
        cited["locator"] = f"pp. {page}–{page + self.random.randint(1, 6)}"
        cited["accessed"] = f"{self.random.randint(1, 28)} {self.random.choice(MONTHS)} 2026"
        cited["text"] = (
            f"{' and '.join(cited['authors'])}, “{cited['title']}”, {cited['publisher']}, "
            f"{cited['number']}, {cited['date']}, {cited['locator']}, {cited['url']} "
            f"(accessed {cited['accessed']})."
        )
        self.notes.append(cited)
        return len(self.notes)


# Peers' input --------------------------------------------------------------------------------

_TYPST_HEAD = """#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: "Liberation Serif", size: 11pt, lang: "en")
#set par(justify: true, leading: 0.62em, spacing: 1em)
#show footnote.entry: set text(size: 9pt)
"""


def as_typst(paper: Paper) -> str:
    """Write the paper as Typst markup."""
    parts = [_TYPST_HEAD, f"#align(center, text(18pt)[{_typst(paper['title'])}])\n"]
    for block in paper["blocks"]:
        match block["type"]:
            case "heading":
                parts.append(f"#heading(level: {block['level']})[{_typst(block['text'])}]\n")
            case "para":
                parts.append("".join(_typst_run(run, paper) for run in block["runs"]) + "\n")
            case "list":
                parts += [f"- {_typst(item)}" for item in block["items"]]
                parts.append("")
            case _:
                cells = [f"[*{_typst(cell)}*]" for cell in block["header"]]
                cells += [f"[{_typst(cell)}]" for row in block["rows"] for cell in row]
                count = len(block["header"])
                parts.append(f"*{_typst(block['caption'])}*\n")
                parts.append(f"#table(columns: {count}, {', '.join(cells)})\n")
    return "\n".join(parts)


def _typst_run(run: Run, paper: Paper) -> str:
    if "fn" in run:
        return f"#footnote[{_typst(paper['notes'][run['fn'] - 1]['text'])}]"
    mark = {"b": "#strong[{}]", "i": "#emph[{}]"}.get(run.get("s", ""), "{}")
    return mark.format(_typst(run["t"]))


def _typst(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~/])", r"\\\1", text)


_LATEX_HEAD = r"""\documentclass[11pt,a4paper]{article}
\usepackage[margin=25mm]{geometry}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{lmodern}
\setlength{\parindent}{0pt}\setlength{\parskip}{6pt}\emergencystretch=3em\raggedbottom
"""
_ADDRESS = re.compile(r"https://\S+")
_LATEX_LINKS = r"""\usepackage[hidelinks]{hyperref}\setcounter{secnumdepth}{0}
"""


def as_latex(paper: Paper, linked: bool) -> str:
    """Write the paper as LaTeX; `linked` adds hyperref and a contents list, for two passes."""
    star = "" if linked else "*"
    parts = [_LATEX_HEAD + (_LATEX_LINKS if linked else "") + "\\begin{document}"]
    parts += ["\\tableofcontents\\clearpage"] if linked else []
    parts.append(r"\begin{center}\Large " + _latex(paper["title"]) + "\\end{center}\n")
    for block in paper["blocks"]:
        match block["type"]:
            case "heading":
                name = "sub" * (block["level"] - 1) + "section" + star
                parts.append(f"\\{name}{{{_latex(block['text'])}}}\n")
            case "para":
                runs = (_latex_run(run, paper, linked) for run in block["runs"])
                parts.append("".join(runs) + "\n")
            case "list":
                items = "".join(f"\\item {_latex(item)}\n" for item in block["items"])
                parts.append(f"\\begin{{itemize}}{items}\\end{{itemize}}\n")
            case _:
                rows = [" & ".join(map(_latex, row)) for row in [block["header"], *block["rows"]]]
                body = " \\\\\\hline\n".join(rows)
                parts.append(f"\\textbf{{{_latex(block['caption'])}}}\n")
                parts.append(f"\\begin{{tabular}}{{|l|r|r|r|r|}}\\hline\n{body} \\\\\\hline")
                parts.append("\\end{tabular}\n")
    return "\n".join([*parts, "\\end{document}\n"])


def _latex_run(run: Run, paper: Paper, linked: bool) -> str:
    if "fn" in run:
        text = _latex(paper["notes"][run["fn"] - 1]["text"])
        return f"\\footnote{{{_ADDRESS.sub(_url_linked if linked else _url, text)}}}"
    mark = {"b": "\\textbf{%s}", "i": "\\emph{%s}"}.get(run.get("s", ""), "%s")
    return mark % _latex(run["t"])


def _url_linked(found: re.Match[str]) -> str:
    return f"\\url{{{found[0]}}}"


def _url(found: re.Match[str]) -> str:
    """Put break points in the address, as the url package would."""
    return found[0].replace("/", "/\\allowbreak{}").replace("-", "-\\allowbreak{}")


def _latex(text: str) -> str:
    text = re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", r"\textbackslash{}"))
    text = text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")
    return text.replace("£", r"\pounds{}")
