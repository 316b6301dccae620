package io.foldwise.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

/** The two standard tests of every {@code Params} record. */
public final class ParamsAssert<P extends Record> {

    private final Class<P> type;
    private final RecordBinder binder;

    private ParamsAssert(Class<P> type, ComponentCatalog catalog) {
        this.type = type;
        this.binder = new RecordBinder(catalog);
    }

    /**
     * Begins the tests of a record.
     *
     * @param catalog the components that the record's own may name
     */
    public static <P extends Record> ParamsAssert<P> assertThatParams(Class<P> type, ComponentCatalog catalog) {
        return new ParamsAssert<>(type, catalog);
    }

    /** An empty block gives these values. */
    public ParamsAssert<P> hasDefaults(P expected) {
        assertThat(bind("")).isEqualTo(expected);
        return this;
    }

    /** The block gives these values, and each of them differs from its default, so that no key can be forgotten. */
    public ParamsAssert<P> binds(String block, P expected) {
        assertThat(bind(block)).isEqualTo(expected);
        assertThat(ExperimentSource.of("params.conf", block).root().keys())
                .as("keys of the block")
                .containsExactlyInAnyOrderElementsOf(RecordSchema.of(type).keys());
        for (ParameterSchema parameter : RecordSchema.of(type).parameters()) {
            parameter
                    .standard()
                    .ifPresent(standard -> assertThat(parameter.valueIn(expected))
                            .as(parameter.key())
                            .isNotEqualTo(parameter.valueIn(bind(withDefault(block, parameter)))));
        }
        return this;
    }

    private String withDefault(String block, ParameterSchema parameter) {
        return block + "\n" + parameter.key() + " = null";
    }

    private P bind(String block) {
        return binder.bind(type, ExperimentSource.of("params.conf", block));
    }
}
