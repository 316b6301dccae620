package io.foldwise.report.page;

import io.foldwise.engine.execution.RunEvent;
import io.foldwise.engine.execution.RunEvent.EpochDone;
import io.foldwise.engine.execution.RunEvent.Notice;
import io.foldwise.engine.execution.RunEvent.UnitFailed;
import io.foldwise.engine.execution.RunEvent.UnitFinished;
import io.foldwise.engine.execution.RunEvent.UnitStarted;
import io.foldwise.engine.execution.Unit;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.WholeFile;
import io.foldwise.engine.training.EpochReport;
import io.foldwise.report.page.LiveState.Training;
import io.foldwise.report.reading.History;
import io.foldwise.report.reading.RunReading;
import io.foldwise.report.reading.UnitCache;
import io.foldwise.report.words.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of a run that goes on, and in the end the page of what came out. A page that cannot be written is said once in the log, and
 * keeps no run from going on.
 */
public final class LivePage implements Consumer<RunEvent> {

    private static final Logger LOGGER = LoggerFactory.getLogger("page");
    private static final int MOST_MESSAGES = 5;

    private final RunFolder folder;
    private final String primaryMetric;
    private final int units;
    private final InstantSource clock;
    private final Instant started;
    private final UnitCache cache = new UnitCache();
    private final Map<Unit, Course> training = new LinkedHashMap<>();
    private final List<String> messages = new ArrayList<>();
    private int finished;
    private boolean changed = true;
    private boolean ended;
    private boolean complained;

    /**
     * @param primaryMetric of the run
     * @param units how many there are at most
     * @param finished of them before
     */
    public LivePage(RunFolder folder, String primaryMetric, int units, int finished, InstantSource clock) {
        this.folder = folder;
        this.primaryMetric = primaryMetric;
        this.units = units;
        this.finished = finished;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** What a unit's epochs have told. */
    private static final class Course {
        private final List<EpochReport> epochs = new ArrayList<>();

        History history() {
            Map<String, List<Double>> validation = new LinkedHashMap<>();
            epochs.forEach(epoch -> epoch.validation()
                    .forEach((metric, value) -> validation
                            .computeIfAbsent(metric, name -> new ArrayList<>())
                            .add(value)));
            int best = 0;
            for (int epoch = 0; epoch < epochs.size(); epoch++) {
                best = epochs.get(epoch).best() ? epoch + 1 : best;
            }
            return new History(
                    epochs.stream().map(EpochReport::stage).toList(),
                    epochs.stream().map(EpochReport::loss).toList(),
                    epochs.stream().map(EpochReport::learningRate).toList(),
                    validation,
                    epochs.stream().map(EpochReport::seconds).toList(),
                    best);
        }

        int planned() {
            return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).planned();
        }
    }

    @Override
    public synchronized void accept(RunEvent event) {
        changed = true;
        if (event instanceof UnitStarted start) {
            training.put(start.unit(), new Course());
        } else if (event instanceof EpochDone epoch) {
            training.computeIfAbsent(epoch.unit(), unit -> new Course()).epochs.add(epoch.report());
        } else if (event instanceof UnitFinished end) {
            training.remove(end.unit());
            finished++;
        } else if (event instanceof UnitFailed end) {
            training.remove(end.unit());
            say(end.unit() + ": " + end.reason() + (end.again() ? "; it is tried again" : ""));
        } else if (event instanceof Notice notice) {
            say(notice.text());
        }
    }

    private void say(String message) {
        messages.add(message);
        if (messages.size() > MOST_MESSAGES) {
            messages.remove(0);
        }
    }

    /** Writes the page anew, if anything has happened since it was written. */
    public void rewrite() {
        Optional<LiveState> state = state();
        if (state.isPresent()) {
            attempt(() -> RunPage.of(RunReading.of(folder.path(), cache), state));
        }
    }

    private synchronized Optional<LiveState> state() {
        if (ended || !changed) {
            return Optional.empty();
        }
        changed = false;
        List<Training> now = new ArrayList<>();
        training.forEach((unit, course) ->
                now.add(new Training(unit.trial(), unit.fold(), course.planned(), course.history(), best(course))));
        String elapsed = Words.time(Duration.between(started, clock.instant()));
        return Optional.of(new LiveState(finished, units, elapsed, now, List.copyOf(messages)));
    }

    private Optional<Double> best(Course course) {
        return course.epochs.stream()
                .filter(EpochReport::best)
                .reduce((earlier, later) -> later)
                .map(epoch -> epoch.validation().get(primaryMetric));
    }

    /** Writes no live page any more. */
    public synchronized void end() {
        ended = true;
    }

    /** Ends, and writes the page of what is there now. */
    public void conclude() {
        end();
        attempt(() -> RunPage.of(RunReading.of(folder.path())));
    }

    private interface Source {
        String page();
    }

    /** One page at a time: the last is to stay. */
    private void attempt(Source source) {
        synchronized (cache) {
            try {
                String page = source.page();
                WholeFile.write(folder.report(), (Path partial) -> Files.writeString(partial, page));
            } catch (RuntimeException failed) {
                if (!complained) {
                    LOGGER.warn("the page could not be written: {}", failed.getMessage());
                }
                complained = true;
            }
        }
    }
}
