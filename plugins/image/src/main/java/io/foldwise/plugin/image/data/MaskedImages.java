package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.decode.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds an image and a mask for every sample, and reads the masks.
 *
 * @param samples and their masks, {@code [samples][classes]}
 */
record MaskedImages(List<Sample> samples, List<List<MaskRuns>> masks) {

    /**
     * Reads all masks, by several threads.
     *
     * @param masks by id
     * @param emptyWithout whether an image without a mask has an empty one
     * @return the given samples without those that are reported
     */
    static MaskedImages read(
            List<Sample> samples, Map<String, Path> masks, boolean emptyWithout, ImageSize size, Problems problems) {
        List<Answer> answers = IntStream.range(0, samples.size())
                .parallel()
                .mapToObj(row -> {
                    Sample sample = samples.get(row);
                    return answer(sample, Optional.ofNullable(masks.get(sample.id())), emptyWithout, size);
                })
                .toList();
        List<Sample> whole = new ArrayList<>();
        List<List<MaskRuns>> runs = new ArrayList<>();
        for (int row = 0; row < answers.size(); row++) {
            Answer answer = answers.get(row);
            if (answer.mask().isPresent()) {
                whole.add(samples.get(row));
                runs.add(List.of(answer.mask().get()));
            } else {
                problems.add(answer.file(), answer.problem());
            }
        }
        return new MaskedImages(whole, runs);
    }

    private static Answer answer(Sample sample, Optional<Path> mask, boolean emptyWithout, ImageSize size) {
        Path current = sample.file();
        try {
            var header = new ImageFile(current).header();
            if (mask.isEmpty()) {
                return emptyWithout
                        ? new Answer(current, "", Optional.of(MaskRuns.EMPTY))
                        : new Answer(current, "has no mask; if it is empty, say absent = empty", Optional.empty());
            }
            current = mask.get();
            return new Answer(current, "", Optional.of(new MaskFile(current).read(header, size)));
        } catch (IOException e) {
            return new Answer(current, Unreadable.reason(e), Optional.empty());
        }
    }

    /** A mask, or what is wrong with a file. */
    private record Answer(Path file, String problem, Optional<MaskRuns> mask) {}
}
