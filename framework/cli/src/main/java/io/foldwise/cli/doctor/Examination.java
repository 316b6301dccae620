package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Broken;
import io.foldwise.cli.doctor.Facts.Gpu;
import io.foldwise.cli.doctor.Facts.Loaded;
import io.foldwise.cli.doctor.Facts.Natives;
import io.foldwise.cli.doctor.Finding.Severity;
import io.foldwise.cli.report.TextTable;
import io.foldwise.engine.blas.ProductLibrary;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a machine is like, and what is wrong with it. */
public record Examination(Facts facts, List<Finding> findings) {

    public static Examination of(Facts facts) {
        return new Examination(
                facts,
                Check.all().stream()
                        .flatMap(check -> check.findings(facts).stream())
                        .toList());
    }

    public boolean preventsWork() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.PREVENTS_WORK);
    }

    public List<String> lines() {
        Facts.Versions versions = facts.versions();
        TextTable table = TextTable.ofWords("foldwise", versions.foldwise())
                .row("java", versions.java())
                .row("deeplearning4j", versions.deeplearning4j() + ", ND4J " + versions.nd4j())
                .row("system", versions.system())
                .row("backend", backend());
        if (facts.backend().natives().orElse(null) instanceof Loaded loaded) {
            table.row(
                    "speed",
                    "%.0f GFLOP/s in a matrix product, %.0f times a plain loop"
                            .formatted(loaded.gemm().gigaflops(), loaded.gemm().ratio()));
            kernels().ifPresent(kernels -> table.row("kernels", kernels));
        }
        table.row(
                        "cores",
                        facts.threads().cores() + "; OMP_NUM_THREADS "
                                + orUnset(facts.threads().openMp())
                                + ", OPENBLAS_NUM_THREADS "
                                + orUnset(facts.threads().openBlas()) + ", OMP_WAIT_POLICY "
                                + facts.threads().waitPolicy().orElse("unset"))
                .row(
                        "memory",
                        memory() + ", "
                                + Words.memory(facts.memory().available()) + " available; this process's heap at most "
                                + Words.memory(facts.memory().heap()))
                .row(
                        "disk",
                        Words.memory(facts.disk().room()) + " free for "
                                + facts.disk().folder());
        if (facts.gpus().isEmpty()) {
            table.row("gpu", "none that nvidia-smi knows of");
        }
        facts.gpus().forEach(gpu -> table.row("gpu", describe(gpu)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        findings.forEach(finding -> {
            String mark = finding.severity() == Severity.PREVENTS_WORK ? "problem  " : "advice   ";
            lines.add(mark + finding.what());
            lines.add("         " + finding.remedy());
        });
        lines.add(preventsWork() ? "This machine is not ready." : "This machine is ready.");
        return lines;
    }

    private Optional<String> kernels() {
        Facts.Kernels kernels = facts.kernels();
        String asked = kernels.asked().map(value -> " (OPENBLAS_CORETYPE)").orElse(", its own choice");
        String products = kernels.products().equals(ProductLibrary.ONEDNN) ? "; layers multiply by oneDNN" : "";
        return kernels.coreType()
                .filter(type -> !facts.backend().cuda())
                .map(type -> "OpenBLAS's for " + type + asked + products);
    }

    private String memory() {
        Facts.Memory memory = facts.memory();
        String physical = Words.memory(memory.physical());
        return memory.limit() < memory.physical()
                ? Words.memory(memory.limit()) + " for this container on a machine with " + physical
                : physical;
    }

    private String backend() {
        Natives natives = facts.backend().natives().orElse(null);
        String chosen = facts.backend().chosen();
        if (natives instanceof Loaded loaded) {
            return "%s (%s), BLAS %s, %s, built for %s"
                    .formatted(
                            chosen,
                            loaded.classifier(),
                            loaded.blas().toLowerCase(Locale.ROOT),
                            loaded.oneDnn() ? "oneDNN" : "no oneDNN",
                            loaded.instructions());
        }
        return chosen + (natives instanceof Broken ? ", does not load" : ", not tried");
    }

    private static String orUnset(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("unset");
    }

    private static String describe(Gpu gpu) {
        return "%s, compute capability %s, driver %s, %s; %s"
                .formatted(
                        gpu.name(),
                        gpu.capability(),
                        gpu.driver(),
                        Words.memory(gpu.memory()),
                        CudaBuild.bestFor(gpu).map(Examination::choice).orElse("no CUDA build runs on it"));
    }

    private static String choice(CudaBuild build) {
        return build.choice() + (build.experimental() ? " (experimental)" : "");
    }
}
