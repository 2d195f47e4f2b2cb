"""A palette and a tone of it in, a colour out."""

from footnoted.model.style.look import Colours, Tone


def shade(colours: Colours, tone: Tone) -> str:
    """Return a tone of a palette: white is added to it."""
    key = tone.colour.replace("-", "_")
    if key.startswith("series_"):
        colour = colours.series[(int(key[7:]) - 1) % len(colours.series)]
    else:
        colour = getattr(colours, key)
    if tone.share >= 1:
        return str(colour)
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 * (1 - (1 - one) * tone.share)):02x}" for one in parts)
