package io.foldwise.plugin.standard.postprocessing;

import io.foldwise.contracts.PostProcessingContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.prediction.PostProcessing;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** What all steps have in common. */
final class PostProcessingContractsTest {

    @Nested
    final class OfThresholds extends PostProcessingContract {
        @Override
        protected PostProcessing postProcessing() {
            return new Thresholds(new Thresholds.Params(1), TinyData.schema(3));
        }
    }

    @Nested
    final class OfPlatt extends PostProcessingContract {
        @Override
        protected PostProcessing postProcessing() {
            return new Platt(new Platt.Params(), TinyData.schema(3));
        }
    }

    @Nested
    final class OfTemperature extends PostProcessingContract {
        @Override
        protected PostProcessing postProcessing() {
            return new Temperature(new Temperature.Params(), head());
        }
    }

    @Nested
    final class OfTemperatureOfClasses extends PostProcessingContract {
        @Override
        protected PostProcessing postProcessing() {
            return new Temperature(new Temperature.Params(), head());
        }

        @Override
        protected Head head() {
            return new Classes(List.of("a", "b", "c"));
        }
    }
}
