package io.foldwise.engine.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foldwise.engine.sample.Misfits;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CulpritTest {

    private static final String BROKEN = "metric broken (" + Misfits.Broken.class.getName() + ")";

    private final Culprit culprit = new Culprit(List.of(new ComponentDeclaration(
            ComponentKind.of(Metric.class), "broken", Misfits.Broken.class, SamplePlugin.class)));

    @Test
    void isTheComponentInWhichItWasThrown() {
        Throwable thrown = catchThrowable(() -> new Misfits.Broken(new Misfits.Broken.Params()));

        assertThat(culprit.of(thrown)).contains(BROKEN);
    }

    @Test
    void isTheComponentAtTheRootOfIt() {
        Throwable thrown = catchThrowable(() -> new Misfits.Broken(new Misfits.Broken.Params()));

        assertThat(culprit.of(new RuntimeException("a forward pass failed", thrown)))
                .contains(BROKEN);
    }

    @Test
    void isWhatCalledAHelper() {
        assertThat(culprit.of(thrown(
                        "org.nd4j.Array",
                        SamplePlugin.class.getPackageName() + ".Helper",
                        "java.util.stream.Pipeline",
                        Misfits.Broken.class.getName() + "$1",
                        "io.foldwise.engine.Trainer")))
                .contains(BROKEN);
    }

    @Test
    void isThePluginWhereNoComponentCallsIt() {
        assertThat(culprit.of(thrown(
                        SamplePlugin.class.getPackageName() + ".Layer",
                        "org.deeplearning4j.Graph",
                        Misfits.Broken.class.getName())))
                .contains("plugin " + SamplePlugin.class.getName());
    }

    @Test
    void isNobodyWhereNoPluginTookPart() {
        assertThat(culprit.of(thrown("org.deeplearning4j.Graph", "io.foldwise.engine.training.Trainer")))
                .isEmpty();
    }

    private static Throwable thrown(String... classes) {
        RuntimeException thrown = new RuntimeException("a fault");
        thrown.setStackTrace(List.of(classes).stream()
                .map(type -> new StackTraceElement(type, "method", "File.java", 7))
                .toArray(StackTraceElement[]::new));
        return thrown;
    }
}
