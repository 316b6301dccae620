package io.foldwise.bench.training;

import io.foldwise.engine.experiment.ExperimentFiles;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.engine.training.FittedNetwork;
import io.foldwise.engine.training.NetworkTrainer;
import io.foldwise.engine.training.TrainingResult;
import io.foldwise.engine.validation.SplitPlan;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.model.NetworkModel;
import io.foldwise.spi.validation.Fold;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The work of {@code foldwise run} for some folds, with a seed of training of their own, so that the same folds can be
 * trained from several starts. Writes predictions {@code oof-FOLD.csv} and {@code test-FOLD.csv} and prints a line of JSON
 * for each fold, as bench/pytorch/folds.py does. Arguments: the experiment file, {@code split.csv} of a run (written if it
 * is not there), fold numbers with commas, the seed, a directory. No folds: only writes the split.
 */
public final class Folds {

    private final ExperimentParts parts;
    private final Dataset train;
    private final Optional<Preparation.Fitted> prepared;
    private final Path output;

    private Folds(ExperimentParts parts, Path output) {
        this.parts = parts;
        Dataset raw = parts.reader().train();
        int[] all = IntStream.range(0, raw.size()).toArray();
        this.prepared = parts.reader().preparation().map(preparation -> preparation.fit(raw, all));
        this.train = prepared(raw);
        this.output = output;
    }

    public static void main(String[] arguments) {
        ExperimentParts parts = new ExperimentFiles(PluginLoader.load())
                .load(Path.of(arguments[0]), List.of())
                .parts();
        Folds folds = new Folds(parts, Path.of(arguments[4]));
        SplitPlan plan = folds.plan(Path.of(arguments[1]));
        Seed seed = new Seed(Long.parseLong(arguments[3]));
        Arrays.stream(arguments[2].split(","))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .forEach(fold -> folds.train(fold, plan.folds().get(fold), seed.branch("fold", fold)));
    }

    private Dataset prepared(Dataset raw) {
        return prepared.map(fitted -> fitted.apply(raw)).orElse(raw);
    }

    private SplitPlan plan(Path file) {
        if (!file.toFile().exists()) {
            Seed seed = new Seed(parts.experiment().seed());
            SplitPlan.of(
                            parts.experiment().split().type(),
                            parts.split(),
                            train,
                            seed.branch("split", 0).random())
                    .write(file, train);
        }
        return SplitPlan.read(file, train);
    }

    private void train(int number, Fold fold, Seed seed) {
        long started = System.nanoTime();
        NetworkModel model = (NetworkModel) parts.model(train, seed);
        TrainingResult result = new NetworkTrainer(model, train, fold, parts.scoring(), seed, epoch -> {})
                .train(parts.stages().of(train, seed, number));
        FittedNetwork fitted = new FittedNetwork(result.network(), Optional.empty());
        write("oof-" + number, fitted, train, fold.heldOut());
        parts.reader()
                .test()
                .ifPresent(test -> write(
                        "test-" + number,
                        fitted,
                        prepared(test),
                        IntStream.range(0, test.size()).toArray()));
        System.out.printf(
                "{\"fold\": %d, \"seconds\": %.2f, \"validation\": %s, \"training\": %s}%n",
                number,
                (System.nanoTime() - started) / 1e9,
                list(result, epoch -> epoch.validation().get("mlogloss")),
                list(result, EpochReport::loss));
    }

    private static String list(TrainingResult result, ToDoubleFunction<EpochReport> value) {
        return result.history().stream()
                .map(epoch -> "%.5f".formatted(value.applyAsDouble(epoch)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void write(String name, FittedNetwork fitted, Dataset data, int[] rows) {
        List<String> ids = Arrays.stream(rows).mapToObj(data::id).toList();
        try (PredictionStore.Writer written = new PredictionStore(output, name, data.task()).write(ids)) {
            fitted.predict(data, rows, written::add);
        }
    }
}
