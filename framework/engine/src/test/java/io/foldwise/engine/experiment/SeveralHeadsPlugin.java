package io.foldwise.engine.experiment;

import io.foldwise.engine.sample.CrossEntropy;
import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.RowHead;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.RowMetric;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Data that asks for labels, a quantity and a mask, and components that are for labels alone. */
public final class SeveralHeadsPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("three", ThreeReader.class);
        component("of-labels", LabelLoss.class);
        component("of-labels", LabelMetric.class);
    }

    public static final class ThreeReader implements Reader {
        public record Params() {}

        @Inject
        public ThreeReader(Params params) {}

        @Override
        public Task task() {
            return Task.of(TinyVectors.schema(3), new Quantities("size", List.of("height")), new Mask());
        }

        @Override
        public Optional<InputShape> input() {
            return Optional.of(new InputShape.Vector(6));
        }

        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public Dataset train() {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public Optional<Dataset> test() {
            return Optional.empty();
        }

        @Override
        public Dataset read(Path file) {
            return train();
        }
    }

    private record Mask() implements Head {

        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {-1, -1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.UBYTE);
        }

        @Override
        public String toString() {
            return "a mask";
        }
    }

    public static final class LabelLoss implements Loss {
        public record Params() {}

        @Inject
        public LabelLoss(Params params, LabelSchema labels) {}

        @Override
        public double evaluate(double[] logits, double[] targets, int rows, int cells, double[] gradient) {
            return new CrossEntropy().evaluate(logits, targets, rows, cells, gradient);
        }
    }

    public static final class LabelMetric implements RowMetric {
        public record Params() {}

        @Inject
        public LabelMetric(Params params, LabelSchema labels) {}

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double value(RowHead head, float[][] targets, float[][] predictions) {
            return 0;
        }
    }
}
