"""What master, layouts and notes master are made with: placeholders and their list styles."""

from msgspec import Struct

from footnoted.model.style import Style
from footnoted.model.style.deck import AccentRule
from footnoted.pptx.geometry import Areas, start_of
from footnoted.pptx.markup import FIELD, RECTANGLE, Paint, Relations, escaped, frame, identity
from footnoted.pptx.slides import Anchor, Box

OFFICE = "application/vnd.openxmlformats-officedocument"
FOOTER_HOLDER = ' type="ftr" sz="quarter" idx="30"'
NUMBER_HOLDER = ' type="sldNum" sz="quarter" idx="31"'


class Sheet(Struct, frozen=True):
    """What every part of the template needs."""

    style: Style
    areas: Areas
    paint: Paint
    language: str
    prompts: tuple[str, str, str]
    """Words that empty placeholders show in the editor: title, text, notes."""


def one_relation(kind: str, target: str) -> Relations:
    """Return the relationships of a part that has one."""
    relations = Relations()
    relations.to(kind, target)
    return relations


def placeholder(
    number: int, name: str, holder: str, box: Box | None, style: str, text: str, anchor: Anchor
) -> str:
    """Return a placeholder of master or layout; without a box it takes the master's."""
    place = f"{frame(box)}{RECTANGLE}" if box else ""
    edges = ' wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"' if box else ""
    at = f' anchor="{anchor.value}"' if box else ""
    return (
        f'<p:sp><p:nvSpPr>{identity(number, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{holder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>"
        f"<a:bodyPr{edges}{at}><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{text}"
        "</p:txBody></p:sp>"
    )


def prompt_text(sheet: Sheet, text: str) -> str:
    """Return a paragraph of prompt text."""
    return (
        f'<a:p><a:r><a:rPr lang="{escaped(sheet.language)}"/><a:t>{escaped(text)}</a:t></a:r></a:p>'
    )


def list_style(
    sheet: Sheet,
    size: float,
    tone: str,
    *,
    heading: bool = False,
    bold: bool = False,
    leading: float = 1,
) -> str:
    """Return the first level of a list style: unmarked text of a size and colour."""
    face = sheet.paint.heading if heading else sheet.paint.body
    spacing = f'<a:lnSpc><a:spcPct val="{round(leading * 100000)}"/></a:lnSpc>'
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="l">{spacing}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200">'
        f'{sheet.paint.fill(tone)}<a:latin typeface="{escaped(face)}"/></a:defRPr></a:lvl1pPr>'
    )


def display_style(sheet: Sheet, size: float, tone: str) -> str:
    """Return a list style's first level in the heading face."""
    deck = sheet.style.deck
    return list_style(
        sheet, size, tone, heading=True, bold=deck.heading_bold, leading=deck.title_leading
    )


def footer_holders(sheet: Sheet, first: int, footer: str, tone: str, *, placed: bool) -> str:
    """Return footer and slide number."""
    size = sheet.style.deck.sizes.footer[0]
    language = escaped(sheet.language)
    shapes = []
    for offset, (name, holder, box, algn, text) in enumerate(
        (
            (
                "Footer",
                FOOTER_HOLDER,
                sheet.areas.footer,
                "l",
                prompt_text(sheet, footer or " "),
            ),
            (
                "Slide Number",
                NUMBER_HOLDER,
                sheet.areas.number,
                "r",
                f'<a:p><a:fld id="{FIELD}" type="slidenum">'
                f'<a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld></a:p>',
            ),
        )
    ):
        level = (
            f'<a:lvl1pPr algn="{algn}"><a:defRPr sz="{round(size * 100)}">{sheet.paint.fill(tone)}'
            "</a:defRPr></a:lvl1pPr>"
        )
        place = box if placed else None
        shapes.append(placeholder(first + offset, name, holder, place, level, text, Anchor.MIDDLE))
    return "".join(shapes)


def plain_ground(sheet: Sheet, key: str) -> str:
    """Return a plain background."""
    return f"<p:bg><p:bgPr>{sheet.paint.fill(key)}<a:effectLst/></p:bgPr></p:bg>"


def minor_face() -> str:
    """Return the body face of the theme."""
    return '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def accent_rule(sheet: Sheet, rule: AccentRule, number: int, *, inverse: bool = False) -> str:
    """Return a rule of the style as a shape that only decorates; nothing for one without width."""
    if not (rule.length and rule.width):
        return ""
    deck = sheet.areas.deck
    across = Box(rule.left, 0.0, deck.width - 2 * rule.left, 0.0)
    x = start_of(across, rule.length, sheet.language)
    box = Box(x, rule.top, rule.length, rule.width)
    tone = "accent-ink" if inverse and rule.colour == "accent" else rule.colour
    return (
        f"<p:sp><p:nvSpPr>{identity(number, 'Rule', decorative=True)}<p:cNvSpPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(box)}{RECTANGLE}'
        f"{sheet.paint.fill(tone)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
