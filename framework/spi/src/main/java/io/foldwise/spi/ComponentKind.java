package io.foldwise.spi;

import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.training.Optimizer;
import io.foldwise.spi.training.Sampler;
import io.foldwise.spi.training.Schedule;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts an experiment is made of; each is an interface that a plugin's component implements. */
public enum ComponentKind {
    READER(Reader.class),
    MODEL(Model.class),
    LOSS(Loss.class),
    SAMPLER(Sampler.class),
    OPTIMIZER(Optimizer.class),
    SCHEDULE(Schedule.class),
    SPLIT(Split.class),
    METRIC(Metric.class),
    ENSEMBLER(Ensembler.class),
    SUBMISSION(SubmissionFormat.class);

    private final Class<?> contract;

    ComponentKind(Class<?> contract) {
        this.contract = contract;
    }

    /** The interface that every component of this kind implements. */
    public Class<?> contract() {
        return contract;
    }

    /** The kind's name as users read it: {@code model}, {@code sampler}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind whose components implement the given interface, if it is one of ours. */
    public static Optional<ComponentKind> of(Class<?> contract) {
        return Arrays.stream(values()).filter(kind -> kind.contract == contract).findFirst();
    }
}
