package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Disk;
import io.foldwise.report.words.Words;
import java.util.List;

/** Results can be written. */
final class DiskCheck implements Check {

    private static final long NEEDED = 100L << 20;
    private static final long COMFORT = 2L << 30;

    @Override
    public List<Finding> findings(Facts facts) {
        Disk disk = facts.disk();
        if (!disk.writable()) {
            return List.of(Finding.preventsWork(
                    disk.folder() + " cannot be written to", "use `foldwise run --results DIR` with another folder"));
        }
        String what = Words.memory(disk.room()) + " are free for " + disk.folder();
        if (disk.room() < NEEDED) {
            return List.of(Finding.preventsWork(what, "make room, or use `foldwise run --results DIR` elsewhere"));
        }
        return disk.room() >= COMFORT
                ? List.of()
                : List.of(Finding.costs(what, "a sweep may need more: every fold keeps its network"));
    }
}
