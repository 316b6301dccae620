package io.foldwise.plugin.volume.submission;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.VolumeDataset;
import io.foldwise.spi.data.Dataset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Where nodules are in the world, in millimetres. */
record World(ToWorld map) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Where nothing is known of the scanner: a voxel is a millimetre. */
    static final World OF_VOXELS = new World(ToWorld.shifted(0, 0, 0));

    /** That of a sample. */
    static World of(Dataset data, int sample) {
        Optional<String> numbers = data.attribute(sample, VolumeDataset.TO_WORLD);
        return numbers.map(text -> new World(new ToWorld(BLANKS.splitAsStream(text.strip())
                        .mapToDouble(Double::parseDouble)
                        .toArray())))
                .orElse(OF_VOXELS);
    }

    /** The centre of a box as cells of a table: x, y and z. */
    Stream<String> centre(Box box) {
        return DoubleStream.of(map.world(box.z(), box.y(), box.x())).mapToObj(World::millimetres);
    }

    static String millimetres(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
