package io.foldwise.plugin.text.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.contracts.DirectModelContract;
import io.foldwise.contracts.TinyData;
import io.foldwise.plugin.text.Reports;
import io.foldwise.plugin.text.metric.Round1Score;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
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

final class BagOfNgramsTest extends DirectModelContract {

    private static final int[] FIRST = IntStream.range(0, 240).toArray();
    private static final int[] LAST = IntStream.range(240, 300).toArray();

    private final Dataset data = Reports.synthetic(300, 0, 1).train();
    private final BagOfNgrams model = model(data);

    @Override
    protected DirectModel model(InputShape input, Task task) {
        return new BagOfNgrams(new BagOfNgrams.Params(2, 1, 4), input, task);
    }

    @Override
    protected Dataset data() {
        return TinyData.sequences();
    }

    @Test
    void learnsMoreThanBaseRates() {
        float[][] targets = Reports.targets(data, LAST);
        float[][] logits = model.fit(data, FIRST).logits(data, LAST);

        Round1Score metric = new Round1Score(new Round1Score.Params(), Reports.labels(data));
        double baseRate = metric.value(Reports.labels(data), targets, Reports.baseRates(targets));
        assertThat(metric.value(Reports.labels(data), targets, Reports.probabilities(logits)))
                .isGreaterThan(baseRate + 0.01);
    }

    @Test
    void equalDataGiveEqualBytes(@TempDir Path folder) throws IOException {
        model.fit(data, FIRST).save(folder.resolve("a"));
        model(data).fit(Reports.synthetic(300, 0, 1).train(), FIRST).save(folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void cutOffFileIsNotRestored(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model");
        model.fit(data, FIRST).save(file);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> model.restore(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends too early");
    }

    @Test
    void otherInputsAreRefused() {
        assertThatThrownBy(
                        () -> new BagOfNgrams(new BagOfNgrams.Params(2, 1, 4), new InputShape.Vector(10), data.task()))
                .isInstanceOf(IncompatibleException.class)
                .hasMessage("bag-of-ngrams reads sequences of tokens, not vectors of 10 numbers");
        Task stars = Task.of(new Quantities(List.of("stars")));
        assertThatThrownBy(() -> new BagOfNgrams(new BagOfNgrams.Params(2, 1, 4), data.input(), stars))
                .isInstanceOf(IncompatibleException.class)
                .hasMessageContaining("the data asks for quantities");
    }

    @Test
    void modelOfOtherLabelsIsNotRestored(@TempDir Path folder) throws IOException {
        model.fit(data, FIRST).save(folder.resolve("model"));
        BagOfNgrams other = new BagOfNgrams(
                new BagOfNgrams.Params(2, 1, 4), data.input(), Task.of(LabelSchema.of("region", List.of("a", "b"))));

        assertThatThrownBy(() -> other.restore(folder.resolve("model")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a bag-of-ngrams of 2 labels");
    }

    private static BagOfNgrams model(Dataset data) {
        return new BagOfNgrams(new BagOfNgrams.Params(2, 1, 4), data.input(), data.task());
    }
}
