package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Capability;
import io.foldwise.cli.doctor.Facts.Gpu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks NVIDIA's driver for the GPUs of this machine. */
final class NvidiaSmi {

    private static final List<String> COMMAND = List.of(
            "nvidia-smi", "--query-gpu=name,compute_cap,driver_version,memory.total", "--format=csv,noheader,nounits");

    private NvidiaSmi() {}

    /** The GPUs; none if there is no driver. */
    static List<Gpu> gpus() {
        try {
            Process process = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? parse(output) : List.of();
        } catch (IOException e) {
            return List.of(); // no such program, no NVIDIA driver
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Reads lines such as {@code NVIDIA L4, 8.9, 535.104.05, 23034}, the memory in MiB; passes over others. */
    static List<Gpu> parse(String output) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] fields = line.split("\\s*,\\s*");
            if (fields.length == 4 && fields[1].matches("\\d+\\.\\d+")) {
                long memory = fields[3].matches("\\d+") ? Long.parseLong(fields[3]) << 20 : 0;
                gpus.add(new Gpu(fields[0].strip(), Capability.parse(fields[1]), fields[2], memory));
            }
        }
        return gpus;
    }
}
