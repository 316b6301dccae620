package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.config.ValueType.Component;
import io.foldwise.engine.config.ValueType.ListOf;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.training.Examples;
import io.foldwise.spi.training.Loss;
import org.junit.jupiter.api.Test;

final class ValueTypeTest {

    @Test
    void namesSeveralOfAKind() {
        assertThat(plural(Model.class)).isEqualTo("models");
        assertThat(plural(Loss.class)).isEqualTo("losses");
        assertThat(plural(Examples.class)).isEqualTo("examples");
        assertThat(plural(PostProcessing.class)).isEqualTo("post-processing");
        assertThat(new ListOf(new Component(ComponentKind.of(Loss.class))).label())
                .isEqualTo("list of losses");
    }

    private static String plural(Class<?> contract) {
        return new Component(ComponentKind.of(contract)).plural();
    }
}
