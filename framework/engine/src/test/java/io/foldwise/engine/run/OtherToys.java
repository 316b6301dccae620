package io.foldwise.engine.run;

import io.foldwise.engine.sample.TinyVectors;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Readers whose samples do not go with those of the toy reader. */
public final class OtherToys extends PluginModule {

    @Override
    protected void plug() {
        component("two-labels", TwoLabels.class);
        component("wide", Wide.class);
        component("prepared", Prepared.class);
    }

    public static final class TwoLabels extends Other {
        public record Params() {}

        @Inject
        public TwoLabels(Params params) {
            super(6, 2);
        }
    }

    public static final class Wide extends Other {
        public record Params() {}

        @Inject
        public Wide(Params params) {
            super(7, 3);
        }
    }

    public static final class Prepared extends Other {
        public record Params() {}

        @Inject
        public Prepared(Params params) {
            super(6, 3);
        }

        @Override
        public Optional<Preparation> preparation() {
            return Optional.of(new Preparation() {
                @Override
                public Fitted fit(Dataset raw, int[] rows) {
                    throw new IllegalStateException("never asked");
                }

                @Override
                public Fitted restore(Path file) {
                    throw new IllegalStateException("never asked");
                }
            });
        }
    }

    private abstract static class Other implements Reader {

        private final int numbers;
        private final int labels;

        Other(int numbers, int labels) {
            this.numbers = numbers;
            this.labels = labels;
        }

        @Override
        public Task task() {
            return Task.of(TinyVectors.schema(labels));
        }

        @Override
        public Optional<InputShape> input() {
            return Optional.of(new InputShape.Vector(numbers));
        }

        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public Dataset train() {
            return TinyVectors.of(numbers, TinyVectors.schema(labels), 20, new Seed(8));
        }

        @Override
        public Optional<Dataset> test() {
            return Optional.empty();
        }

        @Override
        public boolean hasTest() {
            return false;
        }

        @Override
        public Dataset read(Path file) {
            return train();
        }
    }
}
