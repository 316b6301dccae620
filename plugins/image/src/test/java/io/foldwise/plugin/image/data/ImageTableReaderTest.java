package io.foldwise.plugin.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foldwise.contracts.ReaderContract;
import io.foldwise.plugin.image.data.ImageTableReader.Params;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Reader;
import io.foldwise.toolkit.table.ClassColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageTableReaderTest extends ReaderContract {

    private static final String HEADER = "id,file,kind,ill,age,patient,site\n";

    @TempDir
    private Path folder;

    private ImageSet set;
    private Optional<Path> test = Optional.empty();
    private boolean leaveOut;

    @BeforeEach
    void write() {
        set = ImageSet.whole(folder);
    }

    @Override
    protected Reader reader() {
        test = Optional.of(set.text("test.csv", "file,id\na01.png,x\na02.png,y\n"));
        return reader(IntStream.range(0, 12)
                .mapToObj(i ->
                        "s%d,a%02d.png,%s,%d,%d,p%d,north".formatted(i, i, i % 2 == 0 ? "cat" : "dog", i % 2, i, i / 2))
                .collect(Collectors.joining("\n")));
    }

    private Reader reader(String rows) {
        return new ImageTableReader(new Params(
                set.text("train.csv", HEADER + rows),
                test,
                set.images(),
                Ids.PATH,
                "id",
                Optional.of("file"),
                List.of("ill"),
                Optional.of(new ClassColumn("kind", List.of("cat", "dog"), Optional.empty())),
                List.of("age"),
                Optional.of("patient"),
                List.of("site"),
                leaveOut,
                new ImageParams(List.of(6), 3, Normalisation.IMAGENET, Optional.empty(), false, Optional.empty(), 1)));
    }

    @Test
    void givesEveryHeadItsColumns() {
        Dataset data = reader().train();
        List<Head> heads = data.task().heads();
        assertThat(data.id(3)).isEqualTo("s3");
        assertThat(data.target(3, heads.get(0)).values()).containsExactly(1);
        assertThat(data.target(3, heads.get(1)).values()).containsExactly(0, 1);
        assertThat(data.target(3, heads.get(2)).values()).containsExactly(3);
        assertThat(data.group(3)).isEqualTo(data.group(2)).isNotEqualTo(data.group(4));
        assertThat(data.attribute(3, "site")).contains("north");
    }

    @Test
    void findsImagesWithoutTheirEnding() {
        Dataset data = reader("s,a07,cat,0,1,p,x\n").train();
        assertThat(data.features(new int[] {0}).values())
                .isEqualTo(reader().train().features(new int[] {7}).values());
    }

    @Test
    void predictsTheSamplesOfATableWhateverTheCaseOfItsEnding() {
        set.text("TEST.CSV", "id,file\ns,images/a01.png\n");
        assertThat(reader().read(folder.resolve("TEST.CSV")).size()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNotThere() {
        Reader broken =
                reader("s,a99.png,cat,0,1,p,x\nt,a01.png,cow,0,1,p,x\nt,a02.png,cat,0,1,p,x\n,a02.png,cat,0,1,p,x\n"
                        + "u,../masks/a03.png,cat,0,1,p,x\n");
        String file = folder.resolve("train.csv") + ":";
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(broken::train)
                .withMessage(file + "2: there is no image 'a99.png'\n"
                        + file + "3: class 'kind' is 'cow', not one of cat, dog\n"
                        + file + "4: id 't' is that of line 3, too\n"
                        + file + "5: id is empty\n"
                        + file + "6: there is no image '../masks/a03.png'");
    }

    @Test
    void readsWhatSemicolonsSeparate() {
        Reader reader = reader("s,a01.png,cat,0,1,p,x\nt,a02.png,dog,1,0.5,p,x\n");
        set.text("train.csv", (HEADER + "s,a01.png,cat,0,1,p,x\nt,a02.png,dog,1,0.5,p,x\n").replace(',', ';'));

        Dataset data = reader.train();

        assertThat(data.id(1)).isEqualTo("t");
        assertThat(data.targets(1)).containsExactly(1, 0, 1, 0.5f);
    }

    @Test
    void leavesOutWhatIsNotThereIfItIsToldTo() {
        leaveOut = true;
        assertThat(reader("s,a99.png,cat,0,1,p,x\nt,a01.png,dog,0,1,p,x\n")
                        .train()
                        .size())
                .isEqualTo(1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader("s,a99.png,cat,0,1,p,x\n").train())
                .withMessage(folder.resolve("train.csv") + ": names no image that is there");
    }
}
