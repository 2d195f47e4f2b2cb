"""A source: CSL-JSON field names in YAML. A stub of the contract; its owner replaces it."""

from footnoted.model.record import Id, Record


class Source(Record):
    id: Id = ""
