package io.foldwise.plugin.signal.submission;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.toolkit.table.CsvLines;
import io.foldwise.toolkit.table.CsvRow;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The answer files of AIWIN 2021, by what is asked:
 *
 * <ul>
 *   <li>One label, or one of several classes: a header {@code name,tag}, and of each record whether it has the label, 1 or 0, or the
 *       number of its class, from 0.
 *   <li>Several labels: no header, and of each record its name and the numbers of its labels, from 1, ascending: {@code
 *       name,idx[,idx...]}. A record is never without one: the most probable counts where none reaches the threshold. Rules among
 *       labels are for the post-processing {@code label-rules}.
 * </ul>
 */
@Description("An answer file of AIWIN 2021: name,tag of one label or class; name,idx[,idx...] of several labels")
public final class EcgAnswers implements SubmissionFormat {

    private static final String HEADER = "name,tag";

    /** In place of a number where probabilities are none. */
    private static final String UNSOUND = "NaN";

    private final Params params;
    private final RowHead head;
    private final boolean list;

    /** How answers are told. */
    public record Params(
            @Description("Probability from which on a record has a label")
            @Default("0.5")
            @DecimalMin("0")
            @DecimalMax("1")
            double threshold,

            @Description("What names of records may end with, and the file leaves out") @Default(".mat") @NotBlank
            String extension) {}

    /** @throws IncompatibleException if the task is of several heads, or neither of labels nor of classes */
    @Inject
    public EcgAnswers(Params params, Task task) {
        Head only = task.first();
        if (!task.single() || !(only instanceof LabelSchema || only instanceof Classes)) {
            throw new IncompatibleException("holds labels or one of several classes, but the data asks for "
                    + task.heads().stream().map(Head::name).toList());
        }
        this.params = params;
        this.head = (RowHead) only;
        this.list = head instanceof LabelSchema && head.width() > 1;
    }

    @Override
    public List<String> lines(Predictions predictions) {
        List<String> lines = new ArrayList<>();
        if (!list) {
            lines.add(HEADER);
        }
        for (int sample = 0; sample < predictions.size(); sample++) {
            List<String> cells = new ArrayList<>();
            cells.add(name(predictions.ids().get(sample)));
            cells.addAll(answer(predictions.of(head, sample).values()));
            lines.add(CsvLines.line(cells));
        }
        return lines;
    }

    private String name(String id) {
        boolean ends = id.toLowerCase(Locale.ROOT).endsWith(params.extension().toLowerCase(Locale.ROOT));
        return ends ? id.substring(0, id.length() - params.extension().length()) : id;
    }

    private List<String> answer(float[] row) {
        for (float probability : row) {
            if (!(probability >= 0 && probability <= 1)) {
                return List.of(UNSOUND);
            }
        }
        if (head instanceof Classes) {
            return List.of(Integer.toString(Classes.largest(row)));
        }
        if (!list) {
            return List.of(row[0] >= params.threshold() ? "1" : "0");
        }
        List<String> labels = IntStream.range(0, row.length)
                .filter(label -> row[label] >= params.threshold())
                .mapToObj(label -> Integer.toString(label + 1))
                .toList();
        return labels.isEmpty() ? List.of(Integer.toString(Classes.largest(row) + 1)) : labels;
    }

    @Override
    public List<String> problems(List<String> lines, List<String> ids) {
        List<String> problems = new ArrayList<>();
        int header = list ? 0 : 1;
        if (!list && !lines.isEmpty() && !lines.get(0).equals(HEADER)) {
            problems.add("line 1: expected the header " + HEADER);
        }
        List<CsvRow> rows = CsvLines.rows(lines);
        for (int row = header; row < Math.min(rows.size(), ids.size() + header); row++) {
            int line = rows.get(row).line();
            problem(rows.get(row).cells(), name(ids.get(row - header)))
                    .ifPresent(problem -> problems.add("line " + line + ": " + problem));
        }
        if (rows.size() != ids.size() + header) {
            problems.add("line " + lines.size() + ": the file ends here; expected " + (list ? "" : "a header and ")
                    + ids.size() + " records");
        }
        return problems;
    }

    private Optional<String> problem(List<String> cells, String name) {
        if (!cells.get(0).equals(name)) {
            return Optional.of("expected the record '" + name + "', found '" + cells.get(0) + "'");
        }
        int answers = cells.size() - 1;
        if (answers == 0 || !list && answers > 1) {
            return Optional.of("expected " + (list ? "a number at least" : "one number") + ", found " + answers);
        }
        int least = list ? 1 : 0;
        int most = list ? head.width() : Math.max(1, head.width() - 1);
        int before = least - 1;
        for (String cell : cells.subList(1, cells.size())) {
            int number = number(cell);
            if (number < least || number > most) {
                return Optional.of("'" + cell + "' is no whole number from " + least + " to " + most);
            }
            if (number <= before) {
                return Optional.of(number + " stands behind " + before + ": numbers ascend, each once");
            }
            before = number;
        }
        return Optional.empty();
    }

    /** -1 unless a cell is a number as it is written here: without sign, blanks and leading zeros. */
    private static int number(String cell) {
        return cell.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(cell) : -1;
    }
}
