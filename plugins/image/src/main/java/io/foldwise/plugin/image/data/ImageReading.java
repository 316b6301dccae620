package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.file.ImageFile;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.image.ImageHeader;
import io.foldwise.toolkit.memory.MemoryBudget;
import io.foldwise.toolkit.table.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From files to samples: what all readers of images in files have in common. */
final class ImageReading {

    private final ImageParams params;
    private final ImageSize size;
    private final MemoryBudget budget;

    ImageReading(ImageParams params) {
        this.params = params;
        this.size = ImageSize.of(params.size());
        this.budget = MemoryBudget.ofMegabytes(params.cache());
    }

    int channels() {
        return params.channels();
    }

    ImageSize size() {
        return size;
    }

    InputShape shape() {
        return new InputShape.Image(size.height(), size.width(), params.channels());
    }

    /** @param named whether groups have names in a table */
    boolean grouped(boolean named) {
        return named || params.nearCopies().isPresent();
    }

    /** @param attributes the names of those that samples have */
    Dataset dataset(List<Sample> samples, List<String> attributes, Task task, Optional<Truths> truths) {
        ImageFiles files = new ImageFiles(
                samples.stream().map(Sample::file).toList(), size, params.channels(), params.dicomWindow());
        return dataset(files, samples, attributes, task, truths);
    }

    /** @param files the samples' images, as they are read */
    Dataset dataset(Images files, List<Sample> samples, List<String> attributes, Task task, Optional<Truths> truths) {
        Images images = new CheckedImages(new KeptImages(files, samples.size(), budget), samples.size());
        Groups named = Groups.named(samples);
        Groups groups = params.nearCopies()
                .<Groups>map(most -> new NearCopies(images, samples.size(), most, named))
                .orElse(named);
        return new ImageDataset(samples, attributes, groups, images, params.normalise(), task, truths);
    }

    /**
     * Images to predict, of which nothing else is known.
     *
     * @param input an image, or a folder of images
     */
    Dataset toPredict(Path input, Ids ids, Task task) {
        Problems problems = new Problems();
        Map<String, Path> images = Files.isDirectory(input)
                ? new ImageFolder(input).byId(ids, "", problems)
                : Map.of(ImageFolder.withoutEnding(input.getFileName().toString()), input);
        return toPredict(samples(images), task, problems);
    }

    /** Samples to predict, of which no more is known than how large their images are. */
    Dataset toPredict(List<Sample> images, Task task, Problems problems) {
        List<Sample> samples = measured(images, problems);
        problems.throwIfAny();
        return dataset(samples, List.of(ImageDataset.HEIGHT, ImageDataset.WIDTH), task, Optional.empty());
    }

    /** Reads what stands before the pixels. */
    private static List<Sample> measured(List<Sample> samples, Problems problems) {
        List<Sample> measured = new ArrayList<>();
        for (Sample sample : samples) {
            header(sample, problems).ifPresent(header -> {
                List<String> sides = List.of(Integer.toString(header.height()), Integer.toString(header.width()));
                measured.add(new Sample(sample.id(), sample.file(), sample.group(), sides));
            });
        }
        return measured;
    }

    /** @param images by id */
    static List<Sample> samples(Map<String, Path> images) {
        return images.entrySet().stream()
                .map(image -> Sample.of(image.getKey(), image.getValue()))
                .toList();
    }

    /** Reads what stands before the pixels. */
    static void requireHeaders(List<Sample> samples, Problems problems) {
        samples.forEach(sample -> header(sample, problems));
    }

    private static Optional<ImageHeader> header(Sample sample, Problems problems) {
        try {
            return Optional.of(new ImageFile(sample.file()).header());
        } catch (IOException e) {
            problems.add(sample.file(), Unreadable.reason(e));
            return Optional.empty();
        }
    }
}
