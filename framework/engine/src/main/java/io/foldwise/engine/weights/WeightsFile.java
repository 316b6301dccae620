package io.foldwise.engine.weights;

import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A file with weights: {@code .npz}, {@code .safetensors}, {@code .h5}, or the {@code model.zip} of a run's unit.
 *
 * @param path of the file
 * @param plugins packages of the plugins whose layers a saved network may have
 */
public record WeightsFile(Path path, Set<String> plugins) {

    private static final Map<String, Opening> KINDS = Map.of(
            "npz", NpzArrays::open,
            "safetensors", SafetensorsFile::open,
            "h5", KerasFile::open,
            "hdf5", KerasFile::open);

    @FunctionalInterface
    private interface Opening {
        NamedArrays open(Path file) throws IOException;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(NamedArrays arrays) throws IOException;
    }

    /**
     * Reads names and shapes, and compares them with the file's length.
     *
     * @throws DataException if the file is missing or no whole file of weights
     */
    public void check() {
        use(NamedArrays::arrays);
    }

    /**
     * What a network would take; it stays as it is.
     *
     * @throws DataException if the file cannot be read, or nothing in it fits
     */
    public Transfer plan(ComputationGraph network, WeightsSettings settings) {
        return use(arrays -> Transfer.plan(path.toString(), arrays, Parameters.of(network), settings));
    }

    /**
     * Gives a network what it can take.
     *
     * @throws DataException if the file cannot be read, or nothing in it fits
     */
    public Transfer load(ComputationGraph network, WeightsSettings settings) {
        return use(arrays -> {
            Parameters parameters = Parameters.of(network);
            Transfer transfer = Transfer.plan(path.toString(), arrays, parameters, settings);
            transfer.apply(arrays, parameters);
            return transfer;
        });
    }

    private <T> T use(Use<T> use) {
        try (NamedArrays arrays = open()) {
            return use.of(arrays);
        } catch (NoSuchFileException e) {
            throw new DataException(path, 0, "there is no such file");
        } catch (IOException e) {
            throw new DataException(path, 0, String.valueOf(e.getMessage()));
        }
    }

    private NamedArrays open() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is no file");
        }
        if (!Files.isReadable(path)) {
            throw new IOException("it may not be read");
        }
        String ending = ending();
        if (ending.equals("zip")) {
            return NetworkArrays.open(path, plugins);
        }
        if (ending.equals("keras")) {
            throw new IOException("it is a zip file: unpack it, and name the model.weights.h5 that is in it");
        }
        Opening opening = KINDS.get(ending);
        if (opening == null) {
            throw new IOException("weights are read from .npz, .safetensors and .h5");
        }
        return opening.open(path);
    }

    private String ending() {
        String name = String.valueOf(path.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
