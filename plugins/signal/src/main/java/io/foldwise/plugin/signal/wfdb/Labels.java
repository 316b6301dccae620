package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.wfdb.Codes.Code;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Answers;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.TableHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is asked of records, and what is true of them.
 *
 * @param findings labels that follow from codes or comments
 * @param answers columns of the table
 * @param codes the column of codes; without it, comments are looked at
 * @param likeliest whether only the codes of a record's highest likelihood count
 * @param least likelihood of codes that count
 */
record Labels(List<Finding> findings, Answers answers, Optional<String> codes, boolean likeliest, double least) {

    Task task() {
        List<Head> heads = new ArrayList<>();
        if (!findings.isEmpty()) {
            heads.add(LabelSchema.of(
                    LabelSchema.NAME, findings.stream().map(Finding::name).toList()));
        }
        if (!answers.columns().isEmpty()) {
            heads.addAll(answers.task().heads());
        }
        if (heads.isEmpty()) {
            throw new IncompatibleException("has nothing to predict: give findings, labels, classes or quantities");
        }
        return new Task(heads);
    }

    /** The columns that a table needs. */
    Stream<String> columns() {
        return Stream.concat(codes.stream(), answers.columns().stream());
    }

    /** Whether headers tell all that is asked. */
    boolean ofComments() {
        return codes.isEmpty() && answers.columns().isEmpty();
    }

    float[] of(WfdbHeader header) {
        return of(findings, new Comments(header.comments()).said(), new float[0]);
    }

    float[] of(WfdbHeader header, RowCells row, TableHeader columns) {
        List<String> said =
                codes.map(column -> said(row, column, columns)).orElseGet(() -> new Comments(header.comments()).said());
        float[] others =
                answers.columns().isEmpty() ? new float[0] : answers.targets(row, columns.indices(answers.columns()));
        return of(findings, said, others);
    }

    static float[] of(List<Finding> findings, List<String> said, float[] others) {
        float[] all = new float[findings.size() + others.length];
        for (int label = 0; label < findings.size(); label++) {
            all[label] = findings.get(label).of(said) ? 1 : 0;
        }
        System.arraycopy(others, 0, all, findings.size(), others.length);
        return all;
    }

    private List<String> said(RowCells row, String column, TableHeader columns) {
        List<Code> all = Codes.of(row.cells().get(columns.index(column)))
                .orElseThrow(
                        () -> row.wrong("column '" + column + "' holds no codes such as {'NORM': 100.0, 'SR': 0.0}"));
        double most = all.stream().mapToDouble(Code::likelihood).max().orElse(0);
        return all.stream()
                .filter(code -> code.likelihood() >= (likeliest ? Math.max(most, least) : least))
                .map(Code::name)
                .toList();
    }
}
