"""House rules: a project or a finished document in, findings out.

`dataset.CHECKS` hold the facts and sources against the rules, `brief.CHECKS` one document.
"""

from footnoted.check.brief import check_document
from footnoted.check.dataset import check_project
from footnoted.check.length import over_extent

__all__ = ["check_document", "check_project", "over_extent"]
