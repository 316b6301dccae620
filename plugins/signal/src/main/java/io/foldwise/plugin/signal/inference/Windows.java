package io.foldwise.plugin.signal.inference;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Inference;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Signals in windows of one length, each predicted on its own, and what is predicted for a signal's windows combined to one answer
 * for all of it: the mean, or the largest probability of each label, for what may show in one beat alone. The first window begins
 * where the signal does, and the last one ends where it ends. Made for networks that were trained on parts of this length.
 *
 * @see <a href="https://arxiv.org/abs/2004.13701">Strodthoff et al. 2021: windows of 2.5 s, every 1.25 s</a>
 */
@Description("Signals in windows, whose predictions are combined by their mean or maximum")
public final class Windows implements Inference {

    private final int window;
    private final int[] starts;
    private final Combination combination;
    private final List<Head> heads;
    private final Inference of;

    /** Which windows, and what becomes of them. */
    public record Params(
            @Description(value = "How long a window is", unit = "seconds") @Positive
            double seconds,

            @Description(value = "How far apart windows begin; half a window unless said otherwise", unit = "seconds")
            Optional<@Positive Double> step,

            @Description("What is made of a signal's windows: mean or maximum") @Default("mean")
            Combination combine,

            @Description("How windows are predicted") @Default("{ type = whole }")
            Spec<Inference> of) {}

    /** @throws IncompatibleException if signals are shorter than a window, or what is predicted cannot be combined */
    @Inject
    public Windows(Params params, InputShape.Signal signal, Task task, Assembler assembler) {
        this.window = steps(params.seconds(), signal);
        if (window > signal.length()) {
            throw new IncompatibleException("looks at windows of " + window + " steps, but is given " + signal);
        }
        this.starts = starts(signal.length(), steps(params.step().orElse(params.seconds() / 2), signal));
        this.combination = params.combine();
        this.heads = task.heads();
        heads.forEach(head -> {
            if (!(head instanceof RowHead)) {
                throw new IncompatibleException("combines rows of numbers, but '" + head.name() + "' is none");
            }
            combination.require(head);
        });
        this.of = assembler.build(params.of());
    }

    private static int steps(double seconds, InputShape.Signal signal) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(seconds * signal.rate())));
    }

    private int[] starts(int length, int step) {
        int count = (length - window + step - 1) / step + 1;
        return IntStream.range(0, count)
                .map(number -> Math.min(number * step, length - window))
                .toArray();
    }

    /** As many signals as have all of their windows in one batch. */
    @Override
    public int batch() {
        return Math.max(1, of.batch() / starts.length);
    }

    @Override
    public List<List<Tensor>> predict(Network network, Features features) {
        INDArray signals = features.values(); // [batch, time, channels]
        int samples = Math.toIntExact(signals.size(0));
        List<List<Tensor>> predicted = new ArrayList<>(); // [windows * samples][heads], window by window
        INDArray windows = windows(signals);
        for (int from = 0; from < windows.size(0); from += of.batch()) {
            INDArray some = windows.get(
                    NDArrayIndex.interval(from, Math.min(from + of.batch(), windows.size(0))),
                    NDArrayIndex.all(),
                    NDArrayIndex.all());
            predicted.addAll(of.predict(network, Features.of(some)));
        }
        return IntStream.range(0, samples)
                .mapToObj(sample -> IntStream.range(0, heads.size())
                        .mapToObj(head -> combination.of(
                                heads.get(head),
                                IntStream.range(0, starts.length)
                                        .mapToObj(number -> predicted
                                                .get(number * samples + sample)
                                                .get(head))
                                        .toList()))
                        .toList())
                .toList();
    }

    /** The first window of all signals, then the second of all: {@code [windows * batch, window, channels]}. */
    private INDArray windows(INDArray signals) {
        INDArray[] all = IntStream.of(starts)
                .mapToObj(start -> signals.get(
                        NDArrayIndex.all(), NDArrayIndex.interval(start, start + window), NDArrayIndex.all()))
                .toArray(INDArray[]::new);
        return Nd4j.concat(0, all).dup('c');
    }
}
