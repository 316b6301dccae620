package io.foldwise.cli.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
    private static final Path CONTAINER = Path.of("/sys/fs/cgroup/memory.stat");
    private static final Path OLD_CONTAINER = Path.of("/sys/fs/cgroup/memory/memory.stat");

    public static Machine here() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long limit = system.getTotalMemorySize(); // of the container, if there is one
        long physical = Math.max(limit, kibibytes("MemTotal").orElse(limit));
        long free = Math.min(limit, kibibytes("MemAvailable").orElse(limit));
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                physical,
                limit,
                limit < physical ? Math.min(free, system.getFreeMemorySize() + cached()) : free,
                System.getProperty("foldwise.backend", "cpu").startsWith("cuda"));
    }

    /** What the container's files take up in memory: it counts as used, and is given back as soon as it is wanted. */
    private static long cached() {
        return number(CONTAINER, "inactive_file ").orElse(0)
                + number(OLD_CONTAINER, "total_inactive_file ").orElse(0);
    }

    /** A line of Linux's account of its memory, in bytes. */
    private static OptionalLong kibibytes(String name) {
        OptionalLong kibibytes = number(MEMORY, name + ":");
        return kibibytes.isPresent() ? OptionalLong.of(kibibytes.getAsLong() * 1024) : kibibytes;
    }

    private static OptionalLong number(Path file, String name) {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty(); // not Linux, or no container
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }
}
