package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A correct reader passes, whatever the shape of its samples. */
final class ReaderContractTest {

    @Test
    void readerThatDoesNotSayHowComparesNothing() {
        Dataset data = TinyData.vectors();
        assertThat(new TinyReader(data).shift(data, data, new Seed(1))).isEmpty();
    }

    @Nested
    class OfVectors extends ReaderContract {
        @Override
        protected Reader reader() {
            return new TinyReader(TinyData.vectors());
        }
    }

    @Nested
    class OfSequences extends ReaderContract {
        @Override
        protected Reader reader() {
            return new TinyReader(TinyData.sequences());
        }
    }

    @Nested
    class OfSignals extends ReaderContract {
        @Override
        protected Reader reader() {
            return new TinyReader(TinyData.signals());
        }
    }

    @Nested
    class OfImages extends ReaderContract {
        @Override
        protected Reader reader() {
            return new TinyReader(TinyData.images());
        }
    }
}
