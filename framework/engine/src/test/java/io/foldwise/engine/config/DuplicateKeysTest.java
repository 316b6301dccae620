package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

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
