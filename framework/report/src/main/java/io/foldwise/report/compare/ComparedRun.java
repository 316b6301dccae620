package io.foldwise.report.compare;

import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.report.reading.PlainConfig;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.reading.UnitReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A finished run, or a finished trial of a sweep, that is compared with others.
 *
 * @param label what it is called
 * @param reading of the run's folder
 * @param trial its number; 0 of a run that is no sweep
 * @param configuration values by key
 * @param units its folds
 */
record ComparedRun(
        String label, RunReading reading, int trial, Map<String, String> configuration, List<UnitReading> units) {

    private static final int SHORT = 12;

    static ComparedRun of(RunReading run) {
        return new ComparedRun(
                run.folder().path().toString(), run, run.reported(), PlainConfig.values(run.experiment()), run.units());
    }

    static ComparedRun ofTrial(RunReading sweep, int trial, List<UnitReading> units) {
        String text = WholeFile.read(sweep.folder().trialExperiment(trial));
        return new ComparedRun(
                sweep.folder().path() + " trial " + trial,
                sweep,
                trial,
                PlainConfig.values(PlainConfig.parse(text)),
                units);
    }

    /** The metrics that its folds were scored by, in order. */
    Set<String> metrics() {
        Set<String> metrics = new LinkedHashSet<>();
        reading.scores().ifPresent(scores -> metrics.addAll(scores.metrics().keySet()));
        units.forEach(unit -> metrics.addAll(unit.record().scores().keySet()));
        return metrics;
    }

    /** A metric on each fold, NaN where it was not measured. */
    List<Double> folds(String metric) {
        List<Double> values = new ArrayList<>();
        units.forEach(unit -> values.add(unit.record().scores().getOrDefault(metric, Double.NaN)));
        return values;
    }

    /** What its result depends on besides its configuration, by name. */
    Map<String, String> circumstances() {
        Map<String, String> circumstances = new LinkedHashMap<>();
        reading.provenance().ifPresent(origin -> {
            circumstances.put("(data)", checksum(new TreeMap<>(origin.data()).toString()));
            circumstances.put("(weights)", checksum(new TreeMap<>(origin.weights()).toString()));
            circumstances.put("(code)", code(origin));
            circumstances.put("(kernels)", origin.backend() + " " + origin.coreType() + " " + origin.products());
            circumstances.put("(java)", origin.java());
        });
        if (reading.folds() > 0) {
            circumstances.put(
                    "(split)", WholeFile.sha256(reading.folder().split()).substring(0, SHORT));
        }
        return circumstances;
    }

    private static String code(Provenance origin) {
        String commit = origin.commit().isEmpty()
                ? ""
                : origin.commit().substring(0, Math.min(SHORT, origin.commit().length())) + ", ";
        return commit + "classes "
                + origin.program().substring(0, Math.min(SHORT, origin.program().length()));
    }

    private static String checksum(String text) {
        return WholeFile.sha256(text).substring(0, SHORT);
    }

    /** Whether another run has the same folds of the same samples. */
    boolean hasFoldsOf(ComparedRun other) {
        return units.size() == other.units.size()
                && reading.folds() > 0
                && circumstances().get("(split)").equals(other.circumstances().get("(split)"))
                && circumstances()
                        .getOrDefault("(data)", "")
                        .equals(other.circumstances().getOrDefault("(data)", ""));
    }
}
