package io.foldwise.plugin.signal.wfdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small records. */
final class WfdbRecords {

    static final int GAIN = 200;
    static final int BASELINE = 7;

    private WfdbRecords() {}

    /** Numbers {@code [time][leads]} of format 16, with comments. */
    static Path write(Path folder, String name, List<String> leads, int rate, int[][] numbers, String... comments)
            throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * numbers.length * leads.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int[] moment : numbers) {
            for (int number : moment) {
                bytes.putShort((short) number);
            }
        }
        return write(folder, name, "16", leads, rate, numbers, bytes.array(), comments);
    }

    static Path write(
            Path folder,
            String name,
            String format,
            List<String> leads,
            int rate,
            int[][] numbers,
            byte[] bytes,
            String... comments)
            throws IOException {
        StringBuilder header = new StringBuilder();
        String file = name.substring(name.lastIndexOf('/') + 1);
        header.append("%s %d %d %d\n".formatted(file, leads.size(), rate, numbers.length));
        for (int lead = 0; lead < leads.size(); lead++) {
            int sum = 0;
            for (int[] moment : numbers) {
                sum += moment[lead];
            }
            header.append("%s.dat %s %d.0(%d)/mV 16 0 %d %d 0 %s\n"
                    .formatted(file, format, GAIN, BASELINE, numbers[0][lead], (short) sum, leads.get(lead)));
        }
        for (String comment : comments) {
            header.append('#').append(comment).append('\n');
        }
        Path path = folder.resolve(name + ".hea");
        Files.createDirectories(path.getParent());
        Files.write(path.resolveSibling(file + ".dat"), bytes);
        return Files.writeString(path, header);
    }

    /** Two leads of so many steps, others for every seed. */
    static int[][] twoLeads(int steps, int seed) {
        int[][] numbers = new int[steps][2];
        for (int step = 0; step < steps; step++) {
            numbers[step][0] = (step * 31 + seed * 17) % 401 - 200;
            numbers[step][1] = (step * 7 + seed * 29) % 203 - 50;
        }
        return numbers;
    }
}
