package io.foldwise.engine.training;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A stage of training with hooks. Deeplearning4j's solver tells its listeners when the gradient is there and the optimizer
 * has not seen it yet; between those two, hooks may use the network as they like, since nothing of the step but the gradient
 * is needed any more.
 */
final class HookedTraining extends BaseTrainingListener implements Training {

    private final ComputationGraph network;
    private final Task task;
    private final List<Hook> hooks;
    private final int epochs;
    private final Seed seed;
    private final Supplier<Iterator<MultiDataSet>> batches;
    private final NetworkParameters parameters;
    private final List<Statistic> statistics;
    private final FrozenWeights frozen;
    private Optional<INDArray> kept = Optional.empty();
    private Optional<INDArray> ownWeights = Optional.empty();
    private Optional<INDArray> firstGradient = Optional.empty();
    private CurrentStep current;
    private int steps;

    /**
     * Lets the hooks begin.
     *
     * @param batches gives those of the current epoch, from the first on, whenever it is asked
     */
    HookedTraining(
            ComputationGraph network,
            Task task,
            List<Hook> hooks,
            int epochs,
            Seed seed,
            Supplier<Iterator<MultiDataSet>> batches) {
        this.network = network;
        this.task = task;
        this.hooks = List.copyOf(hooks);
        this.epochs = epochs;
        this.seed = seed;
        this.batches = batches;
        this.parameters = NetworkParameters.of(network);
        this.statistics = parameters.all().stream()
                .filter(parameter -> parameter.role() == Role.STATISTIC)
                .map(parameter -> new Statistic(parameter, parameter.gradient().ulike()))
                .toList();
        this.frozen = new FrozenWeights(parameters.all());
        this.hooks.forEach(hook -> hook.begin(this));
        network.setListeners(this);
    }

    /** @param firstStep the step that it takes by the first gradient of a batch */
    private record Statistic(Parameter parameter, INDArray firstStep) {}

    /** One step of training; the batch's loss is then the network's score. */
    void fit(MultiDataSet given, int epoch, double learningRate) {
        current = new CurrentStep(epoch, steps, learningRate, given);
        for (Hook hook : hooks) {
            current.batch = hook.batch(current, current.batch);
        }
        MultiDataSet batch = current.batch;
        network.fit(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
        hooks.forEach(hook -> hook.step(current));
        frozen.putBack(parameters.weights());
        steps++;
    }

    @Override
    public void onGradientCalculation(Model model) {
        hooks.forEach(hook -> hook.gradient(current));
    }

    /** After an epoch: does something while the network has the weights that the hooks give, or its own if they give none. */
    <T> T withKept(Supplier<T> work) {
        kept = Optional.empty();
        for (Hook hook : hooks) {
            Optional<INDArray> given = hook.weights();
            kept = given.isPresent() ? given : kept;
        }
        kept.ifPresent(frozen::putBack);
        return kept.map(weights -> with(weights, work)).orElseGet(work);
    }

    /** Leaves the weights of the last epoch in the network as the hooks gave them, and takes the hooks out of it. */
    void end() {
        kept.ifPresent(parameters.weights()::assign);
        network.setListeners(List.of());
    }

    private <T> T with(INDArray weights, Supplier<T> work) {
        INDArray own = ownWeights.orElseGet(() -> parameters.weights().ulike());
        ownWeights = Optional.of(own);
        own.assign(parameters.weights());
        parameters.weights().assign(weights);
        try {
            return work.get();
        } finally {
            parameters.weights().assign(own);
        }
    }

    /** Overwrites the gradient, and leaves the loss. */
    private void computeGradient(MultiDataSet batch) {
        double loss = network.score();
        network.setInputs(batch.getFeatures());
        network.setLabels(batch.getLabels());
        network.setLayerMaskArrays(batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays());
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        network.setScore(loss);
    }

    @Override
    public int epochs() {
        return epochs;
    }

    @Override
    public INDArray weights() {
        return parameters.weights();
    }

    @Override
    public INDArray gradients() {
        return parameters.gradients();
    }

    @Override
    public List<Parameter> parameters() {
        return parameters.all();
    }

    @Override
    public List<Parameter> parameters(List<String> patterns) {
        return parameters.fitting(patterns);
    }

    @Override
    public void measureStatistics(INDArray weights, int count) {
        if (statistics.isEmpty()) {
            return;
        }
        INDArray measured = with(weights, () -> {
            Iterator<MultiDataSet> batch = batches.get();
            for (int i = 0; i < count; i++) {
                batch = batch.hasNext() ? batch : batches.get();
                computeGradient(batch.next());
                statistics.forEach(statistic -> statistic
                        .parameter()
                        .values()
                        .subi(statistic.parameter().gradient()));
                Steps.made(1);
            }
            return parameters.weights().dup();
        });
        weights.assign(measured);
    }

    private static INDArray predicted(Head head, Tensor[] logits) {
        return Batch.stacked(Arrays.stream(logits).map(head::prediction).toList());
    }

    /** The step that is made at the moment. */
    private final class CurrentStep implements Step {
        private final int epoch;
        private final int number;
        private final double learningRate;
        private MultiDataSet batch;

        CurrentStep(int epoch, int number, double learningRate, MultiDataSet batch) {
            this.epoch = epoch;
            this.number = number;
            this.learningRate = learningRate;
            this.batch = batch;
        }

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public double learningRate() {
            return learningRate;
        }

        @Override
        public Seed seed() {
            return seed.branch("training-step", number);
        }

        @Override
        public MultiDataSet batch() {
            return batch;
        }

        @Override
        public void addGradient(MultiDataSet other, double factor) {
            INDArray first =
                    firstGradient.orElseGet(() -> parameters.gradients().ulike());
            firstGradient = Optional.of(first);
            first.assign(parameters.gradients());
            statistics.forEach(statistic ->
                    statistic.firstStep().assign(statistic.parameter().gradient()));
            computeGradient(other);
            parameters.gradients().muli(factor).addi(first);
            statistics.forEach(statistic -> statistic.parameter().gradient().assign(statistic.firstStep()));
        }

        @Override
        public List<INDArray> predictions(INDArray weights, MultiDataSet other) {
            INDArray[] noLabelMasks = null;
            INDArray[] logits = with(
                    weights,
                    () -> network.output(false, other.getFeatures(), other.getFeaturesMaskArrays(), noLabelMasks));
            return IntStream.range(0, logits.length)
                    .mapToObj(head -> predicted(task.heads().get(head), ForwardPass.samples(logits[head])))
                    .toList();
        }
    }
}
