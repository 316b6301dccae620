package io.foldwise.plugin.standard.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.SamplerContract;
import io.foldwise.plugin.standard.Components;
import io.foldwise.plugin.standard.Samples;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.training.Sampler;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What all samplers of this package have in common, alone and nested. */
@ParameterizedClass
@MethodSource("samplers")
final class EverySamplerTest extends SamplerContract {

    private static final int BATCH = 8;
    private static final int[] ROWS =
            IntStream.range(0, 200).filter(row -> row % 4 != 0).toArray();

    private static final Assembler ASSEMBLER = new Components();

    private final Spec<Sampler> sampler;

    EverySamplerTest(Spec<Sampler> sampler) {
        this.sampler = sampler;
    }

    @Override
    protected Sampler sampler() {
        return ASSEMBLER.build(sampler);
    }

    @Override
    protected boolean coversEveryRowOnce() {
        return List.of(Shuffled.class, LengthBucketed.class).contains(sampler.component());
    }

    static Stream<Named<Spec<Sampler>>> samplers() {
        Spec<Sampler> shuffled = Components.spec(Shuffled.class, new Shuffled.Params(BATCH));
        Spec<Sampler> bucketed = Components.spec(LengthBucketed.class, new LengthBucketed.Params(BATCH, 5));
        Spec<Sampler> sliding = Components.spec(SlidingShare.class, new SlidingShare.Params(0.8, 0.4, bucketed));
        return Stream.of(
                Named.of("shuffled", shuffled),
                Named.of("length-bucketed", bucketed),
                Named.of("sliding-share", sliding),
                Named.of("repeat-rare", Components.spec(RepeatRare.class, new RepeatRare.Params(0.5, 4, shuffled))),
                Named.of("hard-examples", hard(0.3, bucketed)),
                Named.of("hard-examples of sliding-share", hard(0.9, sliding)));
    }

    private static Spec<Sampler> hard(double share, Spec<Sampler> batches) {
        return Components.spec(
                HardExamples.class, new HardExamples.Params(Optional.of(share), Optional.empty(), batches));
    }

    @Test
    void fillsAllBatchesButOne() {
        for (int number = 0; number < 10; number++) {
            List<int[]> batches = sampler().batches(epoch(number));
            assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(BATCH));
            assertThat(batches.stream().filter(batch -> batch.length < BATCH).count())
                    .as("batches that are not full")
                    .isLessThanOrEqualTo(1);
        }
    }

    private static PlainEpoch epoch(int number) {
        SplittableRandom random = new SplittableRandom(1);
        Samples samples = Samples.random(200, random, 0.3, 0.05)
                .withLengths(random.ints(200, 1, 100).toArray());
        return PlainEpoch.of(samples, number, 10)
                .withRows(ROWS.clone())
                .withLosses(random.doubles(ROWS.length).toArray());
    }
}
