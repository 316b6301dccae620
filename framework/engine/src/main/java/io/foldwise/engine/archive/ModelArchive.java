package io.foldwise.engine.archive;

import io.foldwise.engine.store.PlainFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's configuration and weights in Deeplearning4j's own format, a zip of {@code configuration.json} and
 * {@code coefficients.bin}. Read here, since Deeplearning4j deserializes whatever else it finds in
 * there, and inflates all of it. Nothing is inflated beyond what the network can need, and nothing is made of it before
 * it has been checked.
 */
public final class ModelArchive {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final int LARGEST_CONFIGURATION = 8 << 20; // that of a ResNet50 has half a megabyte

    /** The first day that a zip knows. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ModelArchive() {}

    /**
     * Writes configuration and weights; the optimizer's state is left out. As Deeplearning4j's serializer writes them, but for the
     * time of day in it: equal networks give equal bytes.
     */
    public static void write(Path file, ComputationGraph network) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            begin(zip, CONFIGURATION);
            zip.write(network.getConfiguration().toJson().getBytes(StandardCharsets.UTF_8));
            begin(zip, COEFFICIENTS);
            DataOutputStream weights = new DataOutputStream(new BufferedOutputStream(zip));
            Nd4j.write(network.params(), weights);
            weights.flush();
        }
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /**
     * Reads what {@link #write} wrote. A network that does not fit together, or to what it is given, says so when it is asked, by a
     * {@link io.foldwise.engine.store.StoreException}.
     *
     * @param plugins packages whose classes the configuration may name, beside those of Deeplearning4j and Foldwise
     * @throws IOException if the file is anything else; the message is one line and does not name the file
     */
    public static ComputationGraph read(Path file, Set<String> plugins) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(PlainFile.read(file)))) {
            enter(zip, CONFIGURATION);
            ComputationGraphConfiguration configuration =
                    new NetworkConfiguration(plugins).parse(bounded(zip, LARGEST_CONFIGURATION));
            requireSingleInputs(configuration);
            long parameters = parameters(configuration);
            enter(zip, COEFFICIENTS);
            float[] weights = Coefficients.read(zip, parameters);
            requireEnd(zip);
            ArchivedNetwork network = new ArchivedNetwork(configuration, file);
            network.init(Nd4j.createFromArray(weights), false);
            if (!network.ordered()) {
                throw new IOException(CONFIGURATION + " has a vertex that reads what is computed after it");
            }
            return network;
        } catch (EOFException e) {
            throw new IOException("it is cut short", e);
        } catch (RuntimeException e) {
            throw new IOException(CONFIGURATION + " describes no network that can be built", e);
        }
    }

    private static void enter(ZipInputStream zip, String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
            throw new IOException("it is cut short, or no zip file: there is no " + name + " where it should be");
        }
        if (!entry.getName().equals(name)) {
            throw foreign(entry);
        }
    }

    private static void requireEnd(ZipInputStream zip) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry != null) {
            throw foreign(entry);
        }
    }

    private static IOException foreign(ZipEntry entry) {
        return new IOException("it holds " + Shortened.of(entry.getName()) + ", which no model of Foldwise has there");
    }

    private static byte[] bounded(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new IOException(CONFIGURATION + " is larger than " + (most >> 20) + " MB");
        }
        return bytes;
    }

    /** Deeplearning4j cannot build a network in which a vertex reads another twice, and takes memory without bound to find out. */
    private static void requireSingleInputs(ComputationGraphConfiguration configuration) throws IOException {
        for (Map.Entry<String, List<String>> vertex :
                configuration.getVertexInputs().entrySet()) {
            if (Set.copyOf(vertex.getValue()).size() < vertex.getValue().size()) {
                throw new IOException(CONFIGURATION + " has a vertex '" + Shortened.of(vertex.getKey())
                        + "' that reads another one twice");
            }
        }
    }

    /** How many weights the network has, known before memory is taken for them. */
    private static long parameters(ComputationGraphConfiguration configuration) throws IOException {
        long sum = 0;
        for (GraphVertex vertex : configuration.getVertices().values()) {
            long own = vertex.numParams(true);
            if (own < 0) {
                throw new IOException(CONFIGURATION + " describes a layer of " + own + " weights");
            }
            sum = Math.addExact(sum, own);
        }
        return sum;
    }
}
