package io.foldwise.plugin.text.table;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Takes rows, whatever file they are of, and every one of them before it complains. */
final class TextRows {

    private final Path file;
    private final Layout layout;
    private final boolean labelled;
    private final List<String> columns = new ArrayList<>();
    private boolean named;

    private final Map<String, Integer> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<float[]> targets = new ArrayList<>();
    private final List<Integer> groups = new ArrayList<>();
    private final Map<String, Integer> groupNumbers = new HashMap<>();
    private final Map<String, List<String>> attributes = new LinkedHashMap<>();
    private final Problems problems = new Problems();
    private int rows;

    TextRows(Path file, Layout layout, boolean labelled) {
        this.file = file;
        this.layout = layout;
        this.labelled = labelled;
    }

    /**
     * Which cells a row is to have, in order: the text first, then those to predict, a group, attributes, an id.
     *
     * @param there whether the file has a column
     */
    List<String> columns(Predicate<String> there) {
        columns.add(layout.text());
        if (labelled) {
            columns.addAll(layout.answers().columns());
            layout.group().ifPresent(columns::add);
            layout.attributes().forEach(name -> attributes.put(name, new ArrayList<>()));
            columns.addAll(layout.attributes());
        }
        named = layout.id().isPresent() || there.test(Layout.USUAL_ID) && !columns.contains(Layout.USUAL_ID);
        if (named) {
            columns.add(layout.id().orElse(Layout.USUAL_ID));
        }
        return List.copyOf(columns);
    }

    /** Whether samples have numbers for ids, as their file has none. */
    boolean numbered() {
        return !named;
    }

    /** Reads a row; what is wrong with it is said at the end. */
    void add(Supplier<RowCells> row) {
        rows++;
        try {
            read(row.get());
        } catch (DataException badLine) {
            problems.addAll(badLine);
        }
    }

    /** @throws DataException if there are no rows, or bad ones: the first of them, and how many there are */
    TextTable table() {
        if (rows == 0) {
            throw new DataException(file, 0, "holds no sample");
        }
        problems.throwIfAny();
        return new TextTable(
                List.copyOf(ids),
                List.copyOf(texts),
                targets.toArray(float[][]::new),
                groups.stream().mapToInt(Integer::intValue).toArray(),
                attributes);
    }

    private void read(RowCells row) {
        String id = named ? id(row) : Integer.toString(rows);
        String text = row.cells().get(0);
        if (text.isBlank()) {
            throw row.wrong("column '" + layout.text() + "' is empty");
        }
        int next = 1;
        if (labelled) {
            int answers = layout.answers().columns().size();
            float[] wanted = layout.answers()
                    .targets(row, IntStream.range(next, next + answers).toArray());
            next += answers;
            int group = layout.group().isPresent() ? group(row, next++) : ids.size();
            for (List<String> column : attributes.values()) {
                column.add(row.cells().get(next++));
            }
            targets.add(wanted);
            groups.add(group);
        }
        ids.add(id);
        texts.add(text);
    }

    private String id(RowCells row) {
        int last = columns.size() - 1;
        String id = row.text(columns.get(last), last);
        if (id.isBlank()) {
            throw row.wrong("column '" + columns.get(last) + "' is empty");
        }
        Integer earlier = lineOfId.putIfAbsent(id, row.line());
        if (earlier != null) {
            throw row.wrong(columns.get(last) + " '" + id + "' is that of line " + earlier + ", too");
        }
        return id;
    }

    private int group(RowCells row, int index) {
        String group = row.text(layout.group().orElseThrow(), index);
        if (group.isBlank()) {
            throw row.wrong("column '" + layout.group().orElseThrow() + "' is empty");
        }
        return groupNumbers.computeIfAbsent(group, added -> groupNumbers.size());
    }
}
