package io.foldwise.plugin.standard;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Task;

/** Builds nested components the way the framework does: by Guice, from their parameters. */
public final class Components implements Assembler {

    /** What an experiment file would say. */
    public static <T> Spec<T> spec(Class<? extends T> component, Record params) {
        return new Spec<>(component.getSimpleName(), component, params, "test.conf:1: " + component.getSimpleName());
    }

    @Override
    public <T> T build(Spec<T> spec) {
        return Guice.createInjector(new Bindings(spec)).getInstance(spec.component());
    }

    private final class Bindings extends AbstractModule {

        private final Spec<?> spec;

        Bindings(Spec<?> spec) {
            this.spec = spec;
        }

        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            bind(Assembler.class).toInstance(Components.this);
            bind(Head.class).toInstance(Samples.schema(4));
            bind(Task.class).toInstance(Task.of(Samples.schema(4)));
            bind(spec.component());
            bindParams(spec.params());
        }

        private <P extends Record> void bindParams(P params) {
            @SuppressWarnings("unchecked")
            Class<P> type = (Class<P>) params.getClass();
            bind(type).toInstance(params);
        }
    }
}
