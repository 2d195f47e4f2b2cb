"""The style: how everything looks, as read from `styles/`; one file here for each part of it."""

from footnoted.model.record import Field, Id, Record
from footnoted.model.style.deck import DeckStyle
from footnoted.model.style.figures import FigureStyle
from footnoted.model.style.look import Colours, Faces, Phrases
from footnoted.model.style.notes import NotesStyle
from footnoted.model.style.paper import PaperStyle


class Style(Record):
    """`styles/NAME.yaml` after `extends` has been merged."""

    id: Id = Field("", description="Taken from the file's name.", exclude=True)
    footnoted: int = Field(1, ge=1, le=1, description="Version of this format.")
    extends: Id | None = Field(None, description="The style this one starts from.")
    name: str = Field(description="What people call it.")
    description: str = ""
    colours: Colours
    faces: Faces
    phrases: dict[str, Phrases] = Field(description="House phrases by language.")
    notes: NotesStyle
    figures: FigureStyle
    paper: PaperStyle
    deck: DeckStyle
