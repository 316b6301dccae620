package io.foldwise.plugin.signal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.InputShape;
import io.foldwise.toolkit.memory.MemoryBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class CheckedSignalsTest {

    private static final int STEPS = 200;

    /** Two leads; the second one is flat in {@code flat}, clipped in {@code clipped}, and {@code bad} cannot be read. */
    private record Some(List<String> ids, AtomicInteger read) implements Signals {

        @Override
        public InputShape.Signal shape() {
            return new InputShape.Signal(2, STEPS, 100);
        }

        @Override
        public float[] get(int row) {
            read.incrementAndGet();
            String id = ids.get(row);
            if (id.equals("bad")) {
                throw new DataException(Path.of(id), 0, "is damaged");
            }
            float[] signal = new float[2 * STEPS];
            for (int step = 0; step < STEPS; step++) {
                float value = (float) Math.sin(0.1 * step + row);
                signal[2 * step] = value;
                signal[2 * step + 1] = id.equals("flat") ? 3 : id.equals("clipped") ? Math.min(0.8f, value) : value;
            }
            return signal;
        }
    }

    private static Some some(String... ids) {
        return new Some(List.of(ids), new AtomicInteger());
    }

    private static List<String> warnings(Signals signals) {
        Logger logger = (Logger) LoggerFactory.getLogger(CheckedSignals.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            signals.contentHash(0);
            signals.contentHash(1);
        } finally {
            logger.detachAppender(appender);
        }
        return new ArrayList<>(appender.list)
                .stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void tellsOnceOfFlatAndClippedLeads() {
        Some some = some("a", "flat", "clipped", "flat");
        assertThat(warnings(new CheckedSignals(some, some.ids())))
                .containsExactly(
                        "2 of 4 records have leads that are flat, 2 leads in all: flat, flat",
                        "1 of 4 records have leads that are clipped, 1 leads in all: clipped");
    }

    @Test
    void tellsNothingOfGoodLeads() {
        Some some = some("a", "b", "c");
        assertThat(warnings(new CheckedSignals(some, some.ids()))).isEmpty();
    }

    @Test
    void namesEveryDamagedRecordWhereContentsAreCompared() {
        Some some = some("a", "bad", "b", "bad");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new CheckedSignals(some, some.ids()).contentHash(0))
                .satisfies(failure -> assertThat(failure.total()).isEqualTo(2));
    }

    @Test
    void keepsWhatThereIsRoomFor() {
        Some some = some("a", "b", "c");
        Signals none = new KeptSignals(some, 3, MemoryBudget.ofMegabytes(0));
        none.get(1);
        none.get(1);
        assertThat(some.read()).hasValue(2);
        Signals all = new KeptSignals(some, 3, MemoryBudget.ofMegabytes(1));
        float[] first = all.get(1);
        assertThat(all.get(1)).isSameAs(first);
        assertThat(some.read()).hasValue(3);
    }

    @Test
    void countsLeadsAsClippedThatStayAtAnExtreme() {
        float[] noise = new float[STEPS];
        for (int step = 0; step < STEPS; step++) {
            noise[step] = step * 37 % 101;
        }
        assertThat(LeadQuality.of(noise, 1)).isEqualTo(new LeadQuality(0, 0));
        Arrays.fill(noise, 50, 60, -5);
        assertThat(LeadQuality.of(noise, 1)).isEqualTo(new LeadQuality(0, 1));
    }
}
