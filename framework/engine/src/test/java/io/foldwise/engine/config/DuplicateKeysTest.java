package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DuplicateKeysTest {

    @Test
    void aValueThatALaterLineOverridesIsFound() {
        assertThat(DuplicateKeys.in("seed = 1\nname = x # seed = 3\n\nseed = 2\n"))
                .containsExactly(new DuplicateKeys.Duplicate(4, "seed", 1));
    }

    @Test
    void keysAreComparedByTheirPath() {
        assertThat(DuplicateKeys.in(
                        "trainer.epochs = 1\ntrainer { \"epochs\" : 2, optimizer = adam }\nmodel.epochs = 1"))
                .containsExactly(new DuplicateKeys.Duplicate(2, "trainer.epochs", 1));
    }

    @Test
    void aBlockOnOneLineIsReadToo() {
        assertThat(DuplicateKeys.in("model { type = net, width = 1, width = 2 }"))
                .containsExactly(new DuplicateKeys.Duplicate(1, "model.width", 1));
    }

    @Test
    void aListIsAValueToo() {
        assertThat(DuplicateKeys.in("metrics = [auc]\nmetrics = [\n  { type = mlogloss }\n]\n"))
                .containsExactly(new DuplicateKeys.Duplicate(2, "metrics", 1));
        assertThat(DuplicateKeys.in("stages = [{ epochs = 1 }, { epochs = 2, \"epochs\" = 3 }]"))
                .containsExactly(new DuplicateKeys.Duplicate(1, "stages[1].epochs", 1));
    }

    @Test
    void bracesMayStandAroundTheFile() {
        assertThat(DuplicateKeys.in("{\n  a.b = 1\n  a { b = 2 }\n}\n"))
                .containsExactly(new DuplicateKeys.Duplicate(3, "a.b", 2));
    }

    @Test
    void whatIsAddedIsNoSecondValue() {
        assertThat(DuplicateKeys.in("stages += { epochs = 3 }\nstages += { epochs = 3 }\n"))
                .isEmpty();
        assertThat(DuplicateKeys.in("metrics = [{ type = a }]\nmetrics = ${metrics} [{ type = b }]\n"))
                .isEmpty();
        assertThat(DuplicateKeys.in("metrics = [{ type = a }]\nmetrics = [{ type = b }] ${metrics}\n"))
                .isEmpty();
        assertThat(DuplicateKeys.in("base { width = 1 }\nmodel { width = 2 }\nmodel = ${base} { width = 3 }\n"))
                .isEmpty();
    }

    @Test
    void nullForgetsWhatIsBelowIt() {
        assertThat(DuplicateKeys.in("early-stop { patience = 1 }\nearly-stop = null\nearly-stop { patience = 2 }\n"))
                .isEmpty();
    }

    /** A path for each value would be gigabytes. */
    @Test
    void aLongKeyIsNotKeptForEachValueBelowIt() {
        String text = "\"" + "k".repeat(500_000) + "\" {\n"
                + IntStream.range(0, 50_000).mapToObj(i -> "a" + i + "=1\n").collect(Collectors.joining()) + "}\n";
        assertThat(DuplicateKeys.in(text)).isEmpty();
    }

    @Test
    void whatIsMeantSoIsNotFound() {
        assertThat(DuplicateKeys.in("""
                        include "base.conf"
                        lr = 0.1
                        lr = ${?LR}
                        metrics += auc
                        metrics += mlogloss
                        terms = [
                          { type = bce }
                          { type = dice }, { type = focal }
                        ]
                        trainer { epochs = 3 }
                        trainer { patience =
                          4 }
                        note = "seed = 1", other = \"\"\"
                        lr = 3
                        \"\"\"
                        """)).isEmpty();
    }
}
