package io.foldwise.plugin.standard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.plugin.standard.loss.Balanced;
import io.foldwise.plugin.standard.loss.BinaryCrossEntropy;
import io.foldwise.plugin.standard.loss.Dice;
import io.foldwise.plugin.standard.loss.ErrorWeighted;
import io.foldwise.plugin.standard.loss.Focal;
import io.foldwise.plugin.standard.loss.Jaccard;
import io.foldwise.plugin.standard.loss.Lovasz;
import io.foldwise.plugin.standard.loss.Over;
import io.foldwise.plugin.standard.loss.PerClass;
import io.foldwise.plugin.standard.metric.ExactMatch;
import io.foldwise.plugin.standard.metric.LogLoss;
import io.foldwise.plugin.standard.metric.MacroAuc;
import io.foldwise.plugin.standard.metric.MacroF1;
import io.foldwise.plugin.standard.metric.MicroAuc;
import io.foldwise.plugin.standard.metric.Score;
import io.foldwise.plugin.standard.sampler.RepeatRare;
import io.foldwise.plugin.standard.sampler.Shuffled;
import io.foldwise.plugin.standard.sampler.SlidingShare;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Classes;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Quantities;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.training.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Components refuse heads that they would take and misunderstand. */
final class MisfitTest {

    private static final Classes CLASSES = new Classes(List.of("cat", "dog", "fox"));
    private static final Quantities QUANTITIES = new Quantities(List.of("height"));

    /** Of a plugin's own: pixels. */
    private static final Head MASK = new Head() {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {8, 8, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.UBYTE);
        }
    };

    private static final List<Function<Head, Object>> OF_YES_OR_NO = List.of(
            head -> new BinaryCrossEntropy(new BinaryCrossEntropy.Params(1), head),
            Balanced::new,
            head -> new Dice(new Dice.Params(1, Over.SAMPLE), head),
            head -> new Jaccard(new Jaccard.Params(1, Over.SAMPLE), head),
            head -> new Lovasz(new Lovasz.Params(Over.SAMPLE, false), head),
            head -> new PerClass(
                    new PerClass.Params(Components.spec(Balanced.class, new Balanced.Params()), List.of()),
                    new Components(),
                    head),
            head -> new Focal(new Focal.Params(2, Optional.empty()), head),
            head -> new ErrorWeighted(new ErrorWeighted.Params(4), head),
            head -> new LogLoss(new LogLoss.Params(1e-15), head),
            head -> new Score(new Score.Params(1e-15), head),
            head -> new ExactMatch(new ExactMatch.Params(0.5), head));

    private static final List<Function<Head, Object>> OF_PROBABILITIES =
            List.of(MacroAuc::new, MicroAuc::new, MacroF1::new);

    @Test
    void yesOrNoIsNeitherOneOfSeveralClassesNorAQuantity() {
        for (Function<Head, Object> component : OF_YES_OR_NO) {
            assertThatExceptionOfType(IncompatibleException.class)
                    .isThrownBy(() -> component.apply(CLASSES))
                    .withMessageContaining("'class' is one of 3 classes: use ");
            assertThatExceptionOfType(IncompatibleException.class)
                    .isThrownBy(() -> component.apply(QUANTITIES))
                    .withMessageContaining("'quantities' is a quantity: use ");
            assertThatCode(() -> component.apply(MASK)).doesNotThrowAnyException();
        }
    }

    @Test
    void quantitiesAreNoProbabilities() {
        for (Function<Head, Object> component : OF_PROBABILITIES) {
            assertThatExceptionOfType(IncompatibleException.class)
                    .isThrownBy(() -> component.apply(QUANTITIES))
                    .withMessageContaining("'quantities' is a quantity: use ");
            assertThatCode(() -> component.apply(CLASSES)).doesNotThrowAnyException();
        }
    }

    @Test
    void samplersThatLookAtPositivesNeedSome() {
        Spec<Sampler> shuffled = Components.spec(Shuffled.class, new Shuffled.Params(8));
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() ->
                        new RepeatRare(new RepeatRare.Params(0.1, 4, shuffled), new Components(), Task.of(QUANTITIES)))
                .withMessageContaining("quantities only");
        assertThatExceptionOfType(IncompatibleException.class)
                .isThrownBy(() -> new SlidingShare(
                        new SlidingShare.Params(0.8, 0.4, shuffled), new Components(), Task.of(CLASSES, QUANTITIES)))
                .withMessageContaining("no labels");
    }
}
