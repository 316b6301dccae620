package io.foldwise.engine.training;

import io.foldwise.spi.data.Dataset;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prepares the batches of an epoch in the background, a few ahead of the training that takes them. */
final class BatchQueue implements AutoCloseable {

    private static final int AHEAD = 4;

    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "batches");
        thread.setDaemon(true);
        return thread;
    });

    /** The batches of the given rows, in order. Take them all, or close the queue. */
    Iterator<Batch> batches(Dataset data, List<int[]> rows) {
        return new Iterator<>() {
            private final Queue<Future<Batch>> pending = new ArrayDeque<>();
            private int next;

            @Override
            public boolean hasNext() {
                return next < rows.size() || !pending.isEmpty();
            }

            @Override
            public Batch next() {
                while (next < rows.size() && pending.size() <= AHEAD) {
                    int[] batch = rows.get(next++);
                    pending.add(background.submit(() -> Batch.of(data, batch)));
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
