package io.foldwise.contracts;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;
import org.junit.jupiter.api.Nested;

/** A correct model passes. */
final class ModelContractTest {

    @Nested
    class OnVectors extends ModelContract {
        @Override
        protected NetworkModel model(InputShape input, Task task) {
            return new TinyModel(input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.vectors();
        }
    }

    @Nested
    class OnSequences extends ModelContract {
        @Override
        protected NetworkModel model(InputShape input, Task task) {
            return new TinyModel(input, task);
        }

        @Override
        protected Dataset data() {
            return TinyData.sequences();
        }

        /** Its embedding is Deeplearning4j's. */
        @Override
        protected boolean hasOnnxEquivalent() {
            return false;
        }
    }
}
