package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.toolkit.table.Problems;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals that are all looked at before anything is done with them, once, by several threads: whoever compares contents learns of
 * every damaged record then, and not when training comes to it. Leads that are flat or clipped are told in the log, and stay.
 */
public final class CheckedSignals implements Signals {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedSignals.class);

    private static final int MOST_NAMED = 100;

    private final Signals signals;
    private final List<String> ids;
    private long[] hashes = new long[0];

    /** @param ids of the samples, for the log */
    public CheckedSignals(Signals signals, List<String> ids) {
        this.signals = signals;
        this.ids = List.copyOf(ids);
    }

    @Override
    public InputShape.Signal shape() {
        return signals.shape();
    }

    @Override
    public int recorded(int row) {
        return signals.recorded(row);
    }

    @Override
    public Optional<Path> file(int row) {
        return signals.file(row);
    }

    @Override
    public float[] get(int row) {
        return signals.get(row);
    }

    /**
     * The beginning of a SHA-256 of a signal before it is normalised.
     *
     * @throws DataException if any signal is damaged, with those that are
     */
    @Override
    public OptionalLong contentHash(int row) {
        return OptionalLong.of(hashes()[row]);
    }

    private synchronized long[] hashes() {
        if (hashes.length < ids.size()) {
            DataException[] damaged = new DataException[ids.size()];
            LeadQuality[] qualities = new LeadQuality[ids.size()];
            long[] found = IntStream.range(0, ids.size())
                    .parallel()
                    .mapToLong(row -> {
                        try {
                            float[] signal = signals.get(row);
                            qualities[row] = signals.quality(row);
                            return hash(signal);
                        } catch (DataException e) {
                            damaged[row] = e;
                            return 0;
                        }
                    })
                    .toArray();
            Problems problems = new Problems();
            for (DataException each : damaged) {
                if (each != null) {
                    problems.addAll(each);
                }
            }
            problems.throwIfAny();
            report(qualities);
            hashes = found;
        }
        return hashes;
    }

    private void report(LeadQuality[] qualities) {
        report(qualities, "flat", LeadQuality::flat);
        report(qualities, "clipped", LeadQuality::clipped);
    }

    private void report(LeadQuality[] qualities, String what, ToIntFunction<LeadQuality> count) {
        List<String> records = new ArrayList<>();
        int leads = 0;
        for (int row = 0; row < qualities.length; row++) {
            int here = count.applyAsInt(qualities[row]);
            leads += here;
            if (here > 0) {
                records.add(ids.get(row));
            }
        }
        if (leads > 0) {
            LOG.warn(
                    "{} of {} records have leads that are {}, {} leads in all: {}{}",
                    records.size(),
                    ids.size(),
                    what,
                    leads,
                    String.join(", ", records.subList(0, Math.min(MOST_NAMED, records.size()))),
                    records.size() > MOST_NAMED ? " ..." : "");
        }
    }

    private static long hash(float[] signal) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(signal.length, Float.BYTES));
        bytes.asFloatBuffer().put(signal);
        return ByteBuffer.wrap(sha256().digest(bytes.array())).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
