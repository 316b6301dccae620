package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.foldwise.engine.sample.ComboLoss;
import io.foldwise.engine.sample.Experiment;
import io.foldwise.engine.sample.Misfits;
import io.foldwise.engine.sample.NetModel;
import org.junit.jupiter.api.Test;

final class RecordSchemaTest {

    @Test
    void describesParametersAsUsersReadThem() {
        RecordSchema schema = RecordSchema.of(NetModel.Params.class);

        assertThat(schema.parameters())
                .extracting(ParameterSchema::key, parameter -> parameter.type().label())
                .containsExactly(
                        tuple("filters", "whole number"),
                        tuple("kernels", "list of whole numbers"),
                        tuple("dropout", "number"),
                        tuple("pooling", "one of max, mean, max-and-mean"),
                        tuple("hidden", "whole number"));
        assertThat(schema.parameter("filters")).hasValueSatisfying(filters -> {
            assertThat(filters.standard()).hasValue("128");
            assertThat(filters.constraints()).containsExactly("at least 1");
            assertThat(filters.description()).isEqualTo("Feature maps of each kernel");
            assertThat(filters.required()).isFalse();
        });
        assertThat(schema.parameter("kernels").orElseThrow().constraints())
                .containsExactly("non-empty", "each greater than 0");
        assertThat(schema.parameter("dropout").orElseThrow().constraints())
                .containsExactly("at least 0", "less than 1");
        assertThat(schema.parameter("hidden").orElseThrow().constraints()).containsExactly("greater than 0");
    }

    @Test
    void describesComponentsAndUnits() {
        RecordSchema schema = RecordSchema.of(Experiment.class);

        assertThat(schema.parameter("model").orElseThrow().required()).isTrue();
        assertThat(schema.parameter("loss").orElseThrow().type().label()).isEqualTo("loss");
        assertThat(schema.parameter("metrics").orElseThrow().type().label()).isEqualTo("list of metrics");
        assertThat(schema.parameter("weights").orElseThrow().type().label()).isEqualTo("block of named numbers");
        assertThat(RecordSchema.of(Experiment.Trainer.class)
                        .parameter("epochs")
                        .orElseThrow()
                        .unit())
                .isEqualTo("epochs");
        assertThat(RecordSchema.of(ComboLoss.Term.class).keys()).containsExactly("weight");
    }

    @Test
    void refusesWhatNoFileCanGive() {
        assertThatThrownBy(() -> RecordSchema.of(Misfits.UnsupportedType.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "UnsupportedType.rate: no experiment file can give a float; use int, long, double");
        assertThatThrownBy(() -> RecordSchema.of(Misfits.UnknownContract.class))
                .hasMessageContaining("names no kind of component");
        assertThatThrownBy(() -> RecordSchema.of(Misfits.TwoInlined.class)).hasMessageContaining("one Spec at most");
        assertThatThrownBy(() -> RecordSchema.of(Misfits.TextInlined.class))
                .hasMessageContaining("only records and a Spec");
        assertThatThrownBy(() -> RecordSchema.of(Misfits.SameKeyInlined.class))
                .hasMessageContaining("two parameters have the key 'lr'");
    }
}
