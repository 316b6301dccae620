package io.foldwise.engine.prediction;

import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.prediction.ExplainedSample.ExplainedPart;
import io.foldwise.engine.run.OpenRun;
import io.foldwise.engine.run.Trials;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.training.Predictor;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Explanation;
import io.foldwise.spi.prediction.Explanation.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Explains predictions, each by the model of the fold that held the sample out: what it rests on there is no memory of the sample.
 */
public final class HeldOutExplainer {

    private final MemberModels models;
    private final Dataset raw;
    private final int trial;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<Integer, Dataset> prepared = new HashMap<>();

    /** @param raw samples, before a fold prepares them */
    HeldOutExplainer(RunFolder run, ExperimentParts parts, Trials trials, Dataset raw, int trial) {
        this.models = new MemberModels(run, parts, trials);
        this.raw = raw;
        this.trial = trial;
        IntStream.range(0, raw.size()).forEach(row -> rows.put(raw.id(row), row));
    }

    /** @param trial whose models predict */
    public static HeldOutExplainer of(OpenRun run, int trial) {
        return new HeldOutExplainer(
                run.folder(), run.parts(), run.trials(), run.data().train(), trial);
    }

    /** Whether predictions can be explained: they are rows of numbers. */
    public static boolean explains(Task task) {
        return task.heads().stream().allMatch(RowHead.class::isInstance);
    }

    /**
     * A sample to explain.
     *
     * @param fold that held it out
     * @param score of the sample alone
     */
    public record HeldOut(String id, int fold, double score) {}

    /** Samples as the model of a fold reads them, in their own order. */
    public Dataset data(int fold) {
        return prepared.computeIfAbsent(fold, missing -> models.prepared(member(missing), raw));
    }

    private Member member(int fold) {
        return new Member(trial, fold, 1, 0);
    }

    /**
     * Explains samples, fold by fold.
     *
     * @throws io.foldwise.engine.store.StoreException if a fold's model is missing or damaged
     */
    public Map<String, ExplainedSample> explain(List<HeldOut> samples, Explanation explanation) {
        Map<String, ExplainedSample> explained = new HashMap<>();
        for (int fold : samples.stream().mapToInt(HeldOut::fold).distinct().toArray()) {
            models.requireWhole(member(fold));
            Dataset data = data(fold);
            Predictor model = models.restore(member(fold), data);
            for (HeldOut sample : samples) {
                if (sample.fold() == fold) {
                    explained.put(sample.id(), explained(sample, data, rows.get(sample.id()), model, explanation));
                }
            }
        }
        return explained;
    }

    private static ExplainedSample explained(
            HeldOut sample, Dataset data, int row, Predictor model, Explanation explanation) {
        Parts without = explanation.parts(data, row);
        float[] whole = predictions(model, data, row)[0];
        int[] all = IntStream.range(0, without.names().size()).toArray();
        float[][] others = predictions(model, without.without(), all);
        List<ExplainedPart> parts = new ArrayList<>();
        for (int part : all) {
            float[] weights = whole.clone();
            for (int column = 0; column < weights.length; column++) {
                weights[column] -= others[part][column];
            }
            parts.add(new ExplainedPart(without.names().get(part), weights));
        }
        return new ExplainedSample(
                sample.id(), sample.fold(), sample.score(), columns(data.task()), data.targets(row), whole, parts);
    }

    /** The names of all heads' columns. */
    static List<String> columns(Task task) {
        return task.heads().stream()
                .flatMap(head -> head.columns().stream().map(column -> task.single() ? column : named(head, column)))
                .toList();
    }

    private static String named(Head head, String column) {
        return head.name() + "-" + column;
    }

    /** {@code [rows][columns of all heads]} */
    private static float[][] predictions(Predictor model, Dataset data, int... rows) {
        float[][] predictions = new float[rows.length][];
        model.predict(data, rows, (place, heads) -> predictions[place] = joined(heads));
        return predictions;
    }

    private static float[] joined(List<Tensor> heads) {
        int width = heads.stream().mapToInt(head -> head.values().length).sum();
        float[] joined = new float[width];
        int place = 0;
        for (Tensor head : heads) {
            System.arraycopy(head.values(), 0, joined, place, head.values().length);
            place += head.values().length;
        }
        return joined;
    }
}
