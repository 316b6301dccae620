package io.foldwise.plugin.signal.wfdb;

import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.file.RegularFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a record. */
final class WfdbValues {

    private WfdbValues() {}

    /**
     * Some leads of a record in millivolts.
     *
     * @param wanted places among the header's leads
     * @return {@code [time, wanted]}
     * @throws DataException if a file is not there, longer or shorter than the header says, its checksum is another, or a wanted
     *     lead has moments without a number
     */
    static float[] read(WfdbHeader header, int[] wanted) {
        float[] values = new float[size(header, wanted.length)];
        Map<String, List<Integer>> files = new LinkedHashMap<>();
        for (int lead = 0; lead < header.leads().size(); lead++) {
            files.computeIfAbsent(header.leads().get(lead).file(), name -> new ArrayList<>())
                    .add(lead);
        }
        files.forEach((name, leads) -> read(header, name, leads, wanted, values));
        return values;
    }

    private static int size(WfdbHeader header, int leads) {
        long size = header.extent().steps() * leads;
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw new DataException(header.file(), 0, "is longer than fits into memory at once");
        }
        requireSizes(header); // before room is made for what a header only claims
        return (int) size;
    }

    /** @throws DataException if a file is not there, or longer or shorter than the header says */
    static void requireSizes(WfdbHeader header) {
        header.leads().stream().map(WfdbLead::file).distinct().forEach(name -> requireSize(header, name));
    }

    private static void requireSize(WfdbHeader header, String name) {
        Path file = header.file().resolveSibling(name);
        List<WfdbLead> leads =
                header.leads().stream().filter(lead -> lead.file().equals(name)).toList();
        if (leads.stream().map(WfdbLead::format).distinct().count() > 1) {
            throw new DataException(header.file(), 0, "gives '" + name + "' two formats");
        }
        long expected = leads.get(0).format().bytes(header.extent().steps() * leads.size());
        long found = length(file);
        if (found != expected) {
            throw new DataException(
                    file,
                    0,
                    "has " + found + " bytes, not " + expected + " as "
                            + header.file().getFileName() + " says");
        }
        if (found > Integer.MAX_VALUE - Long.BYTES) {
            throw new DataException(file, 0, "is longer than fits into memory at once");
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new DataException(file, 0, "there is no such file");
        } else if (failure instanceof AccessDeniedException) {
            return new DataException(file, 0, "may not be read");
        }
        return new DataException(file, 0, "cannot be read: " + failure.getMessage());
    }

    private static void read(WfdbHeader header, String name, List<Integer> leads, int[] wanted, float[] values) {
        Path file = header.file().resolveSibling(name);
        int steps = Math.toIntExact(header.extent().steps());
        byte[] bytes = bytes(file);
        SampleFormat format = header.leads().get(leads.get(0)).format();
        if (bytes.length != format.bytes((long) steps * leads.size())) {
            throw new DataException(file, 0, "changes while it is read");
        }
        for (int place = 0; place < leads.size(); place++) {
            WfdbLead lead = header.leads().get(leads.get(place));
            int column = column(wanted, leads.get(place));
            int sum = 0;
            for (int step = 0; step < steps; step++) {
                int number = format.read(bytes, step * leads.size() + place);
                sum += number;
                if (column >= 0) {
                    if (number == format.missing()) {
                        throw new DataException(
                                file, 0, "has no value at step " + step + " of lead '" + lead.name() + "'");
                    }
                    values[step * wanted.length + column] = lead.millivolts(number);
                }
            }
            if ((short) sum != (short) lead.checksum()) {
                throw new DataException(
                        file,
                        0,
                        "is damaged: the checksum of lead '" + lead.name() + "' is " + (short) sum + ", not "
                                + (short) lead.checksum());
            }
        }
    }

    private static int column(int[] wanted, int lead) {
        for (int column = 0; column < wanted.length; column++) {
            if (wanted[column] == lead) {
                return column;
            }
        }
        return -1;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(RegularFile.require(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
