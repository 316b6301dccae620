package io.foldwise.plugin.standard.ensemble;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.FinishedRuns;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.prediction.Predicted;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An ensemble across runs: the weighted mean of what this run predicts and what finished runs of the same samples do, which may have
 * read them in another way, or learned in another way. Weights, not negative and with sum 1, make the loss of the mean smallest on
 * out-of-fold predictions, as {@link Weighted} does. Samples are looked up by their ids: out-of-fold predictions where a run has them, else those
 * of its ensemble for its test file. So no prediction that weights or scores see is of a model that was trained on the sample.
 *
 * <p>New samples are predicted as far as the runs know them.
 */
@Description(
        "An ensemble across runs: the mean with what finished runs predict for the same samples, weights fitted out of fold")
public final class Blend implements PostProcessing {

    /** Far more than a few weights need. */
    private static final int ROUNDS = 1000;

    private static final String OWN = "own";
    private static final String RUN = "run-";

    private final Params params;
    private final RowHead head;
    private final FinishedRuns finished;
    private Optional<List<FinishedRun>> opened = Optional.empty();

    /** With what. */
    public record Params(
            @Description("Folders of finished runs on the same samples, with the same columns") @NotEmpty
            List<Path> runs,

            @Description("The runs' head, if they have several")
            Optional<@NotBlank String> runHead,

            @Description("Whether weights are fitted; else all runs count alike") @Default("true")
            boolean fit) {}

    /** @throws IncompatibleException if there is no such folder, or the head is no row of numbers */
    @Inject
    public Blend(Params params, Head head, FinishedRuns finished) {
        if (!(head instanceof RowHead row)) {
            throw new IncompatibleException("mixes rows of numbers, but '" + head.name() + "' is none");
        }
        for (Path run : params.runs()) {
            if (!Files.isDirectory(run)) {
                throw new IncompatibleException("there is no run " + run);
            }
        }
        this.params = params;
        this.head = row;
        this.finished = finished;
    }

    @Override
    public Fitted fit(Head of, List<Tensor> targets, List<? extends Predicted> predictions) {
        int members = params.runs().size() + 1;
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        if (!params.fit()) {
            return new Mixed(weights);
        }
        double[][] cells = new double[members][targets.size() * head.width()];
        double[] wanted = new double[targets.size() * head.width()];
        for (int sample = 0; sample < targets.size(); sample++) {
            write(targets.get(sample), wanted, sample);
            List<Tensor> all = members(predictions.get(sample));
            for (int member = 0; member < members; member++) {
                write(all.get(member), cells[member], sample);
            }
        }
        List<Integer> numbers = IntStream.range(0, members).boxed().toList();
        return new Mixed(Weighted.best(head, new TrialPredictions(numbers, wanted, cells), ROUNDS));
    }

    private void write(Tensor row, double[] cells, int sample) {
        for (int column = 0; column < head.width(); column++) {
            cells[sample * head.width() + column] = row.values()[column];
        }
    }

    @Override
    public Fitted restore(Head of, Map<String, Double> values) {
        double[] weights = IntStream.rangeClosed(0, params.runs().size())
                .mapToObj(Blend::name)
                .mapToDouble(name -> Optional.ofNullable(values.get(name))
                        .orElseThrow(() -> new IncompatibleException("lacks the weight of " + name)))
                .toArray();
        return new Mixed(weights);
    }

    private static String name(int member) {
        return member == 0 ? OWN : RUN + member;
    }

    /** What this run and the others predict for a sample. */
    private List<Tensor> members(Predicted sample) {
        List<Tensor> members = new ArrayList<>();
        members.add(sample.own());
        List<FinishedRun> runs = opened();
        for (int number = 0; number < runs.size(); number++) {
            FinishedRun run = runs.get(number);
            Path folder = params.runs().get(number);
            members.add(run.outOfFold(sample.id())
                    .or(() -> run.test(sample.id()))
                    .orElseThrow(() -> new DataException(folder, 0, "has no prediction of '" + sample.id() + "'")));
        }
        return members;
    }

    private synchronized List<FinishedRun> opened() {
        if (opened.isEmpty()) {
            List<FinishedRun> runs = new ArrayList<>();
            for (Path folder : params.runs()) {
                FinishedRun run = finished.open(folder, params.runHead());
                if (!run.columns().equals(head.columns())) {
                    throw new DataException(
                            folder, 0, "predicts " + run.columns() + ", but this run predicts " + head.columns());
                }
                runs.add(run);
            }
            opened = Optional.of(List.copyOf(runs));
        }
        return opened.get();
    }

    private final class Mixed implements Fitted {

        private final double[] weights;

        Mixed(double[] weights) {
            this.weights = weights;
        }

        @Override
        public Tensor apply(Predicted prediction) {
            return head.average(members(prediction), weights, Average.PROBABILITIES);
        }

        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            for (int member = 0; member < weights.length; member++) {
                values.put(name(member), weights[member]);
            }
            return values;
        }
    }
}
