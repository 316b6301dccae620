package io.foldwise.engine.execution;

import java.util.List;
import java.util.ServiceLoader;

/** The executors that there are to choose from. */
public final class InstalledExecutors {

    private static final List<ExecutorFactory> ALL = ServiceLoader.load(ExecutorFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private InstalledExecutors() {}

    /** Sorted. */
    public static List<String> names() {
        return ALL.stream().map(ExecutorFactory::name).sorted().toList();
    }

    /** @throws IllegalArgumentException if there is none of this name, which a check of the experiment finds out before */
    public static ExecutorFactory named(String name) {
        return ALL.stream()
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no executor " + name + "; the executors are " + String.join(", ", names())));
    }
}
