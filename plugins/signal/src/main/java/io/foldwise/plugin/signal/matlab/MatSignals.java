package io.foldwise.plugin.signal.matlab;

import io.foldwise.plugin.signal.data.Extent;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Millivolts;
import io.foldwise.plugin.signal.data.Recordings;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Records that are read when they are needed.
 *
 * @param gain numbers in a millivolt
 * @param leads which of the twelve, in which order
 * @param rate steps in a second, which files do not tell
 */
record MatSignals(List<Path> files, String key, double gain, int[] leads, double rate) implements Recordings {

    /** How long a record is. */
    static Extent extent(Path file, String key, double rate) {
        return new Extent(matrix(file, key).getNumCols(), rate);
    }

    /**
     * Looks at the first record.
     *
     * @throws DataException if it cannot be in millivolts
     */
    void requireMillivolts() {
        Millivolts.doubt(get(0).values()).ifPresent(doubt -> {
            throw new DataException(
                    file(0),
                    0,
                    doubt + ": give gain, how many of its numbers make a millivolt, such as 1000 for microvolts");
        });
    }

    @Override
    public Recording get(int row) {
        Path file = files.get(row);
        Matrix matrix = matrix(file, key);
        int steps = matrix.getNumCols();
        float[] values = new float[Math.multiplyExact(steps, leads.length)];
        for (int step = 0; step < steps; step++) {
            for (int lead = 0; lead < leads.length; lead++) {
                float value = matrix.getFloat(leads[lead], step);
                if (!Float.isFinite(value)) {
                    throw new DataException(
                            file,
                            0,
                            "holds " + value + " at step " + step + " of lead '" + Leads.STANDARD.get(leads[lead])
                                    + "'");
                }
                values[step * leads.length + lead] = (float) (value / gain);
            }
        }
        return new Recording(values, rate);
    }

    @Override
    public Path file(int row) {
        return files.get(row);
    }

    private static Matrix matrix(Path file, String key) {
        try {
            Matrix matrix = MatFile.read(file, key);
            if (matrix.getNumRows() != Leads.STANDARD.size()) {
                throw new DataException(
                        file,
                        0,
                        "has '" + key + "' of the shape [" + matrix.getNumRows() + ", " + matrix.getNumCols()
                                + "], not [12, steps]");
            }
            return matrix;
        } catch (NoSuchFileException e) {
            throw new DataException(file, 0, "there is no such file");
        } catch (AccessDeniedException e) {
            throw new DataException(file, 0, "may not be read");
        } catch (IOException e) {
            throw new DataException(file, 0, "cannot be read: " + e.getMessage());
        }
    }
}
