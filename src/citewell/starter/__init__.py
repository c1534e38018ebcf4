"""The starter evidence: practice summaries in our own words, shipped as data (CC BY 4.0)."""

from citewell.starter.loading import (
    STARTER_NAME,
    distrust_starter,
    load_starter,
    renew_starter,
    starter_documents,
    starter_id,
)

__all__ = [
    "STARTER_NAME",
    "distrust_starter",
    "load_starter",
    "renew_starter",
    "starter_documents",
    "starter_id",
]
