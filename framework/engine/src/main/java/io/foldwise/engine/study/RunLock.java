package io.foldwise.engine.study;

import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Keeps a second process from going on with a run that one is at work on. It ends with its process, however that ends. */
public final class RunLock {

    private RunLock() {}

    /**
     * Works on a run that nobody else works on.
     *
     * @throws RunRefusedException if somebody does
     */
    public static <T> T during(RunFolder run, Callable<T> work) throws Exception {
        try (FileChannel channel = open(run.path().resolve(".lock"))) {
            if (!locked(channel)) {
                throw new RunRefusedException(
                        "another process is at work on " + run.path() + ": wait for it, or end it first");
            }
            return work.call();
        }
    }

    private static FileChannel open(Path file) {
        try {
            return PlainFile.lockable(file);
        } catch (IOException e) {
            throw new StoreException("lock", file, e);
        }
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // a file system without locks: as good as it gets
        }
    }
}
