package io.foldwise.plugin.signal.picture;

import io.foldwise.plugin.signal.data.Millivolts;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalDataset;
import io.foldwise.plugin.signal.data.SignalReader;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Another reader's signals as images, {@code [height, width, channels]}, for networks that read images: lines of brightness 1 on 0,
 * drawn when a batch asks for them. All of a signal is shown, on one scale for all records: what a network is to tell apart, amplitudes
 * and rhythms, stays. Such images keep the direction of time and the sign of the voltage: nothing may mirror or turn them.
 *
 * <p>{@code layout = 4x3, seconds = 1, scale = record} is the method of the published solution of AIWIN 2021, which sees one
 * second of ten, without amplitudes.
 */
@Description("Another reader's signals, drawn as images: every lead in a box of its own, all on the same scale")
public final class EcgPictureReader implements Reader {

    /** What is drawn, and how. */
    public record Params(
            @Description("The reader of the signals, in millivolts: one that does not normalise")
            Spec<Reader> of,

            @Description("Rows and columns of leads: 12x1, 6x2, 4x3 (along the rows) or 3x4 as on paper")
            @Default("6x2")
            @Pattern(regexp = Layout.FORM, message = "must be rows and columns, such as 6x2")
            String layout,

            @Description(value = "Height and width of images; one number for both", unit = "pixels")
            @Default("[224, 224]")
            @Size(min = 1, max = 2)
            List<@Min(8) @Max(4096) Integer> size,

            @Description("How often the same image comes: 1, or 3 for networks that expect colours")
            @Default("1")
            @Min(1)
            @Max(3)
            int channels,

            @Description(value = "How much is shown, from the beginning; all unless said otherwise", unit = "seconds")
            Optional<@Positive Double> seconds,

            @Description("What the height of a row stands for: fixed, or from the smallest to the largest value of each"
                    + " lead of each record")
            @Default("fixed")
            VoltageScale scale,

            @Description(
                    value = "How high a row is on a fixed scale; what is higher runs over its neighbours",
                    unit = "mV")
            @Default("2")
            @DecimalMin("0.1")
            @DecimalMax("100")
            double millivolts,

            @Description(value = "Thickness of lines", unit = "pixels")
            @Default("1")
            @DecimalMin("0.5")
            @DecimalMax("50")
            double thickness,

            @Description("Whether there are faint lines every 0.2 s and 0.5 mV") @Default("false")
            boolean grid,

            @Description("What a network reads: unit, brightness from 0 to 1, or imagenet, as published weights expect")
            @Default("unit")
            Brightness normalise) {

        public Params {
            if (channels == 2) {
                throw new IllegalArgumentException("channels must be 1 or 3");
            }
            if (grid && scale == VoltageScale.RECORD) {
                throw new IllegalArgumentException("grid is for a fixed scale: there is no other one for all leads");
            }
        }
    }

    private final Params params;
    private final Reader of;
    private final Layout layout;
    private final InputShape.Image image;

    /**
     * @throws IncompatibleException if the other reader normalises, does not say how long signals are, or gives no signals or more leads
     *     than there are boxes
     */
    @Inject
    public EcgPictureReader(Params params, Assembler assembler) {
        this.params = params;
        this.of = assembler.build(params.of());
        this.layout = Layout.of(params.layout());
        this.image = new InputShape.Image(
                params.size().get(0), params.size().get(params.size().size() - 1), params.channels(), true);
        if (of instanceof SignalReader signals && signals.normalise() != Normalise.NONE) {
            throw new IncompatibleException("draws millivolts, but the reader normalises: let it not do so");
        }
        plot(of.input()
                .orElseThrow(() -> new IncompatibleException(
                        "draws signals of one length: give the reader of signals rate and seconds")));
    }

    private Plot plot(InputShape shape) {
        if (!(shape instanceof InputShape.Signal signal)) {
            throw new IncompatibleException("draws signals, but the reader gives " + shape);
        }
        if (signal.channels() > layout.boxes()) {
            throw new IncompatibleException(
                    "has " + layout.boxes() + " boxes for leads, but the reader gives " + signal);
        }
        double shown = params.seconds().map(seconds -> seconds * signal.rate()).orElse((double) signal.length());
        if (Math.round(shown) > signal.length()) {
            throw new IncompatibleException("shows " + Math.round(shown) + " steps, but the reader gives " + signal);
        }
        return new Plot(
                image,
                layout,
                signal,
                (int) Math.max(1, Math.round(shown)),
                params.scale(),
                params.millivolts(),
                params.thickness(),
                params.grid());
    }

    private Dataset drawn(Dataset signals) {
        if (params.scale() == VoltageScale.FIXED && signals instanceof SignalDataset read) {
            read.file(0).ifPresent(file -> requireMillivolts(file, read));
        }
        return new PictureDataset(signals, plot(signals.input()), params.normalise());
    }

    private static void requireMillivolts(Path file, Dataset signals) {
        float[] first = signals.features(new int[] {0}).values().dup('c').data().asFloat();
        Millivolts.doubt(first).ifPresent(doubt -> {
            throw new DataException(
                    file,
                    0,
                    doubt + ": write millivolts into it, or draw every lead on its own scale by scale = record");
        });
    }

    @Override
    public Task task() {
        return of.task();
    }

    @Override
    public Optional<InputShape> input() {
        return Optional.of(image);
    }

    @Override
    public boolean grouped() {
        return of.grouped();
    }

    @Override
    public boolean hasTest() {
        return of.hasTest();
    }

    @Override
    public List<Path> files() {
        return of.files();
    }

    @Override
    public Dataset train() {
        return drawn(of.train());
    }

    @Override
    public Optional<Dataset> test() {
        return of.test().map(this::drawn);
    }

    @Override
    public Dataset read(Path file) {
        return drawn(of.read(file));
    }
}
