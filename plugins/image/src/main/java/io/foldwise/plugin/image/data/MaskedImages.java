package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.table.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Samples with their masks.
 *
 * @param masks {@code [samples][classes]}
 */
record MaskedImages(List<Sample> samples, List<List<MaskRuns>> masks) {

    /**
     * Reads all masks, by several threads.
     *
     * @param classes where the masks of each class come from
     * @return without the samples that are reported or left out
     */
    static MaskedImages read(
            List<Sample> samples, List<MaskSource> classes, WithoutMask without, ImageSize size, Problems problems) {
        List<Masked> read = IntStream.range(0, samples.size())
                .parallel()
                .mapToObj(row -> masked(samples.get(row), classes, without, size))
                .toList();
        List<Sample> whole = new ArrayList<>();
        List<List<MaskRuns>> masks = new ArrayList<>();
        for (int row = 0; row < read.size(); row++) {
            Masked one = read.get(row);
            one.problems().forEach(problems::addAll);
            if (!one.masks().isEmpty()) {
                whole.add(samples.get(row));
                masks.add(one.masks());
            }
        }
        return new MaskedImages(whole, masks);
    }

    /** @param masks of all classes; none if there are problems, or the sample is left out */
    private record Masked(List<MaskRuns> masks, List<DataException> problems) {}

    private static Masked masked(Sample sample, List<MaskSource> classes, WithoutMask without, ImageSize size) {
        List<MaskRuns> masks = new ArrayList<>();
        List<DataException> problems = new ArrayList<>();
        try {
            ImageHeader header = new ImageFile(sample.file()).header();
            for (MaskSource source : classes) {
                try {
                    if (source.ids().contains(sample.id())) {
                        masks.add(source.read(sample.id(), header, size));
                    } else if (without == WithoutMask.EMPTY) {
                        masks.add(MaskRuns.EMPTY);
                    } else if (without == WithoutMask.REFUSE) {
                        problems.add(new DataException(
                                sample.file(),
                                0,
                                "has no mask; if it is empty, say without-mask = empty, or leave it out"));
                    }
                } catch (DataException wrong) {
                    problems.add(wrong);
                }
            }
        } catch (IOException e) {
            problems.add(new DataException(sample.file(), 0, Unreadable.reason(e)));
        }
        return new Masked(masks.size() == classes.size() ? List.copyOf(masks) : List.of(), problems);
    }
}
