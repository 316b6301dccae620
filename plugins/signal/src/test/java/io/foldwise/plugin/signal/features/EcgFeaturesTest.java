package io.foldwise.plugin.signal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.foldwise.contracts.DirectModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Signal;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.DirectModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EcgFeaturesTest extends DirectModelContract {

    private static final Signal SHAPE = new Signal(2, 120, 60);

    @Override
    protected DirectModel model(InputShape input, Task task) {
        if (!(input instanceof Signal signal)) {
            throw new IncompatibleException("is built for signals");
        }
        return new EcgFeatures(new EcgFeatures.Params(1), signal, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.of(SHAPE);
    }

    @Test
    void keepsItsWeightsAsATable(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model");
        DirectModel model = model(SHAPE, data().task());
        model.fit(data(), IntStream.range(0, 20).toArray()).save(file);
        assertThat(Files.readAllLines(file).get(0)).startsWith("rate\t").matches("([^\t]+\t){8}[^\t]+");

        Files.writeString(file, "rate\t1\n");
        assertThatIOException().isThrownBy(() -> model.restore(file)).withMessageContaining("no line of 'rate'");
    }

    @Test
    void refusesSignalsInWhichItSeesNoBeats() {
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(new Signal(2, 100, 40), data().task()))
                .withMessageContaining("50 Hz at least");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(new Signal(2, 150, 100), data().task()))
                .withMessageContaining("2 s at least");
        Task rate = Task.of(new Quantities(List.of("rate")));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> model(SHAPE, rate))
                .withMessageContaining("the data asks for quantities");
    }
}
