package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.SubmissionFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every check of {@link SubmissionContract} catches a format that breaks it; a correct one passes. */
final class BrokenSubmissionsTest {

    /** What a grader may look at. */
    private enum Check {
        ROWS,
        IDS,
        WIDTH,
        RANGE
    }

    /** Lines of {@code id,probability,probability,...} without a header. */
    private static class Plain implements SubmissionFormat {
        private final Set<Check> checks;
        private final LabelSchema labels;

        Plain(LabelSchema labels, Check... checks) {
            this.checks = Set.of(checks);
            this.labels = labels;
        }

        @Override
        public List<String> lines(Predictions predictions) {
            List<String> lines = new ArrayList<>();
            for (int row = 0; row < predictions.ids().size(); row++) {
                StringBuilder line = new StringBuilder(predictions.ids().get(row));
                for (float probability : predictions.of(labels, row).values()) {
                    line.append(',').append(probability);
                }
                lines.add(line.toString());
            }
            return lines;
        }

        @Override
        public List<String> problems(List<String> lines, List<String> ids) {
            List<String> problems = new ArrayList<>();
            if (checks.contains(Check.ROWS) && lines.size() != ids.size()) {
                problems.add("line " + lines.size() + ": the file ends here");
            }
            for (int row = 0; row < Math.min(lines.size(), ids.size()); row++) {
                String[] cells = lines.get(row).split(",", -1);
                boolean wrongId = checks.contains(Check.IDS) && !cells[0].equals(ids.get(row));
                boolean wrongWidth = checks.contains(Check.WIDTH) && cells.length != labels.width() + 1;
                if (wrongId || wrongWidth || checks.contains(Check.RANGE) && !inRange(cells)) {
                    problems.add("line " + (row + 1) + ": is wrong");
                }
            }
            return problems;
        }

        private static boolean inRange(String[] cells) {
            for (int cell = 1; cell < cells.length; cell++) {
                double value = Double.parseDouble(cells[cell]);
                if (!(value >= 0 && value <= 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Nested
    class Correct extends SubmissionContract {
        @Override
        protected SubmissionFormat format(LabelSchema labels) {
            return new Plain(labels, Check.values());
        }
    }

    @Test
    void uncountedRows() {
        SubmissionContract contract = checking(Check.IDS, Check.WIDTH, Check.RANGE);
        assertCaught(contract::findsAMissingSample, "without its last sample");
        assertCaught(contract::findsASampleTooMany, "last sample twice");
        assertCaught(contract::findsAnEmptyFile, "empty file");
    }

    @Test
    void unreadIds() {
        assertCaught(checking(Check.ROWS, Check.WIDTH, Check.RANGE)::findsSamplesInTheWrongOrder, "exchanged");
    }

    @Test
    void uncountedCells() {
        assertCaught(checking(Check.ROWS, Check.IDS, Check.RANGE)::findsATruncatedLine, "half of its last line");
    }

    @Test
    void unreadProbabilities() {
        assertCaught(checking(Check.ROWS, Check.IDS, Check.WIDTH)::findsValuesThatAreNoProbabilities, "NaN");
    }

    @Test
    void problemsWithoutALine() {
        assertCaught(
                contract(new Plain(TinyData.schema(3), Check.values()) {
                    @Override
                    public List<String> problems(List<String> lines, List<String> ids) {
                        return super.problems(lines, ids).isEmpty() ? List.of() : List.of("is wrong");
                    }
                })::findsAMissingSample,
                "names its line");
    }

    @Test
    void refusingItsOwnFiles() {
        SubmissionContract contract = contract(new Plain(TinyData.schema(4), Check.values()));
        assertCaught(contract::findsNothingWrongWithItsOwnFiles, "is wrong");
        assertCaught(contract::writesProbabilitiesOfZeroAndOne, "is wrong");
    }

    @Test
    void lineEndsInLines() {
        assertCaught(
                contract(new Plain(TinyData.schema(3), Check.values()) {
                    @Override
                    public List<String> lines(Predictions predictions) {
                        return super.lines(predictions).stream()
                                .map(line -> line + "\n")
                                .toList();
                    }
                })::writesOneLineAtATime,
                "not to contain");
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static SubmissionContract checking(Check... checks) {
        return contract(new Plain(TinyData.schema(3), checks));
    }

    private static SubmissionContract contract(SubmissionFormat format) {
        return new SubmissionContract() {
            @Override
            protected SubmissionFormat format(LabelSchema labels) {
                return format;
            }
        };
    }
}
