package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.codec.RunLengthCode;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.table.CsvFile;
import io.foldwise.toolkit.table.CsvRow;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.TableHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Masks of one class in a table of run-length codes. Several rows of one image are united, as a mask may be written in parts.
 *
 * @param codes by image, each with its line
 */
record CodedMasks(Path file, Map<String, List<Code>> codes) implements MaskSource {

    record Code(int line, String text) {

        boolean empty() {
            return text.strip().equals(RunLengthCode.EMPTY);
        }
    }

    /**
     * Reads a table.
     *
     * @param columns of codes, one for each class
     * @return masks of each class
     */
    static List<CodedMasks> read(Path file, String id, List<String> columns, Problems problems) {
        List<CsvRow> rows = new CsvFile(file).rows();
        if (rows.isEmpty()) {
            throw new DataException(file, 0, "needs a header");
        }
        CsvRow first = rows.get(0);
        TableHeader header = TableHeader.of(
                file,
                new CsvRow(
                        first.line(), first.cells().stream().map(String::strip).toList()));
        header.refuse(header.missing(Stream.concat(Stream.of(id), columns.stream())));
        List<CodedMasks> classes = columns.stream()
                .map(column -> new CodedMasks(file, new LinkedHashMap<>()))
                .toList();
        for (CsvRow row : rows.subList(1, rows.size())) {
            try {
                RowCells cells = header.cells(row);
                for (int i = 0; i < columns.size(); i++) {
                    classes.get(i)
                            .add(
                                    row.cells().get(header.index(id)).strip(),
                                    cells,
                                    cells.cells().get(header.index(columns.get(i))));
                }
            } catch (DataException bad) {
                problems.addAll(bad);
            }
        }
        return classes;
    }

    private void add(String id, RowCells row, String text) {
        List<Code> known = codes.computeIfAbsent(id, first -> new ArrayList<>());
        Code code = new Code(row.line(), text);
        if (!known.isEmpty() && (code.empty() || known.get(0).empty())) {
            throw row.wrong("gives '" + id + "' another mask than line "
                    + known.get(0).line() + ", and one of the two is empty");
        }
        known.add(code);
    }

    @Override
    public Set<String> ids() {
        return codes.keySet();
    }

    @Override
    public DataException wrong(String id, String message) {
        return new DataException(file, codes.get(id).get(0).line(), message);
    }

    @Override
    public MaskRuns read(String id, ImageHeader image, ImageSize size) {
        if (codes.get(id).get(0).empty()) {
            return MaskRuns.EMPTY;
        }
        boolean[] mask = new boolean[Math.multiplyExact(image.height(), image.width())];
        for (Code code : codes.get(id)) {
            try {
                RunLengthCode.decode(code.text(), mask, image.height(), image.width());
            } catch (IllegalArgumentException e) {
                throw new DataException(file, code.line(), "the run-length code of '" + id + "' " + e.getMessage());
            }
        }
        return MaskRuns.resized(mask, image, size);
    }
}
