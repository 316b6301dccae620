package io.foldwise.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.network.LogitLoss;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** An archive is read as it was written, and one that was made to do harm is refused before it does. */
@Timeout(60)
final class ModelArchiveTest {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String NORMAL = NormalDistribution.class.getName();
    private static final int HIDDEN = 8;
    private static final int PARAMETERS = 6 * HIDDEN + HIDDEN + HIDDEN * 3 + 3;

    @TempDir
    private Path folder;

    private Path file;
    private ComputationGraph network;

    @BeforeEach
    void writeANetwork() throws IOException {
        Payload.executed = false;
        file = folder.resolve("model.zip");
        network = network();
        ModelArchive.write(file, network);
    }

    private static ComputationGraph network() {
        NetworkModel model = (graph, input) -> {
            graph.addLayer("hidden", dense(HIDDEN).dropOut(0.5).build(), input);
            graph.addLayer("logits", dense(3).build(), "hidden");
            return "logits";
        };
        return NetworkAssembly.network(
                model,
                new InputShape.Vector(6),
                Task.of(TinyVectors.schema(3)),
                List.of(new CrossEntropy()),
                new NetworkAssembly.Settings(new Seed(1), DataType.FLOAT, new Adam(0.1), 0, OptionalDouble.empty()));
    }

    private static DenseLayer.Builder dense(int size) {
        return new DenseLayer.Builder()
                .nOut(size)
                .activation(Activation.IDENTITY)
                .weightInit(new NormalDistribution(0, 0.1));
    }

    @Test
    void readsBackEveryWeight() throws IOException {
        ComputationGraph read = read();

        assertThat(read.params().toFloatVector())
                .hasSize(PARAMETERS)
                .isEqualTo(network.params().toFloatVector());
        assertThat(read.getConfiguration().toJson())
                .isEqualTo(network.getConfiguration().toJson());
        float[][] samples = {{1, 2, 3, 4, 5, 6}};
        assertThat(read.output(Nd4j.createFromArray(samples))[0])
                .isEqualTo(network.output(Nd4j.createFromArray(samples))[0]);
    }

    /** Archives outlive the places of classes. */
    @Test
    void readsAnArchiveThatNamesAClassWhereItStoodEarlier() throws IOException {
        replace(LogitLoss.class.getName(), "io.foldwise.spi.model.LogitLoss");

        float[][] samples = {{1, 2, 3, 4, 5, 6}};
        assertThat(read().output(Nd4j.createFromArray(samples))[0])
                .isEqualTo(network.output(Nd4j.createFromArray(samples))[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preprocessor.bin", "normalizer.bin", "updaterState.bin", "../../elsewhere"})
    void deserializesNothing(String name) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(new Payload());
        }
        Map<String, byte[]> entries = entries();
        entries.put(name, object.toByteArray());
        rewrite(entries);

        assertRefused("holds " + name);
        assertThat(Payload.executed).isFalse();
    }

    @Test
    void makesNoObjectOfAClassThatIsNobodysLayer() throws IOException {
        String dropout = org.deeplearning4j.nn.conf.dropout.Dropout.class.getName();
        replace(dropout, Payload.Dropout.class.getName());

        assertRefused(Payload.Dropout.class.getName());
        assertThat(Payload.executed).isFalse();
    }

    @Test
    void makesObjectsOfClassesOfAPlugin() throws IOException {
        String dropout = org.deeplearning4j.nn.conf.dropout.Dropout.class.getName();
        replace(dropout, Payload.Dropout.class.getName());

        ModelArchive.read(file, Set.of(Payload.class.getPackageName()));

        assertThat(Payload.executed).isTrue();
    }

    /** Deeplearning4j has a second property for names of classes. */
    @Test
    void looksAtEveryNameOfAClassWhateverItsProperty() throws IOException {
        replace(NORMAL, Payload.class.getName());

        assertRefused(Payload.class.getName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.deeplearning4j.nn.conf.layers.NoSuchLayer",
                "no.such.Layer",
                "java.util.ArrayList<javax.swing.JEditorPane>",
                "[Lorg.deeplearning4j.nn.conf.layers.DenseLayer;",
                ""
            })
    void refusesClassesThatThereAreNot(String name) throws IOException {
        replace(DenseLayer.class.getName(), name);

        assertRefused(name);
    }

    @Test
    void refusesAKeyThatStandsTwice() throws IOException {
        replace("{", "{\"@class\":\"" + Payload.class.getName() + "\",");

        assertRefused(CONFIGURATION);
    }

    @Test
    void inflatesNoBomb() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(CONFIGURATION));
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 200; i++) {
                zip.write(blanks);
            }
        }

        assertRefused("is larger than");
    }

    @Test
    void inflatesNoMoreWeightsThanTheNetworkHas() throws IOException {
        byte[] weights = entries().get(COEFFICIENTS);
        entry(COEFFICIENTS, Arrays.copyOf(weights, weights.length + (1 << 20)));

        assertRefused("more than " + PARAMETERS + " weights");
    }

    @Test
    void allocatesNothingForWeightsThatAreOnlyPromised() throws IOException {
        entry(COEFFICIENTS, weights(4_000_000_000L, "FLOAT"));

        assertRefused("4000000000 weights for a network of " + PARAMETERS);
    }

    @Test
    void allocatesNothingForANetworkThatNoMemoryHolds() throws IOException {
        replace("\"nout\" : " + HIDDEN, "\"nout\" : 1000000000000");

        assertRefused("weights");
    }

    @Test
    void refusesWeightsOfAnotherType() throws IOException {
        entry(COEFFICIENTS, weights(PARAMETERS, "UTF8"));

        assertRefused(COEFFICIENTS);
    }

    @Test
    void refusesADeepConfiguration() throws IOException {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        entry(CONFIGURATION, ("{\"vertices\":" + deep + "}").getBytes(StandardCharsets.UTF_8));

        assertRefused(CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "", "{\"vertices\":null}", "{\"vertices\":{\"a\":null}}"})
    void refusesAConfigurationOfNothing(String text) throws IOException {
        entry(CONFIGURATION, text.getBytes(StandardCharsets.UTF_8));

        assertRefused("");
    }

    @Test
    void saysThatAFileIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 30, 200, whole.length / 2, whole.length - 300}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("");
        }
    }

    @Test
    void followsNoLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), file);

        assertThatThrownBy(() -> ModelArchive.read(link, Set.of())).hasMessageContaining("symbolic link");
    }

    private ComputationGraph read() throws IOException {
        return ModelArchive.read(file, Set.of());
    }

    /** One sentence, with the file's name. */
    private void assertRefused(String reason) {
        ThrowingCallable reading = this::read;
        assertThatThrownBy(reading)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason)
                .satisfies(thrown -> assertThat(thrown.getMessage())
                        .hasLineCount(1)
                        .hasSizeLessThan(400)
                        .doesNotContain("Exception"));
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private void rewrite(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    private void entry(String name, byte[] content) throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put(name, content);
        rewrite(entries);
    }

    private void replace(String text, String other) throws IOException {
        String json = new String(entries().get(CONFIGURATION), StandardCharsets.UTF_8);
        assertThat(json).contains(text);
        entry(CONFIGURATION, json.replace(text, other).getBytes(StandardCharsets.UTF_8));
    }

    /** A header that promises so many weights, and none behind it. */
    private static byte[] weights(long count, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(8);
        out.writeUTF("LONG");
        for (long number : new long[] {2, 1, count, count, 1, 8192, 1, 'c'}) {
            out.writeLong(number);
        }
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(count);
        out.writeUTF(type);
        return bytes.toByteArray();
    }
}
