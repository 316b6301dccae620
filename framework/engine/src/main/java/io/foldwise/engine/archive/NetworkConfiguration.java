package io.foldwise.engine.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.engine.network.LogitLoss;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;

/**
 * Reads the configuration of a network. Deeplearning4j makes an object of every class that a configuration names, so the
 * names are looked at first: there may only be those of layers and what belongs to layers.
 */
final class NetworkConfiguration {

    private static final List<String> KNOWN = List.of(
            "org.deeplearning4j.nn.conf",
            "org.deeplearning4j.nn.weights",
            "org.nd4j.linalg.activations",
            "org.nd4j.linalg.lossfunctions",
            "org.nd4j.linalg.learning",
            "org.nd4j.linalg.schedule",
            "io.foldwise.engine.network",
            "io.foldwise.engine.training",
            "io.foldwise.layers");

    /** Makes a batch larger, which {@link PassMemory} does not see; no model of Foldwise has it. */
    private static final String LARGER_BATCH = SpaceToBatchLayer.class.getName();

    /** Classes that have moved, by the names that older archives have for them. */
    private static final Map<String, String> MOVED = Map.of(
            "io.foldwise.spi.model.LogitLoss",
            LogitLoss.class.getName(),
            "io.foldwise.layers.picture.SequenceToPicture",
            "io.foldwise.layers.image.SequenceToImage");

    private static final Pattern MOVED_PACKAGE = Pattern.compile("^io\\.foldwise\\.layers\\.picture\\.");

    private static final String CLASS = "@class";
    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)+");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // of two, Deeplearning4j might take the other one
            .build();

    private final List<String> packages;
    private final Set<String> looked = new HashSet<>();

    /** @param plugins packages of installed plugins */
    NetworkConfiguration(Set<String> plugins) {
        packages = Stream.concat(KNOWN.stream(), plugins.stream()).toList();
    }

    /** @throws IOException if it is not one, or names a class that it must not */
    ComputationGraphConfiguration parse(byte[] json) throws IOException {
        try {
            JsonNode tree = JSON.readTree(json);
            rename(tree);
            check(tree);
            // Written anew, or what is read might be another thing than what was checked.
            ComputationGraphConfiguration configuration =
                    ComputationGraphConfiguration.fromJson(JSON.writeValueAsString(tree));
            if (configuration.getVertices() == null || configuration.getNetworkInputs() == null) {
                throw new IOException("configuration.json describes no network");
            }
            return configuration;
        } catch (JsonProcessingException e) {
            throw new IOException("configuration.json is not whole", e);
        }
    }

    private static void rename(JsonNode node) {
        String name = node.path(CLASS).asText();
        if (node instanceof ObjectNode object && !name.isEmpty()) {
            object.put(
                    CLASS,
                    MOVED.getOrDefault(name, MOVED_PACKAGE.matcher(name).replaceFirst("io.foldwise.layers.image.")));
        }
        node.forEach(NetworkConfiguration::rename);
    }

    private void check(JsonNode node) throws IOException {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            checkText(property.getKey());
            if (property.getKey().equals(CLASS)) {
                checkClass(property.getValue().asText());
            }
        }
        for (JsonNode child : node) {
            check(child);
        }
        if (node.isTextual()) {
            checkText(node.asText());
        }
    }

    private void checkClass(String name) throws IOException {
        if (!known(name)
                || name.equals(LARGER_BATCH)
                || !QUALIFIED.matcher(name).matches()) {
            throw foreign(name);
        }
        if (!installed(name)) {
            throw new IOException("its network has a " + Shortened.of(name)
                    + ", which is not installed: add the plugin that it was trained with");
        }
    }

    /** Deeplearning4j has other properties for names of classes, and may get more: a name is known by being one. */
    private void checkText(String text) throws IOException {
        Matcher names = QUALIFIED.matcher(text);
        while (names.find()) {
            String name = names.group();
            if (looked.add(name) && !known(name) && installed(name)) {
                throw foreign(name);
            }
        }
    }

    private boolean known(String name) {
        return packages.stream().anyMatch(known -> name.startsWith(known + "."));
    }

    private static boolean installed(String name) {
        try {
            // By the loader that the classes are then made with, which knows those of the plugin path.
            Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static IOException foreign(String name) {
        return new IOException("its network has a '" + Shortened.of(name)
                + "', which is no layer of Deeplearning4j, of Foldwise or of an installed plugin");
    }
}
