package io.foldwise.engine.blas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A processor of the x86-64 family.
 *
 * @param vendor as it calls itself, such as {@code GenuineIntel}
 * @param flags names of what it can do, as Linux gives them
 */
public record Processor(String vendor, Set<String> flags) {

    /** Where Linux describes processors. */
    public static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private static final Set<String> AMD_AND_ITS_LICENSEES = Set.of("AuthenticAMD", "HygonGenuine");

    public Processor {
        flags = Set.copyOf(flags);
    }

    /** The first one that a file like {@code /proc/cpuinfo} tells of; empty where there is none, or of another family. */
    public static Optional<Processor> in(Path file) {
        try {
            return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty(); // another system
        }
    }

    private static Optional<Processor> of(String text) {
        Map<String, String> first = text.lines()
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.split("\\s*:\\s*", 2))
                .filter(entry -> entry.length == 2)
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (one, other) -> one));
        return Optional.ofNullable(first.get("flags"))
                .map(flags -> new Processor(
                        first.getOrDefault("vendor_id", "unknown"),
                        Set.copyOf(List.of(flags.strip().split("\\s+")))));
    }

    public InstructionSet instructions() {
        return InstructionSet.ofFlags(flags);
    }

    boolean intel() {
        return vendor.equals("GenuineIntel");
    }

    boolean amd() {
        return AMD_AND_ITS_LICENSEES.contains(vendor);
    }
}
