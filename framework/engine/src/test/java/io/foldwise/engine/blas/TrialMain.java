package io.foldwise.engine.blas;

/** A process that tries kernels. */
final class TrialMain {

    private TrialMain() {}

    public static void main(String[] arguments) {
        TrialProcess.report(System.out::println);
    }
}
