package io.foldwise.engine.archive;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of an archive, which may describe anything: before a pass it looks whether this machine has the memory for it, and a pass that
 * fails is told as a fault of the file.
 */
final class ArchivedNetwork extends ComputationGraph {

    private static final long serialVersionUID = 1;

    private final transient Path file;
    private transient long[] fits = {};

    ArchivedNetwork(ComputationGraphConfiguration configuration, Path file) {
        super(configuration);
        this.file = file;
    }

    @Override
    public synchronized INDArray[] output(
            boolean train, INDArray[] input, INDArray[] masks, INDArray[] labelMasks, MemoryWorkspace workspace) {
        long[] shape = input[0].shape();
        try {
            if (!Arrays.equals(shape, fits)) {
                requireRoom(shape);
                fits = shape;
            }
            return super.output(train, input, masks, labelMasks, workspace);
        } catch (StoreException refused) {
            throw refused;
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new StoreException(
                    "read",
                    file,
                    new IOException(
                            "its network computes nothing of a batch " + Arrays.toString(shape) + ": "
                                    + Shortened.of(reason),
                            e));
        }
    }

    /** Whether every vertex is computed after those that it reads. */
    boolean ordered() {
        Set<String> computed = new HashSet<>();
        for (String vertex : order()) {
            computed.add(vertex);
            if (!computed.containsAll(getConfiguration().getVertexInputs().getOrDefault(vertex, List.of()))) {
                return false;
            }
        }
        return true;
    }

    private List<String> order() {
        return Arrays.stream(topologicalSortOrder())
                .mapToObj(index -> getVertices()[index].getVertexName())
                .toList();
    }

    private void requireRoom(long[] batch) {
        double room = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        if (!new PassMemory(getConfiguration(), order()).within(room / Float.BYTES, batch)) {
            throw new StoreException(
                    "read",
                    file,
                    new IOException("its network needs more memory for a batch " + Arrays.toString(batch)
                            + " than this machine has"));
        }
    }
}
