package io.foldwise.report.page;

import io.foldwise.engine.provenance.Provenance;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Column;
import io.foldwise.report.html.Part.Facts;
import io.foldwise.report.html.Part.Row;
import io.foldwise.report.html.Part.Table;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.UnitReading;
import io.foldwise.report.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it was computed with, and what it cost. */
final class EnvironmentBlock implements Block {

    private static final int SHORT = 12;

    @Override
    public String id() {
        return "environment";
    }

    @Override
    public String title() {
        return "Environment and cost";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        List<Part> parts = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>();
        facts.run().provenance().ifPresent(provenance -> collect(provenance, all));
        List<UnitReading> units = facts.run().trials().stream()
                .flatMap(trial -> trial.units().stream())
                .toList();
        if (!units.isEmpty()) {
            double seconds =
                    units.stream().mapToDouble(unit -> unit.record().seconds()).sum();
            all.put("fitting in all", time(seconds));
            all.put("a fold", time(seconds / units.size()) + " in the mean of " + Words.count(units.size(), "unit"));
            long memory = units.stream()
                    .mapToLong(unit -> unit.record().peakMemory())
                    .max()
                    .orElse(0);
            if (memory > 0) {
                all.put("largest worker", Words.memory(memory));
            }
            long parameters = units.get(0).record().parameters();
            all.put("trained numbers", String.format(java.util.Locale.ROOT, "%,d", parameters));
        }
        if (!all.isEmpty()) {
            parts.add(new Facts(all));
        }
        facts.run().provenance().ifPresent(provenance -> {
            if (!provenance.uncommitted().file().isEmpty()) {
                parts.add(new Text(
                        "The code differed from its commit: "
                                + provenance.uncommitted().file() + " keeps in what.",
                        "note"));
            }
            checksums(provenance, parts);
        });
        return parts;
    }

    private static void collect(Provenance provenance, Map<String, String> all) {
        all.put("started", provenance.started());
        all.put("seed", Long.toString(provenance.seed()));
        all.put("version", provenance.version());
        all.put("commit", provenance.commit().isEmpty() ? "not known" : provenance.commit());
        all.put("program (SHA-256)", provenance.program());
        all.put(
                "backend",
                provenance.backend()
                        + (provenance.coreType().isEmpty() ? "" : ", kernels " + provenance.coreType())
                        + (provenance.products().isEmpty() ? "" : ", products by " + provenance.products()));
        all.put("Java", provenance.java());
        all.put("system", provenance.system());
        all.put("machine", provenance.host() + ", " + Words.count(provenance.cores(), "core"));
        all.put("threads a worker", Integer.toString(provenance.threads()));
    }

    private static void checksums(Provenance provenance, List<Part> parts) {
        List<Row> rows = new ArrayList<>();
        provenance.data().forEach((name, sum) -> rows.add(Row.of(name, "data", cut(sum))));
        provenance.weights().forEach((name, sum) -> rows.add(Row.of(name, "weights", cut(sum))));
        if (!rows.isEmpty()) {
            parts.add(Table.cut(
                    "Files that the run depends on",
                    Column.of("file", "what", "SHA-256, first digits"),
                    rows,
                    Columns.MOST,
                    "provenance.json"));
        }
    }

    private static String cut(String checksum) {
        return checksum.length() > SHORT ? checksum.substring(0, SHORT) : checksum;
    }

    private static String time(double seconds) {
        return Words.time(Duration.ofMillis(Math.round(1000 * seconds)));
    }
}
