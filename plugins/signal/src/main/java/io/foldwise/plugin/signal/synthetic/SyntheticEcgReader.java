package io.foldwise.plugin.signal.synthetic;

import io.foldwise.plugin.signal.data.CheckedSignals;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.plugin.signal.data.KeptSignals;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.Sample;
import io.foldwise.plugin.signal.data.SignalDataset;
import io.foldwise.plugin.signal.data.SignalPreparation;
import io.foldwise.plugin.signal.data.SignalReader;
import io.foldwise.plugin.signal.data.Signals;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.memory.MemoryBudget;
import io.foldwise.toolkit.text.NamesFile;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Draws electrocardiograms: beats of P, Q, R, S and T waves, each a Gaussian of a dipole that the electrodes see from their
 * directions, in a rhythm that follows the breath, with noise, a wandering baseline and the mains' hum. The twelve diagnoses of
 * {@link io.foldwise.plugin.signal.data.Diagnosis} are changes of rhythm and shape; a record is normal or has one to three of the
 * others. A record follows from its id and the reader's seed alone: nothing is read. A file to predict names a record in every line.
 *
 * <p>After McSharry, Clifford, Tarassenko and Smith 2003, "A dynamical model for generating synthetic electrocardiogram signals".
 */
@Description("Drawn electrocardiograms of twelve leads, normal or with some of eleven diagnoses; needs no download")
public final class SyntheticEcgReader implements SignalReader {

    /** How many records, and how hard they are. */
    public record Params(
            @Description("How many records folds are made of") @Default("300") @Positive
            int train,

            @Description("How many other records to predict") @Default("60") @PositiveOrZero
            int test,

            @Description("What is asked: normal-or-not, the probability of abnormal, or diagnoses, twelve labels")
            @Default("normal-or-not")
            EcgTask task,

            @Description(value = "Steps in a second", unit = "Hz") @Default("100") @DecimalMin("20") @DecimalMax("2000")
            double rate,

            @Description(value = "How long a record is", unit = "seconds")
            @Default("10")
            @DecimalMin("1")
            @DecimalMax("120")
            double seconds,

            @Description("Leads to draw, in this order")
            @Default("[I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6]")
            @NotEmpty
            List<@NotBlank String> leads,

            @Description("Share of records that are normal") @Default("0.5") @DecimalMin("0") @DecimalMax("1")
            double normal,

            @Inline Disturbances disturbances,

            @Description(
                    "What is made of millivolts: none, global or leads (mean 0 and deviation 1 in a fold's training part,"
                            + " of all values or of every lead), or record (in every lead of every record)")
            @Default("none")
            Normalise normalise,

            @Description("Other seeds draw other records") @Default("1") @Positive
            long seed) {

        public Params {
            Leads.requireStandard(leads);
        }
    }

    /** Of drawn records that are kept. */
    private static final int MEGABYTES = 256;

    private final Params params;
    private final InputShape.Signal shape;
    private final MemoryBudget budget = MemoryBudget.ofMegabytes(MEGABYTES);

    @Inject
    public SyntheticEcgReader(Params params) {
        this.params = params;
        int length = (int) Math.rint(params.seconds() * params.rate());
        this.shape = new InputShape.Signal(params.leads().size(), length, params.rate());
    }

    @Override
    public Task task() {
        return params.task().task();
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(shape);
    }

    @Override
    public boolean hasTest() {
        return params.test() > 0;
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public Normalise normalise() {
        return params.normalise();
    }

    @Override
    public Optional<Preparation> preparation() {
        return SignalPreparation.of(params.normalise(), true);
    }

    @Override
    public Dataset train() {
        return drawn(numbered("train", params.train()), true);
    }

    /** With labels, as those that draw the records know them. */
    @Override
    public Optional<Dataset> test() {
        return hasTest() ? Optional.of(drawn(numbered("test", params.test()), true)) : Optional.empty();
    }

    private static List<String> numbered(String name, int records) {
        return IntStream.range(0, records).mapToObj(i -> name + "-" + i).toList();
    }

    @Override
    public Dataset read(Path file) {
        return drawn(NamesFile.read(file), false);
    }

    private Dataset drawn(List<String> ids, boolean labelled) {
        List<Ecg> records = ids.stream()
                .map(id -> Ecg.of(new Seed(params.seed()).branch(id, 0), params.normal()))
                .toList();
        int[] leads = Leads.places(params.leads(), Leads.STANDARD);
        Signals drawn = new DrawnEcgs(records, leads, shape, params.disturbances());
        Optional<float[][]> targets = labelled
                ? Optional.of(records.stream()
                        .map(record -> params.task().target(record.findings()))
                        .toArray(float[][]::new))
                : Optional.empty();
        return SignalDataset.of(
                ids.stream().map(Sample::of).toList(),
                List.of(),
                new CheckedSignals(new KeptSignals(drawn, ids.size(), budget), ids),
                params.normalise(),
                task(),
                targets);
    }
}
