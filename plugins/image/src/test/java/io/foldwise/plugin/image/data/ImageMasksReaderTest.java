package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.ImageMasksReader.Absent;
import io.foldwise.plugin.image.data.ImageMasksReader.Params;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageMasksReaderTest extends ReaderContract {

    @TempDir
    private Path folder;

    private ImageSet set;

    @BeforeEach
    void write() {
        set = ImageSet.whole(folder);
    }

    @Override
    protected Reader reader() {
        return new ImageMasksReader(params(Optional.empty(), List.of(8, 10), 1, Normalisation.STANDARD));
    }

    private Params params(Optional<Path> index, List<Integer> size, int channels, Normalisation normalisation) {
        return new Params(
                set.images(),
                set.masks(),
                "",
                Absent.REFUSE,
                index,
                "id",
                index.map(file -> "patient"),
                index.isPresent() ? List.of("site") : List.of(),
                Optional.of(set.test()),
                size,
                channels,
                normalisation,
                1,
                Storage.Cell.UBYTE);
    }

    @Test
    void givesBrightnessAsTheFileHasIt() {
        int[] ramp = new int[144];
        for (int pixel = 0; pixel < ramp.length; pixel++) {
            ramp[pixel] = pixel;
        }
        set.image("a00", ramp);
        Params plain = params(Optional.empty(), List.of(ImageSet.SIDE), 1, Normalisation.UNIT);
        float[] pixels = features(new ImageMasksReader(plain).train(), 0);
        for (int pixel = 0; pixel < ramp.length; pixel++) {
            assertThat(pixels[pixel]).isEqualTo(pixel / 255f);
        }
    }

    @Test
    void givesMasksInTheSizeOfImages() {
        Params plain = params(Optional.empty(), List.of(ImageSet.SIDE), 1, Normalisation.UNIT);
        Dataset data = new ImageMasksReader(plain).train();
        assertThat(data.targets(0)).containsExactly(0);
        assertThat(data.targets(1)).containsExactly(1);
        float[] mask = data.target(1, data.task().first()).values();
        for (int pixel = 0; pixel < mask.length; pixel++) {
            boolean inside = pixel / ImageSet.SIDE < 3 && pixel % ImageSet.SIDE < 3;
            assertThat(mask[pixel]).as("pixel %d", pixel).isEqualTo(inside ? 1 : 0);
        }
    }

    @Test
    void takesGroupsAndAttributesFromAnIndex() {
        Path index = set.text("index.csv", "site,id,patient\nx,a03,p\n,a01,q\ny,a02,p\n,a04,\n,a05,\n");
        ImageMasksReader reader =
                new ImageMasksReader(params(Optional.of(index), List.of(8), 3, Normalisation.IMAGENET));
        Dataset data = reader.train();
        assertThat(reader.grouped()).isTrue();
        assertThat(data.size()).isEqualTo(5);
        assertThat(data.id(0)).isEqualTo("a03");
        assertThat(data.group(2)).isEqualTo(data.group(0)).isNotEqualTo(data.group(1));
        assertThat(data.group(3)).isNotEqualTo(data.group(4));
        assertThat(data.attribute(0, "site")).contains("x");
        assertThat(data.attribute(1, "site")).isEmpty();
        assertThat(reader.files()).contains(index).hasSize(12 + 12 + 3 + 1);
    }

    private static float[] features(Dataset data, int row) {
        return data.features(new int[] {row}).values().dup('c').data().asFloat();
    }
}
