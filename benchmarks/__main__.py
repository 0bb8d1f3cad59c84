"""Measure: `python -m benchmarks`, or `python -m benchmarks NAME` (also ONLY=NAME) for one."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from benchmarks import (
    agency_table,
    analytics,
    coverage,
    crowd,
    desks,
    evidence_list,
    hostile,
    judging,
    live,
    log,
    many,
    many_agencies,
    opendata,
    pacts,
    portal,
    portal_view,
    reports,
    saving,
    search,
    server,
    sheets_page,
    signatures,
    standing,
    uploads,
    workbook,
    worksheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from benchmarks.figure import Figure

BENCHES: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "worksheet-evaluate": worksheet.worksheet_evaluate,
    "many-worksheets": many.many_worksheets,
    "workbook-to-score": workbook.workbook_to_score,
    "read-figures": workbook.read_figures,
    "save-answer": saving.save_answer,
    "save-answer-flat": saving.save_answer_flat,
    "save-answer-crowd": crowd.save_answer_crowd,
    "whole-worksheet": sheets_page.whole_worksheet,
    "agency-table": agency_table.agency_table,
    "many-agencies": many_agencies.many_agencies,
    "live-followers": live.live_followers,
    "sign-pdf": signatures.sign_pdf,
    "check-pdf": signatures.check_pdf,
    "coverage": coverage.coverage,
    "sign-pacts": pacts.sign_pacts,
    "reports": reports.reports,
    "upload-resume": uploads.upload_resume,
    "upload-rate": uploads.upload_rate,
    "hostile-files": hostile.hostile_files,
    "desks": desks.desks,
    "judging": judging.judging,
    "evidence-list": evidence_list.evidence_list,
    "log": log.log,
    "log-page": log.log_page,
    "search": search.search,
    "standing": standing.standing,
    "analytics": analytics.analytics,
    "opendata": opendata.opendata,
    "portal": portal.portal,
    "portal-view": portal_view.portal_view,
    "cold-start": server.cold_start,
    "worker-memory": server.worker_memory,
}


def main(only: str) -> int:
    """Print the line of each figure; `only` names one. A figure over its limit fails nothing."""
    if only and only not in BENCHES:
        print(f"no figure is named {only}; known: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    for name in [only] if only else BENCHES:
        print(f"measuring {name} …", file=sys.stderr)
        for figure in BENCHES[name]():
            print(figure.line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ONLY", "")))
