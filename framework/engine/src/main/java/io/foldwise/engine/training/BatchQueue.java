package io.foldwise.engine.training;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Prepares the batches of an epoch in the background, a few ahead of the training that takes them. */
final class BatchQueue implements AutoCloseable {

    private static final int AHEAD = 4;
    private static final int THREADS = 2;

    private final ExecutorService background = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * So many batches, in order. Take them all, or close the queue.
     *
     * @param maker makes the batch of a number, on any thread
     */
    Iterator<Batch> batches(int count, IntFunction<Batch> maker) {
        return new Iterator<>() {
            private final Queue<Future<Batch>> pending = new ArrayDeque<>();
            private int next;

            @Override
            public boolean hasNext() {
                return next < count || !pending.isEmpty();
            }

            @Override
            public Batch next() {
                while (next < count && pending.size() <= AHEAD) {
                    int number = next++;
                    pending.add(background.submit(() -> maker.apply(number)));
                }
                if (pending.isEmpty()) {
                    throw new NoSuchElementException();
                }
                return take(pending.remove());
            }
        };
    }

    private static Batch take(Future<Batch> batch) {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingStoppedException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("could not prepare a batch", e.getCause());
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
