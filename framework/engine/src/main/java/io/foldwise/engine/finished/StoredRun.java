package io.foldwise.engine.finished;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.store.KeptPredictions;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One head of a run in its folder.
 */
final class StoredRun implements FinishedRun {

    private final Path run;
    private final EnsembleChoice ensemble;
    private final Head head;
    private final List<Path> files;
    private final List<OutOfFold> outOfFold;
    private final List<KeptPredictions> test;

    /** What a fold says of the samples that it held out, and how much it weighs. */
    private record OutOfFold(KeptPredictions predictions, double weight) {}

    /** A fold of the ensemble's trials, and the weight of its trial in the ensemble. */
    record WeightedFold(UnitFolder unit, double weight) {}

    /**
     * @param head averages predictions
     * @param folds all folds of the ensemble's trials
     * @param fileName of out-of-fold predictions in each
     * @throws StoreException if a file is missing or damaged
     */
    StoredRun(RunFolder folder, EnsembleChoice ensemble, Head head, List<WeightedFold> folds, String fileName) {
        this.run = folder.path();
        this.head = head;
        this.ensemble = ensemble;
        List<Path> heldOut =
                folds.stream().map(fold -> whole(folder, fold.unit(), fileName)).toList();
        String testName = PredictionStore.TEST + fileName.substring(PredictionStore.OUT_OF_FOLD.length());
        List<UnitFolder> members = ensemble.members().stream()
                .map(member -> folder.unit(member.trial(), member.fold()))
                .toList();
        boolean tested = members.stream().allMatch(unit -> unit.unit().files().containsKey(testName));
        List<Path> ofTest = tested
                ? members.stream().map(unit -> whole(folder, unit, testName)).toList()
                : List.of();
        this.outOfFold = IntStream.range(0, folds.size())
                .mapToObj(number -> new OutOfFold(
                        KeptPredictions.of(heldOut.get(number)),
                        folds.get(number).weight()))
                .toList();
        this.test = ofTest.stream().map(KeptPredictions::of).toList();
        this.files = Stream.of(List.of(folder.ensemble()), heldOut, ofTest)
                .flatMap(List::stream)
                .toList();
    }

    private static Path whole(RunFolder folder, UnitFolder unit, String name) {
        unit.flaw(name).ifPresent(flaw -> {
            throw new StoreException(unit.path() + ": " + flaw + ": " + folder.resume("trains the fold again"));
        });
        return unit.file(name);
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public List<String> columns() {
        return outOfFold.get(0).predictions().columns();
    }

    @Override
    public List<Set<String>> heldOut() {
        Set<Set<String>> sets = new LinkedHashSet<>();
        outOfFold.forEach(fold -> sets.add(fold.predictions().ids()));
        return List.copyOf(sets);
    }

    @Override
    public Set<String> tested() {
        return test.isEmpty() ? Set.of() : test.get(0).ids();
    }

    @Override
    public Optional<Tensor> outOfFold(String id) {
        return read(() -> {
            List<OutOfFold> folds = outOfFold.stream()
                    .filter(fold -> fold.predictions().ids().contains(id))
                    .toList();
            double sum = folds.stream().mapToDouble(OutOfFold::weight).sum();
            return mean(
                    folds.stream()
                            .map(fold -> fold.predictions().of(id).orElseThrow())
                            .toList(),
                    folds.stream().mapToDouble(fold -> fold.weight() / sum).toArray());
        });
    }

    @Override
    public Optional<Tensor> test(String id) {
        return read(() -> {
            List<Tensor> found = new ArrayList<>();
            test.forEach(member -> member.of(id).ifPresent(found::add));
            double[] weights =
                    ensemble.members().stream().mapToDouble(Member::weight).toArray();
            return mean(found, weights);
        });
    }

    private Optional<Tensor> mean(List<Tensor> found, double[] weights) {
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(found.get(0));
            default -> Optional.of(head.average(found, weights, ensemble.average()));
        };
    }

    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoreException damaged) {
            throw new DataException(run, 0, damaged.getMessage());
        }
    }
}
