package io.foldwise.plugin.signal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.signal.data.EcgTask;
import io.foldwise.plugin.signal.data.Leads;
import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalParams;
import io.foldwise.plugin.signal.synthetic.Disturbances;
import io.foldwise.plugin.signal.synthetic.SyntheticEcgReader;
import io.foldwise.plugin.signal.table.AnswerArray;
import io.foldwise.plugin.signal.table.Axes;
import io.foldwise.plugin.signal.table.SignalTableReader;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.numpy.ArrayPlace;
import io.foldwise.toolkit.numpy.NpyHeader;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EcgPictureReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    private static final Assembler ASSEMBLER = new Assembler() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T build(Spec<T> spec) {
            return (T) new SyntheticEcgReader((SyntheticEcgReader.Params) spec.params());
        }
    };

    @Override
    protected Reader reader() {
        return reader("6x2", 1, Optional.empty(), Normalise.NONE, Brightness.UNIT);
    }

    @Test
    void drawsEveryLeadAndKeepsWhatIsKnownOfSamples() {
        Dataset pictures = reader().train();
        Dataset signals = signals(Normalise.NONE).train();
        assertThat(pictures.input()).isEqualTo(new InputShape.Image(48, 64, 1, true));
        for (int row = 0; row < pictures.size(); row++) {
            assertThat(pictures.id(row)).isEqualTo(signals.id(row));
            assertThat(pictures.targets(row)).isEqualTo(signals.targets(row));
            assertThat(pictures.contentHash(row)).isEqualTo(signals.contentHash(row));
        }
        float[] first = picture(pictures, 0);
        assertThat(first).isNotEqualTo(picture(pictures, 1));
        for (float pixel : first) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void comesInThreeChannelsAsPublishedWeightsExpect() {
        Dataset plain = reader().train();
        Dataset coloured = reader("6x2", 3, Optional.empty(), Normalise.NONE, Brightness.IMAGENET)
                .train();
        float[] one = picture(plain, 3);
        float[] three = picture(coloured, 3);
        for (int pixel = 0; pixel < one.length; pixel++) {
            assertThat(three[3 * pixel]).isEqualTo((one[pixel] - .485f) / .229f, offset(1e-6f));
            assertThat(three[3 * pixel + 2]).isEqualTo((one[pixel] - .406f) / .225f, offset(1e-6f));
        }
    }

    @Test
    void showsAsMuchAsAsked() {
        assertThat(picture(
                        reader("4x3", 1, Optional.of(1.0), Normalise.NONE, Brightness.UNIT)
                                .train(),
                        0))
                .isNotEqualTo(picture(
                        reader("4x3", 1, Optional.empty(), Normalise.NONE, Brightness.UNIT)
                                .train(),
                        0));
    }

    @Test
    void refusesWhatItCannotDraw() {
        assertRefused("5x2", Optional.empty(), Normalise.NONE, "10 boxes for leads");
        assertRefused("6x2", Optional.of(4.5), Normalise.NONE, "shows 225 steps");
        assertRefused("6x2", Optional.empty(), Normalise.GLOBAL, "let it not do so");
        assertRefused("6x2", Optional.empty(), Normalise.RECORD, "let it not do so");
    }

    @Test
    void refusesMicrovolts() throws IOException {
        float[] microvolts = new float[2 * 200];
        for (int step = 0; step < microvolts.length; step++) {
            microvolts[step] = step % 10 * 100;
        }
        ByteBuffer npy = ByteBuffer.allocate(4 * microvolts.length + 1024).order(ByteOrder.LITTLE_ENDIAN);
        npy.put(NpyHeader.write(NumberType.FLOAT32, new int[] {2, 200, 1}));
        npy.asFloatBuffer().put(microvolts);
        Path file = Files.write(
                folder.resolve("x.npy"), Arrays.copyOf(npy.array(), npy.position() + 4 * microvolts.length));
        ByteBuffer answers = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        answers.put(NpyHeader.write(NumberType.FLOAT32, new int[] {2}))
                .putFloat(0)
                .putFloat(1);
        Path labels = Files.write(folder.resolve("y.npy"), Arrays.copyOf(answers.array(), answers.position()));
        Reader signals = new SignalTableReader(new SignalTableReader.Params(
                Optional.of(new ArrayPlace(file, Optional.empty())),
                Optional.empty(),
                Axes.TIME_LEADS,
                List.of(0),
                List.of(),
                50,
                Optional.empty(),
                "id",
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of(new AnswerArray(labels, Optional.empty(), List.of("abnormal"), List.of())),
                Optional.empty(),
                Optional.empty(),
                new SignalParams(Optional.of(4.0), false, Optional.of(50.0), Optional.empty(), Normalise.NONE, 1)));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> drawing(signals, VoltageScale.FIXED).train())
                .withMessage(file
                        + ": has 90 % of its values beyond 50 mV: write millivolts into it, or draw every lead on its"
                        + " own scale by scale = record");
        assertThat(drawing(signals, VoltageScale.RECORD).train().size()).isEqualTo(2);
    }

    private static Reader drawing(Reader signals, VoltageScale scale) {
        Assembler assembler = new Assembler() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T build(Spec<T> spec) {
                return (T) signals;
            }
        };
        return new EcgPictureReader(
                new EcgPictureReader.Params(
                        new Spec<>("any", Reader.class, params(Normalise.NONE), "here"),
                        "12x1",
                        List.of(48, 64),
                        1,
                        Optional.empty(),
                        scale,
                        2,
                        1,
                        false,
                        Brightness.UNIT),
                assembler);
    }

    private static void assertRefused(String layout, Optional<Double> seconds, Normalise normalise, String message) {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> reader(layout, 1, seconds, normalise, Brightness.UNIT))
                .withMessageContaining(message);
    }

    private static Reader reader(
            String layout, int channels, Optional<Double> seconds, Normalise normalise, Brightness brightness) {
        Spec<Reader> of = new Spec<>("synthetic-ecg", SyntheticEcgReader.class, params(normalise), "here");
        return new EcgPictureReader(
                new EcgPictureReader.Params(
                        of, layout, List.of(48, 64), channels, seconds, VoltageScale.FIXED, 2, 1, false, brightness),
                ASSEMBLER);
    }

    private static Reader signals(Normalise normalise) {
        return new SyntheticEcgReader(params(normalise));
    }

    private static SyntheticEcgReader.Params params(Normalise normalise) {
        return new SyntheticEcgReader.Params(
                12, 4, EcgTask.DIAGNOSES, 50, 4, Leads.STANDARD, 0.5, new Disturbances(0.03, 0.1, 0.02), normalise, 1);
    }

    private static float[] picture(Dataset data, int row) {
        return data.features(new int[] {row}).values().dup('c').data().asFloat();
    }
}
