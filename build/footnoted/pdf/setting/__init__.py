"""Setting: inlines in a role of the style come in, words ready for line breaking go out.

`roles` finds the font of a role, `font` sets its words, `inlines` puts those of a paragraph one
after another, and `setter` does it for a document and has them broken into lines.
"""

from footnoted.pdf.setting.inlines import plain_text
from footnoted.pdf.setting.setter import Setter

__all__ = ["Setter", "plain_text"]
