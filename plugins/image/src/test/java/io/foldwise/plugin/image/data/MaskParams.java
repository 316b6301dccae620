package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.data.ImageMasksReader.Params;
import io.foldwise.plugin.image.data.ImageMasksReader.Runs;
import io.foldwise.spi.data.Storage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parameters of {@link ImageMasksReader}, one after the other. */
final class MaskParams {

    private final ImageSet set;
    private Optional<Path> masks;
    private Optional<Runs> runs = Optional.empty();
    private List<String> classes = List.of();
    private WithoutMask without = WithoutMask.REFUSE;
    private MaskHeads heads = MaskHeads.MASK;
    private Optional<Path> index = Optional.empty();
    private Optional<String> group = Optional.empty();
    private List<String> attributes = List.of();
    private boolean leaveOut;
    private Optional<Path> test = Optional.empty();
    private List<Integer> size = List.of(ImageSet.SIDE);
    private Optional<Double> nearCopies = Optional.empty();
    private int cache = 1;
    private String suffix = "";

    MaskParams(ImageSet set) {
        this.set = set;
        this.masks = Optional.of(set.masks());
    }

    MaskParams runs(Path table) {
        runs = Optional.of(new Runs(table, "ImageId", "EncodedPixels"));
        masks = Optional.empty();
        return this;
    }

    MaskParams classes(String... names) {
        classes = List.of(names);
        return this;
    }

    MaskParams without(WithoutMask what) {
        without = what;
        return this;
    }

    MaskParams emptiness() {
        heads = MaskHeads.BOTH;
        return this;
    }

    MaskParams index(Path file, String ofGroup, String... ofAttributes) {
        index = Optional.of(file);
        group = Optional.of(ofGroup);
        attributes = List.of(ofAttributes);
        return this;
    }

    MaskParams leaveOut() {
        leaveOut = true;
        return this;
    }

    MaskParams test(Path folder) {
        test = Optional.of(folder);
        return this;
    }

    MaskParams size(Integer... heightAndWidth) {
        size = Arrays.asList(heightAndWidth);
        return this;
    }

    MaskParams nearCopies(double share) {
        nearCopies = Optional.of(share);
        return this;
    }

    MaskParams cache(int megabytes) {
        cache = megabytes;
        return this;
    }

    MaskParams suffix(String behindId) {
        suffix = behindId;
        return this;
    }

    Params params() {
        return new Params(
                set.images(),
                Ids.PATH,
                masks,
                suffix,
                runs,
                classes,
                without,
                heads,
                index,
                "id",
                group,
                attributes,
                leaveOut,
                test,
                new ImageParams(size, 1, Normalisation.UNIT, Optional.empty(), false, nearCopies, cache),
                Storage.Cell.UBYTE);
    }
}
