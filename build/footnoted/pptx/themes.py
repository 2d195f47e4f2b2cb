"""In: the style. Out: its theme (ECMA-376 part 1, 20.1.6.9)."""

from footnoted.pptx.markup import DRAWING, HEADER, escaped
from footnoted.pptx.sheet import Sheet

_HANGUL = {"Kore": "Hang"}
"""Themes name the script of Korean by its letters (20.1.4.1.16)."""


def theme_part(sheet: Sheet) -> bytes:
    """Return the theme (20.1.6.9): twelve colours, two faces, plain effects."""
    name = escaped(sheet.style.name)
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value[1:].upper()}"/></a:{slot}>'
        for slot, value in sheet.paint.theme().items()
    )
    deck = sheet.style.deck
    scripts = "".join(
        f'<a:font script="{_HANGUL.get(script, script)}" typeface="{escaped(family)}"/>'
        for script, family in deck.scripts.items()
    )
    faces = "".join(
        f'<a:{kind}Font><a:latin typeface="{escaped(face)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/>{scripts}</a:{kind}Font>'
        for kind, face in (("major", deck.heading_face), ("minor", deck.body_face))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{wide}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for wide in (9525, 19050, 28575)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEADER}<a:theme xmlns:a="{DRAWING}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{faces}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()
