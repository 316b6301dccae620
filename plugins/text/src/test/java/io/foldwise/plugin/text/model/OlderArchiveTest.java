package io.foldwise.plugin.text.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.contracts.CrossEntropy;
import io.foldwise.contracts.TinyData;
import io.foldwise.engine.archive.ModelArchive;
import io.foldwise.engine.network.NetworkAssembly;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Archives that were written when layers for images were called layers for pictures, and had fewer settings. */
final class OlderArchiveTest {

    private static final List<String> NEWER_SETTINGS = List.of(
            "dilation",
            "groups",
            "paddingHeight",
            "paddingWidth",
            "bias",
            "activation",
            "start",
            "momentum",
            "unbiased",
            "frozen",
            "epsilon");

    @TempDir
    private Path folder;

    @Test
    void aNetworkReadsByTheNamesOfThen() throws IOException {
        InputShape reports = new InputShape.Sequence(9, 6);
        Task task = Task.of(TinyData.schema(2));
        ComputationGraph network = NetworkAssembly.network(
                new CaResNet(new CaResNet.Params(12, 4, 1, 2, 4, 0.1, 8, 1, 0.1), reports, task),
                reports,
                task,
                List.of(new CrossEntropy()),
                new NetworkAssembly.Settings(new Seed(7), DataType.FLOAT, new NoOp(), 0, OptionalDouble.empty()));
        Path file = folder.resolve("model.zip");
        ModelArchive.write(file, network);
        Path older = folder.resolve("older.zip");
        rewrite(file, older);
        ComputationGraph read = ModelArchive.read(older, Set.of());
        assertThat(read.getConfiguration().toJson())
                .isEqualTo(network.getConfiguration().toJson());
        var tokens = Nd4j.createFromArray(new float[][] {{1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1}});
        assertThat(read.outputSingle(tokens).data().asFloat())
                .isEqualTo(network.outputSingle(tokens).data().asFloat());
    }

    private static void rewrite(Path from, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().endsWith(".json")
                                ? older(new String(bytes, UTF_8)).getBytes(UTF_8)
                                : bytes);
                out.closeEntry();
            }
        }
    }

    private static String older(String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(
                json.replace("io.foldwise.layers.image.SequenceToImage", "io.foldwise.layers.picture.SequenceToPicture")
                        .replace("io.foldwise.layers.image.", "io.foldwise.layers.picture."));
        for (JsonNode layer : tree.findParents("@class")) {
            if (layer.path("@class").asText().startsWith("io.foldwise.layers.picture.")) {
                ((ObjectNode) layer).remove(NEWER_SETTINGS);
            }
        }
        String older = mapper.writeValueAsString(tree);
        assertThat(older)
                .contains("picture.SequenceToPicture", "picture.BatchNorm", "picture.Convolution")
                .doesNotContain("layers.image", "paddingHeight", "momentum");
        return older;
    }
}
