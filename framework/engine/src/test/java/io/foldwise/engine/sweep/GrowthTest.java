package io.foldwise.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a coordinator does for a trial does not grow with the number of trials before it. Work is counted in bytes of
 * objects that it makes, which no other process on the machine disturbs.
 */
final class GrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pruning { folds {} }",
                "pruning { curves {} }",
                "generator = genetic, genetic.population = 12, pruning { folds {} }"
            })
    void workForATrialDoesNotGrowWithTheirNumber(String search) {
        work(search, 100); // what happens once does not count

        long few = work(search, 250);
        long many = work(search, 2000);

        assertThat((double) many / few).as("8 times as many trials").isLessThan(12);
    }

    private static long work(String search, int trials) {
        FakeSweep sweep = new FakeSweep("trials = " + trials + ", " + search, 3);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        sweep.run(4, new SplittableRandom(7));
        long work = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(sweep.states()).hasSize(trials);
        return work;
    }
}
