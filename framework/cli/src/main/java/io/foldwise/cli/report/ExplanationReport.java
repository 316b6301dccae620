package io.foldwise.cli.report;

import io.foldwise.engine.prediction.ExplainedSample;
import io.foldwise.engine.prediction.ExplainedSample.ExplainedPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What predictions rest on, as a table: of each sample the column that is most wrong, and the parts that weigh most in it. */
public final class ExplanationReport {

    private static final int TERMINAL = 80;
    private static final int MOST_PARTS = 6;

    private final List<ExplainedSample> samples;

    public ExplanationReport(List<ExplainedSample> samples) {
        this.samples = samples;
    }

    public List<String> lines() {
        TextTable table = TextTable.ofWords("sample", "fold", "column", "target", "prediction", "owed to");
        for (ExplainedSample sample : samples) {
            int column = sample.mostWrong();
            table.row(
                    sample.id(),
                    Integer.toString(sample.fold()),
                    sample.columns().get(column),
                    number("%.3g", sample.targets()[column]),
                    number("%.3f", sample.predictions()[column]),
                    parts(sample, column));
        }
        List<String> lines = new ArrayList<>(table.lines(TERMINAL));
        lines.add("a part's weight is the prediction, less the one without it; the " + MOST_PARTS
                + " largest of each sample are shown");
        return lines;
    }

    private static String parts(ExplainedSample sample, int column) {
        return sample.parts().stream()
                .sorted(Comparator.comparingDouble((ExplainedPart part) -> -Math.abs(part.weights()[column])))
                .limit(MOST_PARTS)
                .map(part -> part.name() + " " + number("%+.2f", part.weights()[column]))
                .collect(Collectors.joining(", "));
    }

    private static String number(String format, float number) {
        return String.format(Locale.ROOT, format, number);
    }
}
