package io.foldwise.cli.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this machine, or the container around us, has to offer.
 *
 * @param cores that this process may use
 * @param physical memory of the machine, in bytes
 * @param limit memory that the container may use, in bytes; the same where there is no limit
 * @param available memory for new processes, in bytes
 * @param cuda whether networks are trained on a GPU
 */
public record Machine(int cores, long physical, long limit, long available, boolean cuda) {

    private static final Path MEMORY = Path.of("/proc/meminfo");

    public static Machine here() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long limit = system.getTotalMemorySize(); // of the container, if there is one
        long physical = Math.max(limit, memory("MemTotal").orElse(limit));
        long free = Math.min(limit, memory("MemAvailable").orElse(limit));
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                physical,
                limit,
                limit < physical ? Math.min(free, system.getFreeMemorySize()) : free,
                System.getProperty("foldwise.backend", "cpu").equals("cuda"));
    }

    /** A line of Linux's account of its memory, in bytes. */
    private static OptionalLong memory(String name) {
        try {
            return Files.readAllLines(MEMORY).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty(); // not Linux
        }
    }
}
