package io.foldwise.engine.training;

import io.foldwise.engine.store.TaskRecord;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The experiment's metrics by name, in order; the first is the primary metric.
 */
public record Scoring(LinkedHashMap<String, Measure> metrics) {

    /** A metric and the head that it measures. */
    public record Measure(Head head, Metric metric) {}

    /** Metrics that all measure one head. */
    public static Scoring of(Head head, Map<String, ? extends Metric> metrics) {
        LinkedHashMap<String, Measure> measures = new LinkedHashMap<>();
        metrics.forEach((name, metric) -> measures.put(name, new Measure(head, metric)));
        return new Scoring(measures);
    }

    public String primaryMetric() {
        return metrics.keySet().iterator().next();
    }

    /** The head that the primary metric measures. */
    public Head primaryHead() {
        return metrics.get(primaryMetric()).head();
    }

    /** Every metric's tally of predictions. */
    public Map<String, Tally> tallies(Dataset data, int[] rows, Predictions predictions) {
        Map<String, Tally> tallies = begin();
        for (Head head : heads()) {
            List<Tally> ofHead = talliesOf(head, tallies);
            for (int sample = 0; sample < rows.length; sample++) {
                add(ofHead, data.target(rows[sample], head), predictions.of(head, sample));
            }
        }
        return tallies;
    }

    /** Every metric's value. */
    public Map<String, Double> values(Dataset data, int[] rows, Predictions predictions) {
        return values(tallies(data, rows, predictions));
    }

    static Map<String, Double> values(Map<String, Tally> tallies) {
        Map<String, Double> values = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> values.put(name, tally.value()));
        return values;
    }

    /** A tally of every metric, of no sample yet. */
    Map<String, Tally> begin() {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        metrics.forEach((name, measure) -> tallies.put(name, measure.metric().tally(measure.head())));
        return tallies;
    }

    /** The values where nothing is measured: NaN for every metric. */
    public Map<String, Double> undefined() {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.keySet().forEach(name -> values.put(name, Double.NaN));
        return values;
    }

    /** What there is to know of the metrics without their code. */
    public List<TaskRecord.Measured> measured() {
        return metrics.entrySet().stream()
                .map(metric -> new TaskRecord.Measured(
                        metric.getKey(),
                        metric.getValue().head().name(),
                        metric.getValue().metric().higherIsBetter()))
                .toList();
    }

    /** The heads that are measured. */
    public List<Head> heads() {
        return metrics.values().stream().map(Measure::head).distinct().toList();
    }

    /** The metrics that measure a head. */
    public Map<String, Measure> of(Head head) {
        Map<String, Measure> ofHead = new LinkedHashMap<>(metrics);
        ofHead.values().removeIf(measure -> !measure.head().equals(head));
        return ofHead;
    }

    /** The tallies of a head among those of all. */
    List<Tally> talliesOf(Head head, Map<String, Tally> tallies) {
        return metrics.entrySet().stream()
                .filter(measure -> measure.getValue().head().equals(head))
                .map(measure -> tallies.get(measure.getKey()))
                .toList();
    }

    static void add(List<Tally> tallies, Tensor target, Tensor prediction) {
        tallies.forEach(tally -> tally.add(target, prediction));
    }

    /** A metric's value turned so that larger is better. */
    public double objective(String metric, double value) {
        return metrics.get(metric).metric().higherIsBetter() ? value : -value;
    }
}
