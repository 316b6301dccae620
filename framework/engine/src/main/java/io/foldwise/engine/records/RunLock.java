package io.foldwise.engine.records;

import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Keeps a second process from going on with a run that one is at work on. It ends with its process, however that ends. */
public final class RunLock {

    /** Whoever only {@linkplain #held looks} holds the lock for a moment. */
    private static final int ATTEMPTS = 5;

    private static final long MOMENT = 20;

    private RunLock() {}

    /**
     * Works on a run that nobody else works on.
     *
     * @throws RunRefusedException if somebody does
     */
    public static <T> T during(RunFolder run, Callable<T> work) throws Exception {
        try (FileChannel channel = open(run.lock())) {
            if (!locked(channel)) {
                throw new RunRefusedException(
                        "another process is at work on " + run.path() + ": wait for it, or end it first");
            }
            return work.call();
        }
    }

    /** Whether a process is at work on a run. Looks, and makes no file. */
    public static boolean held(RunFolder run) {
        Path file = run.lock();
        if (!PlainFile.exists(file)) {
            return false;
        }
        try (FileChannel channel = PlainFile.channel(file)) {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // a file system without locks, or a file that nobody may read, or no file
        }
    }

    private static FileChannel open(Path file) {
        try {
            return PlainFile.lockable(file);
        } catch (IOException e) {
            throw new StoreException("lock", file, e);
        }
    }

    private static boolean locked(FileChannel channel) throws InterruptedException {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            if (lockedAtOnce(channel)) {
                return true;
            }
            Thread.sleep(MOMENT);
        }
        return lockedAtOnce(channel);
    }

    private static boolean lockedAtOnce(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // a file system without locks: as good as it gets
        }
    }
}
