package io.foldwise.cli.run;

/** Says a last word when the process is told to end (Ctrl-C) while something is going on. */
final class Interruption {

    private Interruption() {}

    /** Work that may be interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** @param farewell is called, on another thread, if the process is told to end before the work is done */
    static void during(Work work, Runnable farewell) throws InterruptedException {
        Thread hook = new Thread(farewell, "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is at work
        }
    }
}
