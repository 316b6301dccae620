#!/usr/bin/env python3
"""Values that the metrics froc and box-ap are tested with, computed another way: LUNA16's evaluation, mark by mark and nodule by nodule,
its curve by thresholds and its interpolation by numpy, its interval by scans that are copied; average precision by going through all thresholds.

    bench/froc.py plugins/volume/src/test/resources/io/foldwise/plugin/volume/metric
"""
import csv
import sys
from pathlib import Path

import numpy as np

RATES = [0.125, 0.25, 0.5, 1, 2, 4, 8]


def scans(seed):
    """Scans with nodules (kind 1), excluded findings (kind 0) and marks; some probabilities are equal, and a scan has over 100 marks."""
    random = np.random.RandomState(seed)
    rows = []
    for scan in range(24):
        nodules = random.randint(0, 4)
        for _ in range(nodules + random.randint(0, 3)):
            kind = int(len([r for r in rows if r[0] == scan]) < nodules)
            centre, size = random.uniform(20, 100, 3), random.uniform(4, 25)
            rows.append([scan, "finding", kind, *centre, size])
            for _ in range(random.randint(0, 4)):
                near = centre + random.normal(0, size / 3, 3)
                rows.append([scan, "mark", round(random.beta(4, 2), 2), *near, size * random.uniform(0.7, 1.4)])
        for _ in range(140 if scan == 5 else random.randint(0, 12)):
            rows.append([scan, "mark", round(random.beta(1, 3), 2), *random.uniform(0, 120, 3), random.uniform(4, 25)])
    return [[r[0], r[1], *(float(np.float32(v)) for v in r[2:])] for r in rows]


def froc(rows, count):
    labels, scores, excluded = [], [], []
    for scan in range(count):
        marks = {i: r for i, r in enumerate(rows) if r[0] == scan and r[1] == "mark"}
        if len(marks) > 100:
            limit = sorted((m[2] for m in marks.values()), reverse=True)[100]
            marks = {i: m for i, m in marks.items() if m[2] > limit}
        left = dict(marks)
        findings = [r for r in rows if r[0] == scan and r[1] == "finding"]
        for finding in sorted(findings, key=lambda r: -r[2]):
            hits = []
            for i, mark in marks.items():
                if sum((mark[k] - finding[k]) ** 2 for k in (3, 4, 5)) < (finding[6] / 2) ** 2:
                    hits.append(mark[2])
                    left.pop(i, None)
            if finding[2] == 1:
                labels.append(1)
                scores.append(max(hits) if hits else -1e9)
                excluded.append(not hits)
        for mark in left.values():
            labels.append(0)
            scores.append(mark[2])
            excluded.append(False)
    labels, scores, excluded = np.array(labels), np.array(scores), np.array(excluded)
    seen, points = ~excluded, [(0.0, 0.0)]
    for threshold in sorted(set(scores[seen]), reverse=True):
        above = seen & (scores >= threshold)
        points.append((np.sum(above & (labels == 0)) / count, np.sum(above & (labels == 1)) / np.sum(labels == 1)))
    rates, sensitivity = zip(*points)
    return np.interp(RATES, rates, sensitivity)


def bootstrapped(rows, count, resamples):
    """The ends of the interval of 95 % of the mean sensitivity, of scans drawn with replacement, each one as a scan of its own."""
    random = np.random.RandomState(1)
    of_scan = [[r for r in rows if r[0] == scan] for scan in range(count)]
    means = []
    for _ in range(resamples):
        drawn = random.randint(0, count, count)
        means.append(froc([[place, *r[1:]] for place, scan in enumerate(drawn) for r in of_scan[scan]], count).mean())
    return np.quantile(means, [0.025, 0.975])


def overlap(a, b):
    both = 1.0
    for k in (3, 4, 5):
        both *= max(0.0, min(a[k] + a[6] / 2, b[k] + b[6] / 2) - max(a[k] - a[6] / 2, b[k] - b[6] / 2))
    return both / (a[6] ** 3 + b[6] ** 3 - both)


def average_precision(rows, count, least):
    entries, nodules = [], 0
    for scan in range(count):
        findings = [r for r in rows if r[0] == scan and r[1] == "finding"]
        nodules += sum(f[2] == 1 for f in findings)
        free = [f for f in findings if f[2] == 1]
        marks = [r for r in rows if r[0] == scan and r[1] == "mark"]
        for mark in sorted(marks, key=lambda m: (-m[2], m[3], m[4], m[5])):
            best = max(free, key=lambda f: overlap(f, mark), default=None)
            if best is not None and overlap(best, mark) >= least:
                free.remove(best)
                entries.append((mark[2], 1))
            elif not any(f[2] == 0 and overlap(f, mark) >= least for f in findings):
                entries.append((mark[2], 0))
    recalls, precisions = [0.0], [0.0]
    for threshold in sorted({p for p, _ in entries}, reverse=True):
        above = [found for p, found in entries if p >= threshold]
        recalls.append(sum(above) / nodules)
        precisions.append(sum(above) / len(above))
    return sum((recalls[i] - recalls[i - 1]) * max(precisions[i:]) for i in range(1, len(recalls)))


def main():
    folder = Path(sys.argv[1])
    rows = scans(7)
    with open(folder / "scans.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scan", "what", "probability", "z", "y", "x", "diameter"])
        writer.writerows([r[0], r[1], *(repr(v) for v in r[2:])] for r in rows)
    with open(folder / "values.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "value"])
        curve = froc(rows, 24)
        writer.writerow(["froc", repr(float(curve.mean()))])
        for name, value in zip(["1/8", "1/4", "1/2", "1", "2", "4", "8"], curve):
            writer.writerow(["sensitivity at " + name, repr(float(value))])
        for name, value in zip(["from", "to"], bootstrapped(rows, 24, 4000)):
            writer.writerow([name, repr(float(value))])
        for least in (0.1, 0.3):
            writer.writerow([f"box-ap {least}", repr(float(average_precision(rows, 24, least)))])


if __name__ == "__main__":
    main()
