package io.foldwise.engine.execution;

import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.RunEvent.WorkerReady;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.time.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Persistent worker processes, one unit each at a time. A worker that dies or hangs is replaced; its unit is tried again as
 * often as the settings say.
 */
public final class WorkerPool implements Executor {

    /** An exit status above this one is it and a signal's number. */
    private static final int SIGNAL = 128;

    /** How often workers are looked at, at least. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A worker that has not begun to beat yet is still being started, on a machine that may be busy. */
    private static final int TIMES_TO_START = 5;

    private final Slot[] slots;
    private final WorkerLaunch launch;
    private final RunFolder run;
    private final ExecutionSettings settings;
    private final Consumer<RunEvent> events;
    private final BlockingQueue<Runnable> happenings = new LinkedBlockingQueue<>();
    private final Map<Unit, Integer> failures = new HashMap<>();
    private final InstantSource clock;
    private final Duration pause;
    private Instant lastLook;
    private Instant watched = Instant.EPOCH;
    private Outcome ended;
    private volatile boolean leaving;

    /** @param workers how many processes; each is started with its first unit */
    public WorkerPool(
            int workers, WorkerLaunch launch, RunFolder run, ExecutionSettings settings, Consumer<RunEvent> events) {
        this(workers, launch, run, settings, events, new SteadyClock(), LOOK);
    }

    /** @param pause how long to wait between two looks, where the clock goes at another speed than time */
    WorkerPool(
            int workers,
            WorkerLaunch launch,
            RunFolder run,
            ExecutionSettings settings,
            Consumer<RunEvent> events,
            InstantSource clock,
            Duration pause) {
        this.clock = clock;
        this.pause = pause;
        this.lastLook = clock.instant();
        this.launch = launch;
        this.run = run;
        this.settings = settings;
        this.events = events;
        this.slots = new Slot[workers];
        for (int number = 0; number < workers; number++) {
            slots[number] = new Slot(number);
        }
    }

    @Override
    public int free() {
        int free = 0;
        for (Slot slot : slots) {
            free += slot.unit == null ? 1 : 0;
        }
        return free;
    }

    @Override
    public void start(Unit unit) {
        for (Slot slot : slots) {
            if (slot.unit == null) {
                slot.start(unit);
                return;
            }
        }
        throw new IllegalStateException("no worker is free for " + unit);
    }

    @Override
    public Outcome await() throws InterruptedException {
        ended = null;
        while (ended == null) {
            Runnable happening = happenings.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (leaving) {
                continue;
            }
            if (happening != null) {
                happening.run();
            }
            if (ended == null && happenings.isEmpty()) {
                lookAround();
            }
        }
        return ended;
    }

    /**
     * Looks for workers that hang. Only time in which we have looked counts: whoever was suspended himself, or busy with other
     * things, has not listened.
     */
    private void lookAround() {
        Instant now = clock.instant();
        Duration passed = Duration.between(lastLook, now);
        watched = watched.plus(passed.compareTo(LOOK.multipliedBy(2)) > 0 ? LOOK : passed);
        lastLook = now;
        for (Slot slot : slots) {
            if (ended == null) {
                slot.look();
            }
        }
    }

    @Override
    public void leave() {
        leaving = true;
    }

    @Override
    public void close() {
        for (Slot slot : slots) {
            slot.stop();
        }
    }

    /** A worker's place. All its methods run on the pool's own thread. */
    private final class Slot {
        private final int number;
        private WorkerProcess process;
        private Unit unit;
        private Watchdog watchdog;
        private int launches;
        private boolean ready;

        Slot(int number) {
            this.number = number;
        }

        void start(Unit next) {
            unit = next;
            if (process == null) {
                launchProcess();
            }
            watch();
            events.accept(new UnitStarted(number, unit));
            process.order(unit);
        }

        private void watch() {
            Duration start = settings.silenceLimit().multipliedBy(TIMES_TO_START);
            watchdog = ready
                    ? new Watchdog(settings.silenceLimit(), settings.standstillLimit(), watched)
                    : new Watchdog(start, start, watched);
        }

        private void launchProcess() {
            int current = ++launches;
            ready = false;
            process = new WorkerProcess(number, launch, run, settings, new WorkerProcess.Listener() {
                @Override
                public void message(WorkerMessage message) {
                    happenings.add(() -> ifCurrent(current, () -> received(message)));
                }

                @Override
                public void ended(int exitStatus) {
                    happenings.add(() -> ifCurrent(current, () -> died(exitStatus)));
                }
            });
        }

        /** Ignores what a process says that was replaced meanwhile. */
        private void ifCurrent(int launch, Runnable happening) {
            if (launch == launches) {
                happening.run();
            }
        }

        private void received(WorkerMessage message) {
            if (unit == null) {
                return; // a heartbeat between units
            }
            watchdog.sign(watched);
            if (message instanceof WorkerMessage.Alive heartbeat) {
                watchdog.heartbeat(heartbeat, watched);
            } else if (message instanceof WorkerMessage.Ready) {
                ready = true;
                watch();
                events.accept(new WorkerReady(number));
            } else if (message instanceof WorkerMessage.Epoch epoch) {
                events.accept(new EpochDone(number, unit, epoch.report()));
            } else if (message instanceof WorkerMessage.Finished) {
                events.accept(new UnitFinished(number, unit));
                end(new Outcome.Finished(unit));
            } else if (message instanceof WorkerMessage.Failed failed) {
                fail(failed.kind(), failed.reason());
            }
        }

        void look() {
            if (unit != null) {
                watchdog.hang(watched).ifPresent(this::hung);
            }
        }

        private void hung(String how) {
            stop();
            fail(
                    ready ? FailureKind.KILLED : FailureKind.BLOCKED,
                    "the worker process " + how + " and was killed; see "
                            + run.workerLog(number).getFileName());
        }

        private void died(int exitStatus) {
            process = null;
            if (unit != null) {
                boolean started = ready || exitStatus > SIGNAL;
                fail(started ? FailureKind.KILLED : FailureKind.BLOCKED, reason(exitStatus));
            }
        }

        private String reason(int exitStatus) {
            String how = exitStatus > SIGNAL
                    ? "was killed by signal " + (exitStatus - SIGNAL) + (exitStatus == 137 ? " (out of memory?)" : "")
                    : "ended with status " + exitStatus;
            return "the worker process " + how + "; see "
                    + run.workerLog(number).getFileName();
        }

        private void fail(FailureKind kind, String reason) {
            int count = failures.merge(unit, 1, Integer::sum);
            boolean again = kind.retried() && count <= settings.retries();
            events.accept(new UnitFailed(number, unit, kind, reason, again));
            if (kind.retried()) {
                stop(); // whatever state it is in: a fresh process takes the next unit
            }
            if (again) {
                start(unit);
            } else {
                end(new Outcome.Failed(unit, kind, reason));
            }
        }

        private void end(Outcome outcome) {
            unit = null;
            ended = outcome;
        }

        private void stop() {
            launches++;
            if (process != null) {
                process.stop();
                process = null;
            }
        }
    }
}
