package io.foldwise.engine.execution;

import com.sun.management.OperatingSystemMXBean;
import io.foldwise.engine.training.Steps;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A thread of a worker that says at regular intervals that the process lives, and how much it works. */
final class Heartbeat {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Consumer<WorkerMessage> messages;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread heart = new Thread(work, "heartbeat");
        heart.setDaemon(true);
        return heart;
    });
    private long lastBeat = System.nanoTime();
    private long computed = SYSTEM.getProcessCpuTime();

    Heartbeat(Duration interval, Consumer<WorkerMessage> messages) {
        this.messages = messages;
        thread.scheduleWithFixedDelay(this::beat, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void beat() {
        long now = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        // Where the system does not tell, only steps count as work, and a model without steps gets the benefit of the
        // doubt.
        double busy = cpu < 0 ? 1 : (double) (cpu - computed) / Math.max(1, now - lastBeat);
        lastBeat = now;
        computed = cpu;
        messages.accept(new WorkerMessage.Alive(Steps.made(), busy));
    }

    void stop() {
        thread.shutdownNow();
    }
}
