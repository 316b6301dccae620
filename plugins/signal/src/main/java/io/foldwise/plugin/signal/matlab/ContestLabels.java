package io.foldwise.plugin.signal.matlab;

import io.foldwise.plugin.signal.data.Diagnosis;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contest's labels. Of the first task a header {@code name,tag}, and 0 for normal or 1; of the second no header, and behind the
 * name one number or several, from 1 for normal to 12. Names may have the ending {@code .mat}.
 *
 * @param targets by record
 * @param lines where they stand
 */
record ContestLabels(Map<String, float[]> targets, Map<String, Integer> lines) {

    static final String ENDING = ".mat";

    private static final List<String> HEADER = List.of("name", "tag");

    /** @throws DataException with the bad lines, if there are any */
    static ContestLabels read(Path file, EcgTask task) {
        Problems problems = new Problems();
        ContestLabels labels = new ContestLabels(new LinkedHashMap<>(), new LinkedHashMap<>());
        List<CsvRow> rows = new CsvFile(file).rows();
        boolean header = task == EcgTask.NORMAL_OR_NOT;
        if (header && (rows.isEmpty() || !rows.get(0).cells().equals(HEADER))) {
            throw new DataException(file, 1, "is not the header name,tag of the first task");
        }
        for (CsvRow row : header ? rows.subList(1, rows.size()) : rows) {
            try {
                labels.add(new RowCells(file, row.line(), row.cells()), task);
            } catch (DataException bad) {
                problems.addAll(bad);
            }
        }
        problems.throwIfAny();
        if (labels.targets.isEmpty()) {
            throw new DataException(file, 0, "names no record");
        }
        return labels;
    }

    /** A record's name without the ending. */
    static String plain(String name) {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private void add(RowCells row, EcgTask task) {
        String name = plain(row.text("name", 0).strip());
        if (name.isEmpty()) {
            throw row.wrong("names no record");
        }
        Integer earlier = lines.putIfAbsent(name, row.line());
        if (earlier != null) {
            throw row.wrong("'" + name + "' is that of line " + earlier + ", too");
        }
        targets.put(name, task == EcgTask.NORMAL_OR_NOT ? tag(row) : task.target(diagnoses(row)));
    }

    private static float[] tag(RowCells row) {
        String tag = row.cells().size() == 2 ? row.cells().get(1).strip() : "";
        return switch (tag) {
            case "0" -> new float[] {0};
            case "1" -> new float[] {1};
            default -> throw row.wrong("expects a name and a tag, 0 or 1");
        };
    }

    private static Set<Diagnosis> diagnoses(RowCells row) {
        Set<Diagnosis> diagnoses = EnumSet.noneOf(Diagnosis.class);
        for (String cell : row.cells().subList(1, row.cells().size())) {
            String number = cell.strip();
            if (!number.matches("[1-9]|1[0-2]")) {
                throw row.wrong("'" + number + "' is no diagnosis: they are numbered from 1 to 12");
            }
            if (!diagnoses.add(Diagnosis.values()[Integer.parseInt(number) - 1])) {
                throw row.wrong("names diagnosis " + number + " twice");
            }
        }
        if (diagnoses.isEmpty()) {
            throw row.wrong("names no diagnosis; a record is never without one");
        }
        return diagnoses;
    }
}
