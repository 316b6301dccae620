package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.prepare.Criteria;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.spi.data.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Scans and tables in a folder, all in order; tests break one thing. */
record CtFolder(Path folder) {

    static final String HEADER = "seriesuid,coordX,coordY,coordZ,diameter_mm\n";
    private static final Anchors BOXES = new Anchors(List.of(10.0), 4, -3, 0.05, 100);

    static CtFolder in(Path folder) throws IOException {
        CtFolder data = new CtFolder(folder);
        data.scan("a.mha", TinyScan.of(30, 28, 12).spaced(1, 1, 2).at(-10, 5, -100));
        data.scan("056.mhd", TinyScan.of(30, 28, 12).spaced(1, 1, 2).with((x, y, z) -> -900 + 30 * z));
        data.scan(
                "sub/c.mha",
                TinyScan.of(30, 28, 12)
                        .spaced(1, 1, 2)
                        .turned(-1, 0, 0, 0, -1, 0, 0, 0, 1)
                        .with((x, y, z) -> 20 * z - 800));
        data.labels(HEADER + "a,-5.5,10,-95,6\na,10,12,-88,4.5\n056,12,11,10,8.25\n");
        return data;
    }

    Path scan(String name, TinyScan scan) throws IOException {
        return scan.write(folder.resolve("scans").resolve(name));
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path labels(String text) throws IOException {
        return file("labels.csv", text);
    }

    CtVolumesReader reader() {
        return reader(Optional.empty(), WorldAxes.LPS, Preprocessing.LungSearch.NONE);
    }

    CtVolumesReader reader(Optional<Path> excluded, WorldAxes world, Preprocessing.LungSearch lungs) {
        return reader(excluded, world, lungs, false);
    }

    CtVolumesReader reader(
            Optional<Path> excluded, WorldAxes world, Preprocessing.LungSearch lungs, boolean otherScans) {
        Path masks = folder.resolve("masks");
        Path testLabels = folder.resolve("test-labels.csv");
        Path patients = folder.resolve("patients.csv");
        return new CtVolumesReader(new CtVolumesReader.Params(
                folder.resolve("scans"),
                Optional.of(folder.resolve("labels.csv")),
                Files.exists(masks) ? Optional.of(masks) : Optional.empty(),
                Storage.Cell.UBYTE,
                excluded,
                Files.exists(patients) ? Optional.of(patients) : Optional.empty(),
                Optional.of(folder.resolve("scans").resolve("sub")),
                Files.exists(testLabels) ? Optional.of(testLabels) : Optional.empty(),
                otherScans,
                world,
                Criteria.preprocessing(lungs),
                true,
                BOXES));
    }
}
