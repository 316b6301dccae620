package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.memory.MemoryBudget;
import java.util.List;
import java.util.Optional;

/** From signals in files to samples: what all readers of files have in common. */
public final class SignalReading {

    private final SignalParams params;
    private final MemoryBudget budget;

    public SignalReading(SignalParams params) {
        this.params = params;
        this.budget = MemoryBudget.ofMegabytes(params.cache());
    }

    /** The shape of samples, if the parameters alone tell it. */
    public Optional<InputShape> shape(int channels) {
        return Conditioning.shape(params, channels).map(shape -> shape);
    }

    /** To one shape, see {@link Conditioning#of}. */
    public Conditioning conditioning(int channels, Extent first) {
        return Conditioning.of(params, channels, first);
    }

    public Normalise normalise() {
        return params.normalise();
    }

    /** What is learned: scales, and the shape where the parameters do not tell it. */
    public Optional<Preparation> preparation(Optional<InputShape> shape) {
        return SignalPreparation.of(params.normalise(), shape.isPresent());
    }

    /**
     * @param attributes the names of what samples have of them
     * @param recordings as they are read; what is made of them is kept while there is room
     * @param conditioning brings them to one shape
     * @param targets empty for samples to predict
     */
    public Dataset dataset(
            List<Sample> samples,
            List<String> attributes,
            Recordings recordings,
            Conditioning conditioning,
            Task task,
            Optional<float[][]> targets) {
        List<String> ids = samples.stream().map(Sample::id).toList();
        Signals signals = new ConditionedSignals(recordings, ids.size(), conditioning);
        Signals checked = new CheckedSignals(new KeptSignals(signals, ids.size(), budget), ids);
        return SignalDataset.of(samples, attributes, checked, params.normalise(), task, targets);
    }
}
