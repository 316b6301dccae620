package io.foldwise.engine.network;

/**
 * The libraries that ND4J computes with on the CPU, loaded on a thread of their own: reading an experiment and its files takes about as
 * long, and needs none of them.
 */
public final class NativeLibraries {

    private static final String BINDINGS = "org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu";

    private NativeLibraries() {}

    /** Begins to load them. Whoever needs them waits, and is told what is wrong with them; another backend has others. */
    public static void loadMeanwhile() {
        // Not there: this class and the loader of libraries begin each other, and two threads might wait for one
        // another.
        initialize("org.bytedeco.javacpp.Pointer");
        Thread thread = new Thread(() -> initialize(BINDINGS), "native-libraries");
        thread.setDaemon(true);
        thread.start();
    }

    private static void initialize(String type) {
        try {
            Class.forName(type);
        } catch (ClassNotFoundException | LinkageError e) {
            // Said where it is needed.
        }
    }
}
