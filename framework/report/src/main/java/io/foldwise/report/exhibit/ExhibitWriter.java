package io.foldwise.report.exhibit;

import io.foldwise.engine.experiment.ExperimentLoader;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.prediction.HeldOutExplainer;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.results.TrialResult;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.TrainingPreview;
import io.foldwise.engine.store.Json;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.report.exhibit.Exhibits.Augmented;
import io.foldwise.report.exhibit.Exhibits.Drawn;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.prediction.Exhibit.Shown;
import io.foldwise.spi.training.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Draws samples of a run while its data is at hand. */
public final class ExhibitWriter {

    private static final int MOST_TRAINING = 12;

    /** Samples of more numbers are not read for a page. */
    private static final int MOST_NUMBERS = 1 << 26;

    private final OpenRun run;
    private final ExperimentLoader loader;
    private final int trial;

    /** @param trial that is shown */
    public ExhibitWriter(OpenRun run, ExperimentLoader loader, int trial) {
        this.run = run;
        this.loader = loader;
        this.trial = trial;
    }

    /**
     * Draws samples and keeps them in the run's folder: some held-out ones, and some of those that the first fold was trained on, if
     * anything is augmented. Writes nothing where there are none, or no plugin knows how to show them.
     *
     * @param samples held-out ones
     */
    public void write(List<HeldOut> samples) {
        Exhibits exhibits = new Exhibits(samples.isEmpty() ? List.of() : heldOut(samples), training());
        if (!exhibits.samples().isEmpty() || !exhibits.training().isEmpty()) {
            Json.write(run.folder().exhibits(), exhibits);
        }
    }

    private List<Exhibited> heldOut(List<HeldOut> samples) {
        HeldOutExplainer folds = HeldOutExplainer.of(run, trial);
        InputShape input = folds.data(samples.get(0).fold()).input();
        Optional<Exhibit> exhibit = run.parts().exhibit(input, loader.exhibits());
        if (exhibit.isEmpty() || input.numbers().orElse(0) > MOST_NUMBERS) {
            return List.of();
        }
        Map<String, HeldOut> asked = samples.stream().collect(Collectors.toMap(HeldOut::id, sample -> sample));
        var together = TrialResult.read(run, trial).together(run);
        int[] rows = together.rows();
        Map<String, Shown> shown = new LinkedHashMap<>();
        for (int place = 0; place < rows.length; place++) {
            HeldOut sample = asked.get(run.data().train().id(rows[place]));
            if (sample != null) {
                Dataset data = folds.data(sample.fold());
                Sample seen = Sample.predicted(
                        StageExamples.plain(data, rows[place]), predicted(data, together.predictions(), place));
                shown.put(sample.id(), exhibit.get().show(data, seen));
            }
        }
        Map<String, WordWeights> weights =
                WordWeights.of(folds, run.data().task(), exhibit.get().explanation(), samples, shown);
        return shown.entrySet().stream()
                .map(each -> exhibited(
                        each.getKey(), each.getValue(), weights.getOrDefault(each.getKey(), WordWeights.NONE)))
                .toList();
    }

    private static List<Tensor> predicted(Dataset data, Predictions predictions, int place) {
        return data.task().heads().stream()
                .map(head -> predictions.of(head, place))
                .toList();
    }

    private List<Augmented> training() {
        ExperimentParts parts = run.trials().trial(trial).parts();
        return TrainingPreview.augmented(run, trial)
                .flatMap(examples -> parts.exhibit(examples.data().input(), loader.exhibits())
                        .map(exhibit -> training(
                                examples, exhibit, new Seed(parts.experiment().seed()))))
                .orElse(List.of());
    }

    private static List<Augmented> training(StageExamples examples, Exhibit exhibit, Seed seed) {
        return IntStream.of(ShownRows.of(examples, MOST_TRAINING, seed))
                .mapToObj(row -> {
                    Example plain = examples.plain(row);
                    return new Augmented(
                            examples.stage() + 1,
                            trained(examples, row, exhibit, Sample.trained(plain, plain)),
                            trained(examples, row, exhibit, Sample.trained(examples.augmented(row, 0), plain)));
                })
                .toList();
    }

    /** With its first picture alone: each is shown twice. */
    private static Exhibited trained(StageExamples examples, int row, Exhibit exhibit, Sample sample) {
        Shown shown = exhibit.show(examples.data(), sample);
        Exhibited all = exhibited(examples.data().id(row), shown, WordWeights.NONE);
        return new Exhibited(all.id(), all.pictures().stream().limit(1).toList(), all.words(), WordWeights.NONE);
    }

    private static Exhibited exhibited(String id, Shown shown, WordWeights weights) {
        return new Exhibited(
                id,
                shown.pictures().stream()
                        .filter(picture -> Math.max(picture.width(), picture.height()) <= Exhibit.MOST_PIXELS)
                        .map(picture -> new Drawn(picture.caption(), png(picture)))
                        .toList(),
                shown.words(),
                weights);
    }

    private static String png(Picture picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture.image(), "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
