package io.foldwise.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.Seed;
import io.foldwise.spi.contract.TinyData;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape.Vector;
import io.foldwise.spi.validation.Fold;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitPlanTest {

    private static final Dataset DATA = TinyData.of(new Vector(2), TinyData.schema(1), 6, new Seed(1));

    @TempDir
    private Path folder;

    @Test
    void readsBackPlainAndNestedFolds() {
        Fold plain = new Fold(new int[] {0, 1, 2, 3}, new int[] {4, 5}, new int[] {4, 5});
        Fold nested = new Fold(new int[] {0, 5}, new int[] {1}, new int[] {2, 3});
        Path file = folder.resolve("split.csv");

        new SplitPlan(List.of(plain, nested)).write(file, DATA);
        SplitPlan read = SplitPlan.read(file, DATA);

        assertThat(read.folds()).usingRecursiveComparison().isEqualTo(List.of(plain, nested));
    }

    @Test
    void refusesTheSplitOfOtherData() {
        Path file = folder.resolve("split.csv");
        new SplitPlan(List.of(new Fold(new int[] {0}, new int[] {1}, new int[] {1}))).write(file, DATA);
        Dataset other = TinyData.of(new Vector(2), TinyData.schema(1), 7, new Seed(1));

        assertThatThrownBy(() -> SplitPlan.read(file, other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of 6 samples, the data has 7");
    }
}
