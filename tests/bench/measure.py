"""One measurement in a process of its own: `measure.py FORMAT COUNT` prints a line of JSON."""

import gc
import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from footnoted.load import load
from generate import pages, slides

ROOT = Path(__file__).parents[2]
MADE = datetime(2026, 11, 21, tzinfo=UTC)


def measure(form: str, count: int) -> dict[str, float]:
    """Write one generated document; the time is the writer's alone, the memory the process's."""
    project, _ = load(ROOT)
    assert project is not None
    style = project.styles["base"]
    if form == "pdf":
        from footnoted.pdf import write_pdf as write

        document = pages(count)
    else:
        from footnoted.pptx import write_pptx as write

        document = slides(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # As the command line does: one short run is faster without the collector.
    gc.disable()
    begun, begun_cpu = perf_counter(), process_time()
    rendered = write(document, style, MADE, ROOT)
    seconds, cpu = perf_counter() - begun, process_time() - begun_cpu
    assert rendered.content is not None, rendered.diagnostics
    return {
        "extent": rendered.extent,
        "notes": len(document.notes),
        "seconds": seconds,
        "cpu": cpu,
        "bytes": len(rendered.content),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before / 1024,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
