"""marshmallow schemas: the one definition of what goes over the wire.

`comparison` is what Diple gives, `request` what the service takes, `reply` what it answers besides, and
`published` writes all of it as JSON Schema and OpenAPI.
"""

from diple.schemas.comparison import SCHEMA_NAME, ComparisonSchema, dump_comparison

__all__ = ["SCHEMA_NAME", "ComparisonSchema", "dump_comparison"]
