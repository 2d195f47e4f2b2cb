"""A folder in; the project with every reference followed, and all that is wrong with it, out."""

from footnoted.load.parameters import Given, with_given
from footnoted.load.project import FOLDERS, Project, find_project, load, load_styles, sample_folder
from footnoted.load.schema import schema, schemas

__all__ = [
    "FOLDERS",
    "Given",
    "Project",
    "find_project",
    "load",
    "load_styles",
    "sample_folder",
    "schema",
    "schemas",
    "with_given",
]
