"""A folder in; the project with every reference followed, and all that is wrong with it, out."""

from footnoted.load.project import FOLDERS, Project, find_project, load, sample_folder
from footnoted.load.schema import schema, schemas

__all__ = ["FOLDERS", "Project", "find_project", "load", "sample_folder", "schema", "schemas"]
