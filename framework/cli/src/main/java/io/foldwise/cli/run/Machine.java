package io.foldwise.cli.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine, or the container around us, has to offer.
 *
 * @param cores that this process may use
 * @param total memory of the machine or, where it is less, of the container, in bytes
 * @param available memory for new processes, in bytes
 * @param cuda whether networks are trained on a GPU
 */
public record Machine(int cores, long total, long available, boolean cuda) {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                physical(),
                Math.min(free(), physical()),
                System.getProperty("foldwise.backend", "cpu").equals("cuda"));
    }

    private static long physical() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    private static long free() {
        try {
            return Files.readAllLines(MEMORY).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE; // not Linux: the total has to do
        }
    }
}
