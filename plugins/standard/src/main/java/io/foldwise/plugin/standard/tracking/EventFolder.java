package io.foldwise.plugin.standard.tracking;

import io.foldwise.spi.tracking.Tracker.Following;
import io.foldwise.spi.tracking.Tracker.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A run's folder of event files, in a folder for each series. */
final class EventFolder implements Following {

    private final Path folder;
    private final long began;
    private final Map<String, EventFile> files = new HashMap<>();

    EventFolder(Path folder, double seconds) {
        this.folder = folder;
        this.began = (long) seconds;
    }

    @Override
    public void add(Point point) throws IOException {
        EventFile file = files.get(point.series());
        if (file == null) {
            file = open(point);
            files.put(point.series(), file);
        }
        file.add(point.seconds(), point.step(), point.values());
    }

    /** A run that is gone on with has a file more; TensorBoard reads them one after the other. */
    private EventFile open(Point point) throws IOException {
        Path own = Files.createDirectories(folder.resolve(point.series()));
        Path file = own.resolve("events.out.tfevents.%010d.foldwise".formatted(began));
        for (int more = 1; Files.exists(file); more++) {
            file = own.resolve("events.out.tfevents.%010d.foldwise.%d".formatted(began, more));
        }
        return new EventFile(file, point.seconds());
    }

    @Override
    public void end(boolean finished) {
        // there is nothing to be said to files
    }

    @Override
    public void close() throws IOException {
        for (EventFile file : files.values()) {
            file.close();
        }
    }
}
