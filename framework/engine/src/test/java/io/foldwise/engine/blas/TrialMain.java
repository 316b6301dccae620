package io.foldwise.engine.blas;

import java.time.Duration;
import java.util.List;

/** A process that tries kernels, after it has waited or computed for a while. */
final class TrialMain {

    private TrialMain() {}

    static List<String> waiting(Duration time) {
        return List.of(TrialMain.class.getName(), "wait", Long.toString(time.toMillis()));
    }

    /** Never ends. */
    static List<String> computing() {
        return List.of(TrialMain.class.getName(), "compute");
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("wait")) {
            Thread.sleep(Long.parseLong(arguments[1]));
        }
        while (List.of(arguments).contains("compute")) {
            Thread.onSpinWait();
        }
        TrialProcess.report(System.out::println);
    }
}
