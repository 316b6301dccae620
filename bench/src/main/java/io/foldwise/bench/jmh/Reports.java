package io.foldwise.bench.jmh;

import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.synthetic.SyntheticReportsReader;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Predictions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As many synthetic reports as the contest's round 1 has, in files of its format, and predictions for them. */
@State(Scope.Benchmark)
public class Reports {

    private static final int LABELLED = 10_000;
    private static final int TO_PREDICT = 3_000;
    private static final Groups NO_GROUPS = new Groups(Groups.By.NONE, 50, 100, 12, 3);

    private Path directory;
    private Dataset labelled;

    @Setup
    public void write() throws IOException {
        directory = Files.createTempDirectory("foldwise-bench");
        new SyntheticReportsReader(new SyntheticReportsReader.Params(
                        LABELLED, TO_PREDICT, 858, 17, 0, 104, 0.6, 0.02, 0.02, 0.3, 1, NO_GROUPS))
                .write(directory);
        labelled = reader().train();
    }

    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(Reports::delete);
        }
        Files.delete(directory);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A reader that has read nothing yet. */
    CtReportReader reader() {
        return new CtReportReader(new CtReportReader.Params(
                directory.resolve(SyntheticReportsReader.TRAIN),
                Optional.of(directory.resolve(SyntheticReportsReader.TEST)),
                CtReportReader.Format.ROUND1,
                CtReportReader.TestFormat.UNLABELLED,
                858,
                0,
                List.of(),
                NO_GROUPS));
    }

    Dataset labelled() {
        return labelled;
    }

    float[][] targets() {
        return IntStream.range(0, labelled.size()).mapToObj(labelled::targets).toArray(float[][]::new);
    }

    /** Probabilities that know something: half the target, half chance. */
    float[][] probabilities() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] probabilities = targets();
        for (float[] row : probabilities) {
            for (int label = 0; label < row.length; label++) {
                row[label] = (row[label] + (float) random.nextDouble()) / 2;
            }
        }
        return probabilities;
    }

    Predictions predictions() {
        Dataset reports = reader().test().orElseThrow();
        List<String> ids =
                IntStream.range(0, reports.size()).mapToObj(reports::id).toList();
        float[][] probabilities = new float[reports.size()][];
        System.arraycopy(probabilities(), 0, probabilities, 0, probabilities.length);
        return new Predictions(ids, probabilities);
    }
}
