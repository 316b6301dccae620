package io.foldwise.plugin.text.report;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers how long the longest report was when a run began, for models that learn something for each position. It is the shape of
 * the data, which all folds share: no held-out report is cut, and each counts by its length alone. Longer reports are cut.
 */
record LengthLimit() implements Preparation {

    @Override
    public Fitted fit(Dataset raw, int[] rows) {
        return new Limited(((InputShape.Sequence) raw.input()).maxLength());
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        try {
            int longest = Integer.parseInt(Files.readString(file).strip());
            if (longest > 0) {
                return new Limited(longest);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IOException("it holds no length");
    }

    private record Limited(int longest) implements Fitted {

        @Override
        public Dataset apply(Dataset raw) {
            return ((ReportDataset) raw).cutTo(longest);
        }

        @Override
        public void save(Path file) throws IOException {
            Files.writeString(file, longest + "\n");
        }
    }
}
