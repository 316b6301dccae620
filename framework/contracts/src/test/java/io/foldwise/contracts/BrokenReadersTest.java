package io.foldwise.contracts;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.InputShape.Sequence;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every check of {@link ReaderContract} catches a reader that breaks it. */
final class BrokenReadersTest {

    private static final Dataset DATA = TinyData.sequences();

    @Test
    void aFileThatDoesNotExist() {
        Reader elsewhere = new TinyReader(DATA) {
            @Override
            public List<Path> files() {
                return List.of(Path.of("no-such-file.csv"));
            }
        };
        assertCaught(contract(elsewhere)::namesFilesThatExist, "no-such-file.csv");
    }

    @Test
    void anAttributeThatNoSampleHas() {
        Reader promising = new TinyReader(new WrappedDataset(DATA) {
            @Override
            public List<String> attributes() {
                return List.of("hospital");
            }
        });
        assertCaught(contract(promising)::namesAttributesThatSamplesHave, "any sample has the attribute 'hospital'");
    }

    @Test
    void aHashThatSamplesShare() {
        Reader constant = new TinyReader(new WrappedDataset(DATA) {
            @Override
            public OptionalLong contentHash(int row) {
                return OptionalLong.of(1);
            }
        });
        assertCaught(contract(constant)::hashesEqualFeaturesAlikeAndOthersApart, "rows 0 and 1 have one hash");
    }

    @Test
    void aHashThatChanges() {
        AtomicInteger asked = new AtomicInteger();
        Reader forgetful = new TinyReader(new WrappedDataset(DATA) {
            @Override
            public OptionalLong contentHash(int row) {
                return OptionalLong.of(asked.incrementAndGet());
            }
        });
        assertCaught(contract(forgetful)::hashesEqualFeaturesAlikeAndOthersApart, "rows 0 and 0 have one hash");
        assertCaught(contract(forgetful)::readsTheSameAgain, "hash of row");
    }

    @Test
    void attributesThatChange() {
        AtomicInteger asked = new AtomicInteger();
        Reader forgetful = new TinyReader(new WrappedDataset(DATA) {
            @Override
            public Optional<String> attribute(int row, String name) {
                return Optional.of("site-" + asked.incrementAndGet());
            }
        });
        assertCaught(contract(forgetful)::readsTheSameAgain, "attributes of row");
        assertCaught(contract(forgetful)::namesAttributesThatSamplesHave, "what no attribute says");
    }

    @Test
    void labelsOfOtherColumns() {
        Reader promising = new TinyReader(DATA) {
            @Override
            public Task task() {
                return Task.of(TinyData.schema(5));
            }
        };
        assertCaught(contract(promising)::keepsItsPromisesAboutTheData, "label-4");
    }

    @Test
    void anotherShapeThanPromised() {
        Reader promising = new TinyReader(DATA) {
            @Override
            public Optional<InputShape> input() {
                return Optional.of(new InputShape.Vector(3));
            }
        };
        assertCaught(contract(promising)::keepsItsPromisesAboutTheData, "vectors of 3 numbers");
    }

    @Test
    void testSamplesOfAnotherShape() {
        Reader reader = new TinyReader(DATA) {
            @Override
            public Optional<InputShape> input() {
                return Optional.empty();
            }

            @Override
            public Optional<Dataset> test() {
                return Optional.of(TinyData.vectors());
            }
        };
        assertCaught(contract(reader)::keepsItsPromisesAboutTheData, "shape of the test samples");
    }

    @Test
    void noTestSamplesDespiteThePromise() {
        Reader reader = new TinyReader(DATA) {
            @Override
            public Optional<Dataset> test() {
                return Optional.empty();
            }
        };
        assertCaught(contract(reader)::keepsItsPromisesAboutTheData, "whether there are test samples");
    }

    @Test
    void targetsThatAreNoShares() {
        Reader counting = reader(data -> new WrappedDataset(data) {
            @Override
            public float[] targets(int row) {
                float[] targets = super.targets(row);
                targets[0] = 2;
                return targets;
            }
        });
        assertCaught(contract(counting)::labelsTrainingSamples, "target of row 0");
    }

    @Test
    void targetsOfAnotherWidth() {
        Reader narrow = reader(data -> new WrappedDataset(data) {
            @Override
            public float[] targets(int row) {
                return new float[1];
            }
        });
        assertCaught(contract(narrow)::labelsTrainingSamples, "targets of row 0");
    }

    @Test
    void zerosForUnknownTargets() {
        Reader inventing = reader(data -> new WrappedDataset(data) {
            @Override
            public boolean labelled() {
                return false;
            }
        });
        assertCaught(contract(inventing)::hasTargetsExactlyWhereItSaysSo, "asking an unlabelled sample");
    }

    @Test
    void anIdTwice() {
        Reader repeating = reader(data -> new WrappedDataset(data) {
            @Override
            public String id(int row) {
                return super.id(row / 2);
            }
        });
        assertCaught(contract(repeating)::givesEverySampleAnIdOfItsOwn, "id 'sample-0' of row 1");
    }

    @Test
    void targetsThatOthersCanWriteInto() {
        float[] shared = {1, 0, 1};
        Reader sharing = reader(data -> new WrappedDataset(data) {
            @Override
            public float[] targets(int row) {
                return shared;
            }
        });
        assertCaught(contract(sharing)::givesOutCopiesOfTargets, "after someone wrote into them");
    }

    @Test
    void batchesLongerThanTheirLongestSample() {
        Reader padding = withFeatures(features -> Padding.padded((Sequence) DATA.input(), features, 2));
        assertCaught(contract(padding)::laysBatchesOutAsTheInputShapeSays, "steps of the longest sample");
    }

    @Test
    void paddingAtTheFront() {
        Reader front = withFeatures(features -> features.mask()
                .map(mask -> Features.masked(features.values(), reversed(mask)))
                .orElse(features));
        assertCaught(contract(front)::laysBatchesOutAsTheInputShapeSays, "padding is at the end");
    }

    @Test
    void aCategoryThatDoesNotExist() {
        Reader beyond = withFeatures(features -> new Features(features.values().add(20), features.mask()));
        assertCaught(contract(beyond)::laysBatchesOutAsTheInputShapeSays, "category");
    }

    @Test
    void aMissingNumber() {
        Reader gaps = new TinyReader(new WrappedDataset(TinyData.vectors()) {
            @Override
            public Features features(int[] rows) {
                Features features = super.features(rows);
                features.values().putScalar(new long[] {0, 0}, Double.NaN);
                return features;
            }
        });
        assertCaught(contract(gaps)::laysBatchesOutAsTheInputShapeSays, "feature");
    }

    @Test
    void featuresThatDependOnTheBatch() {
        Reader normalising = withFeatures(
                features -> new Features(features.values().sub(features.values().minNumber()), features.mask()));
        assertCaught(contract(normalising)::givesASampleTheSameFeaturesInEveryBatch, "in a batch");
    }

    @Test
    void samplesInAnyOrder() {
        Reader sorting = reader(data -> new WrappedDataset(data) {
            @Override
            public Features features(int[] rows) {
                int[] sorted = rows.clone();
                Arrays.sort(sorted);
                return super.features(sorted);
            }
        });
        assertCaught(contract(sorting)::givesASampleTheSameFeaturesInEveryBatch, "in a reversed batch");
    }

    @Test
    void samplesWithoutALength() {
        Reader unmeasured = reader(data -> new WrappedDataset(data) {
            @Override
            public int length(int row) {
                return 0;
            }
        });
        assertCaught(contract(unmeasured)::measuresItsSamples, "length of row 0");
    }

    @Test
    void groupsThatChange() {
        AtomicInteger next = new AtomicInteger();
        Reader drifting = reader(data -> new WrappedDataset(data) {
            @Override
            public int group(int row) {
                return next.incrementAndGet();
            }
        });
        assertCaught(contract(drifting)::readsTheSameAgain, "group of row 0");
    }

    private static Reader reader(UnaryOperator<Dataset> broken) {
        return new TinyReader(broken.apply(DATA));
    }

    private static Reader withFeatures(UnaryOperator<Features> broken) {
        return reader(data -> new WrappedDataset(data) {
            @Override
            public Features features(int[] rows) {
                return broken.apply(super.features(rows));
            }
        });
    }

    private static INDArray reversed(INDArray mask) {
        INDArray reversed = mask.dup();
        for (int column = 0; column < mask.size(1); column++) {
            reversed.putColumn(column, mask.getColumn(mask.size(1) - 1 - column));
        }
        return reversed;
    }

    private static void assertCaught(ThrowingCallable check, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContaining(message);
    }

    private static ReaderContract contract(Reader reader) {
        return new ReaderContract() {
            @Override
            protected Reader reader() {
                return reader;
            }
        };
    }
}
