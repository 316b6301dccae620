package io.foldwise.engine.blend;

import io.foldwise.engine.validation.Scores;
import io.foldwise.spi.data.Average;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of runs that predict together, {@code blend.json}.
 *
 * @param samples that every run has held out, which all scores are of
 * @param average what is averaged
 * @param members the runs and their weights, which add up to 1
 * @param rows each run alone, each pair, and all together
 * @param best the row with the best primary metric; of rows that are equal to four digits the one with the fewest runs
 */
public record Blend(int samples, Average average, List<Member> members, List<BlendRow> rows, BlendRow best) {

    /** One run. */
    public record Member(Path run, double weight) {}

    /** With the scores of all together. */
    public record Scored(Blend blend, Scores scores) {}
}
