package io.foldwise.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedTest {

    @Test
    void zeroIsNoSeed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Seed(0)).withMessageContaining("0 is no seed");
    }

    @Test
    void branchesDifferByNameIndexAndRoot() {
        Set<Seed> seen = new HashSet<>();
        int drawn = 0;
        for (long root : new long[] {1, 2, -1, 2021, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (String name : List.of("", "fold", "trial", "epoch", "a", "b")) {
                for (long index = -3; index < 200; index++) {
                    seen.add(new Seed(root).branch(name, index));
                    drawn++;
                }
            }
        }
        assertThat(seen).hasSize(drawn);
    }

    @Test
    void aBranchDependsOnNothingButItsPath() {
        Seed root = new Seed(2021);
        root.branch("fold", 0).random().nextLong();
        assertThat(root.branch("trial", 4).branch("fold", 3))
                .isEqualTo(new Seed(2021).branch("trial", 4).branch("fold", 3));
    }

    /** Written down, so that a change of the mixing, which changes every experiment, does not go unnoticed. */
    @Test
    void branchesStayAsTheyAre() {
        assertThat(new Seed(2021).branch("fold", 3).value()).isEqualTo(-4243623295475958103L);
    }

    @Test
    void randomStartsAfresh() {
        Seed seed = new Seed(7);
        assertThat(seed.random().nextLong()).isEqualTo(seed.random().nextLong());
    }

    @Test
    void numbersOfNeighbouringBranchesLookIndependent() {
        double sum = 0;
        int pairs = 20_000;
        for (int i = 0; i < pairs; i++) {
            double first = new Seed(1).branch("fold", i).random().nextDouble() - 0.5;
            double second = new Seed(1).branch("fold", i + 1).random().nextDouble() - 0.5;
            sum += first * second;
        }
        double correlation = 12 * sum / pairs;
        assertThat(Math.abs(correlation)).isLessThan(4 / Math.sqrt(pairs));
    }
}
