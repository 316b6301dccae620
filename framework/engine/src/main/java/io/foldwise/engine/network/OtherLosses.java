package io.foldwise.engine.network;

import io.foldwise.spi.training.Loss;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Other losses for a network, for as long as they are needed. */
public final class OtherLosses {

    private OtherLosses() {}

    /**
     * Does something while a network has other losses.
     *
     * @param losses one for each head; empty leaves the network its own
     */
    public static void during(ComputationGraph network, List<Loss> losses, Runnable work) {
        use(network, losses.stream().map(Optional::of).toList());
        try {
            work.run();
        } finally {
            use(network, losses.stream().map(loss -> Optional.<Loss>empty()).toList());
        }
    }

    private static void use(ComputationGraph network, List<Optional<Loss>> losses) {
        for (int head = 0; head < losses.size(); head++) {
            ((HeadOutputRuntime) network.getOutputLayer(head)).use(losses.get(head));
        }
    }
}
