package io.foldwise.engine.blend;

import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.data.Average;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What came of runs that predict together, {@code blend.json}.
 *
 * @param samples that every run has held out, which all scores are of
 * @param by how weights were found, as it was asked for
 * @param average what is averaged
 * @param members the runs and their weights, which add up to 1
 * @param rows each run alone, each pair where runs are few, and all together
 * @param best the row with the best primary metric; of rows that are equal to four digits the one with the fewest runs
 * @param remarks what whoever believes the scores should know
 */
public record Blend(
        int samples,
        String by,
        Average average,
        List<Member> members,
        List<BlendRow> rows,
        BlendRow best,
        List<String> remarks) {

    private static final String FILE = "blend.json";

    public Blend {
        Objects.requireNonNull(average, "average");
        Objects.requireNonNull(best, "best");
        members = List.copyOf(members);
        rows = List.copyOf(rows);
        remarks = remarks == null ? List.of() : List.copyOf(remarks);
        if (members.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("nothing predicts together");
        }
    }

    /** Where it stands in a folder that {@link RunBlend} wrote into; no other has such a file. */
    public static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    /**
     * One run.
     *
     * @param checksum SHA-256 of its {@code checksums.json}, which holds those of its results; empty for a run of an earlier release
     */
    public record Member(Path run, double weight, String checksum) {
        public Member {
            Objects.requireNonNull(run, "run");
        }
    }

    /** With the scores of all together. */
    public record Scored(Blend blend, Scores scores) {}
}
