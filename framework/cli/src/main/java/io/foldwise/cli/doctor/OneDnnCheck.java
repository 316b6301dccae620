package io.foldwise.cli.doctor;

import io.foldwise.cli.doctor.Facts.Loaded;
import java.util.List;

/** Convolutions on the CPU go through oneDNN, without which they take ten times as long. */
final class OneDnnCheck implements Check {

    @Override
    public List<Finding> findings(Facts facts) {
        return facts
                .backend()
                .natives()
                .filter(natives -> !facts.backend().cuda() && natives instanceof Loaded loaded && !loaded.oneDnn())
                .map(
                        natives -> Finding.costs(
                                "the natives have no oneDNN: convolutions take about ten times as long",
                                "build with a classifier that has it:"
                                        + " FOLDWISE_BUILD_OPTS=-Dnd4j.classifier=linux-x86_64-onednn-avx2 (or -onednn, -onednn-avx512)"))
                .stream()
                .toList();
    }
}
