package io.foldwise.engine.execution;

import io.foldwise.engine.store.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The worker's side: takes units from its standard input, runs them one after the other, and tells how it goes, and at
 * regular intervals that it lives.
 */
public final class Worker {

    /** Many fit into the shortest limit of silence that there is. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /** A collection takes a tenth of a second. */
    private static final Duration WORK_WORTH_A_COLLECTION = Duration.ofSeconds(2);

    private final InputStream orders;
    private final PrintStream messages;
    private final Runnable abandoned;
    private final Duration heartbeat;
    private final BlockingQueue<Optional<Unit>> units = new LinkedBlockingQueue<>();
    private long collected = System.nanoTime();

    /**
     * @param orders units, a line of JSON each
     * @param messages takes {@link WorkerMessage}s; nothing else of this process should print there
     * @param abandoned called, on another thread, when the orders end: the coordinator is gone, and so must we be
     */
    public Worker(InputStream orders, PrintStream messages, Runnable abandoned) {
        this(orders, messages, abandoned, HEARTBEAT);
    }

    /** @param heartbeat the time between two signs of life */
    Worker(InputStream orders, PrintStream messages, Runnable abandoned, Duration heartbeat) {
        this.heartbeat = heartbeat;
        this.orders = orders;
        this.messages = messages;
        this.abandoned = abandoned;
    }

    /** Works until interrupted or abandoned. */
    public void serve(UnitRunner runner) throws InterruptedException {
        Thread listener = new Thread(this::listen, "orders");
        listener.setDaemon(true);
        listener.start();
        tell(new WorkerMessage.Ready());
        Heartbeat heart = new Heartbeat(heartbeat, this::tell);
        try {
            serveUnits(runner);
        } finally {
            heart.stop();
        }
    }

    private void serveUnits(UnitRunner runner) throws InterruptedException {
        while (true) {
            Optional<Unit> unit = units.take();
            if (unit.isEmpty()) {
                return;
            }
            Outcome outcome = runner.run(unit.get(), report -> tell(new WorkerMessage.Epoch(report)));
            tell(message(outcome));
            collectGarbage();
        }
    }

    /**
     * Or arrays of finished units would pile up, in the heap and, held by it, outside. Units that take no time leave little
     * behind, and several of them share a collection.
     */
    private void collectGarbage() {
        if (System.nanoTime() - collected > WORK_WORTH_A_COLLECTION.toNanos()) {
            System.gc();
            collected = System.nanoTime();
        }
    }

    private static WorkerMessage message(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? new WorkerMessage.Failed(failed.kind(), failed.reason())
                : new WorkerMessage.Finished();
    }

    private void listen() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(orders, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                units.add(Optional.of(Json.parse(line, Unit.class)));
            }
        } catch (IOException e) {
            // a broken order or a broken pipe: either way there will be no more
        } finally {
            units.add(Optional.empty());
            abandoned.run();
        }
    }

    private void tell(WorkerMessage message) {
        // On a line of its own, whatever native code has printed before.
        messages.print("\n" + WorkerMessage.PREFIX + Json.line(message) + "\n");
        messages.flush();
    }
}
