package io.foldwise.report.reproduce;

import io.foldwise.engine.provenance.ProgramParts;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What two runs were computed by and on. */
final class Circumstances {

    private static final int SHOWN = 10;
    private static final int SHORT = 12;

    private Circumstances() {}

    /** In sentences, each a possible reason for other results. */
    static List<String> differences(RunFolder original, RunFolder again) {
        Provenance before = SealedRecord.read(original.provenance(), Provenance.class, "restore it from a copy");
        Provenance now = SealedRecord.read(again.provenance(), Provenance.class, "restore it from a copy");
        List<String> differences = new ArrayList<>();
        if (!before.program().equals(now.program())) {
            differences.addAll(code(original, again));
        }
        add(differences, "Foldwise", before.version(), now.version());
        add(differences, "commit", shortened(before.commit()), shortened(now.commit()));
        add(differences, "backend", before.backend(), now.backend());
        add(differences, "kernels of OpenBLAS", before.coreType(), now.coreType());
        add(differences, "library of matrix products", before.products(), now.products());
        add(differences, "threads of a worker", before.threads(), now.threads());
        add(differences, "Java", before.java(), now.java());
        add(differences, "system", before.system(), now.system());
        add(differences, "machine", before.host(), now.host());
        if (!before.data().equals(now.data())) {
            differences.add("data files are not the same");
        }
        if (!before.weights().equals(now.weights())) {
            differences.add("files of weights are not the same");
        }
        return differences;
    }

    private static List<String> code(RunFolder original, RunFolder again) {
        Optional<ProgramParts> before = parts(original);
        Optional<ProgramParts> now = parts(again);
        if (before.isEmpty() || now.isEmpty()) {
            return List.of("the code is not the same; the run has no program.csv to tell which classes");
        }
        ProgramParts.Difference difference = now.get().since(before.get());
        List<String> sentences = new ArrayList<>();
        addParts(sentences, "changed", difference.changed());
        addParts(sentences, "new", difference.added());
        addParts(sentences, "no longer there", difference.gone());
        return sentences;
    }

    private static Optional<ProgramParts> parts(RunFolder folder) {
        try {
            return ProgramParts.read(folder);
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static void addParts(List<String> sentences, String what, List<String> parts) {
        if (!parts.isEmpty()) {
            String shown = String.join(", ", parts.subList(0, Math.min(SHOWN, parts.size())));
            sentences.add("code " + what + ": " + shown
                    + (parts.size() > SHOWN ? " and " + (parts.size() - SHOWN) + " more" : ""));
        }
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(SHORT, commit.length()));
    }

    private static void add(List<String> differences, String what, Object before, Object now) {
        if (!before.equals(now)) {
            differences.add("%s was %s and is %s".formatted(what, shown(before), shown(now)));
        }
    }

    private static String shown(Object value) {
        return value.toString().isEmpty() ? "not known" : value.toString();
    }
}
