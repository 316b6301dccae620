package io.foldwise.plugin.text;

import io.foldwise.plugin.text.group.Groups;
import io.foldwise.plugin.text.report.CtReportReader;
import io.foldwise.plugin.text.report.CtReportReader.Format;
import io.foldwise.plugin.text.report.CtReportReader.TestFormat;
import io.foldwise.plugin.text.synthetic.SyntheticReportsReader;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Readers with the defaults of their parameters, and the contest's own files where they are at hand. */
public final class Reports {

    private Reports() {}

    public static final Groups NO_GROUPS = groups(Groups.By.NONE);

    public static Groups groups(Groups.By by) {
        return new Groups(by, 50, 100, 12, 3);
    }

    public static CtReportReader files(Path train, Format format, Optional<Path> test, TestFormat testFormat) {
        return new CtReportReader(
                new CtReportReader.Params(train, test, format, testFormat, 858, 0, List.of(), NO_GROUPS));
    }

    public static CtReportReader files(Path train, Groups groups) {
        return new CtReportReader(new CtReportReader.Params(
                train, Optional.empty(), Format.ROUND1, TestFormat.UNLABELLED, 858, 0, List.of(), groups));
    }

    public static SyntheticReportsReader synthetic(int reports, int types, long seed) {
        return new SyntheticReportsReader(new SyntheticReportsReader.Params(
                reports, reports / 2, 858, 17, types, 104, 0.5, 0.02, 0.02, 0.3, seed, NO_GROUPS));
    }

    public static LabelSchema labels(Dataset data) {
        return (LabelSchema) data.task().first();
    }

    public static int[] rows(Dataset data) {
        return IntStream.range(0, data.size()).toArray();
    }

    public static float[][] targets(Dataset data, int[] rows) {
        return IntStream.of(rows).mapToObj(data::targets).toArray(float[][]::new);
    }

    public static float[][] probabilities(float[][] logits) {
        float[][] probabilities = new float[logits.length][];
        for (int row = 0; row < logits.length; row++) {
            probabilities[row] = new float[logits[row].length];
            for (int i = 0; i < logits[row].length; i++) {
                probabilities[row][i] = (float) (1 / (1 + Math.exp(-logits[row][i])));
            }
        }
        return probabilities;
    }

    /** Predictions that know nothing but how frequent each label is. */
    public static float[][] baseRates(float[][] targets) {
        float[] rates = new float[targets[0].length];
        for (int label = 0; label < rates.length; label++) {
            int column = label;
            rates[label] = (float)
                    Stream.of(targets).mapToDouble(row -> row[column]).average().orElseThrow();
        }
        return Stream.of(targets).map(row -> rates).toArray(float[][]::new);
    }

    /** A file of the contest; the test that asks is skipped where there is none. */
    public static Path contest(String name) {
        String folder = System.getenv("FOLDWISE_CT_DATA");
        Assumptions.assumeTrue(folder != null, "FOLDWISE_CT_DATA names no folder of the contest's files");
        Path file = Path.of(folder, name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "no contest data in " + folder);
        return file;
    }
}
