package io.foldwise.toolkit.text;

import io.foldwise.spi.data.DataException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A text file that names a sample in every line. */
public final class NamesFile {

    private NamesFile() {}

    /**
     * The names in the file's order.
     *
     * @throws DataException if there are none, or a line is empty, names what an earlier one does, or is not UTF-8
     */
    public static List<String> read(Path file) {
        Set<String> names = new LinkedHashSet<>();
        TextFile text = new TextFile(file);
        text.lines((number, line) -> {
            String name = text.text(number, line).strip();
            if (name.isEmpty() || !names.add(name)) {
                throw new DataException(
                        file, number, name.isEmpty() ? "names nothing" : "names '" + name + "' a second time");
            }
        });
        if (names.isEmpty()) {
            throw new DataException(file, 0, "names nothing; a line is the name of a sample");
        }
        return List.copyOf(names);
    }
}
