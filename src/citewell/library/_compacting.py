"""Keeping a library small and quick: leftovers out, small files joined, old versions dropped."""

from datetime import timedelta

from citewell.library._errors import guarded
from citewell.library._schema import (
    PASSAGE_COLUMNS,
    PASSAGES,
    SOURCES,
    TABLES,
    passage_of,
    passage_terms,
)
from citewell.library._tables import Tables, one_of
from citewell.library.reports import CompactReport

KEEP = timedelta(hours=1)
"""How long an untagged old version stays, for readers that still have it open."""

_AT_ONCE = 500
"""Documents whose passages are read together."""

MANY_FILES = 64
"""Data files of a table above which adding joins them by itself."""


def compact(tables: Tables, keep: timedelta = KEEP) -> CompactReport:
    """Remove passages without a source, index anew what an older version of citewell indexed under
    other words, join small files, drop untagged versions older than
    ``keep``. Tagged snapshots stay whole. The caller holds the writer's lock."""
    before = tables.files.size()
    removed = remove_orphans(tables)
    join_files(tables)
    reindexed = _reindex(tables)
    dropped = sum(_drop_versions(tables, name, keep) for name in TABLES)
    tables.refresh()
    return CompactReport(
        passages_removed=removed,
        passages_reindexed=reindexed,
        versions_removed=dropped,
        bytes_before=before,
        bytes_after=tables.files.size(),
    )


def remove_orphans(tables: Tables) -> int:
    """Remove passages that a killed writer or a deletion left behind; the number removed."""
    owned = set(tables.table(SOURCES, ["edition"])["edition"].to_pylist())
    held = tables.table(PASSAGES, ["edition"])["edition"].unique().to_pylist()
    return tables.delete_in(PASSAGES, "edition", sorted(set(held) - owned))


def join_files(tables: Tables) -> None:
    """Join the small files of every table into large ones."""
    for name in TABLES:
        with guarded(tables.files.uri, f"the table {name}"):
            tables[name].optimize.compact_files()


def _reindex(tables: Tables) -> int:
    """Give passages the terms that this version reads in them; the number changed."""
    titles = {row["edition"]: row["title"] for row in tables.rows(SOURCES, ["edition", "title"])}
    editions, changed = list(titles), 0
    for start in range(0, len(editions), _AT_ONCE):
        where = one_of("edition", editions[start : start + _AT_ONCE])
        rows = tables.rows(PASSAGES, ["edition", "terms", *PASSAGE_COLUMNS], where)
        stale = [
            {"edition": row["edition"], "id": row["id"], "terms": terms}
            for row in rows
            if (terms := passage_terms(passage_of(row), titles[row["edition"]])) != row["terms"]
        ]
        tables.update(PASSAGES, ["edition", "id"], stale)
        changed += len(stale)
    return changed


def _drop_versions(tables: Tables, name: str, keep: timedelta) -> int:
    with guarded(tables.files.uri, f"the table {name}"):
        # Files of an unfinished write may go at once only where the lock excludes other writers.
        stats = tables[name].cleanup_old_versions(
            older_than=keep,
            error_if_tagged_old_versions=False,
            delete_unverified=tables.files.folder is not None,
        )
    return stats.old_versions
