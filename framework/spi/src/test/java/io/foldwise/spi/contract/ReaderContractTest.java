package io.foldwise.spi.contract;

import io.foldwise.spi.data.Reader;
import org.junit.jupiter.api.Nested;

/** A correct reader passes, whatever the shape of its samples. */
final class ReaderContractTest {

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
    class OfPictures extends ReaderContract {
        @Override
        protected Reader reader() {
            return new TinyReader(TinyData.pictures());
        }
    }
}
