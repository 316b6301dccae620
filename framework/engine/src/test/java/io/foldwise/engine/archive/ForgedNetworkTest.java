package io.foldwise.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.engine.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.misc.RepeatVector;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

/** A network that no model of Foldwise has is refused in one sentence, and takes no memory before. */
@Timeout(60)
final class ForgedNetworkTest {

    private static final int WIDTH = 6;

    @TempDir
    private Path folder;

    private Path write(Consumer<GraphBuilder> vertices) throws IOException {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(WIDTH))
                .addLayer("first", new DenseLayer.Builder().nOut(WIDTH).build(), "in");
        vertices.accept(graph);
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        Path file = folder.resolve("model.zip");
        ModelArchive.write(file, network);
        return file;
    }

    private static void assertRefused(Path file, String reason) throws IOException {
        ComputationGraph network = ModelArchive.read(file, Set.of());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> network.output(Nd4j.ones(1000, WIDTH)))
                .withMessageStartingWith("could not read " + file + ": its network ")
                .withMessageContaining(reason)
                .satisfies(refused -> assertThat(refused.getMessage()).hasLineCount(1));
    }

    @Test
    void repeatsItsInputWithoutBound() throws IOException {
        Path file =
                write(graph -> graph.addLayer("many", new RepeatVector.Builder<>(Integer.MAX_VALUE).build(), "first")
                        .setOutputs("many"));
        assertRefused(file, "needs more memory for a batch [1000, 6] than this machine has");
    }

    @Test
    void doublesItsInputWithoutBound() throws IOException {
        assertRefused(write(graph -> doubled(graph, new MergeVertex())), "needs more memory");
        assertRefused(write(graph -> doubled(graph, new StackVertex())), "needs more memory");
    }

    private static void doubled(GraphBuilder graph, org.deeplearning4j.nn.conf.graph.GraphVertex vertex) {
        String from = "first";
        for (int times = 0; times < 50; times++) {
            graph.addLayer("one" + times, new ActivationLayer(Activation.RELU), from);
            graph.addVertex("twice" + times, vertex, from, "one" + times);
            from = "twice" + times;
        }
        graph.setOutputs(from);
    }

    /** Steps of a sequence become samples of a batch, again and again. */
    @Test
    void makesABatchLargerWithoutBound() throws IOException {
        Path file = write(graph -> {
            String from = "first";
            for (int times = 0; times < 5; times++) {
                graph.addLayer("many" + times, new RepeatVector.Builder<>(1000).build(), from);
                from = "samples" + times;
                graph.addVertex(from, new PreprocessorVertex(new RnnToFeedForwardPreProcessor()), "many" + times);
            }
            graph.setOutputs(from);
        });
        assertRefused(file, "needs more memory");
    }

    @Test
    void hasAForeignPreprocessor() throws IOException {
        Path file = write(graph -> graph.addLayer("next", new ActivationLayer(Activation.RELU), "first")
                .setOutputs("next"));
        replace(
                file,
                "\"preProcessor\" : null",
                "\"preProcessor\" : {\"@class\" : \"" + RnnToFeedForwardPreProcessor.class.getName() + "\"}");
        assertRefused(file, "computes nothing of a batch [1000, 6]: ");
    }

    @Test
    void readsWhatItGives() throws IOException {
        Path file = write(graph -> graph.addVertex("sum", new MergeVertex(), "first", "in")
                .addLayer("last", new DenseLayer.Builder().nOut(2).build(), "sum")
                .setOutputs("last"));
        replace(file, "\"sum\" : [ \"first\", \"in\" ]", "\"sum\" : [ \"first\", \"last\" ]");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModelArchive.read(file, Set.of()))
                .withMessage("configuration.json has a vertex that reads what is computed after it");
    }

    @Test
    void readsAnotherTwice() throws IOException {
        Path file = write(graph ->
                graph.addVertex("sum", new MergeVertex(), "first", "in").setOutputs("sum"));
        replace(file, "\"sum\" : [ \"first\", \"in\" ]", "\"sum\" : [ \"first\", \"first\" ]");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModelArchive.read(file, Set.of()))
                .withMessage("configuration.json has a vertex 'sum' that reads another one twice");
    }

    @Test
    void hasALayerThatMovesPlacesIntoTheBatch() throws IOException {
        Path file = write(graph -> graph.addLayer("next", new ActivationLayer(Activation.RELU), "first")
                .setOutputs("next"));
        replace(file, ActivationLayer.class.getName(), SpaceToBatchLayer.class.getName());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ModelArchive.read(file, Set.of()))
                .withMessageContaining("SpaceToBatchLayer', which is no layer of");
    }

    @Test
    void whatFitsIsComputed() throws IOException {
        Path file = write(graph -> graph.addLayer("many", new RepeatVector.Builder<>(3).build(), "first")
                .addVertex("samples", new PreprocessorVertex(new RnnToFeedForwardPreProcessor()), "many")
                .setOutputs("samples"));
        assertThat(ModelArchive.read(file, Set.of())
                        .output(Nd4j.ones(4, WIDTH))[0]
                        .shape())
                .containsExactly(12, WIDTH);
    }

    private static void replace(Path file, String text, String other) throws IOException {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
                ZipOutputStream out = new ZipOutputStream(changed)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("configuration.json")) {
                    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(json).contains(text);
                    out.write(json.replace(text, other).getBytes(StandardCharsets.UTF_8));
                } else {
                    in.transferTo(out);
                }
            }
        }
        Files.write(file, changed.toByteArray());
    }
}
