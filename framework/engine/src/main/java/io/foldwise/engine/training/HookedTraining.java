package io.foldwise.engine.training;

import io.foldwise.engine.network.OtherLosses;
import io.foldwise.engine.network.WatchedLayer;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.FurtherGradient;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Hook.Keeping;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Parameter.Role;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final InputShape input;
    private final List<Loss> losses;
    private final List<Hook> hooks;
    private final int epochs;
    private final Seed seed;
    private final Supplier<Iterator<MultiDataSet>> batches;
    private final NetworkParameters parameters;
    private final List<Statistic> statistics;
    private final FrozenWeights frozen;
    private final UnlabelledBatches unlabelled;
    private final Map<String, WatchedLayer> watched = new LinkedHashMap<>();
    private Optional<INDArray> kept = Optional.empty();
    private Optional<INDArray> ownWeights = Optional.empty();
    private Optional<INDArray> firstGradient = Optional.empty();
    private CurrentStep current;
    private int steps;

    /**
     * Lets the hooks begin.
     *
     * @param input the shape of what is trained on
     * @param losses one for each head
     * @param batches gives those of the current epoch, from the first on, whenever it is asked
     * @param unlabelled samples for hooks
     */
    HookedTraining(
            ComputationGraph network,
            Task task,
            InputShape input,
            List<Loss> losses,
            List<Hook> hooks,
            int epochs,
            Seed seed,
            Supplier<Iterator<MultiDataSet>> batches,
            Optional<UnlabelledRows> unlabelled) {
        this.network = network;
        this.task = task;
        this.input = input;
        this.losses = List.copyOf(losses);
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
        this.unlabelled = new UnlabelledBatches(unlabelled, seed.branch("unlabelled", 0));
        this.hooks.forEach(hook -> hook.check(epochs, unlabelled.isPresent()));
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
        hooks.forEach(hook -> hook.move(current));
        frozen.putBack(parameters.weights());
        hooks.forEach(hook -> hook.observe(current));
        steps++;
    }

    @Override
    public void onGradientCalculation(Model model) {
        hooks.forEach(hook -> hook.gradient(current));
        hooks.forEach(hook -> hook.scale(current));
    }

    /** After an epoch: does something while the network has the weights that the hooks give, or its own if they give none. */
    <T> T withKept(Supplier<T> work) {
        kept = Optional.empty();
        Keeping by = Keeping.NOTHING;
        for (Hook hook : hooks) {
            Optional<INDArray> given = hook.weights();
            given.ifPresent(weights -> requireAll(hook, weights));
            boolean yields = hook.keeping() == Keeping.UNLESS_ANOTHER_DOES;
            if (given.isPresent() && (kept.isEmpty() || !yields || by == Keeping.UNLESS_ANOTHER_DOES)) {
                kept = given;
                by = hook.keeping();
            }
        }
        kept.ifPresent(frozen::putBack);
        return kept.map(weights -> with(weights, work)).orElseGet(work);
    }

    private void requireAll(Hook hook, INDArray weights) {
        if (weights.length() != parameters.weights().length()) {
            throw new IncompatibleException("hook " + hook.getClass().getSimpleName() + " gives " + weights.length()
                    + " weights, and the network has " + parameters.weights().length()
                    + "; this is a fault of its plugin");
        }
    }

    /** Leaves the weights of the last epoch in the network as the hooks gave them, and takes the hooks out of it. */
    void end() {
        kept.ifPresent(parameters.weights()::assign);
        watched.values().forEach(WatchedLayer::release);
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
    public List<Loss> losses() {
        return losses;
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
    public List<String> watch(List<String> patterns) {
        List<String> layers = parameters.fitting(patterns).stream()
                .map(Parameter::layer)
                .distinct()
                .toList();
        layers.forEach(layer -> watched.computeIfAbsent(layer, name -> WatchedLayer.of(network, name)));
        return layers;
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
        private final Map<String, INDArray> firstByOutput = new HashMap<>();
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
        public Optional<MultiDataSet> unlabelled() {
            return unlabelled.batch(number);
        }

        @Override
        public MultiDataSet augmented(MultiDataSet batch, List<Augmentation> augmentations, Seed seed) {
            return Batch.of(batch).augmented(augmentations, seed, input).arrays();
        }

        @Override
        public INDArray gradientByOutput(String layer) {
            WatchedLayer watching = Optional.ofNullable(watched.get(layer))
                    .orElseThrow(() -> new IllegalArgumentException("nobody watches '" + layer + "'"));
            return firstByOutput.computeIfAbsent(
                    layer,
                    first -> watching.gradient()
                            .orElseThrow(() ->
                                    new IncompatibleException("no gradient comes to the output of '" + layer + "'")));
        }

        @Override
        public void addGradient(FurtherGradient further) {
            watched.keySet().forEach(this::gradientByOutput); // of the first time
            INDArray first =
                    firstGradient.orElseGet(() -> parameters.gradients().ulike());
            firstGradient = Optional.of(first);
            first.assign(parameters.gradients());
            statistics.forEach(statistic ->
                    statistic.firstStep().assign(statistic.parameter().gradient()));
            further.shifts().forEach((layer, shift) -> watched.get(layer).shift(Optional.of(shift)));
            OtherLosses.during(network, further.losses(), () -> computeGradient(further.batch()));
            further.shifts().keySet().forEach(layer -> watched.get(layer).shift(Optional.empty()));
            parameters.gradients().muli(further.factor()).addi(first);
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
