package io.foldwise.report.page;

import io.foldwise.report.html.ChartData;
import io.foldwise.report.html.ChartData.Line;
import io.foldwise.report.html.ChartData.Variant;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Chart;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.History;
import io.foldwise.report.reading.UnitReading;
import io.foldwise.report.words.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How folds learned: a line a fold, their mean, and the band between the lowest and the highest. */
final class CurvesBlock implements Block {

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "Learning curves";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        Map<String, History> histories = histories(facts);
        if (histories.isEmpty()) {
            return List.of();
        }
        List<Part> charts = new ArrayList<>();
        charts.add(chart("training-loss", "Training loss", "loss", histories, History::loss));
        List<Variant> validation = metrics(facts, histories.values()).stream()
                .map(metric -> variant(
                        metric,
                        metric,
                        histories,
                        history -> history.validation().getOrDefault(metric, List.of())))
                .toList();
        if (!validation.isEmpty()) {
            charts.add(new Chart(
                    "validation", "Validation metrics", summary(facts, histories), ChartData.lines(validation)));
        }
        charts.add(chart("learning-rate", "Learning rate", "learning rate", histories, History::learningRate));
        List<Part> parts = new ArrayList<>(List.of(new Grid(charts)));
        if (histories.values().stream()
                .anyMatch(history -> history.stages().stream().anyMatch(stage -> stage > 0))) {
            parts.add(new Text("Stages: " + stages(histories.values()) + ".", "small"));
        }
        return parts;
    }

    private static Map<String, History> histories(RunFacts facts) {
        Map<String, History> histories = new LinkedHashMap<>();
        for (UnitReading unit : facts.run().units()) {
            if (unit.history().epochs() > 0) {
                histories.put("fold " + unit.fold(), unit.history());
            }
        }
        boolean sweep = facts.run().sweep().isPresent();
        facts.live().map(LiveState::training).orElse(List.of()).forEach(training -> {
            if (training.history().epochs() > 0) {
                histories.put(
                        (sweep ? "trial " + training.trial() + " " : "") + "fold " + training.fold() + ", in training",
                        training.history());
            }
        });
        return histories;
    }

    /** The primary metric first. */
    private static Set<String> metrics(RunFacts facts, Collection<History> histories) {
        Set<String> metrics = new LinkedHashSet<>();
        facts.run().scores().ifPresent(scores -> metrics.add(scores.primaryMetric()));
        histories.forEach(history -> metrics.addAll(history.validation().keySet()));
        metrics.removeIf(metric ->
                histories.stream().noneMatch(history -> history.validation().containsKey(metric)));
        return metrics;
    }

    private static Chart chart(
            String id,
            String caption,
            String label,
            Map<String, History> histories,
            Function<History, List<Double>> values) {
        Variant variant = variant(caption, label, histories, values);
        String course = course(histories.values().stream().map(values).toList());
        return new Chart(id, caption, course + ".", ChartData.lines(List.of(variant)));
    }

    /**
     * What a reader who sees no lines is told, in half a sentence.
     *
     * @param curves of folds, an epoch after the other; those that were not validated have no finite value
     */
    static String course(List<List<Double>> curves) {
        List<List<Double>> known = curves.stream()
                .map(curve -> curve.stream().filter(Double::isFinite).toList())
                .filter(curve -> !curve.isEmpty())
                .toList();
        String last =
                range(known.stream().map(curve -> curve.get(curve.size() - 1)).toList()) + " at the end";
        boolean once = known.stream().allMatch(curve -> curve.size() == 1);
        return once ? last : range(known.stream().map(curve -> curve.get(0)).toList()) + " at first, " + last;
    }

    private static String range(List<Double> values) {
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        String lowest = Words.number(low);
        return lowest.equals(Words.number(high)) ? lowest : lowest + " to " + Words.number(high);
    }

    private static String summary(RunFacts facts, Map<String, History> histories) {
        Optional<String> primary = facts.run().scores().map(scores -> scores.primaryMetric());
        return primary.map(metric -> metric + ": "
                        + course(histories.values().stream()
                                .map(history -> history.validation().getOrDefault(metric, List.of()))
                                .toList())
                        + ".")
                .orElse("After each epoch.");
    }

    private static Variant variant(
            String name, String label, Map<String, History> histories, Function<History, List<Double>> values) {
        int epochs = histories.values().stream().mapToInt(History::epochs).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        List<List<Double>> all = histories.values().stream().map(values).toList();
        if (histories.size() > 1) {
            lines.add(new Line("highest fold", "high", band(all, epochs, Math::max)));
            lines.add(new Line("lowest fold", "low", band(all, epochs, Math::min)));
        }
        histories.forEach((fold, history) -> lines.add(new Line(fold, "fold", padded(values.apply(history), epochs))));
        if (histories.size() > 1) {
            lines.add(new Line("mean", "mean", mean(all, epochs)));
        }
        return new Variant(
                name,
                "epoch",
                label,
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> (double) epoch)
                        .toList(),
                lines,
                Optional.of(List.of(1.0, (double) Math.max(2, epochs))),
                Optional.empty(),
                false);
    }

    private static List<Double> padded(List<Double> values, int epochs) {
        List<Double> padded = new ArrayList<>(ChartData.rounded(values));
        while (padded.size() < epochs) {
            padded.add(null);
        }
        return padded;
    }

    private static List<Double> band(List<List<Double>> all, int epochs, java.util.function.DoubleBinaryOperator of) {
        return at(
                all,
                epochs,
                values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .reduce(of)
                        .orElse(Double.NaN));
    }

    /** Of the folds that were trained for so long: a mean of other folds would jump where one ends, so that it ends with the first. */
    private static List<Double> mean(List<List<Double>> all, int epochs) {
        int shortest = all.stream().mapToInt(List::size).min().orElse(0);
        List<Double> mean = at(
                all,
                shortest,
                values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(Double.NaN));
        return padded(
                mean.stream().map(value -> value == null ? Double.NaN : value).toList(), epochs);
    }

    private static List<Double> at(List<List<Double>> all, int epochs, Function<List<Double>, Double> of) {
        List<Double> result = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            int place = epoch;
            result.add(ChartData.rounded(of.apply(all.stream()
                    .filter(values -> values.size() > place && !Double.isNaN(values.get(place)))
                    .map(values -> values.get(place))
                    .toList())));
        }
        return result;
    }

    private static String stages(Collection<History> histories) {
        History longest =
                histories.stream().max((a, b) -> a.epochs() - b.epochs()).orElseThrow();
        StringBuilder text = new StringBuilder();
        for (int epoch = 0; epoch < longest.epochs(); epoch++) {
            if (epoch == 0
                    || !longest.stages().get(epoch).equals(longest.stages().get(epoch - 1))) {
                text.append(epoch == 0 ? "" : ", ")
                        .append("stage ")
                        .append(longest.stages().get(epoch))
                        .append(" from epoch ")
                        .append(epoch + 1);
            }
        }
        return text.toString();
    }
}
